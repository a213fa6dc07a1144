import type { Test } from 'tap'
import { type Id, idOf, newId, uuidOf } from '../../src/kernel/ids.ts'
import { event } from '../../src/platform/outbox/index.ts'
import { signWebhook } from '../../src/platform/webhooks/index.ts'
import { orderCancelled, orderPacked } from '../../src/trade/orders/index.ts'
import { outboxHand } from './delivery-world.outbox.ts'
import { fakeProvider, providerBody, type TestProvider } from './delivery-world.provider.ts'
import { type DeliveryWorldOptions, wireDelivery } from './delivery-world.wiring.ts'
import { type BuyOptions, createTradeWorld, type Shop } from './trade-world.ts'

export {
  alwaysOpen,
  type FakeProvider,
  fakeProvider,
  providerBody,
  type TestProvider,
} from './delivery-world.provider.ts'

export type DeliveryWorld = Awaited<ReturnType<typeof createDeliveryWorld>>

/**
 * Providers, shipments and dispatch over real orders and payments, on a database of the test's own. Providers
 * are in memory unless `connect` is given. An access token is the account's id.
 */
export async function createDeliveryWorld(t: Test, options: DeliveryWorldOptions = {}) {
  const world = await createTradeWorld(t, { max: options.max ?? 10 })
  const { db, sql, operators, orders } = world
  const delivery = await wireDelivery(t, world, options)
  const { app, providers, shipments, fakes, providerMembers } = delivery
  const hand = outboxHand(world, delivery.subscriptions)
  const { publish } = hand

  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    token?: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const payload = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body)
    const reply = await app.inject({
      method,
      url,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    return {
      status: reply.statusCode,
      headers: reply.headers,
      body: reply.body === '' ? undefined : reply.json(),
    }
  }

  const ok = async (...args: Parameters<typeof call>) => {
    const reply = await call(...args)
    if (reply.status >= 300)
      throw new Error(`${args[0]} ${args[1]}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body
  }

  /** The providers that were added, by id. */
  const known = new Map<string, TestProvider & { owner: string }>()
  const operator = newId('account')
  operators.add(operator)

  /** Registers, secures and approves a provider over HTTP. */
  const addProvider = async (
    change: Record<string, unknown> = {},
  ): Promise<TestProvider & { owner: string }> => {
    const owner = newId('account')
    const { providerId } = await ok('POST', '/v1/providers', owner, providerBody(change))
    const { secret } = await ok('POST', `/v1/providers/${providerId}/webhook-secrets`, owner)
    const { key } = await ok('POST', `/v1/providers/${providerId}/keys`, owner)
    await ok('POST', `/v1/providers/${providerId}/submit`, owner)
    await ok('POST', `/v1/operator/providers/${providerId}/approve`, operator)
    const fake = fakeProvider()
    fakes.set(providerId, fake)
    const made = { providerId, key, secret, fake, owner }
    known.set(providerId, made)
    return made
  }

  let shop: Shop | undefined
  let listingId: Id<'listing'> | undefined

  /** A paid-at-the-door order of one piece, packed and told. */
  const packedOrder = async (how: BuyOptions & { tell?: boolean; pickup?: boolean } = {}) => {
    shop ??= await world.newShop({ pinsServed: options.pinsServed ?? [] })
    listingId ??= await world.newListing(shop, { available: 100_000 })
    const buyer = world.consumer()
    await world.fill(buyer, shop, listingId)
    const kind = how.pickup ? 'pickup' : 'delivery'
    const picked = how.pickup ? { expectedTotalPaise: 10000n } : {}
    await world.buy(buyer, { ...how, ...picked, fulfilment: [[shop.shopId, kind]] })
    const [row] = await sql(
      `update orders set state = 'packed', accepted_at = now(), packed_at = now()
       where purchase_id in (select id from purchases where account_id = $1) returning id, shop_id`,
      [uuidOf(buyer.accountId)],
    )
    const { orderId, facts } = await factsOf(row.id)
    const ref = { shopId: shop.shopId, orderId }
    if (how.tell !== false) await publish(event(orderPacked, ref))
    return { ...ref, facts, buyer: buyer.accountId, owner: shop.owner }
  }

  const factsOf = async (uuid: string) => {
    const all = await orders.ordersFor(db, [asOrderId(uuid)])
    const [facts] = [...all.values()]
    return { orderId: facts!.orderId, facts: facts! }
  }

  /** An order called off, as orders do it: the state first, the news behind it. */
  const callOff = async (order: { shopId: Id<'shop'>; orderId: Id<'order'> }, tell = true): Promise<void> => {
    await sql(`update orders set state = 'cancelled' where id = $1`, [uuidOf(order.orderId)])
    if (tell) await publish(event(orderCancelled, { shopId: order.shopId, orderId: order.orderId }))
  }

  const parcelOf = async (order: { shopId: Id<'shop'>; orderId: Id<'order'> }) => {
    return (await shipments.ofOrder(db, order))!
  }
  const offersOf = (order: { orderId: Id<'order'> }): Promise<Record<string, never>[]> =>
    sql(
      `select o.* from offers o join shipments s on s.shop_id = o.shop_id and s.id = o.shipment_id
       where s.order_id = $1 order by o.id`,
      [uuidOf(order.orderId)],
    )

  let events = 0
  /** A signed event of a provider. */
  const tell = (
    provider: TestProvider,
    reference: string,
    status: string,
    more: Record<string, unknown> = {},
    how: { secret?: string; at?: Date; as?: string } = {},
  ) => {
    const body = JSON.stringify({
      eventId: `evt-${++events}`,
      reference,
      status,
      occurredAt: new Date().toISOString(),
      ...more,
    })
    const headers = signWebhook({
      id: `msg-${events}`,
      timestamp: how.at ?? new Date(),
      body,
      secrets: [how.secret ?? provider.secret],
    })
    return call('POST', `/v1/providers/${how.as ?? provider.providerId}/events`, undefined, body, headers)
  }

  return {
    ...world,
    ...delivery,
    known,
    newOrderId: () => newId('order'),
    operator,
    call,
    ok,
    addProvider,
    /** Lets somebody act for a provider. */
    addMember: (accountId: Id<'account'>, providerId: Id<'provider'>, role: 'owner' | 'staff') =>
      providerMembers.grant(null as never, { accountId, party: { kind: 'provider', id: providerId }, role }),
    calls: providers.calls,
    packedOrder,
    callOff,
    ...hand,
    parcelOf,
    offersOf,
    tell,
  }
}

const asOrderId = (uuid: string): Id<'order'> => idOf('order', uuid)
