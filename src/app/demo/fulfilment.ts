import { searchFor, tellChoice } from './choice.ts'
import { type Narrator, rupees } from './narrator.ts'
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
  /** Its number in the story. */
  number: number
  buyerName: string
  orderId: string
  shopId: string
  totalPaise: number
  method: 'cod' | 'gateway'
  buyer: Token
}

/** Who takes part in bringing orders home. */
export interface Hands {
  operator: Token
  shops: readonly OpenShop[]
  couriers: readonly Courier[]
}

export const shopOf = ({ shops }: Hands, order: Underway): OpenShop =>
  shops.find(({ shopId }) => shopId === order.shopId)!

export const titleOf = (hands: Hands, order: Underway): string =>
  `Parcel ${order.number}, from ${shopOf(hands, order).name} to ${order.buyerName}`

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
    narrator.say(`${titleOf(hands, order)}, is packed (${order.orderId})`)
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
      return seen && (isTaken(seen) || seen.carrier === 'shop' || seen.state === 'bookingFailed') && seen
    },
    120,
  )
  const deliveryCode = async () =>
    (await shipmentsOf(market, order.buyer, order.orderId, 'buyer'))[0]!.deliveryCode!
  narrator.say(titleOf(hands, order))
  const found = await searchFor(market, shop.owner, parcel.shipmentId)
  tellChoice(found, { carrier: parcel.provider?.name, withRule: order.number === 1 }, narrator)
  if (parcel.carrier === 'shop' || parcel.state === 'bookingFailed') {
    if (parcel.carrier === 'shop') narrator.say('The shop carries it itself, as it chose', 1)
    else {
      narrator.say('So nobody is left; the shop is told at once, and carries it itself', 1)
      await client.ok('POST', `/v1/shipments/${parcel.shipmentId}/self-deliver`, { token: shop.owner })
    }
    for (const word of [
      { status: 'pickedUp' },
      { status: 'outForDelivery' },
      {
        status: 'delivered',
        deliveryCode: await deliveryCode(),
        ...(order.method === 'cod' ? { cashCollectedPaise: order.totalPaise } : {}),
      },
    ]) {
      await client.ok('POST', `/v1/shipments/${parcel.shipmentId}/events`, { token: shop.owner, body: word })
    }
  } else {
    const courier = hands.couriers.find(
      ({ provider }) => provider.providerId === parcel.provider?.providerId,
    )!
    const codes = { handoverCode: parcel.handoverCode!, deliveryCode: await deliveryCode() }
    narrator.say(
      `The shop tells the rider its hand-over code ${codes.handoverCode}, the buyer at the door the delivery code ${codes.deliveryCode}`,
      1,
    )
    await courier.rider.bring(parcel.shipmentId, codes)
  }
  await until(
    `${order.orderId} is delivered`,
    async () => (await orderState(market, order.buyer, order.orderId)) === 'delivered',
  )
  narrator.say(
    `Delivered${order.method === 'cod' ? `, and ${rupees(order.totalPaise)} in cash taken` : '; it was paid before'}`,
    1,
  )
}

const isTaken = (parcel: Seen): boolean =>
  parcel.provider !== null &&
  parcel.handoverCode !== undefined &&
  !['created', 'offered'].includes(parcel.state)
