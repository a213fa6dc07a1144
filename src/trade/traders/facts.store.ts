import type { Point } from '../../kernel/geo.ts'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { OpeningHours } from '../../kernel/opening-hours.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { BuyerFacts, ShopFacts, Tier, TraderStatus } from './traders.types.ts'

const shopsWhere = (condition: string) =>
  `select s.id, s.trader_id, s.name, s.line1, s.line2, s.landmark, s.city, s.pin, s.state, s.lat, s.lng,
          s.care_phone, s.hours, s.radius_metres, s.pins_served, s.self_pickup, s.paused,
          t.status, t.tiers, t.legal_name, t.trade_name, t.gstin, t.fssai, t.upi_id, t.created_by
     from shops s join traders t on t.id = s.trader_id
    where ${condition}`

const readShops = statement('traders_shop_facts', shopsWhere('s.id = any($1::uuid[])'))

const readBuyer = statement(
  'traders_buyer_facts',
  'select status, tiers, legal_name, state, gstin from traders where id = $1',
)

interface ShopFactsRow {
  id: string
  trader_id: string
  name: string
  line1: string
  line2: string | null
  landmark: string | null
  city: string
  pin: string
  state: string
  lat: number
  lng: number
  care_phone: string | null
  hours: OpeningHours
  radius_metres: number
  pins_served: string[]
  self_pickup: boolean
  paused: boolean
  status: TraderStatus
  tiers: Tier[]
  legal_name: string
  trade_name: string
  gstin: string | null
  fssai: string | null
  upi_id: string | null
  created_by: string
}

const factsOf = (row: ShopFactsRow): ShopFacts => ({
  shopId: idOf('shop', row.id),
  traderId: idOf('trader', row.trader_id),
  traderStatus: row.status,
  tiers: row.tiers,
  legalName: row.legal_name,
  tradeName: row.trade_name,
  shopName: row.name,
  address: { line1: row.line1, line2: row.line2, landmark: row.landmark, city: row.city },
  pin: row.pin,
  state: row.state,
  point: { lat: row.lat, lng: row.lng } satisfies Point,
  panOnly: row.gstin === null,
  hours: row.hours,
  radiusMetres: row.radius_metres,
  pinsServed: row.pins_served,
  selfPickup: row.self_pickup,
  paused: row.paused,
  upiId: row.upi_id,
  gstin: row.gstin,
  fssai: row.fssai,
  carePhone: row.care_phone,
  contactAccountId: idOf('account', row.created_by),
})

/** Facts of those of these shops that there are, in one prepared query. */
export async function readShopFacts(
  sql: Sql,
  shopIds: readonly Id<'shop'>[],
): Promise<Map<Id<'shop'>, ShopFacts>> {
  if (shopIds.length === 0) return new Map()
  return byShop(await sql.query<ShopFactsRow>(readShops, [shopIds.map(uuidOf)]))
}

/**
 * Facts of the shops that a query of the caller's own tables names, in no round trip of their own; `name` is the
 * statement's.
 */
export function readShopFactsOf(name: string, ids: string) {
  const byQuery = statement(name, shopsWhere(`s.id in (${ids})`))
  return async (sql: Sql, values: readonly unknown[]): Promise<Map<Id<'shop'>, ShopFacts>> =>
    byShop(await sql.query<ShopFactsRow>(byQuery, values))
}

const byShop = (rows: readonly ShopFactsRow[]): Map<Id<'shop'>, ShopFacts> => {
  const facts = rows.map(factsOf)
  return new Map(facts.map((one) => [one.shopId, one]))
}

export async function readBuyerFacts(sql: Sql, traderId: Id<'trader'>): Promise<BuyerFacts | undefined> {
  const [row] = await sql.query<{
    status: TraderStatus
    tiers: Tier[]
    legal_name: string
    state: string | null
    gstin: string | null
  }>(readBuyer, [uuidOf(traderId)])
  return (
    row && {
      traderId,
      status: row.status,
      tiers: row.tiers,
      legalName: row.legal_name,
      state: row.state,
      gstin: row.gstin,
    }
  )
}

const shopsOfRegion = statement(
  'trader_shops_of_region',
  `select id from shops where left(pin, 2) = $1 and ($2::uuid is null or id > $2::uuid) order by id limit $3`,
)

export async function readShopsOfRegion(
  sql: Sql,
  { region, after, limit }: { region: string; after?: Id<'shop'> | undefined; limit: number },
): Promise<Id<'shop'>[]> {
  const rows = await sql.query<{ id: string }>(shopsOfRegion, [region, after ? uuidOf(after) : null, limit])
  return rows.map((row) => idOf('shop', row.id))
}
