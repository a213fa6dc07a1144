import { z } from 'zod'
import { contract, personOf, type Routes, wireId, wirePaise, wireText } from '../../platform/http/index.ts'
import { example } from './catalogue.examples.ts'
import { shopParams } from './catalogue.schema.ts'
import { largestCount, largestPricePaise, longest } from './product.rules.ts'
import type { PushUseCases } from './push.service.ts'

/** Changes of one call. */
export const mostChanges = 10_000
/** A change takes some 150 bytes. */
const largestBody = 4 * 1024 * 1024

const price = wirePaise
  .refine(
    (sum) => sum > 0n && sum <= BigInt(largestPricePaise),
    'must be above 0 and at most one crore rupees',
  )
  .optional()
const sequence = z.int().min(1).describe('Grows with each change of yours: a clock in milliseconds will do')

const pushBody = z.strictObject({
  sequence: sequence.describe('Of all changes of this call that have none of their own'),
  changes: z
    .array(
      z
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
        ),
    )
    .min(1)
    .max(mostChanges),
})

const pushReply = z.strictObject({
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

/** Stock and prices from billing software over HTTP. */
export const pushRoutes =
  ({ push }: { push: PushUseCases }): Routes =>
  (app) => {
    app.post(
      '/v1/shops/:shopId/stock-changes',
      contract({
        operationId: 'pushStock',
        summary: 'Stock and prices of up to 10,000 listings in one call',
        description:
          'For billing software. The last writer by the sender’s own sequence wins, whatever order calls arrive in, so a call may be sent again at any time. What is left out of a change stays as it is; reserved pieces stay reserved beside `available`.',
        tag: 'catalogue',
        access: 'person',
        params: shopParams,
        body: pushBody,
        bodyLimit: largestBody,
        replies: { 200: pushReply },
        problems: [409],
        example: {
          params: example.shop,
          body: {
            sequence: 1775021400000,
            changes: [{ sku: 'ATA-002', available: 112, pricePaise: 26_200 }],
          },
          reply: {
            applied: 1,
            stale: 0,
            unknown: 0,
            refused: 0,
            items: [
              {
                status: 'applied',
                listingId: example.listing.listingId,
                available: 112,
                reserved: 3,
                code: null,
                detail: null,
              },
            ],
          },
        },
      }),
      async (request) => {
        const { sequence: common, changes } = request.body
        const items = await push.push(
          personOf(request),
          request.params.shopId,
          changes.map((change) => ({ ...change, sequence: change.sequence ?? common })),
        )
        const counts = { applied: 0, stale: 0, unknown: 0, refused: 0 }
        for (const { status } of items) counts[status]++
        return { ...counts, items }
      },
    )
  }
