import pg from 'pg'

/** Shops of the world, and listings in each: no row is hotter than in a market of this size. */
export const shops = 1_000
export const listingsInShop = 20

const fixed = (kind: number, number: string) =>
  `lpad(to_hex(${kind}), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0')`
const shopUuid = (number: string) => `(${fixed(1, number)})::uuid`
const traderUuid = (number: string) => `(${fixed(2, number)})::uuid`
const listingUuid = (number: string) => `(${fixed(3, number)})::uuid`
const productUuid = (number: string) => `(${fixed(4, number)})::uuid`

/** The UUID of the nth listing as text; its shop is `nth / listingsInShop`. */
export const listingOf = (nth: number): string =>
  `00000003-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`
export const shopOf = (nth: number): string => `00000001-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`
export const traderOf = (nth: number): string =>
  `00000002-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`
export const productOf = (nth: number): string =>
  `00000004-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`

/** Where everything goes, as a purchase keeps it. */
export const drop = JSON.stringify({
  name: 'Asha Rao',
  phone: '+919876543210',
  line1: '12, 4th Cross',
  line2: null,
  landmark: null,
  pin: '560001',
  district: 'Bengaluru',
  state: 'Karnataka',
  point: { lat: 12.97, lng: 77.59 },
  pointFrom: 'point',
  digipin: null,
})

const market = [
  `insert into traders (id, status, tiers, legal_name, trade_name, pan, gstin, state, created_by)
   select ${traderUuid('n')}, 'verified', '{retailer}', 'Trader ' || n, 'Trader ' || n, 'P' || n, 'G' || n, 'Karnataka', ${traderUuid('n')}
   from generate_series(0, ${shops - 1}) n`,
  `insert into shops (id, trader_id, name, line1, city, pin, state, lat, lng, point_from, point_confidence, hours,
                      radius_metres, pins_served, self_pickup)
   select ${shopUuid('n')}, ${traderUuid('n')}, 'Shop ' || n, '1 Bazaar', 'Bengaluru', '560001', 'Karnataka',
          12.97 + (n % 100) / 10000.0, 77.59, 'point', 'high', '{"week":{}}', 10000, '{560001}', true
   from generate_series(0, ${shops - 1}) n`,
  `insert into products (id, identity_key, brand, name, category, net_quantity, unit, weight_grams, hsn, gst_bps,
                         mrp_paise, origin, maker, food_mark, image_urls, created_by_trader)
   select ${productUuid('n')}, 'name:' || n, 'Brand', 'Goods ' || n, 'Goods', 1, 'kg', 1000, '1101', 500, 12000, 'IN',
          'A mill', 'veg', '{}', ${traderUuid('0')}
   from generate_series(0, ${listingsInShop - 1}) n`,
  `insert into listings (shop_id, id, product_id, sku, price_paise, mrp_paise, sold_to, minimum_quantity)
   select ${shopUuid(`(n / ${listingsInShop})`)}, ${listingUuid('n')}, ${productUuid(`(n % ${listingsInShop})`)}, n::text,
          10000, 12000, '{consumer}', 1
   from generate_series(0, ${shops * listingsInShop - 1}) n`,
  `insert into stock (shop_id, listing_id, available)
   select ${shopUuid(`(n / ${listingsInShop})`)}, ${listingUuid('n')}, 1000000
   from generate_series(0, ${shops * listingsInShop - 1}) n`,
]

interface Lay {
  table: string
  rows: string
}

// Rows as a checkout and the months after it leave them: delivered, paid in cash. Two lines an order.
const history = (from: number, to: number): Lay[] => {
  const rows = `generate_series(${from}::bigint, ${to - 1}::bigint) n`
  const id = (kind: number) => `(${fixed(kind, 'n')})::uuid`
  const [purchase, order, payment, journal] = [id(16), id(17), id(18), id(19)]
  const shop = shopUuid(`(n * 7919) % ${shops}`)
  const trader = traderUuid(`(n * 7919) % ${shops}`)
  const at = `now() - (${to} - n) * interval '1 second'`
  return [
    {
      table: 'purchases',
      rows: `insert into purchases (id, buyer_kind, buyer_id, account_id, state, method, total_paise, drop, created_at, closed_at)
     select ${purchase}, 'consumer', ${fixedBuyer}, ${fixedBuyer}, 'completed', 'cod', 22500,
            '{"name":"Asha Rao","phone":"+919876543210","line1":"12, 4th Cross","line2":null,"landmark":null,"pin":"560001","district":"Bengaluru","state":"Karnataka","point":{"lat":12.97,"lng":77.59},"pointFrom":"point","digipin":null}',
            ${at}, ${at} from ${rows}`,
    },
    {
      table: 'orders',
      rows: `insert into orders (shop_id, id, purchase_id, trader_id, state, fulfilment, goods_paise, delivery_paise, weight_grams,
                         created_at, confirmed_at, closed_at)
     select ${shop}, ${order}, ${purchase}, ${trader}, 'delivered', 'delivery', 20000, 2500, 2000, ${at}, ${at}, ${at} from ${rows}`,
    },
    {
      table: 'order_lines',
      rows: `insert into order_lines (shop_id, order_id, id, listing_id, product_id, brand, name, net_quantity, unit, hsn, gst_bps,
                              quantity, price_paise, mrp_paise, total_paise, cgst_paise, sgst_paise, igst_paise, weight_grams)
     select ${shop}, ${order}, (${fixed(20, 'n * 2 + line')})::uuid, ${listingUuid('line')}, ${productUuid('line')}, 'Brand',
            'Goods', 1, 'kg', '1101', 500, 1, 10000, 12000, 10000, 238, 238, 0, 1000
     from ${rows}, generate_series(0, 1) line`,
    },
    {
      table: 'payments',
      rows: `insert into payments (id, purchase_id, method, state, amount_paise, received_paise, payer_account_id, created_at, settled_at)
     select ${payment}, ${purchase}, 'cod', 'paid', 22500, 22500, ${fixedBuyer}, ${at}, ${at} from ${rows}`,
    },
    {
      table: 'journals',
      rows: `insert into journals (purchase_id, id, kind, subject_id, at)
     select ${purchase}, ${journal}, 'sale', ${purchase}, ${at} from ${rows}`,
    },
    // Answers are kept for three days: of so many orders at most the last hundred thousand.
    {
      table: 'idempotency_keys',
      rows: `insert into idempotency_keys (scope, key, fingerprint, status, body)
     select 'acc_' || ${purchase}, 'k' || n, sha256(n::text::bytea), 201, json_build_object('purchaseId', ${purchase}, 'state', 'confirmed')
     from ${rows} where n >= ${to} - 100000`,
    },
    {
      table: 'ledger_entries',
      rows: `insert into ledger_entries (purchase_id, journal_id, line, account, amount_paise, order_id)
     select ${purchase}, ${journal}, line, (array['buyer:', 'trader:', 'delivery:'])[line] || ${order}, (array[22500, -20000, -2500])[line],
            case when line > 1 then ${order} end
     from ${rows}, generate_series(1, 3) line`,
    },
  ]
}
// Earlier buyers: a hundred thousand of them, ten purchases each.
const fixedBuyer = `(${fixed(21, 'n % 100000')})::uuid`

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // The rows are right by construction, so triggers need not look at each of them.
    await client.query('set session_replication_role = replica')
    await client.query('set synchronous_commit = off')
    await client.query(`set maintenance_work_mem = '512MB'`)
    return await work(client)
  } finally {
    await client.end()
  }
}

const settle = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  })

/** Traders, shops, goods and stock without end. */
export async function layMarket(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const text of market) await client.query(text)
  })
  await settle(url)
}

/** Indexes of a table and how each is made again: keys as constraints, the others as indexes. */
const indexesOf = `
  select coalesce(c.conname, i.indexrelid::regclass::text) as name, c.conname is not null as "isKey",
         coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)) as definition
  from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
  where i.indrelid = $1::regclass order by 1`

/** Writes the rows of one table; its indexes are made afterwards, all at once. */
async function layTable(client: pg.Client, { table, rows }: Lay): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; isKey: boolean; definition: string }>(
    indexesOf,
    [table],
  )
  for (const { name, isKey } of indexes) {
    await client.query(isKey ? `alter table ${table} drop constraint ${name}` : `drop index ${name}`)
  }
  await client.query(rows)
  for (const { name, isKey, definition } of indexes) {
    await client.query(isKey ? `alter table ${table} add constraint ${name} ${definition}` : definition)
  }
}

/** Earlier orders, numbered from one to another: a million take some minutes. */
export async function layOrders(url: string, from: number, to: number): Promise<void> {
  const waiting = history(from, to)
  const layNext = () =>
    withClient(url, async (client) => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await layTable(client, next)
    })
  await Promise.all([layNext(), layNext()])
  await settle(url)
}

/** Fills the carts of these buyers (UUIDs): two goods of one shop each. */
export async function fillCarts(url: string, buyers: readonly string[], round: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(
      `insert into cart_items (buyer_id, listing_id, shop_id, quantity)
       select buyer, ${listingUuid(`(shop * ${listingsInShop} + line * 7 + at % 7)`)}, ${shopUuid('shop')}, 1
       from (select buyer, at, (at * 37 + $2 * 101) % ${shops} as shop
             from unnest($1::uuid[]) with ordinality as one (buyer, at)) as wanted, generate_series(0, 1) line
       on conflict do nothing`,
      [buyers, round],
    )
    await client.query('vacuum cart_items')
  } finally {
    await client.end()
  }
}
