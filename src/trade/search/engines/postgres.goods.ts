import { idOf } from '../../../kernel/ids.ts'
import type { Sql } from '../../../platform/database/index.ts'
import type { EngineQuery, NearbyGoods } from '../search.ports.ts'
import type { RegionGuess } from '../search.regions.ts'
import type { Weights } from '../search.rules.ts'
import { type AskedText, askInRegions, type RegionsRow, valuesOf } from './postgres.asked.ts'
import {
  inBox,
  inRegion,
  inWidths,
  matching,
  metres,
  nameOf,
  numbered,
  relevanceKey,
  type Shape,
  textParts,
  upperHalf,
  type Width,
  withTerms,
} from './postgres.parts.ts'

// For what is being typed every letter asks anew, so that only what is offered is read: no facets, prices or hours.

/** Shops that are looked into, the nearest ones. */
const mostShops = 100
/** Listings that are ranked, of the nearest shops first: beginnings are in much of what a city has. */
const mostConsidered = 60
/** Goods that are told: enough to tell frequent words, few enough to be quick. */
const mostGoods = 20

/** By which index the listings of a shop are found. */
export type GoodsBy = 'word' | 'words' | 'all'
const conditions: Readonly<Record<GoodsBy, string>> = { ...matching, all: 'd.shop_id = shop.shop_id' }

interface Row extends RegionsRow {
  /** The best match first. */
  goods:
    | { product_id: string; name: string; name_hi: string | null; brand: string | null; listings: number }[]
    | null
}

const goodsText = (weights: Weights, by: GoodsBy, width: Width): string => `with
  shop as materialized (
    select * from (
      select s.shop_id, s.region, ${upperHalf}, s.may_sell, s.reliability, ${metres} as metres
      from search_shops s
      where ${inBox} and (not s.pan_only or s.state = {state})) s
    where metres <= {radius}
    order by metres, shop_id limit ${mostShops})${by === 'all' ? '' : `,${textParts}`}
  select
    (select array_agg(distinct region) from shop) as regions,
    (select json_agg(g) from (
      select product_id, name, name_hi, brand, count(*) as listings
      from (
        select d.* from ${by === 'all' ? 'shop' : `${withTerms(by === 'word' ? 1 : 2)} cross join text`}
        cross join lateral (
          select d.shop_id, d.product_id, d.name, d.name_hi, d.brand, ${relevanceKey(weights, by !== 'all')} as key
          from search_documents d
          where ${inRegion(width)} and ${conditions[by]} and d.sold_to & shop.may_sell & {buyers} <> 0
          offset 0) d
        where d.shop_id = shop.shop_id
        limit ${mostConsidered}) hit
      group by product_id, name, name_hi, brand
      order by min(key), product_id limit ${mostGoods}) g) as goods`

export type GoodsStatements = Readonly<Record<GoodsBy, Readonly<Record<Width, Shape>>>>

/** The statements that find goods by these weights. */
export function createGoodsStatements(weights: Weights): GoodsStatements {
  const by = (kind: GoodsBy) =>
    inWidths((width) =>
      numbered(`search_goods_${kind}_${width}${nameOf(weights)}`, goodsText(weights, kind, width)),
    )
  return { word: by('word'), words: by('words'), all: by('all') }
}

/** Goods of shops near, for words that are being typed; `text` is null when they say nothing yet. */
export async function findGoods(
  sql: Pick<Sql, 'query'>,
  { statements, guess }: { statements: GoodsStatements; guess: RegionGuess },
  query: EngineQuery,
  text: AskedText | null,
): Promise<NearbyGoods[]> {
  const shapes = statements[text === null ? 'all' : text.lookups.length === 1 ? 'word' : 'words']
  const row = await askInRegions<Row>(sql, { shapes, guess }, query, valuesOf(query, text, mostGoods))
  return (row.goods ?? []).map((goods) => ({
    productId: idOf('product', goods.product_id),
    name: goods.name,
    nameHi: goods.name_hi,
    brand: goods.brand,
    listings: goods.listings,
  }))
}
