import { z } from 'zod'
import { pageOf, pageQuery, wirePin, wirePoint } from '../platform/http/index.ts'

export const pinSchema = z.strictObject({
  pin: wirePin,
  state: z.string().nullable().describe('Null for Army PINs'),
  district: z.string().nullable().describe('The district of most of its offices'),
  office: z.string().describe('Its main post office'),
  offices: z.int().min(0),
  deliveryOffices: z.int().min(0).describe('Offices that deliver to doors'),
  point: wirePoint.nullable().describe('The middle of its offices; null where unknown'),
  spreadMetres: z
    .int()
    .min(0)
    .nullable()
    .describe('Nine of ten offices lie within this distance of the point'),
  confidence: z.enum(['high', 'medium', 'low', 'none']).describe('How far the point can be trusted'),
  armyPostal: z.boolean().describe('Army Postal Service: reached by the post alone'),
})

export const pinParams = z.strictObject({ pin: wirePin })

export const pinQuery = z
  .strictObject({
    prefix: z
      .string()
      .regex(/^[1-9][0-9]{0,5}$/, 'must be the first one to six digits of a PIN')
      .optional()
      .describe('First digits of a PIN'),
    q: z
      .string()
      .trim()
      .min(1, 'must not be empty')
      .max(60, 'must not be longer than 60 characters')
      .optional()
      .describe('Beginning of the name of an office, a district or a state'),
    ...pageQuery,
  })
  .refine((query) => query.prefix !== undefined || query.q !== undefined, {
    path: ['q'],
    message: 'Give the first digits of a PIN as prefix, or the beginning of a name as q.',
  })

export const pinPage = pageOf(pinSchema)

/** Wider than the earth for latitudes: a swapped pair shall reach the kernel's check, which tells it as such. */
const coordinates = {
  lat: z.coerce.number().min(-180).max(180).describe('Latitude in degrees'),
  lng: z.coerce.number().min(-180).max(180).describe('Longitude in degrees'),
}

export const pointQuery = z.strictObject(coordinates)

export const nearestQuery = z.strictObject({
  ...coordinates,
  limit: z.coerce.number().int().min(1).max(50).default(5).describe('How many'),
})

export const nearestReply = z.strictObject({
  items: z.array(z.strictObject({ ...pinSchema.shape, distanceMetres: z.int().min(0) })),
})

export const digipinParams = z.strictObject({
  code: z.string().min(1).max(30).describe('Ten characters, in capitals or not, with or without dashes'),
})

export const digipinSchema = z.strictObject({
  digipin: z.string().describe('Written 3-3-4'),
  centre: wirePoint,
  bounds: z.strictObject({
    minLat: z.number(),
    maxLat: z.number(),
    minLng: z.number(),
    maxLng: z.number(),
  }),
})
