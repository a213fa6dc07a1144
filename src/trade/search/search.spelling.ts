import { type Database, type Statement, statement } from '../../platform/database/index.ts'
import { analyse } from './search.analysis.ts'
import { askedForms, latinOf } from './search.forms.ts'
import type { Synonyms } from './search.synonyms.ts'
import { editDistanceWithin, typosIn } from './search.typos.ts'
import { splitWords } from './search.words.ts'

const mostCorrections = 8
/**
 * How long it is remembered which words there are, and which are like one. Short, so that a new good is found under
 * mistyped names as soon as under its own; long enough that one search asks once, and that beginnings which many type
 * cost little.
 */
const rememberedMs = 1000
const mostRemembered = 5000

/** Parts of a word that was written for two have at least so many letters. */
const fewestInPart = 3

/** What a word may have been meant for: words of the index, the likeliest first, and concepts. */
export interface Near {
  /** Two words with a space between them were written as one. */
  words: string[]
  concepts: string[]
}

/** Finds what mistyped words were meant for, among the words of all listings and the terms of synonyms. */
export function createSpelling({ db, synonyms }: { db: Database; synonyms: Synonyms }) {
  let remembered = new Map<string, Promise<string[]>>()
  let since = 0
  /** The words that a statement finds; asked once a while for the same words. */
  const wordsFound = (asks: Statement, words: string | string[]): Promise<string[]> => {
    if (performance.now() - since > rememberedMs || remembered.size >= mostRemembered) {
      remembered = new Map()
      since = performance.now()
    }
    const name = `${asks.name} ${words}`
    const known = remembered.get(name)
    if (known) return known
    const asked = remembered
    const found = db.query<{ word: string }>(asks, [words]).then((rows) => rows.map((row) => row.word))
    found.catch(() => asked.delete(name))
    asked.set(name, found)
    return found
  }

  /** The word as two of the index that somebody wrote together: `hairoil`. */
  async function twoWords(latin: string): Promise<string[]> {
    if (!/^[a-z]{6,30}$/.test(latin)) return []
    const cuts = Array.from({ length: latin.length - 2 * fewestInPart + 1 }, (_, nth) => {
      const at = fewestInPart + nth
      return [latin.slice(0, at), latin.slice(at)]
    })
    const known = new Set(await wordsFound(knownWords, cuts.flat()))
    return cuts.filter((parts) => parts.every((part) => known.has(part))).map((parts) => parts.join(' '))
  }

  /** What this word may have been meant for besides itself; nothing for short words and numbers. */
  async function near(word: string): Promise<Near> {
    const latin = latinOf(word) ?? word
    const typos = typosIn(latin)
    if (typos === 0 || /^\p{N}+$/u.test(latin)) return { words: [], concepts: [] }
    const [apart, like] = await Promise.all([twoWords(latin), wordsFound(similarWords, latin)])
    const mistyped = like.filter((known) => known !== word && editDistanceWithin(latin, known, typos))
    return {
      words: [...apart, ...mistyped].slice(0, mostCorrections),
      concepts: synonyms.conceptsLike(latin, typos),
    }
  }

  /** The text with its unknown words put right; undefined when all are known, or nobody knows better. */
  async function didYouMean(text: string): Promise<string | undefined> {
    const words = splitWords(text)
    const analysis = analyse(text, synonyms)
    const meant = new Set(
      analysis.kind === 'units'
        ? analysis.units.flatMap((unit) => (unit.concepts.length > 0 ? unit.words : []))
        : [],
    )
    const known = new Set(await wordsFound(knownWords, words.flatMap(askedForms)))
    const better = new Map<string, string>()
    for (const word of new Set(words)) {
      if (meant.has(word) || askedForms(word).some((form) => known.has(form))) continue
      const { words: near1, concepts } = await near(word)
      const latin = latinOf(word) ?? word
      const term = concepts
        .flatMap((concept) => synonyms.termsOf(concept))
        .find((one) => editDistanceWithin(latin, one, typosIn(latin)))
      const best = near1[0] ?? term
      if (best !== undefined) better.set(word, best)
    }
    if (better.size === 0) return undefined
    return text
      .trim()
      .split(/\s+/)
      .map((token) => better.get(splitWords(token)[0] ?? '') ?? token)
      .join(' ')
      .slice(0, 200)
  }

  return { near, didYouMean }
}

export type Spelling = ReturnType<typeof createSpelling>

// The trigram index finds candidates; a wrong letter in a short word leaves few trigrams alike.
const similarWords = statement(
  'search_similar_words',
  `select word from search_words where word % $1::text
   order by similarity(word, $1::text) desc, documents desc, word limit 50`,
)
const knownWords = statement(
  'search_known_words',
  'select word from search_words where word = any($1::text[])',
)
