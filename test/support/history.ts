import { type Id, newId, uuidOf } from '../../src/kernel/ids.ts'
import { signWebhook } from '../../src/platform/webhooks/index.ts'
import { call, type Shop, type TradeWorld } from './trade-world.ts'

/** What can happen to a purchase: by its buyer, its shops, couriers, payers and the clock. */
export const happenings = [
  'accept',
  'reject',
  'pack',
  'cancelLine',
  'cancel',
  'cancelPurchase',
  'expire',
  'pay',
  'payAgain',
  'retry',
  'fail',
  'mismatch',
  'handOver',
  'deliver',
  'undeliver',
  'collected',
  'cash',
  'refund',
  'refundFails',
] as const
export type Happening = (typeof happenings)[number]

export interface Step {
  what: Happening
  /** Which order, line or payment; taken modulo their number. */
  which: number
}

export interface Course {
  method: 'cod' | 'upi' | 'gateway'
  shops: readonly Shop[]
  pickup: boolean
}

export const stockAtFirst = 50

/** One purchase of two listings of each shop, and what people may do to it. Refusals are part of the game. */
export async function beginCourse(
  world: TradeWorld,
  app: Awaited<ReturnType<TradeWorld['http']>>,
  { operator, secret }: { operator: Id<'account'>; secret: string },
  course: Course,
) {
  const { db, sql, orders, payments } = world
  const buyer = world.consumer()
  const listings: Id<'listing'>[] = []
  for (const shop of course.shops) {
    for (const quantity of [1, 2]) {
      const listing = await world.newListing(shop, { available: stockAtFirst, gstBps: 500 * quantity })
      await world.fill(buyer, shop, listing, quantity)
      listings.push(listing)
    }
  }
  const perShop = course.pickup ? 30000n : 32500n
  const bought = await world.buy(buyer, {
    method: course.method,
    expectedTotalPaise: perShop * BigInt(course.shops.length),
    fulfilment: course.pickup ? course.shops.map((shop) => [shop.shopId, 'pickup']) : [],
  })
  const { purchaseId } = bought

  const post = async (token: string, url: string, body?: object): Promise<void> => {
    const reply = await call(app, token, 'POST', url, body)
    if (reply.status >= 500) throw new Error(`${url}: ${reply.text}`)
  }
  const tell = async (type: string, reference: string, amountPaise: number): Promise<void> => {
    const body = JSON.stringify({
      type,
      reference,
      gatewayRef: `at_${reference}`,
      amountPaise,
      occurredAt: new Date().toISOString(),
    })
    const id = newId('event')
    const reply = await app.inject({
      method: 'POST',
      url: '/v1/gateway/events',
      headers: {
        'content-type': 'application/json',
        ...signWebhook({ id, timestamp: new Date(), body, secrets: [secret] }),
      },
      payload: body,
    })
    if (reply.statusCode >= 500) throw new Error(reply.body)
  }
  const moneyNow = () => payments.viewOf(db, purchaseId)
  const reference = () => String(Math.floor(Math.random() * 1e12)).padStart(12, '0')
  const pay = async (which: 'first' | 'last', missing = 0) => {
    const all = (await moneyNow()).payments
    const payment = which === 'first' ? all[0]! : all.at(-1)!
    if (payment.method === 'gateway') {
      await tell('payment.succeeded', payment.paymentId, payment.amountPaise - missing)
    } else if (missing === 0) {
      await post(operator, `/v1/payments/${payment.paymentId}/confirm`, { bankReference: reference() })
    }
  }
  const refund = async (fails: boolean) => {
    const { refunds, payments: paid } = await moneyNow()
    const open = refunds.find((one) => one.state !== 'settled')
    if (!open) return
    if (paid.some((payment) => payment.method === 'gateway')) {
      await tell(fails ? 'refund.failed' : 'refund.settled', open.refundId, open.amountPaise)
    } else if (!fails) {
      await post(operator, `/v1/refunds/${open.refundId}/confirm`, { bankReference: reference() })
    }
  }

  const perform = async ({ what, which }: Step): Promise<unknown> => {
    const { orderId, shopId } = bought.orders[which % bought.orders.length]!
    const { owner } = course.shops.find((shop) => shop.shopId === shopId)!
    const token = buyer.accountId
    const url = `/v1/orders/${orderId}`
    const reason = { reason: what }
    const ref = { shopId, orderId }
    switch (what) {
      case 'accept':
      case 'pack':
        return post(owner, `${url}/${what}`, {})
      case 'collected':
        return post(owner, `${url}/collected`)
      case 'reject':
        return post(owner, `${url}/reject`, reason)
      case 'cancel':
        return post(token, `${url}/cancel`, reason)
      case 'cancelPurchase':
        return post(token, `/v1/purchases/${purchaseId}/cancel`, reason)
      case 'cancelLine': {
        const { lines } = (await call(app, owner, 'GET', url)).body
        return post(owner, `${url}/lines/${lines[which % lines.length].lineId}/cancel`, reason)
      }
      case 'expire':
        await sql(`update purchases set expires_at = now() - interval '1 hour' where id = $1`, [
          uuidOf(purchaseId),
        ])
        return orders.expireUnpaid()
      case 'pay':
        return pay('first')
      case 'payAgain':
        return pay('last')
      case 'mismatch':
        return pay('last', 1 + which)
      case 'retry':
        return post(token, `/v1/payments/${(await moneyNow()).payments.at(-1)!.paymentId}/retry`, {})
      case 'fail':
        return tell('payment.failed', (await moneyNow()).payments.at(-1)!.paymentId, 0)
      case 'handOver':
        return db.transaction((tx) => orders.markHandedOver(tx, ref))
      case 'deliver':
        return db.transaction((tx) => orders.markDelivered(tx, ref))
      case 'undeliver':
        return db.transaction((tx) => orders.markUndelivered(tx, ref))
      case 'cash':
        return db.transaction(async (tx) => {
          const facts = (await orders.orderFor(tx, orderId))!
          if (facts.state !== 'delivered' || facts.method !== 'cod') return
          await payments.collectCash(tx, { ...ref, providerId: null, amountPaise: facts.totalPaise })
        })
      case 'refund':
        return refund(false)
      case 'refundFails':
        return refund(true)
    }
  }

  return { purchaseId, orders: bought.orders.map((order) => order.orderId), listings, perform }
}

/** What stands against the stock of these listings: each piece is on the shelf, reserved, or gone with an order. */
export async function stockProblems(world: TradeWorld, listings: readonly string[]): Promise<string[]> {
  const rows = await world.sql(
    `select stock.available, stock.reserved,
       coalesce(sum(line.quantity) filter (where parent.state in ('awaitingPayment', 'confirmed', 'accepted', 'packed')), 0)::int as held,
       coalesce(sum(line.quantity) filter (where parent.state in ('handedOver', 'delivered', 'undelivered')), 0)::int as gone
     from stock left join order_lines line
       on line.shop_id = stock.shop_id and line.listing_id = stock.listing_id and line.cancelled_at is null
     left join orders parent on parent.shop_id = line.shop_id and parent.id = line.order_id
     where stock.listing_id = any($1::uuid[]) group by stock.shop_id, stock.listing_id`,
    [listings.map(uuidOf)],
  )
  return rows
    .filter((row) => row.reserved !== row.held || row.available + row.held + row.gone !== stockAtFirst)
    .map((row) => JSON.stringify(row))
}
