import type { Reply } from '../api/client.ts'
import type { View } from '../page/index.ts'

export type Order = Reply<'getOrder'>
export type OrderState = Order['state']
export type Shipment = Reply<'listShipmentsOfOrder'>['items'][number]

/** An order with the parcel that it became; there is none before it is packed, nor where the buyer fetches it. */
export interface Job {
  order: Order
  shipment: Shipment | undefined
}

/** What waits for the shop, most pressing first. */
export const lanes = ['confirmed', 'accepted', 'packed', 'handedOver'] as const
export type LaneName = (typeof lanes)[number]

export interface Lane {
  state: LaneName
  jobs: readonly Job[]
  /** There are more than are shown. */
  more: boolean
}

/** Orders of a state that are shown at once. */
const laneLength = 8

export const jobOf = async (view: View, orderId: string): Promise<Job> =>
  withParcel(view, await view.api('getOrder', { params: { orderId } }))

async function withParcel({ api }: Pick<View, 'api'>, order: Order): Promise<Job> {
  const hasParcel = order.fulfilment === 'delivery' && order.packedAt !== null
  const shipments = hasParcel
    ? (
        await api('listShipmentsOfOrder', {
          params: { orderId: order.orderId },
          query: { as: 'shop' },
        })
      ).items
    : []
  return { order, shipment: shipments.at(-1) }
}

type Listed = Reply<'listShopOrders'>['items'][number]

const isWhole = (order: Listed): order is Listed & Order => order.lines !== undefined

async function laneOf(view: View, shopId: string, state: LaneName): Promise<Lane> {
  const { items, nextCursor } = await view.api('listShopOrders', {
    params: { shopId },
    query: { state, include: 'lines', limit: laneLength },
  })
  // Who waits longest comes first.
  const jobs = await Promise.all(
    items
      .filter(isWhole)
      .toReversed()
      .map((order) => withParcel(view, order)),
  )
  return { state, jobs, more: nextCursor !== undefined }
}

export const lanesOf = (view: View, shopId: string): Promise<Lane[]> =>
  Promise.all(lanes.map((state) => laneOf(view, shopId, state)))

/** The end of an order's id, by which people name it aloud. */
export const shortCode = (orderId: string): string => orderId.slice(-5).toUpperCase()

const searching: readonly string[] = ['created', 'offered', 'bookingFailed']

export const isSearching = ({ state, carrier }: Shipment): boolean =>
  searching.includes(state) && carrier !== 'shop'

const over: readonly string[] = ['delivered', 'cancelled', 'returned', 'lost', 'disposed']

/** Whether the shop itself carries the parcel, and has still to tell of it. */
export const isOwnErrand = ({ carrier, state }: Shipment): boolean =>
  carrier === 'shop' && !over.includes(state)
