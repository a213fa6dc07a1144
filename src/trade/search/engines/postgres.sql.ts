import { createHash } from 'node:crypto'
import { type Statement, statement } from '../../../platform/database/index.ts'
import { facetValues, relevance, type Weights } from '../search.rules.ts'

/** Shops that one query looks into, the nearest ones, so that its cost has a bound in a dense city. */
const mostShops = 400
/** Hits that one query counts and sorts, of the nearest shops first, for the same reason. */
const mostConsidered = 2000
/** And while words are still typed: beginnings are in much of what a city has, and only a few goods are offered. */
const mostConsideredTyping = 300
/** Words of the index that a beginning stands for, the most frequent ones. */
const mostBeginnings = 16

/** Into how many regions a statement can look that has them as values; `any` looks into all, and costs more. */
const widths = { few: 4, many: 16 } as const
export type Width = keyof typeof widths | 'any'
/** The narrowest statement for so many regions. */
export const widthFor = (regions: number): Width =>
  regions <= widths.few ? 'few' : regions <= widths.many ? 'many' : 'any'

const regionSlots = Array.from({ length: widths.many }, (_, nth) => `r${nth + 1}` as const)
type Slot = `r${number}`
const regionTypes = Object.fromEntries(regionSlots.map((slot) => [slot, 'text'])) as Record<Slot, 'text'>
/** Each slot with a region; those that are left over name the first one again. */
export const regionValues = (regions: readonly string[]): Record<Slot, string> =>
  Object.fromEntries(regionSlots.map((slot, nth) => [slot, regions[nth] ?? regions[0] ?? '']))

/** The parameters of the statements and their types; `{name}` stands for one in the text. */
const types = {
  lat: 'float8',
  lng: 'float8',
  west: 'float8',
  south: 'float8',
  east: 'float8',
  north: 'float8',
  radius: 'float8',
  serves: 'text[]',
  state: 'text',
  shop: 'uuid',
  product: 'uuid',
  open: 'boolean',
  todayMinute: 'int',
  today: 'date',
  yesterdayMinute: 'int',
  yesterday: 'date',
  buyers: 'int',
  category: 'text',
  brand: 'text',
  mark: 'text',
  minPrice: 'bigint',
  maxPrice: 'bigint',
  inStock: 'boolean',
  pickup: 'boolean',
  pack: 'float8',
  packSmall: 'text',
  packLarge: 'text',
  packWords: 'text',
  sort: 'text',
  limit: 'int',
  offset: 'int',
  afterKey: 'bigint',
  afterId: 'uuid',
  loose: 'text',
  first: 'text[]',
  second: 'text[]',
  begins: 'int',
  strict: 'text',
  head: 'text',
  from1: 'text',
  below1: 'text',
  from2: 'text',
  below2: 'text',
  words: 'int',
  ...regionTypes,
} as const
export type Parameter = keyof typeof types
const parameters = Object.keys(types) as Parameter[]

/** Great-circle distance in whole metres on the mean sphere, as kernel/geo reckons it; null without a point. */
const metres = `case when {lat} is not null then round(2 * 6371008.8 * asin(sqrt(least(1,
  sin(radians(s.lat - {lat}) / 2) ^ 2
  + cos(radians({lat})) * cos(radians(s.lat)) * sin(radians(s.lng - {lng}) / 2) ^ 2))))::int end`

const isOpen = `((s.open_minutes @> {todayMinute} and {today} <> all (s.closed_dates))
  or (s.open_minutes @> {yesterdayMinute} and {yesterday} <> all (s.closed_dates)))`

const near = `s.place <@ box(point({west}, {south}), point({east}, {north}))
  and ({serves} is null or s.serves && {serves})`
const serving = 's.serves && {serves}'
// One shop may lie anywhere: distance and reach count only where they are asked for.
const oneShop = 's.shop_id = {shop} and ({serves} is null or s.serves && {serves})'

// search.rules.ts says in words what this sums up.
const textScore = (weights: Weights): string => `case when d.words @@ text.strict then ${weights.text}
    when d.words @@ text.named then ${weights.text * weights.beginning} else ${weights.text * weights.elsewhere} end
  + case when d.words @@ text.head then ${weights.head} else 0 end
  + ${weights.closeness} * least(1, {words} / greatest(1, d.name_words)::float8)
  + case when {pack} is null then 0 else ${weights.pack} * ${packFit} end`
const placeScore = (weights: Weights): string =>
  `${weights.nearness} / (1 + shop.metres / ${weights.halfwayMetres}::float8)`
const shopScore = (weights: Weights): string =>
  `case when d.in_stock then ${weights.availability} else 0 end + ${weights.reliability} * shop.reliability`

// search.quantity.ts says in words what this reckons.
const amount = `case d.unit when {packSmall} then d.net_quantity when {packLarge} then 1000 * d.net_quantity else 0 end`
const packShare = `least({pack}, ${amount}) / greatest({pack}, ${amount})`
const packFit = `case when d.words @@ {packWords}::tsquery or ${packShare} > 0.99 then 1 else ${packShare} / 2 end`

/** Smallest first, and whole, so that a page can begin behind a hit. */
const keyOf = (weights: Weights, scored: boolean): string => `case {sort} when 'price' then d.price_paise
  when 'nearness' then coalesce(shop.metres, 0)::bigint
  else -round(1000 * (${scored ? `${textScore(weights)} + ` : ''}coalesce(${placeScore(weights)}, 0)
    + ${shopScore(weights)}))::bigint end`

/** What a hit's place is made of: see Evidence in search.rules.ts. */
const evidence = (byText: boolean): string =>
  `json_build_object('reliability', shop.reliability, ${
    byText
      ? `'packFit', case when {pack} is null then null else ${packFit} end, 'nameWords', d.name_words,
      'head', d.words @@ text.head, 'match', case when d.words @@ text.strict then 'asTyped'
        when d.words @@ text.named then 'begun' else 'elsewhere' end`
      : `'packFit', null`
  }) as evidence`

/** A word's part of what search_terms makes of it; the shop's is the upper half. */
const lowerHalf = 'hashtext(word collate "C") & 4294967295'

const textParts = `
  begun as materialized (
    select coalesce(string_agg('|''' || word || '''@', ''), '') as parts, array_agg(${lowerHalf}) as words from (
      select word from search_words
      where word >= {from1} and word < {below1} or word >= {from2} and word < {below2}
      order by documents desc, word limit ${mostBeginnings}) w),
  text as materialized (
    select replace(filled, '@', '')::tsquery as loose, replace(filled, '@', ':AB')::tsquery as named,
      replace({strict}, '@', ':AB')::tsquery as strict, {head}::tsquery as head, first, second
    from (
      select replace({loose}, '%', parts) as filled,
        array(select ${lowerHalf} from unnest({first}) as word) || case {begins} when 1 then words end as first,
        array(select ${lowerHalf} from unnest({second}) as word) || case {begins} when 2 then words end as second
      from begun) f),`

/** Which column a row of the facets counts: a bit is set for each that it does not. */
export const groupings = { category: 3, brand: 5, price: 6, all: 7 } as const

/** `explained`: each hit tells what its place is made of. `typing`: few hits, and nothing is counted. */
export type Kind = 'plain' | 'explained' | 'typing'

/** Which shops are looked into: those near, those that deliver to a place, or one. */
export type Reach = 'near' | 'serving' | 'shop'
const reaches: Readonly<Record<Reach, { shops: string; within: string }>> = {
  near: { shops: near, within: 'metres <= {radius} and' },
  serving: { shops: serving, within: '' },
  shop: { shops: oneShop, within: '({radius} is null or metres <= {radius}) and' },
}

/** What search_terms makes of words in one shop. */
const termsOf = (words: string): string =>
  `array(select shop.upper_half | word from unnest(${words}) as word)`
const ofProduct = '({product} is null or d.product_id = {product})'

/** By what their listings are found, each by an index of its own. */
type Plain = 'word' | 'words' | 'product' | 'all'
/** Statements for goods with a mark are their own: others do not ask for marks at all. */
export type By = Plain | 'markedWord' | 'markedWords' | 'marked'
const bys: readonly By[] = ['word', 'words', 'product', 'all', 'markedWord', 'markedWords', 'marked']
const plainConditions: Readonly<Record<Plain, string>> = {
  word: `search_terms(d.shop_id, d.words) && shop.first and d.words @@ text.loose and ${ofProduct}`,
  words: `search_terms(d.shop_id, d.words) && shop.first and search_terms(d.shop_id, d.words) && shop.second
        and d.words @@ text.loose and ${ofProduct}`,
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
  const slots = width === 'any' ? [] : regionSlots.slice(0, widths[width]).map((slot) => `{${slot}}`)
  // Values name the partitions when the statement starts; of these each shop reads its own.
  const inRegion = `d.region = shop.region${slots.length > 0 ? ` and d.region in (${slots.join(', ')})` : ''}`
  return `with
  shop as materialized (
    select * from (
      select s.shop_id, s.region, uuid_hash(s.shop_id)::int8 << 32 as upper_half, s.name, s.pin, s.may_sell, s.reliability, ${metres} as metres, ${isOpen} as open
      from search_shops s
      where ${reaches[reach].shops} and (not s.pan_only or s.state = {state}${reach === 'shop' ? ' or {state} is null' : ''})
        and (not {pickup} or s.self_pickup)) s
    where ${reaches[reach].within} (not {open} or open)
    order by metres, shop_id limit ${mostShops}),${byText ? textParts : ''}
  hit as materialized (
    select d.*, shop.name as shop_name, shop.pin as shop_pin, shop.metres, shop.open
    from ${byText ? `${withTerms(lookups)} cross join text` : 'shop'} cross join lateral (
      select ${shownColumns}, ${keyOf(weights, byText)} as key${kind === 'explained' ? `, ${evidence(byText)}` : ''}
      from search_documents d
      where ${inRegion} and ${conditions[by]}
        and d.sold_to & shop.may_sell & {buyers} <> 0
        and ({category} is null or d.category = {category}) and ({brand} is null or d.brand = {brand})
        and ({minPrice} is null or d.price_paise >= {minPrice})
        and ({maxPrice} is null or d.price_paise <= {maxPrice})
        and (not {inStock} or d.in_stock)
      offset 0) d
    where d.shop_id = shop.shop_id
    limit ${kind === 'typing' ? mostConsideredTyping : mostConsidered})
  select
    (select array_agg(distinct region) from shop) as regions,
    ${kind === 'typing' ? 'null' : facetsOfHits} as facets,
    (select json_agg(h) from (
      select * from hit
      where {afterId} is null or (key, listing_id) > ({afterKey}, {afterId})
      order by key, listing_id limit {limit} offset {offset}) h) as page`
}

/**
 * The shops, each with the numbers of the words to look up there. Apart from what looks them up: PostgreSQL does not
 * reckon a subquery of a part anew for each shop when there is one part alone (18.4).
 */
const withTerms = (lookups: number): string => `(
      select shop.*, ${termsOf('text.first')} as first${lookups > 1 ? `, ${termsOf('text.second')} as second` : ''}
      from shop cross join text offset 0) shop`

/** What a hit shows of its listing. The hits bring it along: to read twenty rows again by their keys costs more. */
const shownColumns = `d.shop_id, d.listing_id, d.category, d.brand, d.price_band, d.product_id, d.name, d.name_hi,
        d.net_quantity, d.unit, d.price_paise, d.mrp_paise, d.in_stock, d.marks`

/** Numbers the parameters that a statement uses, in a fixed order. */
function numbered(name: string, text: string): { statement: Statement; used: readonly Parameter[] } {
  const used = parameters.filter((parameter) => text.includes(`{${parameter}}`))
  const filled = text.replaceAll(
    /\{([a-zA-Z]+[0-9]*)\}/g,
    (_, parameter: Parameter) => `$${used.indexOf(parameter) + 1}::${types[parameter]}`,
  )
  return { statement: statement(name, filled), used }
}

type Shape = ReturnType<typeof numbered>
type Shapes = Readonly<Record<Reach, Readonly<Record<By, Readonly<Record<Width, Shape>>>>>>

function shapes(weights: Weights, kind: Kind): Shapes {
  // A connection knows statements by name: other weights are other statements.
  const own = JSON.stringify(weights) === JSON.stringify(relevance) ? '' : `_${hashOf(weights)}`
  const shape = (reach: Reach, by: By, width: Width): Shape =>
    numbered(
      `search_${reach}${by === 'all' ? '' : `_${by}`}${width === 'few' ? '' : `_${width}`}${kind === 'plain' ? '' : `_${kind}`}${own}`,
      searchText(weights, reach, by, width, kind),
    )
  const widthsOf = (reach: Reach, by: By) => ({
    few: shape(reach, by, 'few'),
    many: shape(reach, by, 'many'),
    any: shape(reach, by, 'any'),
  })
  const shapesOf = (reach: Reach) =>
    Object.fromEntries(bys.map((by) => [by, widthsOf(reach, by)])) as Shapes[Reach]
  return { near: shapesOf('near'), serving: shapesOf('serving'), shop: shapesOf('shop') }
}

const hashOf = (weights: Weights): string =>
  createHash('sha256').update(JSON.stringify(weights)).digest('hex').slice(0, 8)

/** The shapes of a search by these weights. */
export const createStatements = (weights: Weights): Readonly<Record<Kind, Shapes>> => ({
  plain: shapes(weights, 'plain'),
  explained: shapes(weights, 'explained'),
  typing: shapes(weights, 'typing'),
})

export type Statements = ReturnType<typeof createStatements>
