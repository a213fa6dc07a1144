import { z } from 'zod'
import { attentionShape, shipmentStates, stuckReasons } from '../../delivery/shipments/index.ts'
import {
  contract,
  pageOf,
  pageQuery,
  type Routes,
  readCursor,
  toPage,
  wireId,
  wireInstant,
  wirePaise,
  wirePin,
} from '../../platform/http/index.ts'
import type { Oversight } from './oversight.service.ts'

const tag = 'operators'
const access = 'operator'
const count = z.int().min(0)

const boardView = z.strictObject({
  at: wireInstant,
  ordersToday: z
    .array(z.strictObject({ state: z.string(), count }))
    .describe('Made today in India, by where they stand now'),
  parcels: z
    .array(z.strictObject({ state: z.string(), count }))
    .describe('Under way, and those that ended today'),
  stuck: z.array(z.strictObject({ why: z.enum(stuckReasons), count })),
  traders: z.array(z.strictObject({ status: z.string(), count, since: wireInstant.nullable() })),
  providers: z.array(z.strictObject({ status: z.string(), count })),
  outbox: z
    .strictObject({ pending: count, queued: count, dead: count, lagMs: z.number() })
    .describe('`dead`: given up; `lagMs`: age of the oldest event that is due'),
  index: z
    .array(z.strictObject({ engine: z.string(), waiting: count }))
    .describe('Changes that have not reached a search index yet'),
  queues: z
    .array(
      z.strictObject({
        queue: z.string(),
        waiting: count,
        active: count,
        delayed: count,
        failed: count,
      }),
    )
    .nullable()
    .describe('Null while the queue does not answer'),
  queueEngine: z
    .enum(['redis', 'postgres'])
    .describe('With `redis` there is a board for operators at /govern/queues/board/'),
})

const stuckLeg = z
  .strictObject({
    shipmentId: wireId('shipment'),
    number: z.int().min(1).describe('In the order in which the legs were made'),
    back: z.boolean().describe('On its way back to the shop'),
    state: z.enum(shipmentStates),
    providerId: wireId('provider').nullable(),
    providerName: z.string().nullable(),
    pickupPin: wirePin,
    dropPin: wirePin,
  })
  .describe('The leg that does not move: `why` and `since` are told of it')

const stuckView = z.strictObject({
  shipmentId: wireId('shipment'),
  shopId: wireId('shop'),
  shopName: z.string(),
  orderId: wireId('order'),
  state: z.enum(shipmentStates),
  carrier: z.enum(['provider', 'shop', 'relay']),
  providerId: wireId('provider').nullable(),
  providerName: z.string().nullable(),
  why: z
    .enum(stuckReasons)
    .describe(
      '`noCarrier` for 30 minutes; `notFetched` for 4 hours; `codesUsedUp`: five wrong codes; `late`: 2 hours beyond the promise; `silent` for a day; `returning` for 3 days',
    ),
  since: wireInstant,
  leg: stuckLeg
    .nullable()
    .describe('Of a parcel over several hands, or of goods that a buyer sends back; null: the parcel itself'),
  promisedBy: wireInstant.nullable(),
  ...attentionShape,
  codPaise: wirePaise,
  pickupPin: wirePin,
  dropPin: wirePin,
})

const stateView = z.strictObject({
  state: z.string(),
  traders: count,
  shops: count,
  orders: count,
  delivered: count,
  onTime: count.describe('Of those delivered'),
})

const at = '2026-11-20T06:30:00.000Z'
const boardExample = {
  at,
  ordersToday: [{ state: 'delivered', count: 812 }],
  parcels: [{ state: 'outForDelivery', count: 140 }],
  stuck: [{ why: 'late' as const, count: 3 }],
  traders: [{ status: 'submitted', count: 12, since: at }],
  providers: [{ status: 'approved', count: 9 }],
  outbox: { pending: 4, queued: 2, dead: 0, lagMs: 12 },
  index: [{ engine: 'postgres', waiting: 0 }],
  queues: [{ queue: 'dispatch', waiting: 0, active: 2, delayed: 0, failed: 0 }],
  queueEngine: 'redis' as const,
}
const stuckExample = {
  shipmentId: 'shm_01jd3p1v9zfq0v2c8m6t4k7r5n',
  shopId: 'shp_01jd3p1v9zfq0v2c8m6t4k7r5n',
  shopName: 'Sharma Kirana',
  orderId: 'ord_01jd3p1v9zfq0v2c8m6t4k7r5n',
  state: 'pickedUp' as const,
  carrier: 'provider' as const,
  providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n',
  providerName: 'Tez Parcel',
  why: 'late' as const,
  since: at,
  leg: null,
  promisedBy: at,
  attention: null,
  attentionCode: null,
  attentionFacts: null,
  codPaise: 42_050,
  pickupPin: '110006',
  dropPin: '110001',
}
const stateExample = { state: 'Delhi', traders: 210, shops: 260, orders: 4100, delivered: 3900, onTime: 3700 }

/** How the market is, for operators. */
export const oversightRoutes =
  (oversight: Oversight): Routes =>
  (app) => {
    app.get(
      '/v1/operator/board',
      contract({
        operationId: 'getBoard',
        summary: 'The market at a glance: orders, parcels, what is stuck, queues and their lag',
        tag,
        access,
        replies: { 200: boardView },
        example: { reply: boardExample },
      }),
      async () => oversight.board(),
    )

    app.get(
      '/v1/operator/shipments/stuck',
      contract({
        operationId: 'listStuckShipments',
        summary: 'Parcels that do not move as they should, why and since when; the oldest first',
        description:
          'A parcel that goes over several hands stands here once, with the leg that does not move.',
        tag,
        access,
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(stuckView) },
        example: { query: { limit: 20 }, reply: { items: [stuckExample] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('shipment')]))?.[0]
        return toPage(await oversight.stuck({ after, limit: limit + 1 }), limit, (one) => [one.shipmentId])
      },
    )

    app.get(
      '/v1/operator/states',
      contract({
        operationId: 'listStates',
        summary: 'India by state: traders, shops, orders, deliveries and promises kept',
        description: 'By the state in which the shop stands; a minute old at most.',
        tag,
        access,
        query: z.strictObject({
          days: z.coerce.number().int().min(1).max(90).default(7).describe('Days in India, today among them'),
        }),
        replies: { 200: z.strictObject({ items: z.array(stateView) }) },
        example: { query: { days: 7 }, reply: { items: [stateExample] } },
      }),
      async (request) => ({ items: await oversight.states(request.query.days) }),
    )
  }
