import type { Test } from 'tap'
import { startups, traders } from '../../src/app/demo/cast.ts'
import type { MarketClient, Reply } from '../../src/app/demo/client.ts'
import {
  type ApprovedProvider,
  acceptAndPack,
  admitProvider,
  type OpenShop,
  openShop,
  type Purchase,
  type Seen,
  type Steps,
  shipmentsOf,
  type Token,
  until,
} from '../../src/app/demo/steps.ts'
import { type Courier, startCourier } from './courier.ts'
import { startTestMarket, type TestMarket, type TestMarketOptions } from './market.ts'

/** One article on the shelf, and what a piece of it costs at the door. */
export interface Goods {
  shopId: string
  listingId: string
  totalPaise: number
}

/** A market over HTTP with one verified shop and two startups, of which the first is asked first. */
export interface Town {
  steps: Steps
  operator: Token
  shop: OpenShop
  couriers: [Courier, Courier]
  providers: [ApprovedProvider, ApprovedProvider]
}

/** The secret that processes of one test's market share. */
export const townSecret = 'town-secret-town-secret-town-secret-town-secret'

const { spot } = traders.kirana.shop
const drop = {
  name: 'Asha',
  phone: '+919822003001',
  line1: 'Flat 9',
  pin: spot.pin,
  point: { lat: spot.lat, lng: spot.lng },
}

/** Registers and verifies by HTTP alone; the couriers are servers of this process. */
export async function settle(t: Test, steps: Steps, operator: Token): Promise<Town> {
  const shop = await openShop(steps, traders.kirana, operator)
  const first = await startCourier(t)
  const couriers: Town['couriers'] = [first, await startCourier(t, { beside: [first] })]
  const providers: Town['providers'] = [
    await admitProvider(steps, startups[0], couriers[0].url, operator),
    await admitProvider(steps, startups[1], couriers[1].url, operator),
  ]
  return { steps, operator, shop, couriers, providers }
}

/** A town on a market in this process, on a database of the test's own. Without workers unless asked for. */
export async function openTown(
  t: Test,
  options: TestMarketOptions = {},
): Promise<Town & { market: TestMarket }> {
  const market = await startTestMarket(t, { ...options, env: { SECRET_KEY: townSecret, ...options.env } })
  const steps: Steps = { market, codeFor: (phone) => market.texts.codeFor(phone) }
  return { ...(await settle(t, steps, await market.operator())), market }
}

const product = {
  brand: 'Sahyadri',
  name: 'Chakki Atta',
  category: 'Atta',
  netQuantity: 1,
  unit: 'kg',
  hsn: '1101',
  gstBps: 500,
  mrpPaise: 6000,
  origin: 'IN',
  maker: 'Sahyadri Foods, Pune',
  foodMark: 'veg',
  fssai: '10018000000001',
  shelfLifeDays: 90,
}

let listings = 0

/** Puts an article on the shop's shelf, and learns by a quote what one piece costs at the door. */
export async function shelve(town: Town, buyer: Token, available: number): Promise<Goods> {
  const { market } = town.steps
  const { shopId, traderId, owner: token } = town.shop
  const { productId } = await market.ok<{ productId: string }>('POST', '/v1/products', {
    token,
    body: { traderId, ...product },
  })
  const { listingId } = await market.ok<{ listingId: string }>('POST', `/v1/shops/${shopId}/listings`, {
    token,
    body: { productId, sku: `ATTA-${++listings}`, pricePaise: 5500, available },
  })
  const goods = { shopId, listingId, totalPaise: 0 }
  await fillCart(market, buyer, goods)
  const quote = await market.ok<{ totalPaise: number; problems: unknown[] }>('POST', '/v1/cart/quote', {
    token: buyer,
    body: { drop: { pin: drop.pin, point: drop.point }, method: 'cod' },
  })
  if (quote.problems.length > 0) throw new Error(`it cannot be bought: ${JSON.stringify(quote.problems)}`)
  await market.ok('DELETE', '/v1/cart', { token: buyer })
  return { ...goods, totalPaise: quote.totalPaise }
}

/** Puts one piece into the cart; answers whatever the market does. */
export const putInCart = (market: MarketClient, token: Token, { shopId, listingId }: Goods): Promise<Reply> =>
  market.call('PUT', `/v1/cart/items/${listingId}`, { token, body: { shopId, quantity: 1 } })

export async function fillCart(market: MarketClient, token: Token, goods: Goods): Promise<void> {
  const { status, body } = await putInCart(market, token, goods)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
}

/** Body of a checkout of one piece, paid in cash. */
export const checkoutOf = ({ totalPaise }: Goods) => ({ drop, method: 'cod', expectedTotalPaise: totalPaise })

export const checkOut = (
  market: MarketClient,
  token: Token,
  goods: Goods,
  idempotencyKey: string,
): Promise<Reply<Purchase>> =>
  market.call<Purchase>('POST', '/v1/checkouts', { token, idempotencyKey, body: checkoutOf(goods) })

/** Buys one piece. */
export async function buyOne(
  { steps: { market } }: Pick<Town, 'steps'>,
  token: Token,
  goods: Goods,
  key: string,
): Promise<Purchase> {
  await fillCart(market, token, goods)
  const reply = await checkOut(market, token, goods, key)
  if (reply.status !== 201) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`)
  return reply.body
}

/** So many orders of one piece each, packed and waiting for somebody who carries them. */
export async function packedOrders(
  town: Town,
  buyer: Token,
  goods: Goods,
  count: number,
  name = 'packed',
): Promise<string[]> {
  const orderIds: string[] = []
  for (let n = 0; n < count; n++) {
    const { orders } = await buyOne(town, buyer, goods, `${name}-${n}`)
    await acceptAndPack(town.steps, town.shop, orders[0]!.orderId)
    orderIds.push(orders[0]!.orderId)
  }
  return orderIds
}

/** A parcel as its shop sees it, with the offers that were made of it. */
export interface Parcel extends Seen {
  offers: { offerId: string; providerId: string; state: string; reason: string | null }[]
}

/** The one parcel of an order; undefined before there is one. */
export async function parcelOf({ steps, shop }: Town, orderId: string): Promise<Parcel | undefined> {
  const [seen, ...more] = await shipmentsOf(steps, shop.owner, orderId, 'shop')
  if (more.length > 0) throw new Error(`${orderId} has ${more.length + 1} parcels`)
  if (!seen) return undefined
  const { offers } = await steps.market.ok<Pick<Parcel, 'offers'>>(
    'GET',
    `/v1/shipments/${seen.shipmentId}/search`,
    { token: shop.owner },
  )
  return { ...seen, offers }
}

const liveStates = ['asking', 'pending', 'unknown', 'cancelling', 'booked']

/**
 * Waits until each order's parcel is booked, and holds that it has one live booking: one among the market's
 * offers, the same one in the couriers' books, and never two at a time. Answers the parcels.
 */
export async function bookedOnce(
  t: Test,
  town: Town,
  orderIds: readonly string[],
  seconds = 60,
): Promise<Parcel[]> {
  const { couriers, providers } = town
  const booksOf = (parcel: Parcel) =>
    couriers.flatMap(({ bookings }, at) =>
      [...bookings].flatMap(([reference, shipmentId]) =>
        shipmentId === parcel.shipmentId ? [[reference, providers[at]!.providerId]] : [],
      ),
    )
  const parcels: Parcel[] = []
  for (const orderId of orderIds) {
    const booked = await until(
      `the parcel of ${orderId} is booked and nobody else holds a booking`,
      async () => {
        const parcel = await parcelOf(town, orderId)
        return parcel?.state === 'booked' && booksOf(parcel).length <= 1 && parcel
      },
      seconds,
    )
    const live = booked.offers.filter(({ state }) => liveStates.includes(state))
    t.strictSame(
      booksOf(booked),
      live.map(({ offerId, providerId }) => [offerId, providerId]),
      "the couriers' books and ours say the same",
    )
    t.equal(live.length, 1, 'one live booking')
    parcels.push(booked)
  }
  t.strictSame(
    couriers.map(({ doubles }) => doubles),
    [[], []],
    'never two at a time',
  )
  return parcels
}
