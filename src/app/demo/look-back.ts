import { groupBy } from '../../kernel/collections.ts'
import { type Hands, shopOf, titleOf, type Underway } from './fulfilment.ts'
import type { Narrator } from './narrator.ts'
import type { DemoMarket } from './stage.ts'
import { orderState, type Seen, shipmentsOf } from './steps.ts'

/** Prints every party's view of every parcel; counts what arrived and what the second startup took over. */
export async function lookBack(
  market: DemoMarket,
  hands: Hands,
  orders: readonly Underway[],
  narrator: Narrator,
): Promise<{ delivered: number; fallbacks: number }> {
  narrator.chapter("The same parcels in everybody's eyes, with the seconds since they were packed")
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
    narrator.say(titleOf(hands, order))
    const views = [
      ['buyer', forBuyer],
      ['shop', forShop],
      [courier?.provider.name ?? 'startup', forProvider],
      ['operator', forOperator],
    ] as const
    // Who sees the same is named together.
    const seenBy = groupBy(
      views.flatMap(([who, seen]) => (seen ? [{ who, steps: stepsOf(seen) }] : [])),
      ({ steps }) => steps,
    )
    for (const [steps, whoever] of seenBy)
      narrator.say(`${whoever.map(({ who }) => who).join(', ')}: ${steps}`, 1)
  }
  return { delivered, fallbacks }
}

/** The timeline as one sentence: each step with its second, and why where somebody said so. */
function stepsOf({ timeline }: Seen): string {
  const start = Date.parse(timeline[0]?.occurredAt ?? '')
  return timeline
    .map(({ status, occurredAt, reason }) => {
      const seconds = ((Date.parse(occurredAt) - start) / 1000).toFixed(1)
      return `${status} ${seconds}${reason ? ` (${reason.replace(/\.$/, '')})` : ''}`
    })
    .join(' → ')
}
