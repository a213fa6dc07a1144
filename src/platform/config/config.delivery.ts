import { z } from 'zod'
import { whole } from './config.values.ts'

/** `15:500,60:1500`: minutes and paise. */
const penalties = (usual: string) =>
  z
    .string()
    .regex(/^(?:\d{1,6}:\d{1,8}(?:,\d{1,6}:\d{1,8})*)?$/, 'must be like 15:500,60:1500')
    .default(usual)
    .transform((text) =>
      text
        .split(',')
        .filter(Boolean)
        .map((band) => {
          const [afterMinutes, penaltyPaise] = band.split(':').map(Number)
          return { afterMinutes: afterMinutes!, penaltyPaise: penaltyPaise! }
        })
        .sort((a, b) => a.afterMinutes - b.afterMinutes),
    )

export const deliverySettings = {
  DISPATCH_ANSWER_SECONDS: whole(1, 600, 20).describe('Time that a provider has for its answer to one call.'),
  DISPATCH_DECISION_SECONDS: whole(1, 3600, 60).describe(
    'Time that a provider has to accept or decline an offer that it left pending.',
  ),
  DISPATCH_RETRY_SECONDS: whole(1, 3600, 60).describe(
    'Pause before a shipment that nobody took is offered again.',
  ),
  DISPATCH_MINUTE_PAISE: whole(0, 100_000, 10).describe(
    'Choice of a delivery partner: what each promised minute counts, in paise on top of the price. All weights are published at /v1/dispatch/weights.',
  ),
  DISPATCH_LATE_PAISE: whole(0, 10_000_000, 2000).describe(
    'The same for a parcel that comes late for certain; a partner that is late with one in ten gets a tenth.',
  ),
  DISPATCH_MISSED_PAISE: whole(0, 10_000_000, 1500).describe('The same for a first attempt that fails.'),
  DISPATCH_LOST_PAISE: whole(0, 100_000_000, 50_000).describe('The same for a parcel that is lost.'),
  DISPATCH_LOAD_PAISE: whole(0, 10_000_000, 1000).describe(
    'The same for a partner whose day is full; half full counts a quarter.',
  ),
  DISPATCH_HALF_LIFE_DAYS: whole(1, 3650, 30).describe(
    'After so many days what a delivery partner did counts half.',
  ),
  DISPATCH_NEWCOMER_EVERY: whole(0, 100_000, 10).describe(
    'Of so many parcels one goes to a newcomer first, drawn by lot from its id; 0 for none.',
  ),
  DISPATCH_NEWCOMER_PARCELS: whole(0, 100_000, 50).describe(
    'Who has carried fewer parcels than this is a newcomer.',
  ),
  PENALTIES_PICKUP: penalties('15:300,60:600').describe(
    'What a delivery startup pays that is late at the shop: `minutes:paise`, separated by commas; the highest that is reached counts. Published at `/v1/dispatch/penalties`.',
  ),
  PENALTIES_DELIVERY: penalties('15:500,60:1500,240:3000,1440:6000').describe(
    'The same for being late at the door; together never more than the fee of the parcel. Empty: nothing.',
  ),
  PROMISES_SUSPEND_AFTER: whole(0, 1_000_000, 0).describe(
    'A delivery startup that breaks so many promises within seven days is suspended by the market; 0: by operators alone.',
  ),
  RELAY_PLAN_BY: z
    .enum(['cost', 'time'])
    .default('cost')
    .describe('By what the shortest way is measured for parcels that go over several carriers.'),
  POINT_COLLECT_HOURS: whole(1, 720, 120).describe(
    'So long a parcel waits at a point for its buyer before it goes back to its shop.',
  ),
  DOOR_ATTEMPTS: whole(1, 10, 3).describe(
    'So many attempts are made at a door; after the last one a parcel goes back to its shop.',
  ),
  DOOR_ANSWER_MINUTES: whole(1, 10_080, 240).describe(
    'So long a buyer has to say what happens after an attempt that failed; then it is tried again, or goes back.',
  ),
  ONDC_SUBSCRIBER_ID: z
    .string()
    .optional()
    .describe('This market’s subscriber id in the registry of ONDC; without it no seller of ONDC is asked.'),
  ONDC_KEY_ID: z.string().default('1').describe('Unique key id of that entry.'),
  ONDC_PRIVATE_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$|^[A-Za-z0-9+/]{86}==$/, 'must be 32 or 64 bytes in base64')
    .optional()
    .describe('Ed25519 key of that entry, in base64; signs what is sent to sellers of ONDC.'),
} as const
