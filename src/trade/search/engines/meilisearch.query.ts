import type { Index, SearchParams } from 'meilisearch'
import { analyse } from '../search.analysis.ts'
import { blocksAround, momentsOf } from '../search.openings.ts'
import { type EngineQuery, type EngineResult, type FacetCount, maxHits } from '../search.ports.ts'
import { facetValues } from '../search.rules.ts'
import type { Synonyms } from '../search.synonyms.ts'
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
  if (query.minPricePaise !== null) filters.push(`pricePaise >= ${query.minPricePaise}`)
  if (query.maxPricePaise !== null) filters.push(`pricePaise <= ${query.maxPricePaise}`)
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

/** Runs one search; `signal` ends it when it takes too long. */
export async function runQuery(
  index: Index<MeiliDocument>,
  query: EngineQuery,
  synonyms: Synonyms,
  signal: AbortSignal,
): Promise<EngineResult> {
  const analysis = analyse(query.text, synonyms)
  if (analysis.kind === 'nothing' || query.buyers.length === 0 || query.page.offset >= maxHits) {
    return { hits: [], facets: { category: [], brand: [], price: [] }, total: 0, next: null }
  }
  let filter = filtersOf(query)
  let text = analysis.kind === 'units' ? analysis.units.flatMap((unit) => unit.words).join(' ') : ''
  if (text !== '' && query.sort !== 'relevance') {
    // How well the text matches would come before any sorting: so the text only chooses, in a first request.
    const matching = await index.search<Pick<MeiliDocument, 'id'>>(
      text,
      { filter, matchingStrategy: 'all', limit: maxHits, attributesToRetrieve: ['id'] },
      { signal },
    )
    filter = [
      among(
        'id',
        matching.hits.map((hit) => hit.id),
      ),
    ]
    text = ''
  }
  const found = await index.search(
    text,
    { filter, facets, sort: sortOf(query), matchingStrategy: 'all', ...pageOf(query) },
    { signal },
  )
  const total = Math.min(maxHits, 'totalHits' in found ? Number(found.totalHits) : found.estimatedTotalHits)
  const offset = query.page.offset + found.hits.length
  const counts = found.facetDistribution ?? {}
  return {
    hits: found.hits.map((hit) => toHit(hit, query)),
    facets: {
      category: top(counts.category),
      brand: top(counts.brand),
      price: Object.entries(counts.priceBand ?? {})
        .map(([band, count]) => ({ band: Number(band), count }))
        .sort((a, b) => a.band - b.band),
    },
    total,
    next: found.hits.length > 0 && offset < total ? { offset, after: null } : null,
  }
}

const top = (counts: Record<string, number> = {}): FacetCount[] =>
  Object.entries(counts)
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, facetValues)
