import library from '@indic-transliteration/sanscript'

/** What is used of it; its own types do not say that it is a module. */
const Sanscript = library as unknown as { t(text: string, from: string, to: string): string }

/** A word of an Indian script as Devanagari writes it. */
export interface InDevanagari {
  word: string
  /** Whether every `a` is spoken that is not written: so in the languages of the south. */
  speaksEveryA: boolean
  tamil: boolean
}

/** By the block of a letter in Unicode. */
const scripts = [
  { from: 0x0980, name: 'bengali', speaksEveryA: false },
  { from: 0x0a00, name: 'gurmukhi', speaksEveryA: false },
  { from: 0x0a80, name: 'gujarati', speaksEveryA: false },
  { from: 0x0b00, name: 'oriya', speaksEveryA: true },
  { from: 0x0b80, name: 'tamil', speaksEveryA: true },
  { from: 0x0c00, name: 'telugu', speaksEveryA: true },
  { from: 0x0c80, name: 'kannada', speaksEveryA: true },
  { from: 0x0d00, name: 'malayalam', speaksEveryA: true },
] as const

const indianWord = /[\u0900-\u0963\u0980-\u0d7f\u200c\u200d]+/g
const joiners = /[\u200c\u200d]/g

// Letters that one script alone has, as two that every script has: the closed consonants of Malayalam; the mark
// of a doubled consonant and the dot below of Gurmukhi and Bengali are left out.
const plain: readonly (readonly [RegExp, string])[] = [
  [/ൾ/g, 'ള്'],
  [/ൻ/g, 'ന്'],
  [/ർ/g, 'ര്'],
  [/ൽ/g, 'ല്'],
  [/ൺ/g, 'ണ്'],
  [/ൿ/g, 'ക്'],
  [/[\u0a71\u0a3c\u09bc]/g, ''],
  [/\u0a70/g, '\u0a02'],
]

/** The words of Indian scripts in a text, in Devanagari, letter by letter; all other words are left out. */
export const inDevanagari = (text: string): InDevanagari[] =>
  (text.normalize('NFD').match(indianWord) ?? []).map((found) => {
    const word = found.replace(joiners, '')
    const first = word.charCodeAt(0)
    const script = scripts.find(({ from }) => first >= from && first < from + 0x80)
    if (!script) return { word, speaksEveryA: false, tamil: false }
    const whole = plain.reduce((done, [letter, pair]) => done.replace(letter, pair), word.normalize('NFC'))
    const written = Sanscript.t(whole, script.name, 'devanagari').normalize('NFD')
    return {
      // Bengali has no v: what the library takes for one is b.
      word: script.name === 'bengali' ? written.replaceAll('व', 'ब') : written,
      speaksEveryA: script.speaksEveryA,
      tamil: script.name === 'tamil',
    }
  })

/** Whether a word is of an Indian script. */
export const isIndian = (word: string): boolean => /[\u0900-\u0963\u0980-\u0d7f]/.test(word)

/**
 * Tamil writes k and g, t and d, p and b, ch and s with one letter each (which the library reads as `gh`, `dh`,
 * `bh`, `jh`): which it is follows from where it stands. Takes and gives Latin letters.
 */
export const speakTamil = (latin: string): string =>
  latin
    .replace(/ghgh/g, 'k')
    .replace(/dhdh/g, 't')
    .replace(/bhbh/g, 'p')
    .replace(/jhjh/g, 'ch')
    .replace(/^(?:gh)/, 'k')
    .replace(/^(?:dh)/, 't')
    .replace(/^(?:bh)/, 'p')
    .replace(/nj?h?jh/g, 'nj')
    .replace(/jh/g, 's')
    .replace(/([gdb])h/g, '$1')
