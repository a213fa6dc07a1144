import pg from 'pg'

/** Listings of the one shop whose billing software tells of its stock. */
export const listings = 100_000

export const shopUuid = '00000001-0000-7000-8000-000000000001'
const traderUuid = '00000002-0000-7000-8000-000000000001'

const hexOf = (nth: number): string => nth.toString(16).padStart(12, '0')
/** The UUID and the SKU of the nth listing. */
export const listingUuid = (nth: number): string => `00000003-0000-7000-8000-${hexOf(nth)}`
export const skuOf = (nth: number): string => `SKU-${String(nth).padStart(6, '0')}`

const market = [
  `insert into traders (id, status, tiers, legal_name, trade_name, pan, gstin, state, created_by)
   values ('${traderUuid}', 'verified', '{retailer}', 'Bench', 'Bench', 'P1', 'G1', 'Karnataka', '${traderUuid}')`,
  `insert into shops (id, trader_id, name, line1, city, pin, state, lat, lng, point_from, point_confidence, hours,
                      radius_metres, pins_served, self_pickup)
   values ('${shopUuid}', '${traderUuid}', 'Bench', '1 Bazaar', 'Bengaluru', '560001', 'Karnataka', 12.97, 77.59, 'point',
           'high', '{"week":{}}', 10000, '{560001}', true)`,
  `insert into products (id, identity_key, brand, name, category, net_quantity, unit, weight_grams, hsn, gst_bps,
                         mrp_paise, origin, maker, food_mark, image_urls, created_by_trader)
   values ('${traderUuid}', 'name:bench', 'Brand', 'Goods', 'Goods', 1, 'kg', 1000, '3401', 500, 12000, 'IN', 'A maker',
           'none', '{}', '${traderUuid}')`,
  `insert into listings (shop_id, id, product_id, sku, price_paise, mrp_paise, sold_to, minimum_quantity)
   select '${shopUuid}', ('00000003-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '${traderUuid}',
          'SKU-' || lpad(n::text, 6, '0'), 10000, 12000, '{consumer}', 1
   from generate_series(0, ${listings - 1}) n`,
  `insert into stock (shop_id, listing_id, available)
   select shop_id, id, 100 from listings order by shop_id, id`,
]

/** One shop with its listings and stock. */
export async function layShop(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const text of market) await client.query(text)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

/** Lets this account act for the shop. */
export async function letAct(sql: pg.Pool, accountUuid: string): Promise<void> {
  await sql.query(
    `insert into memberships (party_kind, party_id, account_id, role) values ('trader', $1, $2, 'owner')`,
    [traderUuid, accountUuid],
  )
}
