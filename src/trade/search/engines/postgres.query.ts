import { idOf } from '../../../kernel/ids.ts'
import type { Sql } from '../../../platform/database/index.ts'
import type { QuantityUnit } from '../../catalogue/index.ts'
import { kindsIn } from '../search.marks.ts'
import { type EngineQuery, type EngineResult, type Hit, maxHits, type PageMark } from '../search.ports.ts'
import type { RegionGuess } from '../search.regions.ts'
import { factorsOf, type TextMatch, type Weights } from '../search.rules.ts'
import { type AskedText, askInRegions, type RegionsRow, valuesOf } from './postgres.asked.ts'
import { type By, groupings, type Statements } from './postgres.sql.ts'

interface Row extends RegionsRow {
  facets: { of: number; value: string | null; count: number }[] | null
  page: HitRow[] | null
}

interface HitRow {
  key: number
  shop_id: string
  listing_id: string
  product_id: string
  name: string
  name_hi: string | null
  brand: string | null
  category: string
  net_quantity: number
  unit: QuantityUnit
  price_paise: number
  mrp_paise: number
  in_stock: boolean
  shop_name: string
  shop_pin: string
  metres: number | null
  open: boolean
  marks: string[] | null
  evidence?: {
    reliability: number
    packFit: number | null
    match?: TextMatch
    head?: boolean
    nameWords?: number
  }
}

/** How one market searches. */
export interface Ranking {
  weights: Weights
  statements: Statements
  /** Which regions a query will find shops in. */
  guess: RegionGuess
}

/** Runs one search. `text` is null when every listing is asked for. */
export async function runQuery(
  sql: Pick<Sql, 'query'>,
  { weights, statements, guess }: Ranking,
  query: EngineQuery,
  text: AskedText | null,
): Promise<EngineResult> {
  const reach = query.shopId !== null ? 'shop' : query.radiusMetres === null ? 'serving' : 'near'
  const by = byOf(query, text)
  const shapes = statements[query.explain ? 'explained' : 'plain'][reach][by]
  const limit = Math.min(query.limit, Math.max(0, maxHits - query.page.offset))
  const row = await askInRegions<Row>(sql, { shapes, guess }, query, valuesOf(query, text, limit))
  const facets = row.facets ?? []
  const page = row.page ?? []
  const shown = page.slice(0, limit)
  const counted = facets.find((facet) => facet.of === groupings.all)?.count ?? 0
  return {
    hits: query.explain ? shown.map((row) => explained(row, text, weights)) : shown.map(hitOf),
    facets: {
      category: valuesIn(facets, groupings.category),
      brand: valuesIn(facets, groupings.brand),
      price: valuesIn(facets, groupings.price)
        .map(({ value, count }) => ({ band: Number(value), count }))
        .sort((one, other) => one.band - other.band),
    },
    total: Math.min(counted, maxHits),
    next: page.length > limit ? nextMark(query.page, shown) : null,
  }
}

/** By which index the listings of a shop are found. */
function byOf(query: EngineQuery, text: AskedText | null): By {
  if (!text) return query.mark !== null ? 'marked' : query.productId ? 'product' : 'all'
  const isOne = text.lookups.length === 1
  if (query.mark !== null) return isOne ? 'markedWord' : 'markedWords'
  return isOne ? 'word' : 'words'
}

function nextMark(page: PageMark, shown: readonly HitRow[]): PageMark | null {
  const last = shown.at(-1)
  const offset = page.offset + shown.length
  if (!last || offset >= maxHits) return null
  return { offset, after: { key: last.key, listingId: idOf('listing', last.listing_id) } }
}

/** The values of one facet, already the most frequent ones, in order. */
const valuesIn = (facets: NonNullable<Row['facets']>, of: number): { value: string; count: number }[] =>
  facets.flatMap(({ of: counted, value, count }) =>
    counted === of && value !== null ? [{ value, count }] : [],
  )

function explained(row: HitRow, text: AskedText | null, weights: Weights): Hit {
  const { reliability, packFit, match, head, nameWords } = row.evidence!
  const factors = factorsOf(
    {
      text: text && match ? { match, head: head!, words: text.words, nameWords: nameWords! } : null,
      packFit,
      metres: row.metres,
      inStock: row.in_stock,
      reliability,
    },
    weights,
  )
  return Object.assign(hitOf(row), { factors })
}

// Field by field: an object begun with a spread costs ten times as much, for each of twenty hits.
const hitOf = (row: HitRow): Hit => ({
  shopId: idOf('shop', row.shop_id),
  listingId: idOf('listing', row.listing_id),
  productId: idOf('product', row.product_id),
  name: row.name,
  nameHi: row.name_hi,
  brand: row.brand,
  category: row.category,
  netQuantity: row.net_quantity,
  unit: row.unit,
  pricePaise: BigInt(row.price_paise),
  mrpPaise: BigInt(row.mrp_paise),
  inStock: row.in_stock,
  shopName: row.shop_name,
  shopPin: row.shop_pin,
  distanceMetres: row.metres,
  openNow: row.open,
  marks: kindsIn(row.marks),
})
