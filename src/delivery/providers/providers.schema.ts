import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant, wireText } from '../../platform/http/index.ts'
import { channels, knownChannels } from './providers.rules.ts'
import { providerStatuses } from './providers.states.ts'
import { termsFields, termsNumber } from './terms.schema.ts'

/** Wire shapes of providers. */

const fields = {
  name: wireText(100),
  dipp: z.string().min(5).max(20).describe('DPIIT recognition number of the startup'),
  contactPhone: z.string().min(10).max(20),
  contactEmail: z.email().max(200).nullable(),
  insurance: z
    .strictObject({ insurer: wireText(100), policyNumber: wireText(60), validUntil: z.iso.date() })
    .nullable()
    .describe('What covers parcels that are lost or broken'),
  ...termsFields,
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
export const changeBody = z.strictObject({
  ...z.strictObject(fields).partial().shape,
  holdsFrom: z.iso
    .date()
    .optional()
    .describe(
      'The day in India from whose beginning the new capabilities, prices and promises hold; at once when absent. Until then the version before does. At most 180 days ahead.',
    ),
})

export const providerView = z.strictObject({
  providerId: wireId('provider'),
  status: z.enum(providerStatuses),
  statusReason: z.string().nullable(),
  ...fields,
  channel: z.enum(knownChannels).describe('How the market speaks with it; `post`: by the post’s files'),
  version: z.int().min(1),
  terms: termsNumber.describe('The version of capabilities, prices and promises that holds now'),
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
export const termsParams = z.strictObject({
  providerId: wireId('provider'),
  number: z.coerce.number().int().min(1).max(2_000_000_000),
})
export const keyParams = z.strictObject({ providerId: wireId('provider'), keyId: wireId('apiKey') })

type Registered = z.output<typeof registerBody>
type Later = 'contactEmail' | 'insurance' | 'channel' | 'ondc' | 'webhookUrl'
/** What was not asked for in earlier contracts may be left out. */
export type RegisterBody = Omit<Registered, Later> & Partial<Pick<Registered, Later>>
export type ChangeBody = z.output<typeof changeBody>
export type ProviderView = z.output<typeof providerView>
