import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'

/** Wire shapes of receipts: what was signed is answered as it was signed. */

const hash = z.string().regex(/^[\w-]{43}$/)
const hexHash = z.string().regex(/^[0-9a-f]{64}$/)
const party = z.union([
  z.strictObject({ kind: z.enum(['shop', 'provider', 'point']), id: z.string() }),
  z.strictObject({ kind: z.enum(['buyer', 'post', 'carriers']) }).describe('Buyers are not named'),
])
const proof = z.union([
  z.strictObject({ by: z.enum(['code', 'operator', 'none']) }),
  z.strictObject({
    by: z.literal('photo'),
    photoSha256: hexHash.optional().describe('Of the photo that the market keeps'),
    photoAddressSha256: hexHash.optional().describe('Of the address of a photo that somebody else keeps'),
    metresFromPlace: z.int().min(0).optional().describe('From where it was taken to where it had to be'),
    cell: z.string().optional().describe('Seven characters of DIGIPIN: a cell of about 240 m'),
  }),
])

export const signedReceipt = z.strictObject({
  receipt: z.strictObject({
    type: z.literal('haat-receipt'),
    version: z.literal(1),
    market: z.string(),
    chain: wireId('shop').describe('The shop whose chain this is'),
    number: z.int().min(1).describe('Its place in the chain'),
    previous: hash.nullable().describe('SHA-256 of the `jws` before it; null for the first'),
    kind: z.enum(['handedOver', 'delivered', 'returned']),
    orderId: wireId('order'),
    shipmentId: wireId('shipment'),
    from: party,
    to: party,
    happenedAt: z.iso.datetime(),
    writtenAt: z.iso.datetime(),
    proof,
    cashPaise: z.int().min(0).describe('Cash that changed hands'),
  }),
  jws: z.string().describe('The same, signed (RFC 7515, EdDSA)'),
})

export const receiptList = z.strictObject({ items: z.array(signedReceipt) })
export const chainView = z.strictObject({
  chain: wireId('shop'),
  head: z.string().describe('Where the chain ends now, signed: a cut-off end is seen'),
  items: z.array(signedReceipt),
  next: z.int().nullable().describe('Give it as `after` for the rest; null when this is all'),
})
export const chainQuery = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(2_147_483_647)
    .default(0)
    .describe('Number of the last receipt that you have'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
export const keySet = z.strictObject({
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

const end = '01jd3p1v9zfq0v2c8m6t4k7r5n'
export const params = {
  shipmentId: `shm_${end}`,
  shopId: `shp_${end}`,
  providerId: `prv_${end}`,
} as const
export const receiptExample: z.input<typeof signedReceipt> = {
  receipt: {
    type: 'haat-receipt',
    version: 1,
    market: 'https://haat.example.in',
    chain: params.shopId,
    number: 17,
    previous: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    kind: 'delivered',
    orderId: `ord_${end}`,
    shipmentId: params.shipmentId,
    from: { kind: 'provider', id: params.providerId },
    to: { kind: 'buyer' },
    happenedAt: '2026-11-20T07:12:00.000Z',
    writtenAt: '2026-11-20T07:12:01.000Z',
    proof: { by: 'code' },
    cashPaise: 42_050,
  },
  jws: 'eyJhbGciOiJFZERTQSIsImtpZCI6….eyJ0eXBlIjoiaGFhdC1yZWNlaXB0Ii….m1Kc…',
}
