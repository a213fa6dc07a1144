import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import type { Resources } from '../../src/app/resources.ts'
import type { Modules } from '../../src/app/wiring.ts'
import { type Id, idOf, newId, uuidOf } from '../../src/kernel/ids.ts'
import { event } from '../../src/platform/outbox/index.ts'
import { orderPacked } from '../../src/trade/orders/index.ts'
import { drop, shopOf, shops, traderOf } from './orders.world.ts'

const everyDay = Object.fromEntries(
  ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, [{ open: '00:00', close: '24:00' }]]),
)

/** Registers and approves a provider that serves the bench's shops; its id, and the secret that it signs with. */
export async function layProvider(
  { providers }: Modules,
  { db }: Resources,
  name: string,
  webhookUrl: string,
): Promise<{ providerId: Id<'provider'>; secret: string }> {
  const accountId = newId('account')
  const digits = String(Math.floor(Math.random() * 1e8)).padStart(8, '0')
  await db.pool.query('insert into accounts (id, phone) values ($1, $2)', [
    uuidOf(accountId),
    `+9198${digits}`,
  ])
  const { id } = await providers.register(
    { accountId },
    {
      name,
      dipp: `DIPP${digits}`,
      contactPhone: `+9198${digits}`,
      capabilities: {
        pickup: { pins: [], pinPrefixes: ['5600'], circles: [] },
        maxWeightGrams: 20_000,
        food: true,
        cod: true,
        hours: { week: everyDay },
      },
      rateCard: { basePaise: 2000, perKmPaise: 500, perKgPaise: 100, codFeePaise: 300 },
      promisedMinutes: 45,
      liveQuotes: false,
      webhookUrl,
    },
  )
  const { secret } = await providers.addSecret({ accountId }, id)
  await providers.submit({ accountId }, id)
  await providers.decide({ accountId }, id, { step: 'approve' })
  return { providerId: id, secret }
}

export interface PackedOrders {
  uuids: string[]
  /** Tells that they are packed: from here on they wait in the outbox. */
  tell(): Promise<void>
}

/** So many orders as packing leaves them, in as many shops as there are. */
export async function layPackedOrders(
  { outbox }: Modules,
  { db }: Resources,
  count: number,
): Promise<PackedOrders> {
  const rows = Array.from({ length: count }, (_, nth) => ({
    order: uuidv7(),
    purchase: uuidv7(),
    buyer: uuidv7(),
    shop: shopOf(nth % shops),
    trader: traderOf(nth % shops),
  }))
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name])
  const client = new pg.Client({ connectionString: db.pool.options.connectionString })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(
      `insert into purchases (id, buyer_kind, buyer_id, account_id, state, method, total_paise, drop, created_at)
       select purchase, 'consumer', buyer, buyer, 'confirmed', 'cod', 22500, $3::jsonb, now()
       from unnest($1::uuid[], $2::uuid[]) as row (purchase, buyer)`,
      [column('purchase'), column('buyer'), drop],
    )
    await client.query(
      `insert into orders (shop_id, id, purchase_id, trader_id, state, fulfilment, goods_paise, delivery_paise, weight_grams,
                           created_at, confirmed_at, accepted_at, packed_at)
       select shop, id, purchase, trader, 'packed', 'delivery', 20000, 2500, 2000, now(), now(), now(), now()
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) as row (shop, id, purchase, trader)`,
      [column('shop'), column('order'), column('purchase'), column('trader')],
    )
    await client.query(
      `with payment as (
         insert into payments (id, purchase_id, method, amount_paise, payer_account_id)
         select purchase, purchase, 'cod', 22500, buyer from unnest($1::uuid[], $2::uuid[]) as row (purchase, buyer)),
       journal as (
         insert into journals (purchase_id, id, kind, subject_id)
         select purchase, purchase, 'sale', purchase from unnest($1::uuid[]) as row (purchase))
       insert into ledger_entries (purchase_id, journal_id, line, account, amount_paise, order_id)
       select purchase, purchase, line, (array['buyer:', 'trader:', 'delivery:'])[line] || "order",
              (array[22500, -20000, -2500])[line], case when line > 1 then "order" end
       from unnest($1::uuid[], $3::uuid[]) as row (purchase, "order"), generate_series(1, 3) line`,
      [column('purchase'), column('buyer'), column('order')],
    )
    await client.query('analyze orders, purchases, payments, journals, ledger_entries')
  } finally {
    await client.end()
  }
  return {
    uuids: column('order'),
    tell: async () => {
      const events = rows.map((row) =>
        event(orderPacked, { shopId: idOf('shop', row.shop), orderId: idOf('order', row.order) }),
      )
      await db.transaction((tx) => outbox.publish(tx, events))
    },
  }
}
