import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import {
  contract,
  personOf,
  type Routes,
  readCursor,
  sendVersion,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { reviewChecks } from './review.checks.ts'
import type { createReview } from './review.service.ts'
import { traderExample, traderIdExample } from './traders.examples.ts'
import { versionOf } from './traders.policy.ts'
import {
  queuePage,
  queueQuery,
  sendBackBody,
  statusSchema,
  suspendBody,
  traderParams,
  traderSchema,
} from './traders.schema.ts'
import type { TraderRow } from './traders.store.ts'
import { traderView } from './traders.views.ts'

const tag = 'operators'
const access = 'operator'
const params = { traderId: traderIdExample }
const cursorShape = z.tuple([z.iso.datetime(), wireId('trader')])
const description =
  'Honours If-Match: send the ETag of the version that you looked at, so that nothing changed meanwhile is decided about. Repeating a decision changes nothing.'

const checksView = z.strictObject({
  checks: z.array(
    z.strictObject({
      check: z.enum(reviewChecks),
      result: z.enum(['good', 'bad', 'absent']),
      seen: z.array(z.string()).describe('What it was about: a number, states, other traders'),
    }),
  ),
  alike: z
    .array(z.strictObject({ traderId: wireId('trader'), tradeName: z.string(), status: statusSchema }))
    .describe('Other traders with one of the same numbers'),
  contact: z
    .strictObject({ phone: z.string(), name: z.string().nullable() })
    .describe('Who registered the trader'),
})

const answer = (reply: FastifyReply, trader: TraderRow) =>
  sendVersion(reply, trader.version).send(traderView(trader))

/** Operators about traders. */
export const reviewRoutes =
  ({ review }: { review: ReturnType<typeof createReview> }): Routes =>
  (app) => {
    app.get(
      '/v1/operator/traders',
      contract({
        operationId: 'listTradersToReview',
        summary: 'Traders of one status, who waits longest first',
        tag,
        access,
        query: queueQuery,
        replies: { 200: queuePage },
        example: {
          query: { status: 'submitted', limit: 20 },
          reply: { items: [{ ...traderExample, contact: { phone: '+919876543210', name: 'Asha Verma' } }] },
        },
      }),
      async (request, reply) => {
        const { status, limit, cursor } = request.query
        const key = readCursor(cursor, cursorShape)
        const after = key && { since: new Date(key[0]), id: key[1] }
        const rows = await review.queue({ status, after, limit: limit + 1 })
        const page = toPage(rows, limit, ({ trader }) => [trader.statusSince.toISOString(), trader.id])
        const items = page.items.map(({ trader, contact }) => ({ ...traderView(trader), contact }))
        return reply.send({ ...page, items })
      },
    )

    app.get(
      '/v1/operator/traders/:traderId/checks',
      contract({
        operationId: 'getTraderChecks',
        summary: 'What was checked of a trader already: formats, check digits, agreement, duplicates',
        tag,
        access,
        params: traderParams,
        replies: { 200: checksView },
        example: {
          params,
          reply: {
            checks: [{ check: 'gstin', result: 'good', seen: ['27AAPFU0939F1ZV'] }],
            alike: [],
            contact: { phone: '+919876543210', name: 'Asha Verma' },
          },
        },
      }),
      async (request) => review.checks(request.params.traderId),
    )

    app.post(
      '/v1/operator/traders/:traderId/verify',
      contract({
        operationId: 'verifyTrader',
        summary: 'Let a submitted trader sell',
        description,
        tag,
        access,
        params: traderParams,
        replies: { 200: traderSchema },
        problems: [409, 412],
        example: { params, reply: { ...traderExample, status: 'verified' } },
      }),
      async (request, reply) =>
        answer(reply, await review.verify(personOf(request), request.params.traderId, versionOf(request))),
    )

    app.post(
      '/v1/operator/traders/:traderId/send-back',
      contract({
        operationId: 'sendTraderBack',
        summary: 'Ask a submitted trader to mend something',
        description,
        tag,
        access,
        params: traderParams,
        body: sendBackBody,
        replies: { 200: traderSchema },
        problems: [409, 412],
        example: {
          params,
          body: { reasons: [{ pointer: '/legalName', reason: 'Write the name as on the PAN card.' }] },
          reply: {
            ...traderExample,
            status: 'sentBack',
            sendBackReasons: [{ pointer: '/legalName', reason: 'Write the name as on the PAN card.' }],
          },
        },
      }),
      async (request, reply) => {
        const { reasons } = request.body
        const { traderId } = request.params
        return answer(reply, await review.sendBack(personOf(request), traderId, reasons, versionOf(request)))
      },
    )

    app.post(
      '/v1/operator/traders/:traderId/suspend',
      contract({
        operationId: 'suspendTrader',
        summary: 'Stop a verified trader from selling',
        description,
        tag,
        access,
        params: traderParams,
        body: suspendBody,
        replies: { 200: traderSchema },
        problems: [409, 412],
        example: {
          params,
          body: { reason: 'Goods above MRP, three complaints upheld.' },
          reply: { ...traderExample, status: 'suspended' },
        },
      }),
      async (request, reply) => {
        const { reason } = request.body
        const { traderId } = request.params
        return answer(reply, await review.suspend(personOf(request), traderId, reason, versionOf(request)))
      },
    )

    app.post(
      '/v1/operator/traders/:traderId/reinstate',
      contract({
        operationId: 'reinstateTrader',
        summary: 'Let a suspended trader sell again',
        description,
        tag,
        access,
        params: traderParams,
        replies: { 200: traderSchema },
        problems: [409, 412],
        example: { params, reply: { ...traderExample, status: 'verified' } },
      }),
      async (request, reply) =>
        answer(reply, await review.reinstate(personOf(request), request.params.traderId, versionOf(request))),
    )
  }
