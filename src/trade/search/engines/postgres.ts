import { type Database, statement } from '../../../platform/database/index.ts'
import { analyse, type QueryUnit } from '../search.analysis.ts'
import type { EngineQuery, EngineResult, SearchEngine } from '../search.ports.ts'
import type { Synonyms } from '../search.synonyms.ts'
import { createTurns } from '../search.turns.ts'
import { editDistanceWithin, typosIn } from '../search.typos.ts'
import { runQuery } from './postgres.query.ts'
import { beginRebuild } from './postgres.rebuild.ts'
import { type Corrections, textQuery } from './postgres.text.ts'
import { readPages, readStored, writeChanges } from './postgres.write.ts'

/** With fewer hits than these, words are taken for mistyped too. */
const little = 3
const mostCorrections = 8
/**
 * Of the connections, how many search at once. More would not be done sooner: a search is work for the processor
 * and not for the disk, so each would only take longer, and checkouts would wait for a connection.
 */
const shareOfPool = 1 / 4

const nothing: EngineResult = {
  hits: [],
  facets: { category: [], brand: [], price: [] },
  total: 0,
  next: null,
}

/** Search in PostgreSQL itself: full text by weights, trigrams for mistyped words, place by its own indexes. */
export function createPostgresEngine({ db, synonyms }: { db: Database; synonyms: Synonyms }): SearchEngine {
  const inTurn = createTurns(Math.max(1, Math.floor(db.pool.options.max * shareOfPool)))
  return {
    name: 'postgres',
    prepare: async () => {},
    async search(query) {
      const analysis = analyse(query.text, synonyms)
      if (analysis.kind === 'nothing') return nothing
      return inTurn(() =>
        analysis.kind === 'everything' ? runQuery(db, query, null) : find(query, analysis.units),
      )
    },
    write: (changes) => db.transaction((tx) => writeChanges(tx, 'live', changes)),
    stored: (refs) => readStored(db, refs),
    pages: () => readPages(db),
    beginRebuild: () => beginRebuild(db),
  }

  async function find(query: EngineQuery, units: readonly QueryUnit[]): Promise<EngineResult> {
    const found = await ask(query, units)
    if (found.total >= little) return found
    const corrections = await correct(units)
    return corrections.size === 0 ? found : ask(query, units, corrections)
  }

  function ask(query: EngineQuery, units: readonly QueryUnit[], corrections?: Corrections) {
    const words = units.reduce((sum, unit) => sum + unit.words.length, 0)
    return runQuery(db, query, { ...textQuery(units, synonyms, corrections), words })
  }

  /** What the words may have been meant for: words of the index, and terms of synonyms. */
  async function correct(units: readonly QueryUnit[]): Promise<Corrections> {
    const corrections = new Map<string, string[]>()
    for (const word of new Set(units.flatMap((unit) => unit.words))) {
      const typos = typosIn(word)
      if (typos === 0 || /^\p{N}+$/u.test(word)) continue
      const like = await db.query<{ word: string }>(similarWords, [word])
      const near = like
        .map((row) => row.word)
        .filter((known) => known !== word && editDistanceWithin(word, known, typos))
        .slice(0, mostCorrections)
      const concepts = synonyms.conceptsLike(word, typos).map((id) => `#${id}`)
      if (near.length + concepts.length > 0) corrections.set(word, [...near, ...concepts])
    }
    return corrections
  }
}

// The trigram index finds candidates; a wrong letter in a short word leaves few trigrams alike.
const similarWords = statement(
  'search_similar_words',
  `select word from search_words where word % $1::text
   order by similarity(word, $1::text) desc, documents desc, word limit 50`,
)
