import { HaatError } from '../../kernel/errors.ts'

/** A parcel may differ from the catalogue's weight by this share, and by this much in any case: packing. */
const weightTolerance = 0.3
const weightToleranceGrams = 500

/**
 * The weight that goes on the parcel, in grams. A weight far from what the catalogue says means that something
 * is missing or too much in the bag: it is refused with `weightDiffers` unless the packer is `sure`.
 */
export function checkWeight(expectedGrams: number, weighedGrams: number | undefined, sure: boolean): number {
  if (weighedGrams === undefined) return expectedGrams
  const allowed = Math.max(expectedGrams * weightTolerance, weightToleranceGrams)
  if (sure || Math.abs(weighedGrams - expectedGrams) <= allowed) return weighedGrams
  throw new HaatError(
    'unprocessable',
    'weightDiffers',
    `By the catalogue this weighs ${expectedGrams} g, not ${weighedGrams} g. Compare the bag with the order; if it is right, send it again with \`sure\`.`,
    {
      fields: [{ pointer: '/weightGrams', code: 'weightDiffers', detail: 'is far from the expected weight' }],
      facts: { expectedGrams, weighedGrams },
    },
  )
}
