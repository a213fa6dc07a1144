import { uuidOf } from '../../src/kernel/ids.ts'
import { type Carrier, good, proofOf, type Stage } from './carriers.stage.ts'

/** Without a carrier: the shop brings it, or the buyer fetches it. */
export function shopCarriersOf({ world, alone, packed, stateOf }: Stage) {
  const selfCarrier: Carrier = {
    name: 'the shop itself',
    cannot: {
      unknown: 'a shop picks its words from a list',
      repeated: 'a shop’s word has no id: the same again is told late',
      early: 'nothing is handed over, so nothing has to wait for that',
      decline: 'a shop that does not want to deliver does not choose to',
    },
    async take() {
      const order = await packed(undefined)
      const { shipmentId } = await world.parcelOf(order)
      await world.ok('POST', `/v1/shipments/${shipmentId}/self-deliver`, order.owner)
      return order
    },
    async tell(order, { word, occurredAt, reason }) {
      const { shipmentId } = await world.parcelOf(order)
      const { handoverCode: _, ...proof } = await proofOf(world, order, word)
      const at = occurredAt ? { occurredAt: occurredAt.toISOString() } : {}
      const body = { status: word, ...at, ...(reason ? { reason } : {}), ...proof }
      await good(world.call('POST', `/v1/shipments/${shipmentId}/events`, order.owner, body))
    },
    stateOf,
  }

  // Nobody carries it, so there is no parcel: where it is follows from its order alone.
  const placeOf: Record<string, string> = {
    packed: 'booked',
    delivered: 'delivered',
    cancelled: 'cancelled',
  }
  const counter = 'nobody carries it: it is handed out at the counter, or stays in the shop'
  const pickupCarrier: Carrier = {
    name: 'the buyer at the counter',
    cannot: Object.fromEntries(
      ['unknown', 'repeated', 'early', 'decline', 'attempts', 'returned', 'lost', 'late'].map(
        (one) => [one, counter] as const,
      ),
    ),
    async take() {
      await alone(undefined)
      const order = await world.packedOrder({ pickup: true })
      await world.settle()
      return order
    },
    silentOn: ['agentAssigned', 'atPickup', 'pickedUp', 'outForDelivery', 'atDrop'],
    async tell(order) {
      await good(world.call('POST', `/v1/orders/${order.orderId}/collected`, order.owner))
    },
    async stateOf(order) {
      const [row] = await world.sql('select state from orders where id = $1', [uuidOf(order.orderId)])
      return placeOf[row.state] ?? row.state
    },
  }
  return { selfCarrier, pickupCarrier }
}
