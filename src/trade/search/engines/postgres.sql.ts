import { facetValues, type Weights } from '../search.rules.ts'
import {
  inBox,
  inRegion,
  inWidths,
  matching,
  metres,
  nameOf,
  numbered,
  packFit,
  relevanceKey,
  type Shape,
  textParts,
  upperHalf,
  type Width,
  withTerms,
} from './postgres.parts.ts'

/** Shops that one query looks into, the nearest ones, so that its cost has a bound in a dense city. */
const mostShops = 400
/** Hits that one query counts and sorts, of the nearest shops first, for the same reason. */
const mostConsidered = 2000
const isOpen = `((s.open_minutes @> {todayMinute} and {today} <> all (s.closed_dates))
  or (s.open_minutes @> {yesterdayMinute} and {yesterday} <> all (s.closed_dates)))`

const near = `${inBox} and ({serves} is null or s.serves && {serves})`
const serving = 's.serves && {serves}'
// One shop may lie anywhere: distance and reach count only where they are asked for.
const oneShop = 's.shop_id = {shop} and ({serves} is null or s.serves && {serves})'

/** Smallest first, and whole, so that a page can begin behind a hit. */
const keyOf = (weights: Weights, scored: boolean): string => `case {sort} when 'price' then d.price_paise
  when 'nearness' then coalesce(shop.metres, 0)::bigint
  else ${relevanceKey(weights, scored)} end`

/** What a hit's place is made of: see Evidence in search.rules.ts. */
const evidence = (byText: boolean): string =>
  `json_build_object('reliability', shop.reliability, ${
    byText
      ? `'packFit', case when {pack} is null then null else ${packFit} end, 'nameWords', d.name_words,
      'head', d.words @@ text.head, 'match', case when d.words @@ text.strict then 'asTyped'
        when d.words @@ text.named then 'begun' else 'elsewhere' end`
      : `'packFit', null`
  }) as evidence`

/** Which column a row of the facets counts: a bit is set for each that it does not. */
export const groupings = { category: 3, brand: 5, price: 6, all: 7 } as const

/** `explained`: each hit tells what its place is made of. */
export type Kind = 'plain' | 'explained'

/** Which shops are looked into: those near, those that deliver to a place, or one. */
export type Reach = 'near' | 'serving' | 'shop'
const reaches: Readonly<Record<Reach, { shops: string; within: string }>> = {
  near: { shops: near, within: 'metres <= {radius} and' },
  serving: { shops: serving, within: '' },
  shop: { shops: oneShop, within: '({radius} is null or metres <= {radius}) and' },
}

const ofProduct = '({product} is null or d.product_id = {product})'

/** By what their listings are found, each by an index of its own. */
type Plain = 'word' | 'words' | 'product' | 'all'
/** Statements for goods with a mark are their own: others do not ask for marks at all. */
export type By = Plain | 'markedWord' | 'markedWords' | 'marked'
const bys: readonly By[] = ['word', 'words', 'product', 'all', 'markedWord', 'markedWords', 'marked']
const plainConditions: Readonly<Record<Plain, string>> = {
  word: `${matching.word} and ${ofProduct}`,
  words: `${matching.words} and ${ofProduct}`,
  product: 'd.shop_id = shop.shop_id and d.product_id = {product}',
  all: 'd.shop_id = shop.shop_id',
}
const isMarked = 'd.marks is not null and {mark} = any(d.marks)'
const conditions: Readonly<Record<By, string>> = {
  ...plainConditions,
  markedWord: `${plainConditions.word} and ${isMarked}`,
  markedWords: `${plainConditions.words} and ${isMarked}`,
  marked: `d.shop_id = shop.shop_id and ${ofProduct} and ${isMarked}`,
}

/** What the hits have of each facet, the most frequent first, and how many hits there are. */
const facetsOfHits = `(select json_agg(f) from (
      select of, value, count from (
        select *, row_number() over (partition by of order by count desc, value) as place from (
          select grouping(category, brand, price_band) as of,
            coalesce(category, brand, price_band::text) as value, count(*) as count
          from hit group by grouping sets ((category), (brand), (price_band), ())) counted
        where value is not null or of = ${groupings.all}) ranked
      where place <= ${facetValues}) f)`

/**
 * One statement for a whole search. Place comes first: the shops in reach, nearest first; then their
 * listings, shop by shop, by an index that leads with the shop, so that rows of other shops are never read.
 */
function searchText(weights: Weights, reach: Reach, by: By, width: Width, kind: Kind): string {
  const lookups = by === 'word' || by === 'markedWord' ? 1 : by === 'words' || by === 'markedWords' ? 2 : 0
  const byText = lookups > 0
  return `with
  shop as materialized (
    select * from (
      select s.shop_id, s.region, ${upperHalf}, s.name, s.pin, s.may_sell, s.reliability, ${metres} as metres, ${isOpen} as open
      from search_shops s
      where ${reaches[reach].shops} and (not s.pan_only or s.state = {state}${reach === 'shop' ? ' or {state} is null' : ''})
        and (not {pickup} or s.self_pickup)) s
    where ${reaches[reach].within} (not {open} or open)
    order by metres, shop_id limit ${mostShops})${byText ? `,${textParts}` : ''},
  hit as materialized (
    select d.*, shop.name as shop_name, shop.pin as shop_pin, shop.metres, shop.open
    from ${byText ? `${withTerms(lookups)} cross join text` : 'shop'} cross join lateral (
      select ${shownColumns}, ${keyOf(weights, byText)} as key${kind === 'explained' ? `, ${evidence(byText)}` : ''}
      from search_documents d
      where ${inRegion(width)} and ${conditions[by]}
        and d.sold_to & shop.may_sell & {buyers} <> 0
        and ({category} is null or d.category = {category}) and ({brand} is null or d.brand = {brand})
        and ({minPrice} is null or d.price_paise >= {minPrice})
        and ({maxPrice} is null or d.price_paise <= {maxPrice})
        and (not {inStock} or d.in_stock)
      offset 0) d
    where d.shop_id = shop.shop_id
    limit ${mostConsidered})
  select
    (select array_agg(distinct region) from shop) as regions,
    ${facetsOfHits} as facets,
    (select json_agg(h) from (
      select * from hit
      where {afterId} is null or (key, listing_id) > ({afterKey}, {afterId})
      order by key, listing_id limit {limit} offset {offset}) h) as page`
}

/** What a hit shows of its listing. The hits bring it along: to read twenty rows again by their keys costs more. */
const shownColumns = `d.shop_id, d.listing_id, d.category, d.brand, d.price_band, d.product_id, d.name, d.name_hi,
        d.net_quantity, d.unit, d.price_paise, d.mrp_paise, d.in_stock, d.marks`

type Shapes = Readonly<Record<Reach, Readonly<Record<By, Readonly<Record<Width, Shape>>>>>>

function shapes(weights: Weights, kind: Kind): Shapes {
  const own = nameOf(weights)
  const shape = (reach: Reach, by: By, width: Width): Shape =>
    numbered(
      `search_${reach}${by === 'all' ? '' : `_${by}`}${width === 'few' ? '' : `_${width}`}${kind === 'plain' ? '' : `_${kind}`}${own}`,
      searchText(weights, reach, by, width, kind),
    )
  const shapesOf = (reach: Reach) =>
    Object.fromEntries(bys.map((by) => [by, inWidths((width) => shape(reach, by, width))])) as Shapes[Reach]
  return { near: shapesOf('near'), serving: shapesOf('serving'), shop: shapesOf('shop') }
}

/** The shapes of a search by these weights. */
export const createStatements = (weights: Weights): Readonly<Record<Kind, Shapes>> => ({
  plain: shapes(weights, 'plain'),
  explained: shapes(weights, 'explained'),
})

export type Statements = ReturnType<typeof createStatements>
