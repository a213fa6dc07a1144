import t from 'tap'
import { entriesOf, headlineOf } from './order-states.tsx'

const view = {
  t: (key: string, more: object = {}) => [key, ...Object.values(more)].join(' '),
  f: { time: (at: string) => at, dateTime: (at: string) => at },
} as never
const order = {
  ...{ state: 'handedOver', fulfilment: 'delivery', handedOverAt: '2026-11-20T06:00:00Z', createdAt: null },
  ...{ confirmedAt: null, acceptedAt: null, packedAt: null, readyAt: null },
} as never
const shipment = { state: 'atDrop', promisedBy: '2026-11-20T07:00:00Z', timeline: [] } as never

t.test('a parcel that waits at a point is at nobody’s door', async (t) => {
  const point = { name: 'Sharma Kirana' } as never
  const at = { point, until: '2026-11-25T06:30:00Z' }
  const headline = headlineOf(view, order, shipment, at)
  t.equal(headline, 'consumer.headline.atPoint Sharma Kirana 2026-11-25T06:30:00Z')
  t.match(entriesOf(view, order, shipment, at), [{ note: 'consumer.shipment.atPoint' }])
  const coming = { point, until: null }
  const onTheWay = { ...(shipment as object), state: 'inTransit' } as never
  t.equal(
    headlineOf(view, order, onTheWay, coming),
    'consumer.headline.onTheWayToPoint Sharma Kirana 2026-11-20T07:00:00Z',
  )
  t.equal(headlineOf(view, order, shipment, undefined), 'consumer.shipment.atDrop')
  t.match(entriesOf(view, order, shipment, undefined), [{ note: 'consumer.shipment.atDrop' }])
})
