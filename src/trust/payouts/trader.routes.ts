import { z } from 'zod'
import {
  contract,
  pageOf,
  pageQuery,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import * as example from './payouts.examples.ts'
import * as shapes from './payouts.schema.ts'
import type { TraderPayouts } from './trader.service.ts'

const tag = 'payouts'
const traderParams = z.strictObject({ traderId: wireId('trader') })
const { traderId, payoutId } = example.ids

/** What a trader was paid and will be, for its own people. */
export const traderPayoutsRoutes =
  (traders: TraderPayouts): Routes =>
  (app) => {
    app.get(
      '/v1/traders/:traderId/payouts',
      contract({
        operationId: 'listTraderPayouts',
        summary: 'Your payouts, the newest first',
        tag,
        access: 'person',
        params: traderParams,
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.payoutView) },
        example: { params: { traderId }, query: { limit: 20 }, reply: { items: [example.payout] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const before = readCursor(cursor, z.tuple([wireId('payout')]))?.[0]
        const found = await traders.list(personOf(request), request.params.traderId, {
          before,
          limit: limit + 1,
        })
        return toPage(
          found.map((one) => ({ ...one, payoutId: one.payoutId! })),
          limit,
          (one) => [one.payoutId],
        )
      },
    )

    app.get(
      '/v1/traders/:traderId/payouts/:payoutId',
      contract({
        operationId: 'getTraderPayout',
        summary: 'One payout of yours, order by order',
        tag,
        access: 'person',
        params: z.strictObject({ ...traderParams.shape, payoutId: wireId('payout') }),
        replies: { 200: shapes.payoutWithItems },
        example: { params: { traderId, payoutId }, reply: example.payoutWithItems },
      }),
      async (request) => {
        const found = await traders.get(personOf(request), request.params.traderId, request.params.payoutId)
        return { ...found, payoutId: request.params.payoutId }
      },
    )

    app.get(
      '/v1/traders/:traderId/next-payout',
      contract({
        operationId: 'getNextPayout',
        summary: 'What you are paid next, what it waits for, and where it goes',
        tag,
        access: 'person',
        params: traderParams,
        replies: { 200: shapes.nextView },
        example: { params: { traderId }, reply: example.next },
      }),
      (request) => traders.next(personOf(request), request.params.traderId),
    )

    app.get(
      '/v1/traders/:traderId/payout-statement',
      contract({
        operationId: 'downloadPayoutStatement',
        summary: 'A CSV of every order that was paid out to you',
        tag,
        access: 'person',
        params: traderParams,
        query: shapes.statementQuery,
        replies: { 200: z.string() },
        produces: 'text/csv',
        example: {
          params: { traderId },
          query: { from: '2026-11-01', to: '2026-11-30' },
          reply: example.statement,
        },
      }),
      async (request, reply) => {
        const { name, content } = await traders.statement(
          personOf(request),
          request.params.traderId,
          request.query,
        )
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${name}"`)
          .header('cache-control', 'private, no-store')
          .send(content as never)
      },
    )
  }
