import t from 'tap'
import { newId } from '../../kernel/ids.ts'
import { createParties } from './parties.ts'

t.test(
  'the orders of a whole file are read at once, named by their own id, by that of a parcel or of its booking',
  async (t) => {
    const parcels = [newId('shipment'), newId('shipment')]
    const [order, other] = [newId('order'), newId('order')]
    const bookings = [newId('offer'), newId('offer')]
    const asked: unknown[] = []
    const named: unknown[] = []
    const { ordersOf } = createParties({
      parcels: {
        several: async (_sql: unknown, ids: readonly string[]) => {
          asked.push(ids)
          return new Map([[parcels[0], { orderId: other }]])
        },
      },
      bookings: {
        several: async (_sql: unknown, ids: readonly string[]) => {
          named.push(ids)
          return new Map([[bookings[0], { shipmentId: parcels[0] }]])
        },
      },
    } as never)
    const found = await ordersOf({} as never, [order, ...parcels, parcels[0]!, ...bookings])
    t.same(
      [...found],
      [
        [order, order],
        [parcels[0], other],
        [bookings[0], other],
      ],
    )
    t.same(asked, [parcels], 'in one question')
    t.same(named, [bookings])
    t.same([...(await ordersOf({} as never, [order]))], [[order, order]])
    t.same([asked.length, named.length], [1, 1], 'none where no parcel is named')
  },
)
