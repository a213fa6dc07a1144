import { z } from 'zod'
import { lanes } from '../../delivery/providers/index.ts'
import { pageQuery, wireId, wirePaise } from '../../platform/http/index.ts'
import { ids } from './promises.schema.ts'
import { scoreOrders } from './scores.rules.ts'

/** Wire shapes of scorecards. */

const count = z.int().min(0)
const counts = {
  booked: count.describe('Parcels that it accepted'),
  fetched: count.describe('Its rider came to the shop'),
  pickupOnTime: count.describe('Of those fetched: by the promised time, pauses not looked at'),
  delivered: count,
  onTime: count.describe('Of those delivered: by the promised time, pauses not looked at'),
  firstAttempt: count.describe('Delivered without an attempt that failed'),
  lost: count.describe('Lost or disposed of'),
}
const broken = z.strictObject({
  broken: count,
  excused: count.describe('Of those'),
  penaltyPaise: wirePaise,
})
const breaches = z
  .strictObject({ pickup: broken, delivery: broken })
  .describe('Promises that were not kept, with the times in which the clock stood still')

export const laneScoreView = z.strictObject({ lane: z.enum(lanes), ...counts, breaches })
export const scoreView = z.strictObject({
  providerId: wireId('provider'),
  name: z.string(),
  ...counts,
  breaches,
  penaltyPaise: wirePaise,
  damaged: count.describe('Orders that it brought of which a buyer gave something damaged back'),
  rating: z
    .strictObject({ mean: z.number(), count })
    .nullable()
    .describe('What buyers gave orders that it brought'),
  lanes: z.array(laneScoreView).describe('Those on which something was'),
})

export const scoreDays = ['7', '30', '90'] as const
const days = z
  .enum(scoreDays)
  .default('30')
  .describe(
    'Days in India, today among them; parcels count on the day of their booking, breaches when they broke',
  )
export const scoreQuery = z.strictObject({ days })
export const scoresQuery = z.strictObject({
  days,
  sort: z
    .enum(scoreOrders)
    .default('late')
    .describe(
      'What comes first: the least on-time share, most breaches, penalties, lost and damaged, parcels, or by name',
    ),
  ...pageQuery,
})

const brokenExample = { broken: 3, excused: 1, penaltyPaise: 2000 }
const laneExample = {
  ...{
    booked: 120,
    fetched: 118,
    pickupOnTime: 110,
    delivered: 112,
    onTime: 104,
    firstAttempt: 108,
    lost: 1,
  },
  breaches: { pickup: { broken: 0, excused: 0, penaltyPaise: 0 }, delivery: brokenExample },
}
export const scoreExample = {
  ...{ providerId: ids.providerId, name: 'Tez Parcel', ...laneExample, penaltyPaise: 2000 },
  ...{ damaged: 2, rating: { mean: 4.3, count: 61 } },
  lanes: [{ lane: 'sameDistrict' as const, ...laneExample }],
}
