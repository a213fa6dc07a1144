import { availableParallelism } from 'node:os'
import type { PinDirectory } from '../../../places/index.ts'
import type { Database } from '../../../platform/database/index.ts'
import { analyse, type QueryUnit } from '../search.analysis.ts'
import type { EngineResult, NearbyGoods, SearchEngine } from '../search.ports.ts'
import { createRegionGuess, regionOf } from '../search.regions.ts'
import { relevance, type Weights } from '../search.rules.ts'
import type { Spelling } from '../search.spelling.ts'
import type { Synonyms } from '../search.synonyms.ts'
import { createTurns } from '../search.turns.ts'
import type { AskedText } from './postgres.asked.ts'
import { createGoodsStatements, findGoods } from './postgres.goods.ts'
import { type Ranking, runQuery } from './postgres.query.ts'
import { analyseRegion, beginRebuild, countWords, makeRegions } from './postgres.rebuild.ts'
import { createStatements } from './postgres.sql.ts'
import { type Corrections, textQuery } from './postgres.text.ts'
import { readPages, readRegions, readStored, writeChanges } from './postgres.write.ts'

/** With fewer hits than these, words are taken for mistyped too. */
const little = 3
/**
 * A search is work for the processor: a third of it in this process, the rest in PostgreSQL. More at once than there
 * are processors are done no sooner, and each of them later.
 */
const mostAtOnce = Math.max(2, availableParallelism())

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
  const goodsStatements = createGoodsStatements(weights)
  const inTurn = createTurns(Math.min(mostAtOnce, db.planned.connections))
  return {
    name: 'postgres',
    prepare: async () => {},
    search: (query) =>
      answer<EngineResult>(query.text, {
        nothing,
        ask: (text) => runQuery(db.planned, ranking, query, text),
        isLittle: ({ total }) => total < little,
      }),
    goods: (query) =>
      answer<NearbyGoods[]>(query.text, {
        nothing: [],
        ask: (text) => findGoods(db.planned, { statements: goodsStatements, guess }, query, text),
        isLittle: (goods) => goods.length === 0,
      }),
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

  /** Asks by the words of a text, and where little is found once more by what they may have been meant for. */
  async function answer<T>(
    typed: string,
    how: { nothing: T; ask: (text: AskedText | null) => Promise<T>; isLittle: (answer: T) => boolean },
  ): Promise<T> {
    const analysis = analyse(typed, synonyms)
    if (analysis.kind === 'nothing') return how.nothing
    return inTurn(async () => {
      if (analysis.kind === 'everything') return how.ask(null)
      const { units, pack } = analysis
      const words = units.reduce((sum, unit) => sum + unit.words.length, 0)
      const ask = (corrections?: Corrections) =>
        how.ask({ ...textQuery(units, synonyms, corrections), words, pack })
      const first = await ask()
      if (!how.isLittle(first)) return first
      const corrections = await correct(units)
      return corrections.size === 0 ? first : ask(corrections)
    })
  }

  /** What the words may have been meant for: words of the index, and terms of synonyms. */
  async function correct(units: readonly QueryUnit[]): Promise<Corrections> {
    const corrections = new Map<string, string[]>()
    // A term that is known is not mistyped, although no shop nearby may have what it means.
    const unknown = units.filter(({ concepts }) => concepts.length === 0)
    for (const word of new Set(unknown.flatMap((unit) => unit.words))) {
      const near = await spelling.near(word)
      const instead = [...near.words, ...near.concepts.map((id) => `#${id}`)]
      if (instead.length > 0) corrections.set(word, instead)
    }
    return corrections
  }
}
