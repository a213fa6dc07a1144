import { z } from 'zod'
import { wireText } from '../../platform/http/index.ts'

/** What shop and buyer say when they move an order on. */
export const acceptBody = z.strictObject({
  prepMinutes: z.int().min(1).max(20_160).optional().describe('Minutes until the parcel is ready'),
})
export const reasonBody = z.strictObject({ reason: wireText(300) })
export const packBody = z.strictObject({
  weightGrams: z
    .int()
    .min(1)
    .max(20_000_000)
    .optional()
    .describe('As weighed; the catalogue’s when left out'),
  sure: z.boolean().default(false).describe('The weight is right although it is far from the catalogue’s'),
})
