import { z } from 'zod'
import { weekdays } from '../../kernel/opening-hours.ts'
import { wireInstant, wirePoint, wireText } from '../../platform/http/index.ts'

/** Wire shapes of what a provider offers. Sums are whole paise, ways metres, weights grams, sides millimetres. */

export const wireDistrict = z.strictObject({ state: wireText(60), district: wireText(80) })
/** Room for every PIN of India. */
export const mostPins = 20_000
const wirePinList = z.array(z.string().regex(/^[1-9][0-9]{5}$/, 'must be a PIN of six digits')).max(mostPins)
const area = z
  .strictObject({
    pins: wirePinList.default([]).describe('Whole PIN codes'),
    pinPrefixes: z
      .array(z.string().regex(/^[1-9][0-9]{0,4}$/, 'must be the first one to five digits of a PIN'))
      .max(500)
      .default([])
      .describe('First digits of PIN codes'),
    districts: z
      .array(wireDistrict)
      .max(800)
      .optional()
      .describe('Whole districts, as GET /v1/pins names them'),
    circles: z
      .array(z.strictObject({ point: wirePoint, radiusMetres: z.int().min(100).max(500_000) }))
      .max(100)
      .default([])
      .describe('Circles around points'),
  })
  .describe('A place is served when any of the four holds it')

const clock = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/, 'must be a time such as 09:30')
const day = z.array(z.strictObject({ open: clock, close: clock })).max(6)
const hours = z
  .strictObject({
    week: z.strictObject(
      Object.fromEntries(weekdays.map((weekday) => [weekday, day.optional()])) as Record<
        (typeof weekdays)[number],
        z.ZodOptional<typeof day>
      >,
    ),
    closedDates: z.array(z.iso.date()).max(100).optional(),
  })
  .describe('Times in India; a day that is absent is closed')

const sum = z.int().min(0).max(1_000_000)
const minutes = z.int().min(1).max(43_200)
const parcels = z.int().min(1).max(1_000_000)
const firstDigits = z.string().regex(/^[1-9][0-9]{0,5}$/, 'must be the first one to six digits of a PIN')

const lanes = z
  .strictObject({
    samePin: minutes.optional(),
    sameDistrict: minutes.optional(),
    sameState: minutes.optional(),
    other: minutes.optional(),
    pairs: z
      .array(z.strictObject({ from: firstDigits, to: firstDigits, minutes }))
      .max(500)
      .optional()
      .describe('Between areas; the pair with the most digits counts, and before the four'),
  })
  .describe('Promised minutes by how far apart the PINs lie')

const capabilitiesSchema = z.strictObject({
  pickup: area,
  drop: area.optional().describe('The pickup area when absent'),
  maxWeightGrams: z.int().min(1).max(1_000_000),
  maxSideMillimetres: z.int().min(10).max(20_000).optional().describe('Longest side of a parcel'),
  maxDistanceMetres: z.int().min(1).max(5_000_000).optional(),
  food: z.boolean(),
  cod: z.boolean(),
  cold: z.boolean().optional().describe('Whether parcels are kept cold on the way'),
  interCity: z.boolean().optional().describe('False: not into another district that is 40 km or more away'),
  withinCity: z.boolean().optional().describe('False: only into another district that is 40 km or more away'),
  reverse: z.boolean().optional().describe('Whether parcels are fetched at buyers’ doors and brought back'),
  armyPostal: z.boolean().optional().describe('Army Postal Service PINs: for the post alone'),
  hours,
  parcelsPerDay: parcels.optional(),
  parcelsPerDayIn: z
    .array(z.strictObject({ ...wireDistrict.shape, parcelsPerDay: parcels }))
    .max(800)
    .optional()
    .describe('Parcels a day by the district in which they are fetched'),
  lanes: lanes.optional(),
  pickupMinutes: minutes
    .optional()
    .describe(
      'From booking to your rider at the place of pick-up, where no lane of pickupLanes says otherwise. When both are absent it is half of the promised minutes; never later than the door',
    ),
  pickupLanes: lanes.optional().describe('The same by how far apart the PINs lie'),
})

const rateCardSchema = z
  .strictObject({
    basePaise: sum,
    perKmPaise: sum,
    perKgPaise: sum,
    codFeePaise: sum,
    codFeeBasisPoints: z
      .int()
      .min(0)
      .max(1000)
      .optional()
      .describe('At least this share of the cash, in hundredths of a percent'),
    slabs: z
      .array(
        z.strictObject({
          upToMetres: z.int().min(1).max(5_000_000).optional(),
          upToGrams: z.int().min(1).max(1_000_000).optional(),
          pricePaise: sum,
        }),
      )
      .max(50)
      .optional()
      .describe('The cheapest slab that holds a parcel sets its price; beyond all slabs base, km and kg do'),
    surges: z
      .array(
        z.strictObject({
          weekdays: z.array(z.enum(weekdays)).min(1).max(7),
          open: clock,
          close: clock,
          percent: z.int().min(100).max(300),
        }),
      )
      .max(20)
      .optional()
      .describe('Hours in India in which all but the fee for cash costs this percentage'),
    surgeCeilingPercent: z
      .int()
      .min(100)
      .max(300)
      .optional()
      .describe('No surge goes above; needed with any'),
    volumetricCm3PerKg: z
      .int()
      .min(1000)
      .max(10_000)
      .optional()
      .describe('Size counts as weight: usual is 5000'),
  })
  .describe('Paise; a kilometre or kilogram counts when begun')

export const termsFields = {
  capabilities: capabilitiesSchema,
  rateCard: rateCardSchema,
  promisedMinutes: minutes.describe('From booking to the door, where no lane says otherwise'),
  liveQuotes: z.boolean().describe('Whether prices are asked for each parcel, by POST /quotes'),
}

/** What a provider offers under a name, without who it is: for what-if questions. */
export const offeredSchema = z.strictObject({ name: wireText(100), ...termsFields })

export const termsNumber = z.strictObject({ number: z.int().min(1), holdsFrom: wireInstant })

export const termsView = z.strictObject({
  ...termsNumber.shape,
  state: z.enum(['past', 'holding', 'coming']),
  ...termsFields,
  createdAt: wireInstant,
})
export type TermsView = z.output<typeof termsView>
