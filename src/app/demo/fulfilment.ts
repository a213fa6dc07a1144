import type { Narrator } from './narrator.ts'
import type { DemoMarket, Rider } from './stage.ts'
import {
  type ApprovedProvider,
  acceptAndPack,
  type OpenShop,
  orderState,
  type Seen,
  shipmentsOf,
  type Token,
  until,
} from './steps.ts'

/** A startup of the demo and the rider who goes for it. */
export interface Courier {
  provider: ApprovedProvider
  rider: Rider
}

/** An order on its way, with its buyer's token. */
export interface Underway {
  orderId: string
  shopId: string
  totalPaise: number
  buyer: Token
}

/** Who takes part in bringing orders home. */
export interface Hands {
  operator: Token
  shops: readonly OpenShop[]
  couriers: readonly Courier[]
}

const shopOf = ({ shops }: Hands, order: Underway): OpenShop =>
  shops.find(({ shopId }) => shopId === order.shopId)!

/** Every shop packs, every parcel is brought to its door. */
export async function fulfil(
  market: DemoMarket,
  hands: Hands,
  orders: readonly Underway[],
  narrator: Narrator,
): Promise<void> {
  narrator.chapter('Shops pack, startups are asked, riders go')
  for (const order of orders) {
    await acceptAndPack(market, shopOf(hands, order), order.orderId)
    narrator.say(`${shopOf(hands, order).name} has packed ${order.orderId}`)
  }
  for (const order of orders) await bringHome(market, hands, order, narrator)
}

/** One parcel from the shop to the door, by whoever takes it; the shop itself where no startup goes. */
async function bringHome(
  market: DemoMarket,
  hands: Hands,
  order: Underway,
  narrator: Narrator,
): Promise<void> {
  const client = market.market
  const shop = shopOf(hands, order)
  const parcel = await until(
    `somebody takes the parcel of ${order.orderId}`,
    async () => {
      const [seen] = await shipmentsOf(market, shop.owner, order.orderId, 'shop')
      return seen && (isTaken(seen) || seen.state === 'bookingFailed') && seen
    },
    120,
  )
  const deliveryCode = async () =>
    (await shipmentsOf(market, order.buyer, order.orderId, 'buyer'))[0]!.deliveryCode!
  if (parcel.state === 'bookingFailed') {
    narrator.say(`No startup serves the village, so ${shop.name} is told and carries ${order.orderId} itself`)
    await client.ok('POST', `/v1/shipments/${parcel.shipmentId}/self-deliver`, { token: shop.owner })
    for (const word of [
      { status: 'pickedUp' },
      { status: 'outForDelivery' },
      { status: 'delivered', deliveryCode: await deliveryCode(), cashCollectedPaise: order.totalPaise },
    ]) {
      await client.ok('POST', `/v1/shipments/${parcel.shipmentId}/events`, { token: shop.owner, body: word })
    }
  } else {
    const courier = hands.couriers.find(
      ({ provider }) => provider.providerId === parcel.provider?.providerId,
    )!
    narrator.say(
      `${courier.provider.name} takes ${order.orderId}: hand-over code ${parcel.handoverCode} at the shop, delivery code at the door`,
    )
    await courier.rider.bring(parcel.shipmentId, {
      handoverCode: parcel.handoverCode!,
      deliveryCode: await deliveryCode(),
    })
  }
  await until(
    `${order.orderId} is delivered`,
    async () => (await orderState(market, order.buyer, order.orderId)) === 'delivered',
  )
  narrator.say(`${order.orderId} is delivered`)
}

const isTaken = (parcel: Seen): boolean =>
  parcel.provider !== null &&
  parcel.handoverCode !== undefined &&
  !['created', 'offered'].includes(parcel.state)

/** Prints every party's view of every parcel; counts what arrived and what the second startup took over. */
export async function lookBack(
  market: DemoMarket,
  hands: Hands,
  orders: readonly Underway[],
  narrator: Narrator,
): Promise<{ delivered: number; fallbacks: number }> {
  narrator.chapter("The same parcels in everybody's eyes")
  const client = market.market
  let delivered = 0
  let fallbacks = 0
  for (const order of orders) {
    const shop = shopOf(hands, order)
    const [forBuyer] = await shipmentsOf(market, order.buyer, order.orderId, 'buyer')
    const [forShop] = await shipmentsOf(market, shop.owner, order.orderId, 'shop')
    if (!forBuyer || !forShop) throw new Error(`${order.orderId} has no parcel`)
    const forOperator = await client.ok<Seen>('GET', `/v1/shipments/${forShop.shipmentId}?as=operator`, {
      token: hands.operator,
    })
    const courier = hands.couriers.find(
      ({ provider }) => provider.providerId === forShop.provider?.providerId,
    )
    const forProvider = courier
      ? await client.ok<Seen>('GET', `/v1/provider/shipments/${forShop.shipmentId}`, {
          token: courier.provider.key,
        })
      : undefined
    if ((await orderState(market, order.buyer, order.orderId)) === 'delivered') delivered++
    // Who was asked and did not take it; a parcel that went to the second startup fell back once.
    if (courier && courier !== hands.couriers[0]) fallbacks++
    narrator.say(`${order.orderId}, from ${shop.name}`)
    for (const [who, seen] of [
      ['buyer', forBuyer],
      ['shop', forShop],
      ['startup', forProvider],
      ['operator', forOperator],
    ] as const) {
      if (seen) narrator.say(`  ${who.padEnd(8)} ${seen.timeline.map((entry) => entry.status).join(' → ')}`)
    }
  }
  return { delivered, fallbacks }
}
