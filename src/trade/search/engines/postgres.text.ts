import type { QueryUnit } from '../search.analysis.ts'
import { askedForms, soundForms, soundMark } from '../search.forms.ts'
import type { DocumentWords } from '../search.ports.ts'
import type { Pack } from '../search.quantity.ts'
import type { Synonyms } from '../search.synonyms.ts'
import { foldSpelling, splitWords } from '../search.words.ts'

/**
 * Text for PostgreSQL. Its own dictionaries take no part: words come from search.words.ts, letters, marks and
 * digits alone, so that quoting them is all it takes to write a `tsvector` or `tsquery`. A concept is a word
 * with `#` before it, which no typed word has; what a good is has `^` before it, and how a word sounds `~`.
 */

/** Stands in a template for the words of the index that begin as the last word does. */
export const beginnings = '%'
/** Stands in a template behind each word, for the weights in which it must stand. */
export const weights = '@'

export interface TextQuery {
  /** With beginnings and corrections: what a document must match. */
  loose: string
  /** Without: what a document matches word by word. */
  strict: string
  /** What a document is that ends with the query's last words. */
  head: string
  /** Ranges of words, from and below, that are beginnings' words. */
  ranges: readonly (readonly [string, string])[]
  /** One or two of its units, for the index; what it finds is then held against `loose`. */
  lookups: readonly Lookup[]
}

/** A listing that matches a unit has at least one of these words of the index. */
export interface Lookup {
  words: readonly string[]
  /** Or one that begins as the query's last word does. */
  begins: boolean
}

/** Words of the index, concepts among them, for words as they were typed; two with a space for one that both must match. */
export type Corrections = ReadonlyMap<string, readonly string[]>

const fewestLettersForConcepts = 3
const mostConcepts = 8

const quoted = (word: string): string => `'${word}'${weights}`
/** What a word may have been meant for: one word, or two that both stand there. */
const corrected = (text: string): string =>
  text.includes(' ') ? `(${text.split(' ').map(quoted).join('&')})` : quoted(text)
const anyOf = (parts: readonly string[]): string => `(${[...new Set(parts)].join('|')})`
const concept = (id: string): string => quoted(`#${id}`)

/** What to ask for the units of a query, the last word also as a beginning. */
export function textQuery(
  units: readonly QueryUnit[],
  synonyms: Synonyms,
  corrections: Corrections = new Map(),
): TextQuery {
  const strict = units.map((unit) => unitQuery(unit, (word) => askedForms(word).map(quoted), []))
  const last = units.at(-1)!
  const lastWord = last.words.at(-1)!
  const loose = units.map((unit) => {
    const isLast = unit === last
    const wordQuery = (word: string, nth: number): string[] => {
      const parts = (unit.parts[nth] ?? []).map((id) => `#${id}`)
      const near = (corrections.get(word) ?? []).map(corrected)
      const forms = [...[...askedForms(word), ...soundForms(word), ...parts].map(quoted), ...near]
      if (!isLast || nth < unit.words.length - 1) return forms
      return [forms.join('|') + beginnings]
    }
    const begun = isLast && unit.words.length === 1 ? begunConcepts(lastWord, unit, synonyms) : []
    return unitQuery(unit, wordQuery, begun.map(concept))
  })
  const head = anyOf(
    [...askedForms(lastWord), ...last.concepts.map((id) => `#${id}`)].map((word) => `'^${word}'`),
  )
  return {
    loose: loose.join('&'),
    strict: strict.join('&'),
    head,
    ranges: rangesOf(lastWord),
    lookups: lookupsOf(units, synonyms, corrections),
  }
}

/** Which units to look up is a matter of cost alone: names say more than numbers. */
function lookupsOf(units: readonly QueryUnit[], synonyms: Synonyms, corrections: Corrections): Lookup[] {
  const named = units.filter(({ words }) => !/^\p{N}/u.test(words[0]!))
  const last = units.at(-1)!
  return [...named, ...units.filter((unit) => !named.includes(unit))].slice(0, 2).map((unit) => {
    const word = unit.words[0]!
    const begins = unit === last && unit.words.length === 1
    const begun = begins ? begunConcepts(word, unit, synonyms) : []
    const concepts = [...unit.concepts, ...begun, ...(unit.parts[0] ?? [])].map((id) => `#${id}`)
    return {
      words: [
        ...askedForms(word),
        ...soundForms(word),
        ...(corrections.get(word) ?? []).flatMap((text) => text.split(' ')),
        ...concepts,
      ],
      begins,
    }
  })
}

function unitQuery(
  { words, concepts }: QueryUnit,
  wordQuery: (word: string, nth: number) => string[],
  more: readonly string[],
): string {
  const literal = words.map((word, nth) => anyOf(wordQuery(word, nth))).join('&')
  return anyOf([`(${literal})`, ...concepts.map(concept), ...more])
}

// A term that is whole already says what is meant.
const begunConcepts = (word: string, unit: QueryUnit, synonyms: Synonyms): string[] =>
  unit.concepts.length > 0 || word.length < fewestLettersForConcepts
    ? []
    : synonyms.conceptsBeginningWith(foldSpelling(word), mostConcepts)

/** A word as a beginning, and its folding where that is long enough to say something. */
function rangesOf(word: string): [string, string][] {
  const folded = foldSpelling(word)
  const starts = folded !== word && folded.length >= 3 ? [word, folded] : [word]
  return starts.map((start) => [start, `${start}\u{10ffff}`])
}

/** A size of pack as names write it: number and unit, together or apart; null where that cannot be looked up. */
export function packQuery({ written }: Pack): string | null {
  const ways = written.flatMap((text) => {
    const words = splitWords(text)
    return words.length === 2 ? [`'${words.join('')}'`, `('${words[0]}'&'${words[1]}')`] : []
  })
  return ways.length === 0 ? null : ways.join('|')
}

/** The words of a document as a `tsvector`. One position is enough: only weights are asked for. */
export function textVector(words: DocumentWords): string {
  const parts: string[] = []
  const add = (list: readonly string[], mark: string, weight: string) => {
    for (const word of list) parts.push(`'${mark}${word}':1${weight}`)
  }
  add(words.name, '', 'A')
  add(words.concepts, '#', 'A')
  add(words.head.words, '^', 'A')
  add(words.head.concepts, '^#', 'A')
  add(words.innerConcepts, '#', 'B')
  add(words.brand, '', 'B')
  add(words.sounds, soundMark, 'B')
  add(words.other, '', 'C')
  return parts.join(' ')
}
