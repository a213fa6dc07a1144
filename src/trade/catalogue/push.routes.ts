import { contract, personOf, type Routes } from '../../platform/http/index.ts'
import { example } from './catalogue.examples.ts'
import { shopParams } from './catalogue.schema.ts'
import { pushBody, pushReply, readPush } from './push.schema.ts'
import type { PushUseCases } from './push.service.ts'

/** A change takes some 150 bytes. */
const largestBody = 4 * 1024 * 1024

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
        readBody: readPush,
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
      async (request, reply) => {
        const items = await push.push(personOf(request), request.params.shopId, request.body)
        const counts = { applied: 0, stale: 0, unknown: 0, refused: 0 }
        for (const { status } of items) counts[status]++
        // Their types are known here, and to look at ten thousand answers once more costs as much as to give them.
        reply.serializer(JSON.stringify)
        return { ...counts, items }
      },
    )
  }
