import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import type { Resources } from '../../src/app/resources.ts'
import type { Modules } from '../../src/app/wiring/index.ts'
import { type Id, idOf, newId, uuidOf } from '../../src/kernel/ids.ts'
import { event } from '../../src/platform/outbox/index.ts'
import { orderPacked } from '../../src/trade/orders/index.ts'
import { drop, shopOf, shops, traderOf } from './orders.world.ts'

const everyDay = Object.fromEntries(
  ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, [{ open: '00:00', close: '24:00' }]]),
)

type Registered = Parameters<Modules['providers']['register']>[1]

/**
 * Registers and approves a provider that serves the bench's shops; its id, and the secret that it signs with.
 * `terms`: what it offers otherwise than usual.
 */
export async function layProvider(
  { providers }: Modules,
  { db }: Resources,
  name: string,
  webhookUrl: string,
  terms: Partial<Pick<Registered, 'rateCard' | 'promisedMinutes'>> & {
    capabilities?: Partial<Registered['capabilities']>
  } = {},
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
        ...terms.capabilities,
      },
      rateCard: terms.rateCard ?? { basePaise: 2000, perKmPaise: 500, perKgPaise: 100, codFeePaise: 300 },
      promisedMinutes: terms.promisedMinutes ?? 45,
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
  /** Tells that they are packed, all or from one to before another: from here on they wait in the outbox. */
  tell(from?: number, to?: number): Promise<void>
}

/** What tells one packed order from another. */
interface OrderKind {
  /** Number of its shop. */
  shop: number
  /** Where it goes, as a purchase keeps it. */
  drop: string
  method: 'cod' | 'upi'
}

/** So many orders as packing leaves them: by default against cash, in as many shops as there are. */
export async function layPackedOrders(
  { outbox }: Modules,
  { db }: Resources,
  count: number,
  kindOf: (nth: number) => OrderKind = (nth) => ({ shop: nth % shops, drop, method: 'cod' }),
): Promise<PackedOrders> {
  const rows = Array.from({ length: count }, (_, nth) => {
    const { shop, drop, method } = kindOf(nth)
    return {
      order: uuidv7(),
      purchase: uuidv7(),
      buyer: uuidv7(),
      shop: shopOf(shop),
      trader: traderOf(shop),
      drop,
      method,
      paid: method === 'upi' ? 22_500 : 0,
    }
  })
  const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name])
  const client = new pg.Client({ connectionString: db.pool.options.connectionString })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(
      `insert into purchases (id, buyer_kind, buyer_id, account_id, state, method, total_paise, drop, created_at)
       select purchase, 'consumer', buyer, buyer, 'confirmed', method, 22500, dropped, now()
       from unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::text[]) as row (purchase, buyer, dropped, method)`,
      [column('purchase'), column('buyer'), column('drop'), column('method')],
    )
    await client.query(
      `insert into orders (shop_id, id, purchase_id, trader_id, state, fulfilment, goods_paise, delivery_paise, weight_grams,
                           created_at, confirmed_at, accepted_at, packed_at)
       select shop, id, purchase, trader, 'packed', 'delivery', 20000, 2500, 2000, now(), now(), now(), now()
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) as row (shop, id, purchase, trader)`,
      [column('shop'), column('order'), column('purchase'), column('trader')],
    )
    await client.query(
      `with row as (
         select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[])
           as row (purchase, buyer, "order", method, paid, accounts)),
       payment as (
         insert into payments (id, purchase_id, method, amount_paise, received_paise, state, payer_account_id)
         select purchase, purchase, method, 22500, paid, case when paid > 0 then 'paid' else 'pending' end, buyer from row),
       journal as (
         insert into journals (purchase_id, id, kind, subject_id)
         select purchase, purchase, 'sale', purchase from row
         union all select purchase, buyer, 'payment', purchase from row where paid > 0),
       due as (
         insert into due_open (account, purchase_id, order_id) select split_part(accounts, ' ', 2), purchase, "order" from row)
       insert into ledger_entries (purchase_id, journal_id, line, account, amount_paise, order_id)
       select purchase, purchase, line, split_part(accounts, ' ', line), (array[22500, -20000, -2500])[line],
              case when line > 1 then "order" end
       from row, generate_series(1, 3) line
       union all
       select purchase, buyer, line, case line when 1 then 'upi:platform' else split_part(accounts, ' ', 1) end,
              case line when 1 then paid else -paid end, null
       from row, generate_series(1, 2) line where paid > 0`,
      [
        ...(['purchase', 'buyer', 'order', 'method', 'paid'] as const).map(column),
        rows.map(
          ({ purchase, trader, order }) =>
            `buyer:${idOf('purchase', purchase)} trader:${idOf('trader', trader)} delivery:${idOf('order', order)}`,
        ),
      ],
    )
    await client.query('analyze orders, purchases, payments, journals, ledger_entries')
  } finally {
    await client.end()
  }
  return {
    uuids: rows.map((row) => row.order),
    tell: async (from = 0, to = rows.length) => {
      const events = rows
        .slice(from, to)
        .map((row) =>
          event(orderPacked, { shopId: idOf('shop', row.shop), orderId: idOf('order', row.order) }),
        )
      await db.transaction((tx) => outbox.publish(tx, events))
    },
  }
}
