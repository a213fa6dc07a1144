import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant, wirePin, wirePoint } from '../../platform/http/index.ts'
import { tiers } from '../traders/index.ts'
import { largestRadiusMetres, usualRadiusMetres } from './search.rules.ts'

const where = {
  pin: wirePin.optional().describe('Where the buyer is'),
  lat: z.coerce.number().min(-90).max(90).optional().describe('Where the buyer is, more exactly; with `lng`'),
  lng: z.coerce.number().min(-180).max(180).optional(),
}

export const shopsNearQuery = z.strictObject({
  ...where,
  radiusMetres: z.coerce
    .number()
    .int()
    .min(1)
    .max(largestRadiusMetres)
    .optional()
    .describe(
      `How far a shop may lie that does not deliver to the place; ${usualRadiusMetres} when left out`,
    ),
  openNow: z.enum(['true', 'false']).optional().describe('Only shops that are open now'),
  ...pageQuery,
})

export const ratingSummary = z
  .strictObject({
    mean: z.number().describe('From 1 to 5, rounded to one decimal'),
    count: z.int(),
  })
  .nullable()
  .describe('Null while nobody has rated it')

export const shopsNearPage = pageOf(
  z.strictObject({
    shopId: wireId('shop'),
    name: z.string(),
    sellerLegalName: z.string(),
    tiers: z.array(z.enum(tiers)),
    line1: z.string(),
    city: z.string(),
    pin: wirePin,
    point: wirePoint,
    distanceMetres: z.int().describe('As the crow flies'),
    delivers: z.boolean().describe('Delivers to the PIN; otherwise it only lies near'),
    selfPickup: z.boolean(),
    openNow: z.boolean(),
    nextOpening: wireInstant.nullable().describe('Now, if it is open; null if nothing opens within a year'),
    rating: ratingSummary,
  }),
)

export const suggestionsQuery = z.strictObject({
  q: z.string().min(1).max(100).describe('What is typed so far'),
  ...where,
  limit: z.coerce.number().int().min(1).max(20).default(8),
})

export const suggestionsReply = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z
        .enum(['words', 'product'])
        .describe('`words`: to search for; `product`: one that shops nearby have'),
      text: z.string(),
      textHi: z.string().nullable(),
      productId: wireId('product').nullable(),
    }),
  ),
})
