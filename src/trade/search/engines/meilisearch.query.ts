import type { FederatedMultiSearchParams, Meilisearch, SearchParams } from 'meilisearch'
import { analyse, type QueryUnit } from '../search.analysis.ts'
import { soundOfAny } from '../search.forms.ts'
import { blocksAround, momentsOf } from '../search.openings.ts'
import { type EngineQuery, type EngineResult, type FacetCount, type Hit, maxHits } from '../search.ports.ts'
import { fitOf, type Pack } from '../search.quantity.ts'
import { type Evidence, facetValues, factorsOf, type Weights } from '../search.rules.ts'
import { isIndian } from '../search.scripts.ts'
import type { Synonyms } from '../search.synonyms.ts'
import { editDistanceWithin, typosIn } from '../search.typos.ts'
import { filterKey, type MeiliDocument, toHit } from './meilisearch.documents.ts'

const facets = ['category', 'brand', 'priceBand']

/** Names of our own making, which have no quote and no backslash. */
const quoted = (text: string): string => `"${text}"`
const among = (field: string, values: readonly string[]): string =>
  `${field} IN [${values.map(quoted).join(', ')}]`

/** All conditions of a query; each must hold. */
export function filtersOf(query: EngineQuery): string[] {
  const { point, radiusMetres } = query
  const filters = [among('soldTo', query.buyers)]
  if (query.state !== null) filters.push(`(panOnly = false OR state = ${quoted(query.state)})`)
  else if (query.shopId === null) filters.push('panOnly = false')
  if (query.shopId !== null) filters.push(`shopId = ${query.shopId}`)
  if (query.productId !== null) filters.push(`productId = ${query.productId}`)
  if (point && radiusMetres !== null) filters.push(`_geoRadius(${point.lat}, ${point.lng}, ${radiusMetres})`)
  if (query.serves) filters.push(among('serves', query.serves))
  if (query.category !== null) filters.push(`categoryKey = ${filterKey(query.category)}`)
  if (query.brand !== null) filters.push(`brandKey = ${filterKey(query.brand)}`)
  if (query.mark !== null) filters.push(`markKeys = ${filterKey(query.mark)}`)
  if (query.minPricePaise !== null) filters.push(`pricePaise >= ${query.minPricePaise}`)
  if (query.maxPricePaise !== null) filters.push(`pricePaise <= ${query.maxPricePaise}`)
  if (query.pickup) filters.push('selfPickup = true')
  if (query.inStock) filters.push('inStock = 1')
  if (query.openNow) {
    const { today, yesterday } = momentsOf(query.at)
    const openings = [today, yesterday].map(
      ({ minute, date }) =>
        `(${among('openBlocks', blocksAround(minute))} AND NOT closedDates = ${quoted(date)})`,
    )
    filters.push(`(${openings.join(' OR ')})`)
  }
  return filters
}

function sortOf({ sort, point }: EngineQuery): string[] {
  const nearest = point ? [`_geoPoint(${point.lat}, ${point.lng}):asc`] : []
  if (sort === 'price') return ['pricePaise:asc', ...nearest]
  if (sort === 'nearness') return nearest
  return ['inStock:desc', ...nearest]
}

/** Exact totals are only given for whole pages; a cursor kept over a change of `limit` may stand between two. */
const pageOf = ({ page: { offset }, limit }: EngineQuery): SearchParams =>
  offset % limit === 0 ? { page: offset / limit + 1, hitsPerPage: limit } : { offset, limit }

/** Hits that are ranked among each other: what Meilisearch finds comes in its own order, window by window. */
const window = 100
const mostWords = 10
/** Shorter words than these are looked for as they are typed, because their sound says too little. */
const fewestForSound = 4

/** The words of a question as the index keeps them. */
const wordsOf = (units: readonly QueryUnit[]): string[] =>
  units
    .flatMap((unit) => unit.words)
    .slice(0, mostWords)
    .map((word) => (isIndian(word) || word.length >= fewestForSound ? soundOfAny(word) : word))

/** How well a document's words match: the same evidence that PostgreSQL gives. */
function textEvidence(document: MeiliDocument, words: readonly string[]): Evidence['text'] {
  const has = (text: string) => {
    const there = new Set(text.split(' '))
    return words.every((word) => there.has(word) || there.has(soundOfAny(word)))
  }
  const named = `${document.names} ${document.alsoCalled}`
  const begun = () => {
    const there = named.split(' ')
    const begins = (word: string) =>
      there.some((one) => one.startsWith(word) || editDistanceWithin(word, one, typosIn(word)))
    return words.every(begins)
  }
  const head = new Set(document.head.split(' '))
  return {
    match: has(named) ? 'asTyped' : begun() ? 'begun' : 'elsewhere',
    head: head.has(words.at(-1)!),
    words: words.length,
    nameWords: document.nameWords,
  }
}

/** Hits of one window in the order of search.rules.ts, nearest first among equals. */
function ranked(
  documents: readonly MeiliDocument[],
  query: EngineQuery,
  asked: { words: readonly string[]; pack: Pack | null },
  weights: Weights,
): Hit[] {
  return documents
    .map((document) => {
      const hit = toHit(document, query)
      const factors = factorsOf(
        {
          text: asked.words.length > 0 ? textEvidence(document, asked.words) : null,
          packFit: asked.pack && fitOf(asked.pack, document.netQuantity, document.unit),
          metres: hit.distanceMetres,
          inStock: hit.inStock,
          reliability: document.reliability,
        },
        weights,
      )
      return { hit, factors }
    })
    .sort(
      (a, b) =>
        b.factors.score - a.factors.score ||
        (a.hit.distanceMetres ?? 0) - (b.hit.distanceMetres ?? 0) ||
        (a.hit.listingId < b.hit.listingId ? -1 : 1),
    )
    .map(({ hit, factors }) => (query.explain ? Object.assign(hit, { factors }) : hit))
}

/**
 * Searches several indexes as if they were one: Meilisearch merges what they find, by its own rules and sorting. One
 * is asked by itself. Throws where an index is not there: then Meilisearch lacks what it should have.
 */
async function searchAll<T extends MeiliDocument | Pick<MeiliDocument, 'id'>>(
  client: Meilisearch,
  indexes: readonly string[],
  text: string,
  asks: Asks,
  signal: AbortSignal,
): Promise<Found<T>> {
  const [only, ...others] = indexes
  if (only === undefined) return { hits: [], total: 0, counts: {} }
  if (others.length === 0) return found(await client.index<T>(only).search<T>(text, asks, { signal }))
  const { page, hitsPerPage, limit, offset, facets, ...each } = asks
  const federation = {
    ...(page === undefined ? { limit, offset } : { page, hitsPerPage }),
    ...(facets
      ? { facetsByIndex: Object.fromEntries(indexes.map((uid) => [uid, facets])), mergeFacets: {} }
      : {}),
  }
  const answer = await client.multiSearch<FederatedMultiSearchParams, T>(
    { federation, queries: indexes.map((indexUid) => ({ indexUid, q: text, ...each })) } as never,
    { signal },
  )
  return found(answer as never)
}

const found = <T>(answer: {
  hits: unknown[]
  totalHits?: number
  estimatedTotalHits?: number
  facetDistribution?: Found<T>['counts'] | null
}): Found<T> => ({
  hits: answer.hits as T[],
  total: Math.min(maxHits, answer.totalHits ?? answer.estimatedTotalHits ?? 0),
  counts: answer.facetDistribution ?? {},
})

type Asks = Pick<
  SearchParams,
  | 'filter'
  | 'facets'
  | 'sort'
  | 'matchingStrategy'
  | 'page'
  | 'hitsPerPage'
  | 'limit'
  | 'offset'
  | 'attributesToRetrieve'
>
interface Found<T> {
  hits: T[]
  total: number
  counts: Record<string, Record<string, number>>
}

/** Runs one search over these indexes; `signal` ends it when it takes too long. */
export async function runQuery(
  client: Meilisearch,
  indexes: readonly string[],
  query: EngineQuery,
  { synonyms, weights }: { synonyms: Synonyms; weights: Weights },
  signal: AbortSignal,
): Promise<EngineResult> {
  const analysis = analyse(query.text, synonyms)
  if (analysis.kind === 'nothing' || query.buyers.length === 0 || query.page.offset >= maxHits) {
    return { hits: [], facets: { category: [], brand: [], price: [] }, total: 0, next: null }
  }
  let filter = filtersOf(query)
  const words = analysis.kind === 'units' ? wordsOf(analysis.units) : []
  const pack = analysis.kind === 'units' ? analysis.pack : null
  let text = words.join(' ')
  if (text !== '' && query.sort !== 'relevance') {
    // How well the text matches would come before any sorting: so the text only chooses, in a first request.
    const matching = await searchAll<Pick<MeiliDocument, 'id'>>(
      client,
      indexes,
      text,
      { filter, matchingStrategy: 'all', limit: maxHits, attributesToRetrieve: ['id'] },
      signal,
    )
    filter = [
      among(
        'id',
        matching.hits.map((hit) => hit.id),
      ),
    ]
    text = ''
  }
  const asks = { filter, facets, sort: sortOf(query), matchingStrategy: 'all' as const }
  const { hits, total, counts } =
    query.sort === 'relevance'
      ? await rankedHits()
      : plainHits(
          await searchAll<MeiliDocument>(client, indexes, text, { ...asks, ...pageOf(query) }, signal),
        )
  const offset = query.page.offset + hits.length
  return {
    hits,
    facets: {
      category: top(counts.category),
      brand: top(counts.brand),
      price: Object.entries(counts.priceBand ?? {})
        .map(([band, count]) => ({ band: Number(band), count }))
        .sort((a, b) => a.band - b.band),
    },
    total,
    next: hits.length > 0 && offset < total ? { offset, after: null } : null,
  }

  function plainHits({ hits, total, counts }: Found<MeiliDocument>) {
    return { hits: hits.map((hit) => toHit(hit, query)), total, counts }
  }

  /** The hits of the windows in which the page lies, each window ranked in itself. */
  async function rankedHits() {
    const { offset } = query.page
    const first = Math.floor(offset / window)
    const last = Math.floor((Math.min(offset + query.limit, maxHits) - 1) / window)
    const hits: Hit[] = []
    let total = 0
    let counts: Record<string, Record<string, number>> = {}
    for (let nth = first; nth <= last; nth += 1) {
      const found = await searchAll<MeiliDocument>(
        client,
        indexes,
        text,
        { ...asks, page: nth + 1, hitsPerPage: window },
        signal,
      )
      total = found.total
      counts = found.counts
      hits.push(...ranked(found.hits, query, { words, pack }, weights))
      if (found.hits.length < window) break
    }
    const start = offset - first * window
    return { hits: hits.slice(start, start + query.limit), total, counts }
  }
}

const top = (counts: Record<string, number> = {}): FacetCount[] =>
  Object.entries(counts)
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, facetValues)
