import { romanise } from './search.romanise.ts'
import { isIndian } from './search.scripts.ts'
import { soundOf } from './search.sound.ts'
import { formsOf } from './search.words.ts'

/** Marks the sound of a word in an index, so that no word as it is typed is taken for one. */
export const soundMark = '~'

/** Words come again and again, and reading a script costs more than remembering: so many are kept. */
const mostRemembered = 20_000

/** Reckons something of a word, and remembers it. */
export function remembering<T>(reckon: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const answer = reckon(word)
    if (known.size >= mostRemembered) known.clear()
    known.set(word, answer)
    return answer
  }
}

const romanised = remembering((word) => romanise(word)[0])

/** A word in Latin letters, however it is written; undefined for scripts that are not Indian. */
export const latinOf = (word: string): string | undefined => (isIndian(word) ? romanised(word) : word)

/** The forms of a typed word that say just what it says: as it is, singular, folded, and in Latin letters. */
export const askedForms = (word: string): string[] => {
  const latin = latinOf(word)
  return latin === undefined || latin === word ? formsOf(word) : [word, ...formsOf(latin)]
}

/** The forms that only sound like it: by the sound of words in the index, and by words that are their own sound. */
export function soundForms(word: string): string[] {
  const latin = latinOf(word)
  if (latin === undefined || !/^[a-z]{3,}$/.test(latin)) return []
  const sound = soundOf(latin)
  return [soundMark + sound, sound]
}

/** The sounds under which words of a document are kept: those that are not among its words anyway. */
export function soundsOf(words: readonly string[]): string[] {
  const known = new Set(words)
  const sounds = words.filter((word) => /^[a-z]{3,}$/.test(word)).map(soundOf)
  return [...new Set(sounds)].filter((sound) => !known.has(sound))
}

/** The sound of a word of any script in Latin letters; as it is where nobody knows how to read it. */
export const soundOfAny = remembering((word) => {
  const latin = latinOf(word)
  return latin === undefined || !/^[a-z]+$/.test(latin) ? word : soundOf(latin)
})
