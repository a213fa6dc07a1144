import t from 'tap'
import { newId } from '../../kernel/ids.ts'
import { createParties } from './parties.ts'

t.test(
  'the orders of a whole file are read at once, named by their own id or by that of a parcel',
  async (t) => {
    const parcels = [newId('shipment'), newId('shipment')]
    const [order, other] = [newId('order'), newId('order')]
    const asked: unknown[] = []
    const { ordersOf } = createParties({
      parcels: {
        several: async (_sql: unknown, ids: readonly string[]) => {
          asked.push(ids)
          return new Map([[parcels[0], { orderId: other }]])
        },
      },
    } as never)
    const found = await ordersOf({} as never, [order, ...parcels, parcels[0]!])
    t.same(
      [...found],
      [
        [order, order],
        [parcels[0], other],
      ],
    )
    t.same(asked, [parcels], 'in one question')
    t.same([...(await ordersOf({} as never, [order]))], [[order, order]])
    t.equal(asked.length, 1, 'none where no parcel is named')
  },
)
