import { boundingBox } from '../../../kernel/geo.ts'
import { uuidOf } from '../../../kernel/ids.ts'
import type { Sql } from '../../../platform/database/index.ts'
import { momentsOf } from '../search.openings.ts'
import type { EngineQuery } from '../search.ports.ts'
import { type Pack, unitsOfPack } from '../search.quantity.ts'
import type { RegionGuess } from '../search.regions.ts'
import { audienceBits } from '../search.rules.ts'
import { type Parameter, regionValues, type Shape, type Width, widthFor } from './postgres.parts.ts'
import { packQuery, type TextQuery } from './postgres.text.ts'

/** What a search asks for in words: how many there are, and a size of pack if one is named. */
export interface AskedText extends TextQuery {
  words: number
  pack: Pack | null
}

/** What every statement of a search tells. */
export interface RegionsRow {
  /** Of the shops in reach. */
  regions: string[] | null
}

/**
 * Asks in the regions where a query should find shops. They are guessed, so that one statement is enough; it tells
 * those of all shops in reach, and where one was not looked into it is asked again.
 */
export async function askInRegions<R extends RegionsRow>(
  sql: Pick<Sql, 'query'>,
  { shapes, guess }: { shapes: Readonly<Record<Width, Shape>>; guess: RegionGuess },
  query: EngineQuery,
  values: Partial<Record<Parameter, unknown>>,
): Promise<R> {
  const ask = async (regions: readonly string[]): Promise<R> => {
    const width = widthFor(regions.length)
    const { statement, used } = shapes[width]
    Object.assign(values, regionValues(regions))
    const [row] = await sql.query<R>(
      statement,
      used.map((parameter) => values[parameter]),
    )
    const unseen = width === 'any' ? [] : (row!.regions ?? []).filter((region) => !regions.includes(region))
    if (unseen.length === 0) return row!
    guess.learn(query, [...regions, ...unseen])
    return ask([...regions, ...unseen])
  }
  return ask(guess.regions(query))
}

/** The values of a statement's parameters; `limit` is how many hits are shown. */
export function valuesOf(
  query: EngineQuery,
  text: AskedText | null,
  limit: number,
): Partial<Record<Parameter, unknown>> {
  const box = query.point && query.radiusMetres !== null ? boundingBox(query.point, query.radiusMetres) : null
  const { today, yesterday } = momentsOf(query.at)
  const { after, offset } = query.page
  const [first, second] = text?.ranges ?? []
  const sizes = text?.pack ? unitsOfPack(text.pack) : []
  return {
    lat: query.point?.lat ?? null,
    lng: query.point?.lng ?? null,
    west: box?.minLng ?? null,
    south: box?.minLat ?? null,
    east: box?.maxLng ?? null,
    north: box?.maxLat ?? null,
    radius: query.radiusMetres,
    serves: query.serves,
    state: query.state,
    shop: query.shopId && uuidOf(query.shopId),
    product: query.productId && uuidOf(query.productId),
    open: query.openNow,
    todayMinute: today.minute,
    today: today.date,
    yesterdayMinute: yesterday.minute,
    yesterday: yesterday.date,
    buyers: audienceBits(query.buyers),
    category: query.category,
    brand: query.brand,
    mark: query.mark,
    minPrice: query.minPricePaise,
    maxPrice: query.maxPricePaise,
    inStock: query.inStock,
    pickup: query.pickup,
    pack: text?.pack?.amount ?? null,
    packSmall: sizes.find(({ times }) => times === 1)?.unit ?? null,
    packLarge: sizes.find(({ times }) => times === 1000)?.unit ?? null,
    packWords: text?.pack ? packQuery(text.pack) : null,
    sort: query.sort,
    limit: limit + 1,
    // Behind a known hit nothing needs to be counted off.
    offset: after ? 0 : offset,
    afterKey: after?.key ?? null,
    afterId: after ? uuidOf(after.listingId) : null,
    loose: text?.loose,
    first: text?.lookups[0]?.words,
    second: text?.lookups[1]?.words,
    begins: text && text.lookups.findIndex(({ begins }) => begins) + 1,
    strict: text?.strict,
    head: text?.head,
    from1: first?.[0] ?? null,
    below1: first?.[1] ?? null,
    from2: second?.[0] ?? null,
    below2: second?.[1] ?? null,
    words: text?.words,
  }
}
