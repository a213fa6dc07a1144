import { z } from 'zod'
import {
  pageOf,
  pageQuery,
  wireId,
  wireInstant,
  wirePin,
  wirePoint,
  wireText,
} from '../../platform/http/index.ts'
import { tiers } from './traders.types.ts'

const tierSchema = z.enum(tiers)
export const statusSchema = z.enum(['draft', 'submitted', 'verified', 'sentBack', 'suspended'])

/** A number as people copy it from a paper, with spaces and dashes; its module of the kernel reads it. */
const typed = (description: string, max = 40) => z.string().trim().min(1).max(max).describe(description)

const registrationFields = {
  tiers: z.array(tierSchema).min(1).max(4).describe('One or more steps of the trading chain'),
  legalName: wireText(200).describe('As on the PAN card or the registration certificate'),
  tradeName: wireText(100).describe('As on the sign over the shop'),
  pan: typed('PAN, e.g. `AAPFU0939F`'),
  gstin: typed('GSTIN, e.g. `27AAPFU0939F1ZV`').nullable(),
  enrolmentId: typed('GST enrolment id of a trader below the threshold, in place of a GSTIN').nullable(),
  udyam: typed('Udyam registration, e.g. `UDYAM-MH-01-0000001`').nullable(),
  fssai: typed('FSSAI licence or registration, 14 digits; needed before food is listed').nullable(),
  upiId: typed('UPI id to which customers pay', 320).nullable(),
  bank: z
    .strictObject({ accountNumber: typed('9 to 18 digits'), ifsc: typed('e.g. `SBIN0001234`') })
    .nullable()
    .describe('Kept sealed; never shown in full again'),
}

export const registerBody = z.strictObject({
  ...registrationFields,
  gstin: registrationFields.gstin.default(null),
  enrolmentId: registrationFields.enrolmentId.default(null),
  udyam: registrationFields.udyam.default(null),
  fssai: registrationFields.fssai.default(null),
  upiId: registrationFields.upiId.default(null),
  bank: registrationFields.bank.default(null),
})
export type RegisterBody = z.output<typeof registerBody>

export const changeTraderBody = z.strictObject(registrationFields).partial()
export type ChangeTraderBody = z.output<typeof changeTraderBody>

const reasonSchema = z.strictObject({
  pointer: z
    .string()
    .max(200)
    .regex(/^(?:\/(?:[^~/]|~[01])+)+$/, 'is not an RFC 6901 pointer such as /legalName')
    .describe('The field that it is about, RFC 6901'),
  reason: wireText(500),
})
export const sendBackBody = z.strictObject({ reasons: z.array(reasonSchema).min(1).max(50) })
export const suspendBody = z.strictObject({ reason: wireText(1000).describe('Shown in the audit') })

export const traderSchema = z.strictObject({
  traderId: wireId('trader'),
  status: statusSchema,
  statusSince: wireInstant,
  sendBackReasons: z.array(reasonSchema).describe('What an operator asks to mend; empty unless sent back'),
  tiers: z.array(tierSchema),
  legalName: z.string(),
  tradeName: z.string(),
  pan: z.string(),
  gstin: z.string().nullable(),
  enrolmentId: z.string().nullable(),
  udyam: z.string().nullable(),
  fssai: z.string().nullable(),
  upiId: z.string().nullable(),
  bank: z
    .strictObject({
      accountEnding: z.string().describe('The last four digits of the account number'),
      bankCode: z.string().describe('The bank’s four letters of the IFSC'),
    })
    .nullable(),
  state: z.string().nullable().describe('The state of the GSTIN or enrolment id'),
  panOnly: z.boolean().describe('No GSTIN: sells inside its state alone'),
  createdAt: wireInstant,
})

export const queueQuery = z.strictObject({ ...pageQuery, status: statusSchema.default('submitted') })
export const queuePage = pageOf(
  traderSchema.extend({
    contact: z
      .strictObject({ phone: z.string(), name: z.string().nullable() })
      .describe('Who registered the trader'),
  }),
)

const clock = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/, 'must be a time as 09:30')
const closing = z
  .string()
  .regex(/^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, 'must be a time as 21:30; a day’s end is 24:00')
const openings = z.array(z.strictObject({ open: clock, close: closing })).max(6)
const hoursSchema = z
  .strictObject({
    week: z
      .strictObject({
        sun: openings,
        mon: openings,
        tue: openings,
        wed: openings,
        thu: openings,
        fri: openings,
        sat: openings,
      })
      .partial()
      .describe('India’s time; an absent day is closed; a close before its open is on the next day'),
    closedDates: z.array(z.iso.date()).max(366).default([]).describe('Days on which nothing opens'),
  })
  .describe('Opening hours')

const address = {
  line1: wireText(200).describe('House, shop number and street'),
  line2: wireText(200).nullable(),
  landmark: wireText(100).nullable(),
  city: wireText(100).describe('Town or village'),
}
const shopFields = {
  name: wireText(100),
  ...address,
  pin: wirePin,
  point: wirePoint.nullable().describe('Null: the middle of the PIN'),
  digipin: z
    .string()
    .trim()
    .min(10)
    .max(16)
    .nullable()
    .describe('In place of the point, e.g. `39J-49L-L8T4`'),
  carePhone: z
    .string()
    .min(10)
    .max(30)
    .nullable()
    .describe('Number that customers may call; published with the shop'),
  hours: hoursSchema,
  radiusMetres: z.int().min(0).max(4_000_000).describe('Delivers so far as the crow flies; 0: by PIN alone'),
  pinsServed: z.array(wirePin).max(2000).describe('Delivers to these PINs whatever the distance'),
  selfPickup: z.boolean().describe('Customers may fetch their order'),
}

export const addShopBody = z.strictObject({
  ...shopFields,
  line2: address.line2.default(null),
  landmark: address.landmark.default(null),
  point: shopFields.point.default(null),
  digipin: shopFields.digipin.default(null),
  carePhone: shopFields.carePhone.default(null),
  pinsServed: shopFields.pinsServed.default([]),
  selfPickup: shopFields.selfPickup.default(true),
})
export type AddShopBody = z.output<typeof addShopBody>

export const changeShopBody = z.strictObject(shopFields).partial()
export type ChangeShopBody = z.output<typeof changeShopBody>

const placeShape = {
  line1: z.string(),
  line2: z.string().nullable(),
  landmark: z.string().nullable(),
  city: z.string(),
  pin: wirePin,
  district: z.string().nullable(),
  state: z.string(),
  point: wirePoint,
  digipin: z.string().nullable().describe('The DIGIPIN of the point'),
  pointFrom: z.enum(['point', 'digipin', 'pin']).describe('`pin`: no more than the middle of its PIN'),
  pointConfidence: z
    .enum(['high', 'medium', 'low', 'none'])
    .describe('How far the middle of the PIN can be trusted'),
}

/** A shop as its own people see it. */
export const shopSchema = z.strictObject({
  shopId: wireId('shop'),
  traderId: wireId('trader'),
  name: z.string(),
  ...placeShape,
  carePhone: z.string().nullable(),
  hours: hoursSchema,
  radiusMetres: z.int().min(0),
  pinsServed: z.array(wirePin),
  selfPickup: z.boolean(),
  paused: z.boolean(),
  warnings: z
    .array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() }))
    .describe('What somebody should look at, though it was taken; only in answers to a change'),
  createdAt: wireInstant,
})
export const shopPage = pageOf(shopSchema)

/** A shop as everybody sees it: the E-Commerce Rules 2020 (rule 6(5)) ask for the seller’s name, address and contact. */
export const publicShopSchema = z.strictObject({
  shopId: wireId('shop'),
  name: z.string(),
  seller: z.strictObject({
    legalName: z.string(),
    tradeName: z.string(),
    tiers: z.array(tierSchema),
    gstin: z.string().nullable(),
    fssai: z.string().nullable(),
  }),
  ...placeShape,
  carePhone: z.string().nullable(),
  hours: hoursSchema,
  openNow: z.boolean(),
  nextOpening: wireInstant.nullable().describe('Now, if it is open; null if nothing opens within a year'),
  radiusMetres: z.int().min(0),
  pinsServed: z.array(wirePin),
  selfPickup: z.boolean(),
  paused: z.boolean().describe('Takes no orders at the moment'),
})

export const traderParams = z.strictObject({ traderId: wireId('trader') })
export const shopParams = z.strictObject({ shopId: wireId('shop') })
export const shopsQuery = z.strictObject(pageQuery)
