import { z } from 'zod'
import { wireId, wireInstant, wireText } from '../platform/http/index.ts'

/** As people write it; read by kernel/phone. */
export const wirePhone = z
  .string()
  .min(10)
  .max(30)
  .describe('Indian mobile number, as people write it, e.g. `98765 43210`')

const shownPhone = z.string().max(13).describe('`+91` and ten digits')
const roleSchema = z.enum(['owner', 'staff'])
const accessToken = z.string().max(2000).describe('Bearer token for the Authorization header; a JWT')
const refreshToken = z
  .string()
  .min(1)
  .max(200)
  .describe('Exchange it at /v1/auth/refresh; good for one exchange, and for 60 days')
const expiresInSeconds = z.int().min(1).max(3600)

export const sendCodeBody = z.strictObject({ phone: wirePhone })
export const sendCodeReply = z.strictObject({
  expiresInSeconds,
  resendAfterSeconds: z.int().min(0).max(3600).describe('Another code can be asked for after this time'),
})

export const signInBody = z.strictObject({
  phone: wirePhone,
  code: z.string().regex(/^[0-9]{6}$/, 'must be the six digits of the message'),
})

export const accountSchema = z.strictObject({
  accountId: wireId('account'),
  phone: shownPhone,
  name: z.string().max(100).nullable(),
  operator: z.boolean().describe('May take the decisions of the market’s operators'),
  parties: z
    .array(
      z.strictObject({
        kind: z.enum(['trader', 'provider']),
        id: wireId('trader').or(wireId('provider')),
        role: roleSchema,
      }),
    )
    .describe('For whom this person acts'),
  createdAt: wireInstant,
})

export const signInReply = z.strictObject({
  accessToken,
  expiresInSeconds,
  refreshToken,
  account: accountSchema,
})

export const refreshBody = z.strictObject({ refreshToken })
export const refreshReply = z.strictObject({ accessToken, expiresInSeconds, refreshToken })

export const changeMeBody = z.strictObject({ name: wireText(100).nullable() })

export const keySetSchema = z.strictObject({
  keys: z.array(
    z.strictObject({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      kid: z.string(),
      use: z.literal('sig'),
      alg: z.literal('EdDSA'),
    }),
  ),
})

export const memberSchema = z.strictObject({
  accountId: wireId('account'),
  phone: shownPhone,
  name: z.string().max(100).nullable(),
  role: roleSchema,
  since: wireInstant,
})
export const membersReply = z.strictObject({ items: z.array(memberSchema).describe('All members') })
export const addMemberBody = z.strictObject({ phone: wirePhone, role: roleSchema.default('staff') })
