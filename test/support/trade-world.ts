import { randomUUID } from 'node:crypto'
import pino from 'pino'
import type { Test } from 'tap'
import { HaatError } from '../../src/kernel/errors.ts'
import { type Id, newId, uuidOf } from '../../src/kernel/ids.ts'
import { createPlaces } from '../../src/places/index.ts'
import { createHttpApp, type HaatApp, type Person, type Routes } from '../../src/platform/http/index.ts'
import { createGuardedClient } from '../../src/platform/http-client/index.ts'
import { claimDeliveries, createOutbox, type Delivery } from '../../src/platform/outbox/index.ts'
import { createCatalogue } from '../../src/trade/catalogue/index.ts'
import {
  type Buyer,
  createOrders,
  type Drop,
  type DropPointPort,
  type Fulfilment,
  type OrdersDeps,
  type PaymentMethodName,
} from '../../src/trade/orders/index.ts'
import { createPayments, type PaymentsDeps } from '../../src/trade/payments/index.ts'
import { createTraders } from '../../src/trade/traders/index.ts'
import { createTestDatabase } from './database.ts'
import { type Shop, shopFounder } from './trade-world.shops.ts'

export type { NewListing, NewShop, Shop } from './trade-world.shops.ts'

export interface BuyOptions {
  method?: PaymentMethodName
  expectedTotalPaise?: bigint
  drop?: Partial<Drop>
  fulfilment?: [Id<'shop'>, Fulfilment][]
  /** When all of it is wanted. */
  slot?: { from: Date; until: Date }
  /** Where all of it is fetched. */
  pointId?: Id<'point'>
}

/** A drop in the middle of Bengaluru, where the shops of these tests stand. */
export const bengaluru: Drop = {
  name: 'Asha Rao',
  phone: '+919876543210',
  line1: '12, 4th Cross',
  line2: null,
  landmark: null,
  pin: '560001',
  district: 'Bengaluru Urban',
  state: 'Karnataka',
  point: { lat: 12.9762, lng: 77.6033 },
  pointFrom: 'point',
  digipin: null,
}

export type TradeWorld = Awaited<ReturnType<typeof createTradeWorld>>

/**
 * Catalogue, traders, orders and payments on a database of the test's own, wired as the market wires them;
 * people and deliveries are in memory. In HTTP an access token is the account's id.
 */
export async function createTradeWorld(
  t: Test,
  options: { max?: number; expirySeconds?: number; gateway?: { url: string; secret: string } } = {},
) {
  const { db, pool, url } = await createTestDatabase(t, { max: options.max ?? 10 })
  const log = pino({ level: 'silent' })
  const members = new Map<string, 'owner' | 'staff'>()
  const operators = new Set<Id<'account'>>()
  const identity = {
    roleOf: async (_sql: unknown, accountId: Id<'account'>, party: { id: string }) =>
      members.get(`${accountId} ${party.id}`),
    isOperator: async (accountId: Id<'account'>) => operators.has(accountId),
  }
  const outbox = createOutbox()
  const places = createPlaces()
  const traders = createTraders({ db, outbox, identity, places } as unknown as Parameters<
    typeof createTraders
  >[0])
  const catalogue = createCatalogue({
    db,
    outbox,
    traders,
    identity,
  } as unknown as Parameters<typeof createCatalogue>[0])
  const delivery: { estimate: () => Promise<{ feePaise: bigint; minutes: number } | null> } = {
    estimate: async () => ({ feePaise: 2500n, minutes: 40 }),
  }
  const brought: { byShop: OrdersDeps['broughtByShop'] } = { byShop: async () => new Set() }
  const points: DropPointPort = { find: async () => new Map(), reserve: async () => {} }
  const client = createGuardedClient({ allowedHosts: ['127.0.0.1'] })
  t.teardown(() => client.close())
  const orders = createOrders({
    db,
    outbox,
    identity,
    traders,
    catalogue,
    places,
    delivery: { estimate: () => delivery.estimate() },
    broughtByShop: (sql, shopId, orderIds) => brought.byShop(sql, shopId, orderIds),
    points: {
      find: (sql, ids) => points.find(sql, ids),
      reserve: (tx, pointId, order) => points.reserve(tx, pointId, order),
    },
    paymentExpirySeconds: options.expirySeconds ?? 900,
    payment: {
      begin: (tx, request) => payments.begin(tx, request),
      reverse: (tx, reversal) => payments.reverse(tx, reversal),
      void: (tx, purchaseId) => payments.void(tx, purchaseId),
      collectCash: (tx, cash) => payments.collectCash(tx, cash),
      beforeExpiry: (due) => payments.beforeExpiry(due),
      viewOf: (sql, purchaseId) => payments.viewOf(sql, purchaseId),
    },
  })
  /** What payouts say; tests that pay put theirs here. */
  const paidOut: NonNullable<PaymentsDeps['payouts']> = { sums: async () => [] }
  const payments = createPayments({
    db,
    outbox,
    log,
    client,
    orders,
    identity,
    traders,
    platformUpiId: 'haat@upi',
    platformName: 'Haat',
    gateway: options.gateway,
    payouts: { sums: (sql) => paidOut.sums(sql) },
  })
  outbox.register(payments.consumers)
  // Somebody who listens to all that orders tell, so that the tests can read it in the outbox.
  const topics = ['order.confirmed', 'order.packed', 'order.cancelled', 'order.delivered', 'purchase.expired']
  outbox.register([
    { name: 'seen', on: topics.map((topic) => ({ topic })), mode: 'single', queue: 'events' } as never,
  ])

  const sql = async (text: string, values: unknown[] = []) => (await pool.query(text, values)).rows

  const { newShop, newListing } = shopFounder(sql, members)

  const person = (accountId: Id<'account'>): Person => ({
    kind: 'person',
    accountId,
    sessionId: newId('session'),
  })

  const fill = async (buyer: Buyer, shop: Shop, listingId: Id<'listing'>, quantity = 1): Promise<void> => {
    const key = uuidOf(buyer.kind === 'consumer' ? buyer.accountId : buyer.traderId)
    await sql(
      `insert into cart_items (buyer_id, listing_id, shop_id, quantity) values ($1, $2, $3, $4)
       on conflict (buyer_id, listing_id) do update set quantity = excluded.quantity`,
      [key, uuidOf(listingId), uuidOf(shop.shopId), quantity],
    )
  }

  /** Checks a cart out without HTTP; the expected total defaults to one piece for ₹100 with its delivery. */
  const buy = (buyer: Buyer, how: BuyOptions = {}) =>
    db.transaction(
      (tx) =>
        orders.checkout(tx, {
          buyer,
          drop: { ...bengaluru, ...how.drop },
          method: how.method ?? 'cod',
          fulfilment: new Map(
            (how.fulfilment ?? []).map(([shopId, kind]) => [
              shopId,
              { kind, slot: how.slot ?? null, pointId: how.pointId ?? null },
            ]),
          ),
          expectedTotalPaise: how.expectedTotalPaise ?? 12500n,
        }),
      { pipelined: true },
    )

  const stockOf = async (listingId: Id<'listing'>): Promise<{ available: number; reserved: number }> =>
    (await sql('select available, reserved from stock where listing_id = $1', [uuidOf(listingId)]))[0]

  /** The topics that were told and not handled, oldest first. */
  const told = async (consumer = 'seen'): Promise<string[]> =>
    (await sql('select topic from outbox where consumer = $1 order by id', [consumer])).map(
      (row) => row.topic,
    )

  /** Runs what waits in the outbox for the payments' own handlers, as a worker would; how many were handled. */
  const work = async (): Promise<number> => {
    let handled = 0
    for (const { consumer, handle } of await payments.subscriptions()) {
      const rows = await sql('select id, topic, payload from outbox where consumer = $1 order by id', [
        consumer.name,
      ])
      for (const row of rows as Delivery<never>[]) {
        if (handle.mode !== 'single') continue
        await handle.run(row, async (tx) => (await claimDeliveries(tx, [row.id])).size === 1)
        handled++
      }
    }
    return handled
  }

  const http = async (more: readonly Routes[] = []): Promise<HaatApp> => {
    const app = await createHttpApp({
      log,
      authenticators: {
        person: async (token) => {
          if (!token.startsWith('acc_')) throw new HaatError('unauthenticated', 'unauthenticated', 'Sign in.')
          return person(token as Id<'account'>)
        },
        provider: async () => {
          throw new HaatError('unauthenticated', 'unauthenticated', 'Sign in.')
        },
        isOperator: identity.isOperator,
      },
      routes: [orders.routes, payments.routes, ...more],
      trustProxy: false,
      rateLimitPerMinute: 1_000_000,
    })
    t.teardown(() => app.close())
    return app
  }

  return {
    db,
    url,
    sql,
    outbox,
    members,
    identity,
    operators,
    orders,
    payments,
    catalogue,
    traders,
    delivery,
    /** Points that checkouts find; none unless a test puts some in. */
    points,
    /** Orders that shops bring themselves; none unless parcels are there to tell. */
    brought,
    paidOut,
    newShop,
    newListing,
    person,
    fill,
    buy,
    stockOf,
    told,
    work,
    http,
    consumer: (): Buyer & { kind: 'consumer' } => ({ kind: 'consumer', accountId: newId('account') }),
  }
}

/** One request with a token and, for POSTs, a key of its own. */
export async function call(
  app: HaatApp,
  token: string,
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  url: string,
  body?: unknown,
  key: string = randomUUID(),
) {
  const reply = await app.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': key } : {}),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return { status: reply.statusCode, body: reply.body === '' ? undefined : reply.json(), text: reply.body }
}
