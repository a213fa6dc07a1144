import { z } from 'zod'
import { weekdays } from '../../kernel/opening-hours.ts'
import { pageOf, pageQuery, wireId, wireInstant, wirePoint, wireText } from '../../platform/http/index.ts'
import { channels } from './providers.rules.ts'
import { providerStatuses } from './providers.states.ts'

/** Wire shapes of providers. Sums are whole paise, distances metres, weights grams. */

const wirePinList = z.array(z.string().regex(/^[1-9][0-9]{5}$/, 'must be a PIN of six digits')).max(2000)
const area = z
  .strictObject({
    pins: wirePinList.default([]).describe('Whole PIN codes'),
    pinPrefixes: z
      .array(z.string().regex(/^[1-9][0-9]{0,4}$/, 'must be the first one to five digits of a PIN'))
      .max(500)
      .default([])
      .describe('First digits of PIN codes'),
    circles: z
      .array(z.strictObject({ point: wirePoint, radiusMetres: z.int().min(100).max(500_000) }))
      .max(100)
      .default([])
      .describe('Circles around points'),
  })
  .describe('A place is served when any of the three holds it')

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

export const capabilitiesSchema = z.strictObject({
  pickup: area,
  drop: area.optional().describe('The pickup area when absent'),
  maxWeightGrams: z.int().min(1).max(1_000_000),
  maxDistanceMetres: z.int().min(1).max(5_000_000).optional(),
  food: z.boolean(),
  cod: z.boolean(),
  armyPostal: z.boolean().optional().describe('Army Postal Service PINs: for the post alone'),
  hours,
  parcelsPerDay: z.int().min(1).max(1_000_000).optional(),
})

export const rateCardSchema = z
  .strictObject({ basePaise: sum, perKmPaise: sum, perKgPaise: sum, codFeePaise: sum })
  .describe('Paise; a kilometre or kilogram counts when begun')

const fields = {
  name: wireText(100),
  dipp: z.string().min(5).max(20).describe('DPIIT recognition number of the startup'),
  contactPhone: z.string().min(10).max(20),
  contactEmail: z.email().max(200).nullable(),
  insurance: z
    .strictObject({ insurer: wireText(100), policyNumber: wireText(60), validUntil: z.iso.date() })
    .nullable()
    .describe('What covers parcels that are lost or broken'),
  capabilities: capabilitiesSchema,
  rateCard: rateCardSchema,
  promisedMinutes: z.int().min(1).max(43_200).describe('From booking to the door'),
  liveQuotes: z.boolean().describe('Whether prices are asked for each parcel, by POST /quotes'),
  channel: z
    .enum(channels)
    .describe('`push`: the market calls your server; `pull`: you fetch offers; `ondc`: ONDC logistics'),
  ondc: z
    .strictObject({
      subscriberId: z
        .string()
        .regex(/^[A-Za-z0-9.:/_-]{3,200}$/, 'must be a subscriber id of ONDC, such as logistics.example.in'),
      keyId: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, 'must be the unique key id of your entry'),
      publicKey: z
        .string()
        .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be an ed25519 public key: 32 bytes in base64'),
    })
    .nullable()
    .describe('Your entry in the registry of ONDC; for that channel alone'),
  webhookUrl: z
    .string()
    .max(2048)
    .describe('Base address of what you serve, https; empty when you fetch offers yourself'),
}

export const registerBody = z.strictObject({
  ...fields,
  liveQuotes: fields.liveQuotes.default(false),
  contactEmail: fields.contactEmail.default(null),
  insurance: fields.insurance.default(null),
  channel: fields.channel.default('push'),
  ondc: fields.ondc.default(null),
  webhookUrl: fields.webhookUrl.default(''),
})
export const changeBody = z.strictObject(fields).partial()

export const providerView = z.strictObject({
  providerId: wireId('provider'),
  status: z.enum(providerStatuses),
  statusReason: z.string().nullable(),
  ...fields,
  version: z.int().min(1),
  createdAt: wireInstant,
})
export const providerPage = pageOf(providerView)
export const providerReview = z.strictObject({
  ...providerView.shape,
  liveSecrets: z.int().min(0).describe('Without one no parcel is offered'),
  liveKeys: z.int().min(0),
})
export const operatorQuery = z.strictObject({
  status: z.enum(providerStatuses).default('submitted'),
  ...pageQuery,
})
export const reasonBody = z.strictObject({ reason: wireText(500) })

export const keyView = z.strictObject({
  keyId: wireId('apiKey'),
  prefix: z.string().describe('The letters that the key begins with'),
  createdAt: wireInstant,
})
export const newKeyView = z.strictObject({
  ...keyView.shape,
  key: z.string().describe('Shown this once'),
})
export const newSecretView = z.strictObject({
  secret: z.string().describe('`whsec_…`, shown this once; signs both directions'),
  live: z
    .int()
    .min(1)
    .max(2)
    .describe('Secrets that are live now; the older of two ends with the next change'),
})
export const providerParams = z.strictObject({ providerId: wireId('provider') })
export const keyParams = z.strictObject({ providerId: wireId('provider'), keyId: wireId('apiKey') })

type Registered = z.output<typeof registerBody>
type Later = 'contactEmail' | 'insurance' | 'channel' | 'ondc' | 'webhookUrl'
/** What was not asked for in earlier contracts may be left out. */
export type RegisterBody = Omit<Registered, Later> & Partial<Pick<Registered, Later>>
export type ChangeBody = z.output<typeof changeBody>
export type ProviderView = z.output<typeof providerView>
