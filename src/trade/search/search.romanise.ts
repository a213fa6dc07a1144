import { inDevanagari, speakTamil } from './search.scripts.ts'

/**
 * Indian scripts in Latin letters as people type Hindi, in the plain spelling of `foldSpelling`: long vowels are
 * written like short ones, and the unspoken `a` is left out where the language leaves it out (चावल: chaval,
 * नमकीन: namkin, ચોખા: chokha, அரிசி: arisi).
 */

const consonants: Readonly<Record<string, string>> = {
  क: 'k',
  ख: 'kh',
  ग: 'g',
  घ: 'gh',
  ङ: 'n',
  च: 'ch',
  छ: 'chh',
  ज: 'j',
  झ: 'jh',
  ञ: 'n',
  ट: 't',
  ठ: 'th',
  ड: 'd',
  ढ: 'dh',
  ण: 'n',
  त: 't',
  थ: 'th',
  द: 'd',
  ध: 'dh',
  न: 'n',
  प: 'p',
  फ: 'ph',
  ब: 'b',
  भ: 'bh',
  म: 'm',
  य: 'y',
  र: 'r',
  ल: 'l',
  ळ: 'l',
  ऴ: 'zh',
  ऱ: 'r',
  ऩ: 'n',
  व: 'v',
  श: 'sh',
  ष: 'sh',
  स: 's',
  ह: 'h',
}
/** With a dot below (nukta). */
const dotted: Readonly<Record<string, string>> = { क: 'q', ख: 'kh', ग: 'g', ज: 'z', फ: 'f', ड: 'r', ढ: 'rh' }
const vowels: Readonly<Record<string, string>> = {
  अ: 'a',
  आ: 'a',
  इ: 'i',
  ई: 'i',
  उ: 'u',
  ऊ: 'u',
  ऋ: 'ri',
  ए: 'e',
  ऐ: 'ai',
  ओ: 'o',
  औ: 'au',
  ऑ: 'o',
  ऍ: 'e',
  ऎ: 'e',
  ऒ: 'o',
}
const vowelSigns: Readonly<Record<string, string>> = {
  'ा': 'a',
  'ि': 'i',
  'ी': 'i',
  'ु': 'u',
  'ू': 'u',
  'ृ': 'ri',
  'े': 'e',
  'ै': 'ai',
  'ो': 'o',
  'ौ': 'au',
  'ॉ': 'o',
  'ॅ': 'e',
  'ॆ': 'e',
  'ॊ': 'o',
}
const nukta = '\u093c'
const virama = '\u094d'
const anusvara = /[\u0901\u0902]/

interface Syllable {
  /** One consonant, a cluster, or nothing before a vowel of its own. */
  onset: string
  cluster: boolean
  vowel: string
  /** The `a` that is not written: it may be unspoken. */
  inherent: boolean
  nasal: boolean
}

/** The words of a text in Indian scripts; words of other scripts are left out. */
export const romanise = (text: string): string[] =>
  inDevanagari(text)
    .map(({ word, speaksEveryA, tamil }) => {
      const latin = spell(syllablesOf(word), speaksEveryA)
      return tamil ? speakTamil(latin) : latin
    })
    .filter((word) => word !== '')

function syllablesOf(word: string): Syllable[] {
  const syllables: Syllable[] = []
  let onset = ''
  let parts = 0
  const close = (vowel: string, inherent: boolean) => {
    syllables.push({ onset, cluster: parts > 1, vowel, inherent, nasal: false })
    onset = ''
    parts = 0
  }
  for (let at = 0; at < word.length; at += 1) {
    const letter = word[at]!
    const sign = vowelSigns[letter]
    if (consonants[letter] !== undefined) {
      const hasDot = word[at + 1] === nukta
      onset += hasDot ? (dotted[letter] ?? consonants[letter]) : consonants[letter]
      parts += 1
      if (hasDot) at += 1
      const next = word[at + 1] ?? ''
      if (next === virama) at += 1
      else if (vowelSigns[next] === undefined) close('a', true)
    } else if (sign !== undefined) close(sign, false)
    else if (vowels[letter] !== undefined) close(vowels[letter]!, false)
    else if (anusvara.test(letter) && syllables.length > 0) syllables.at(-1)!.nasal = true
  }
  if (onset !== '') close('', false)
  return syllables
}

function spell(syllables: Syllable[], speaksEveryA: boolean): string {
  const spoken = (at: number): boolean => (syllables[at]?.vowel ?? '') !== ''
  const last = syllables.at(-1)
  if (!speaksEveryA && syllables.length > 1 && last?.inherent && !last.nasal && !last.cluster) last.vowel = ''
  for (let at = syllables.length - 2; at > 0 && !speaksEveryA; at -= 1) {
    const here = syllables[at]!
    const single = !here.cluster && !syllables[at + 1]!.cluster && here.onset !== ''
    if (here.inherent && !here.nasal && single && spoken(at - 1) && spoken(at + 1)) here.vowel = ''
  }
  return syllables
    .map(({ onset, vowel, nasal }, at) => {
      const next = syllables[at + 1]?.onset[0] ?? ''
      // At the end of a word the languages of the south say m.
      const isM = next === '' ? speaksEveryA : 'pbm'.includes(next)
      return onset + vowel + (nasal ? (isM ? 'm' : 'n') : '')
    })
    .join('')
}
