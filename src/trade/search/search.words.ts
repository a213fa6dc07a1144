/**
 * How text becomes words, the same for documents and queries, so that both engines compare like with like.
 * Nothing here is an operator: whatever is no letter, mark or digit only parts words.
 */

const longestText = 2000
const longestWord = 40

// Zero-width characters, and of Devanagari the nukta and the candrabindu, which people leave out or change.
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const latinAccent = /[\u0300-\u036f]/g
const nukta = /\u093c/g
const candrabindu = /\u0901/g

/** Lower-case words of any script, without accents, in the order in which they stand. */
export function splitWords(text: string): string[] {
  const plain = text
    .slice(0, longestText)
    .replace(invisible, '')
    .normalize('NFKD')
    .replace(latinAccent, '')
    .replace(nukta, '')
    .replace(candrabindu, '\u0902')
    .normalize('NFC')
    .toLowerCase()
  return (plain.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []).map((word) => word.slice(0, longestWord))
}

const isLatin = (word: string): boolean => /^[a-z0-9]+$/.test(word)

/** An English plural as its singular, after D. Harman's S-stemmer (1991); other words as they are. */
export function stem(word: string): string {
  if (word.length < 4 || !isLatin(word) || !word.endsWith('s')) return word
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:ss|x|z|ch|sh|to)es$/.test(word)) return word.slice(0, -2)
  return /[us]s$/.test(word) ? word : word.slice(0, -1)
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/aa+/g, 'a'],
  [/(?:ee|ii|ie)/g, 'i'],
  [/(?:oo|uu|ou)/g, 'u'],
  [/ph/g, 'f'],
  [/w/g, 'v'],
  [/z/g, 'j'],
  [/q/g, 'k'],
  [/ck/g, 'k'],
  [/([a-z])\1+/g, '$1'],
  [/y$/g, 'i'],
]

/** One spelling for the many in which Hindi is written in Latin letters: `aata`, `atta` and `ata` are one. */
export function foldSpelling(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word
  let folded = word
  for (const [pattern, plain] of spellings) folded = folded.replace(pattern, plain)
  return folded
}

/** The forms under which a word is kept and looked up: as it is, its stem, and that stem's folding. */
export function formsOf(word: string): string[] {
  const singular = stem(word)
  return [...new Set([word, singular, foldSpelling(singular)])]
}

/** The one form by which terms are compared. */
export const keyOf = (word: string): string => foldSpelling(stem(word))

const stopWords = new Set(
  'a an and for in near of on or the to with ka ke ki ko aur का के की को और में'.split(' '),
)

/** Whether a word says nothing of the goods. */
export const isStopWord = (word: string): boolean => stopWords.has(word)
