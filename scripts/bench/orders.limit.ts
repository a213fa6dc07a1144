import { createHash } from 'node:crypto'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { drop, listingOf, listingsInShop, productOf, shopOf, shops, traderOf } from './orders.world.ts'

/**
 * The limit: every row that a checkout writes (key and answer, cart, stock, payment, journal, ledger, purchase, order
 * and lines; nobody listens to `order.confirmed`, so the outbox gets none), written by prepared statements in one
 * transaction, one after another as a plain client sends them, by nobody who reads, checks, prices or answers.
 */
const statements = {
  claim: 'insert into idempotency_keys (scope, key, fingerprint) values ($1, $2, $3) on conflict do nothing',
  cart: 'delete from cart_items where buyer_id = $1',
  stock: `update stock set available = available - 1, reserved = reserved + 1
          where shop_id = $1 and listing_id = any($2::uuid[]) and available >= 1`,
  money: `with payment as (
            insert into payments (id, purchase_id, method, amount_paise, payer_account_id) values ($1, $2, 'cod', $3, $4)
          ), journal as (
            insert into journals (purchase_id, id, kind, subject_id) values ($2, $5, 'sale', $2)
          ), entry as (
            select * from json_to_recordset($6::json) as entry (line smallint, account text, amount bigint, "order" uuid)
          ), due as (
            insert into due_open (account, purchase_id, order_id)
            select account, $2, "order" from entry where account like 'trader:%'
          )
          insert into ledger_entries (purchase_id, journal_id, line, account, amount_paise, order_id)
          select $2, $5, line, account, amount, "order" from entry`,
  purchase: `with purchase as (
               insert into purchases (id, buyer_kind, buyer_id, account_id, state, method, total_paise, drop)
               values ($1, 'consumer', $2, $2, 'confirmed', 'cod', $3, $4)
             ), parent as (
               insert into orders (shop_id, id, purchase_id, trader_id, state, fulfilment, goods_paise, delivery_paise,
                                   weight_grams, confirmed_at)
               values ($5, $6, $1, $7, 'confirmed', 'delivery', 20000, 0, 2000, now())
             )
             insert into order_lines (shop_id, order_id, id, listing_id, product_id, brand, name, net_quantity, unit, hsn,
                                      gst_bps, quantity, price_paise, mrp_paise, total_paise, cgst_paise, sgst_paise,
                                      igst_paise, weight_grams)
             select $5, $6, id, listing, product, 'Brand', name, 1, 'kg', '1101', 500, 1, 10000, 12000, 10000, 238, 238, 0, 1000
             from json_to_recordset($8::json) as line (id uuid, listing uuid, product uuid, name text)`,
  keep: 'update idempotency_keys set status = 201, body = $3 where scope = $1 and key = $2',
} as const

export interface LimitRun {
  perSecond: number
}

/** Writes one checkout for each buyer over so many connections. */
export async function runLimit(
  pool: pg.Pool,
  buyers: readonly string[],
  round: number,
  clients: number,
): Promise<LimitRun> {
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = await pool.connect()
      try {
        for (let at = next++; at < buyers.length; at = next++) await writeOne(client, buyers[at]!, at, round)
      } finally {
        client.release()
      }
    }),
  )
  return { perSecond: buyers.length / ((performance.now() - started) / 1000) }
}

async function writeOne(client: pg.PoolClient, buyer: string, at: number, round: number): Promise<void> {
  const run = (name: keyof typeof statements, values: unknown[]) =>
    client.query({ name: `limit_${name}`, text: statements[name], values })
  const [purchase, order, payment, journal] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const shop = (at * 37 + round * 101) % shops
  const goods = [0, 1].map((line) => line * 7 + (at % 7))
  const listings = goods.map((good) => listingOf(shop * listingsInShop + good))
  const key = [`acc_${buyer}`, purchase]
  await client.query('begin')
  await run('claim', [...key, createHash('sha256').update(purchase).digest()])
  await run('cart', [buyer])
  await run('stock', [shopOf(shop), listings])
  await run('money', [
    payment,
    purchase,
    20000,
    buyer,
    journal,
    JSON.stringify([
      { line: 1, account: `buyer:pur_${purchase}`, amount: 20000, order: null },
      { line: 2, account: `trader:trd_${traderOf(shop)}`, amount: -20000, order },
    ]),
  ])
  const lines = goods.map((good, line) => ({
    id: uuidv7(),
    listing: listings[line],
    product: productOf(good),
    name: `Goods ${good}`,
  }))
  await run('purchase', [
    purchase,
    buyer,
    20000,
    drop,
    shopOf(shop),
    order,
    traderOf(shop),
    JSON.stringify(lines),
  ])
  await run('keep', [
    ...key,
    JSON.stringify({ purchaseId: purchase, orders: [{ orderId: order }], state: 'confirmed' }),
  ])
  await client.query('commit')
}
