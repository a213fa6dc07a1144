import { z } from 'zod'
import { idPattern } from '../../kernel/ids.ts'
import { wireId, wirePaise, wireText } from '../../platform/http/index.ts'
import { largestCount, largestPricePaise, longest } from './product.rules.ts'

/** Changes of one call. */
export const mostChanges = 10_000
const price = wirePaise
  .refine(
    (sum) => sum > 0n && sum <= BigInt(largestPricePaise),
    'must be above 0 and at most one crore rupees',
  )
  .optional()
const sequence = z.int().min(1).describe('Grows with each change of yours: a clock in milliseconds will do')

const change = z
  .strictObject({
    listingId: wireId('listing').optional(),
    sku: wireText(longest.sku).optional().describe('Your own number for it'),
    sequence: sequence.optional(),
    available: z.int().min(0).max(largestCount).optional().describe('Pieces that can be bought now'),
    pricePaise: price,
    mrpPaise: price,
  })
  .refine(
    ({ listingId, sku }) => (listingId === undefined) !== (sku === undefined),
    'names the listing by `listingId` or by `sku`',
  )

export const pushBody = z.strictObject({
  sequence: sequence.describe('Of all changes of this call that have none of their own'),
  changes: z.array(change).min(1).max(mostChanges),
})

type Body = z.output<typeof pushBody>
type Change = Body['changes'][number]

export const pushReply = z.strictObject({
  applied: z.int(),
  stale: z.int(),
  unknown: z.int(),
  refused: z.int(),
  items: z
    .array(
      z.strictObject({
        status: z
          .enum(['applied', 'stale', 'unknown', 'refused'])
          .describe(
            '`stale`: a change as new or newer was there; `unknown`: no such listing here; `refused`: a rule forbids it, and nothing of it was done',
          ),
        listingId: wireId('listing').nullable(),
        available: z.int().nullable(),
        reserved: z.int().nullable(),
        code: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    )
    .describe('One answer for each change, in their order'),
})

const listingPattern = idPattern('listing')
// Of the texts that the schema takes as they are, those that most shops number their goods by.
const plainSku = /^[!-~]+(?: [!-~]+)*$/

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most

const isPlain: Readonly<Record<string, (value: unknown) => boolean>> = {
  listingId: (value) => typeof value === 'string' && listingPattern.test(value),
  sku: (value) => typeof value === 'string' && value.length <= longest.sku && plainSku.test(value),
  sequence: (value) => isWhole(value, 1, Number.MAX_SAFE_INTEGER),
  available: (value) => isWhole(value, 0, largestCount),
}

/** A change that names its listing, says how many there are and since when, and no more. */
function isPlainChange(given: unknown): given is Change {
  if (typeof given !== 'object' || given === null) return false
  let names = 0
  for (const field in given) {
    if (!Object.hasOwn(isPlain, field) || !isPlain[field]!((given as Record<string, unknown>)[field]))
      return false
    if (field === 'listingId' || field === 'sku') names++
  }
  return names === 1
}

/**
 * Reads a body as `pushBody` does, in a small part of the time where changes are plain; undefined where the schema is
 * to say what it thinks of it.
 */
export function readPush(body: unknown): Body | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
  const { sequence, changes, ...further } = body as Record<string, unknown>
  for (const _ in further) return undefined
  if (!isWhole(sequence, 1, Number.MAX_SAFE_INTEGER)) return undefined
  if (!Array.isArray(changes) || changes.length === 0 || changes.length > mostChanges) return undefined
  const read: Change[] = []
  for (const given of changes) {
    const one = isPlainChange(given) ? given : change.safeParse(given).data
    if (!one) return undefined
    read.push(one)
  }
  return { sequence, changes: read }
}
