import { z } from 'zod'
import { weekdays } from '../../kernel/opening-hours.ts'
import {
  pageQuery,
  wireId,
  wireInstant,
  wirePaise,
  wirePin,
  wirePoint,
  wireText,
} from '../../platform/http/index.ts'
import { pointKinds, pointStatuses } from './points.types.ts'

/** Wire shapes of points. Sums are whole paise, distances metres. */

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
const terms = {
  hours,
  shelfParcels: z.int().min(1).max(100_000).describe('Parcels that find room at one time'),
  parcelsPerDay: z.int().min(1).max(100_000).describe('Parcels taken on one day in India'),
  feePaise: sum.describe('For each parcel that it hands out'),
  deliversMetres: z
    .int()
    .min(50)
    .max(20_000)
    .nullable()
    .describe('How far it brings parcels to doors itself; null: it does not'),
  deliveryFeePaise: sum.describe('For bringing one to a door, beside the fee'),
}
export const termsBody = z.strictObject({
  ...terms,
  deliversMetres: terms.deliversMetres.default(null),
  deliveryFeePaise: terms.deliveryFeePaise.default(0),
})
export const changeBody = z
  .strictObject({ ...terms, paused: z.boolean().describe('Takes nothing new for now') })
  .partial()
export const hubBody = z.strictObject({
  ...termsBody.shape,
  providerId: wireId('provider')
    .nullable()
    .default(null)
    .describe('The startup whose people work it; null: operators do'),
  name: wireText(100),
  line1: wireText(200),
  pin: wirePin,
  point: wirePoint,
  phone: z.string().min(10).max(20).nullable().default(null),
})
export const suspendBody = z.strictObject({ reason: wireText(500) })

const facts = {
  pointId: wireId('point'),
  kind: z.enum(pointKinds),
  name: z.string(),
  line1: z.string(),
  pin: wirePin,
  district: z.string().nullable(),
  state: z.string().nullable(),
  place: wirePoint,
  phone: z.string().nullable(),
  ...terms,
}
export const placeView = z.strictObject(facts)
/** A point as its own people and operators see it. */
export const pointView = z.strictObject({
  ...facts,
  shopId: wireId('shop').nullable(),
  providerId: wireId('provider').nullable(),
  status: z.enum(pointStatuses),
  statusReason: z.string().nullable(),
  taken: z.int().describe('Room that is promised or used now'),
  today: z.int().describe('Parcels that were promised room on this day in India'),
})
/** A point in the list of operators, with its open parcels. */
export const loadView = z.strictObject({
  ...pointView.shape,
  here: z.int().describe('Parcels that lie there'),
  expected: z.int().describe('Parcels that were promised room and are not there yet'),
})
export const listQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(pointStatuses).optional(),
  kind: z.enum(pointKinds).optional(),
  pin: z
    .string()
    .regex(/^[1-9][0-9]{0,5}$/, 'must be a PIN, or its first digits')
    .optional()
    .describe('A PIN, or its first digits: all points of a region'),
})
/** A point as anybody who looks for one sees it. */
export const nearPointView = z.strictObject({
  ...facts,
  distanceMetres: z.int(),
  free: z.int().describe('So many more it takes now, by its shelf and its day'),
})
const fullPointView = z.strictObject({
  pointId: wireId('point'),
  name: z.string(),
  line1: z.string(),
  distanceMetres: z.int(),
  why: z.enum(['shelf', 'day']).describe('`shelf`: it is full; `day`: it has taken its parcels of the day'),
})
export const nearList = z.strictObject({ items: z.array(nearPointView), full: z.array(fullPointView) })
export const nearQuery = z
  .strictObject({
    pin: wirePin.optional(),
    lat: z.coerce.number().min(-90).max(90).optional(),
    lng: z.coerce.number().min(-180).max(180).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  })
  .refine((query) => query.pin !== undefined || (query.lat !== undefined && query.lng !== undefined), {
    path: ['pin'],
    message: 'Say near what: give a PIN, or lat and lng.',
  })

export const pointParams = z.strictObject({ pointId: wireId('point') })
export const shopParams = z.strictObject({ shopId: wireId('shop') })

export const statementQuery = z.strictObject({
  month: z
    .string()
    .regex(/^20[0-9]{2}-(?:0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
    .optional()
    .describe('A month of India’s calendar; this one, when absent'),
})
export const statementView = z.strictObject({
  month: z.string(),
  handedOut: z.strictObject({ toBuyers: z.int(), toCarriers: z.int(), toShops: z.int() }),
  feesPaise: wirePaise.describe('What the point gets for the month'),
  stays: z.array(
    z.strictObject({
      stayId: wireId('stay'),
      orderId: wireId('order'),
      purpose: z.enum(['collect', 'transit']),
      inAt: wireInstant.nullable(),
      outAt: wireInstant.nullable(),
      outTo: z.enum(['buyer', 'carrier', 'shop']).nullable(),
      feePaise: wirePaise,
    }),
  ),
})
