import { z } from 'zod'
import { wireId, wireInstant, wirePaise, wireText } from '../../platform/http/index.ts'
import { pauseReasons, plainBands, promiseKinds } from './promises.rules.ts'

/** Wire shapes of promises and penalties. */

const count = z.int().min(0)
const lane = z.enum(['samePin', 'sameDistrict', 'sameState', 'other'])
const bands = z.array(
  z.strictObject({
    afterMinutes: count.describe('So late or later'),
    penaltyPaise: count.describe('In paise; never more than the fee of the parcel'),
  }),
)

export const penaltiesView = z.strictObject({
  pickup: bands,
  delivery: bands,
  pickupPercent: z
    .int()
    .describe(
      'A rider is promised at the shop after so much of the promised minutes, where its startup’s terms (`pickupMinutes`) say nothing else',
    ),
  pauses: z.array(z.enum(pauseReasons)),
  shopGraceMinutes: count.describe('A rider waits so long at the shop before its clock stands still'),
  longestAbsenceMinutes: count.describe('An absent buyer stops the clock no longer than this'),
  tellWithinMinutes: count.describe('What is told later counts from when it was told'),
  standsWithinMetres: count.describe('A rider is at a place within so many metres, by the place told'),
})

export const breachView = z.strictObject({
  breachId: wireId('breach'),
  shipmentId: wireId('shipment'),
  orderId: wireId('order'),
  providerId: wireId('provider'),
  kind: z.enum(promiseKinds),
  lane,
  promisedBy: wireInstant,
  dueBy: wireInstant.nullable().describe('With the times in which the clock stood still'),
  pauses: z.array(
    z.strictObject({ why: z.enum(pauseReasons), from: wireInstant, until: wireInstant.nullable() }),
  ),
  state: z
    .enum(['broken', 'settled', 'excused'])
    .describe('`broken`: not over, so that its penalty is not known yet'),
  brokenAt: wireInstant.nullable(),
  settledAt: wireInstant.nullable(),
  lateMinutes: count.nullable(),
  feePaise: wirePaise,
  penaltyPaise: wirePaise,
  excusedAt: wireInstant.nullable(),
  excuse: z.string().nullable(),
})
export const namedBreach = z.strictObject({ ...breachView.shape, providerName: z.string() })
export type BreachView = z.output<typeof breachView>

export const daysQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(30) })
export const laneView = z.strictObject({
  lane,
  kind: z.enum(promiseKinds),
  broken: count,
  excused: count.describe('Of those'),
  penaltyPaise: wirePaise,
})
export const reasonBody = z.strictObject({ reason: wireText(500) })
export const majeureBody = z.strictObject({
  pinPrefix: z
    .string()
    .regex(/^\d{0,6}$/, 'must be the first digits of PIN codes')
    .describe('Empty: all of India'),
  begins: wireInstant,
  ends: wireInstant,
  reason: wireText(500),
})
export const majeureView = z.strictObject({
  pauseId: wireId('pause'),
  ...majeureBody.shape,
  setAt: wireInstant,
})

export const ids = {
  providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n',
  breachId: 'brc_01jd3p1v9zfq0v2c8m6t4k7r5n',
}
const at = '2026-11-20T06:30:00.000Z'
export const penaltiesExample = {
  ...{ pickup: [...plainBands.pickup], delivery: [...plainBands.delivery], pickupPercent: 50 },
  pauses: [...pauseReasons],
  ...{ shopGraceMinutes: 10, longestAbsenceMinutes: 1440, tellWithinMinutes: 15, standsWithinMetres: 300 },
}
export const breachExample = {
  ...ids,
  shipmentId: 'shm_01jd3p1v9zfq0v2c8m6t4k7r5n',
  orderId: 'ord_01jd3p1v9zfq0v2c8m6t4k7r5n',
  kind: 'delivery' as const,
  lane: 'sameDistrict' as const,
  ...{ promisedBy: at, dueBy: at, brokenAt: at, settledAt: at },
  pauses: [],
  state: 'settled' as const,
  ...{ lateMinutes: 72, feePaise: 4900, penaltyPaise: 1500, excusedAt: null, excuse: null },
}
export const laneExample = {
  ...{ lane: 'sameDistrict' as const, kind: 'delivery' as const, broken: 3, excused: 1, penaltyPaise: 2000 },
}
export const majeureExample = {
  pauseId: 'pau_01jd3p1v9zfq0v2c8m6t4k7r5n',
  pinPrefix: '5600',
  begins: at,
  ends: '2026-11-20T18:30:00.000Z',
  reason: 'Flood in the south of the city.',
  setAt: at,
}
