import type { PinDirectory } from '../../../places/index.ts'
import type { Database } from '../../../platform/database/index.ts'
import { analyse, type QueryUnit } from '../search.analysis.ts'
import type { EngineQuery, EngineResult, SearchEngine } from '../search.ports.ts'
import type { Pack } from '../search.quantity.ts'
import { createRegionGuess, regionOf } from '../search.regions.ts'
import { relevance, type Weights } from '../search.rules.ts'
import type { Spelling } from '../search.spelling.ts'
import type { Synonyms } from '../search.synonyms.ts'
import { createTurns } from '../search.turns.ts'
import { type Ranking, runQuery } from './postgres.query.ts'
import { analyseRegion, beginRebuild, countWords, makeRegions } from './postgres.rebuild.ts'
import { createStatements } from './postgres.sql.ts'
import { type Corrections, textQuery } from './postgres.text.ts'
import { readPages, readRegions, readStored, writeChanges } from './postgres.write.ts'

/** With fewer hits than these, words are taken for mistyped too. */
const little = 3
/**
 * A search is work for the processor: a third of it in this process, the rest in PostgreSQL. More than these at once
 * are done no sooner, and each of them later.
 */
const mostAtOnce = 3
type Asked = { units: readonly QueryUnit[]; pack: Pack | null }

const nothing: EngineResult = {
  hits: [],
  facets: { category: [], brand: [], price: [] },
  total: 0,
  next: null,
}

/** Search in PostgreSQL itself: full text by weights, trigrams for mistyped words, place by its own indexes. */
export function createPostgresEngine({
  db,
  synonyms,
  spelling,
  directory,
  weights = relevance,
}: {
  db: Database
  synonyms: Synonyms
  spelling: Pick<Spelling, 'near'>
  /** Where PINs lie tells in which regions a search finds shops. */
  directory: Pick<PinDirectory, 'all'>
  weights?: Weights
}): SearchEngine {
  const guess = createRegionGuess({ directory })
  const ranking: Ranking = { weights, statements: createStatements(weights), guess }
  const inTurn = createTurns(Math.min(mostAtOnce, db.planned.connections))
  return {
    name: 'postgres',
    prepare: async () => {},
    async search(query) {
      const analysis = analyse(query.text, synonyms)
      if (analysis.kind === 'nothing') return nothing
      return inTurn(() =>
        analysis.kind === 'everything' ? runQuery(db.planned, ranking, query, null) : find(query, analysis),
      )
    },
    async write(changes) {
      const fresh = await makeRegions(db, new Set(changes.put.map(({ shop }) => regionOf(shop.pin))))
      await db.transaction((tx) => writeChanges(tx, 'live', changes))
      for (const region of fresh) await analyseRegion(db, region)
    },
    regions: () => readRegions(db),
    stored: (region, refs) => readStored(db, region, refs),
    pages: (region) => readPages(db, region),
    beginRebuild: (region) => beginRebuild(db, region),
    rebuilt: () => countWords(db),
  }

  async function find(query: EngineQuery, asked: Asked): Promise<EngineResult> {
    const found = await ask(query, asked)
    if (found.total >= little) return found
    const corrections = await correct(asked.units)
    return corrections.size === 0 ? found : ask(query, asked, corrections)
  }

  function ask(query: EngineQuery, { units, pack }: Asked, corrections?: Corrections) {
    const words = units.reduce((sum, unit) => sum + unit.words.length, 0)
    return runQuery(db.planned, ranking, query, { ...textQuery(units, synonyms, corrections), words, pack })
  }

  /** What the words may have been meant for: words of the index, and terms of synonyms. */
  async function correct(units: readonly QueryUnit[]): Promise<Corrections> {
    const corrections = new Map<string, string[]>()
    for (const word of new Set(units.flatMap((unit) => unit.words))) {
      const near = await spelling.near(word)
      const instead = [...near.words, ...near.concepts.map((id) => `#${id}`)]
      if (instead.length > 0) corrections.set(word, instead)
    }
    return corrections
  }
}
