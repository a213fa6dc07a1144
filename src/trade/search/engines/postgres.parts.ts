import { createHash } from 'node:crypto'
import { type Statement, statement } from '../../../platform/database/index.ts'
import { relevance, type Weights } from '../search.rules.ts'

// What the statements of searches are made of: their parameters, the words of a query, and how hits are ranked.

/** Words of the index that a beginning stands for, the most frequent ones. */
const mostBeginnings = 16

/** Into how many regions a statement can look that has them as values; `any` looks into all, and costs more. */
const widths = { few: 4, many: 16 } as const
export type Width = keyof typeof widths | 'any'
/** The narrowest statement for so many regions. */
export const widthFor = (regions: number): Width =>
  regions <= widths.few ? 'few' : regions <= widths.many ? 'many' : 'any'

/** One shape for each width. */
export const inWidths = (shape: (width: Width) => Shape): Readonly<Record<Width, Shape>> => ({
  few: shape('few'),
  many: shape('many'),
  any: shape('any'),
})

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

/**
 * Where a listing of this shop is. Values name the partitions when the statement starts; of these each shop reads its
 * own.
 */
export const inRegion = (width: Width): string => {
  const slots = width === 'any' ? [] : regionSlots.slice(0, widths[width]).map((slot) => `{${slot}}`)
  return `d.region = shop.region${slots.length > 0 ? ` and d.region in (${slots.join(', ')})` : ''}`
}

/** What marks a shop's words in its region's index. */
export const upperHalf = 'uuid_hash(s.shop_id)::int8 << 32 as upper_half'

/** Which listings match, by the index: those with words of one lookup, or of two. */
export const matching = {
  word: 'search_terms(d.shop_id, d.words) && shop.first and d.words @@ text.loose',
  words: `search_terms(d.shop_id, d.words) && shop.first and search_terms(d.shop_id, d.words) && shop.second
        and d.words @@ text.loose`,
} as const

/** Other weights are other statements: a connection knows them by name. */
export const nameOf = (weights: Weights): string =>
  JSON.stringify(weights) === JSON.stringify(relevance) ? '' : `_${hashOf(weights)}`

/** Great-circle distance in whole metres on the mean sphere, as kernel/geo reckons it; null without a point. */
export const metres = `case when {lat} is not null then round(2 * 6371008.8 * asin(sqrt(least(1,
  sin(radians(s.lat - {lat}) / 2) ^ 2
  + cos(radians({lat})) * cos(radians(s.lat)) * sin(radians(s.lng - {lng}) / 2) ^ 2))))::int end`

export const inBox = 's.place <@ box(point({west}, {south}), point({east}, {north}))'

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
export const packFit = `case when d.words @@ {packWords}::tsquery or ${packShare} > 0.99 then 1 else ${packShare} / 2 end`

/** By relevance: the smallest is the best, and whole, so that a page can begin behind a hit. */
export const relevanceKey = (weights: Weights, scored: boolean): string =>
  `-round(1000 * (${scored ? `${textScore(weights)} + ` : ''}coalesce(${placeScore(weights)}, 0)
    + ${shopScore(weights)}))::bigint`

/** A word's part of what search_terms makes of it; the shop's is the upper half. */
const lowerHalf = 'hashtext(word collate "C") & 4294967295'

export const textParts = `
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
      from begun) f)`

/** What search_terms makes of words in one shop. */
const termsOf = (words: string): string =>
  `array(select shop.upper_half | word from unnest(${words}) as word)`

/**
 * The shops, each with the numbers of the words to look up there. Apart from what looks them up: PostgreSQL does not
 * reckon a subquery of a part anew for each shop when there is one part alone (18.4).
 */
export const withTerms = (lookups: number): string => `(
      select shop.*, ${termsOf('text.first')} as first${lookups > 1 ? `, ${termsOf('text.second')} as second` : ''}
      from shop cross join text offset 0) shop`

/** Numbers the parameters that a statement uses, in a fixed order. */
export function numbered(name: string, text: string): { statement: Statement; used: readonly Parameter[] } {
  const used = parameters.filter((parameter) => text.includes(`{${parameter}}`))
  const filled = text.replaceAll(
    /\{([a-zA-Z]+[0-9]*)\}/g,
    (_, parameter: Parameter) => `$${used.indexOf(parameter) + 1}::${types[parameter]}`,
  )
  return { statement: statement(name, filled), used }
}

export type Shape = ReturnType<typeof numbered>

const hashOf = (weights: Weights): string =>
  createHash('sha256').update(JSON.stringify(weights)).digest('hex').slice(0, 8)
