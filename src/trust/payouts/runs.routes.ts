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
import { runStates } from './payouts.states.ts'
import type { ResultsService } from './results.service.ts'
import type { RunsService } from './runs.service.ts'

const tag = 'payouts'
const { ids } = example
const runParams = z.strictObject({ runId: wireId('payoutRun') })
const payoutParams = z.strictObject({ payoutId: wireId('payout') })
const runExample = { params: { runId: ids.runId }, reply: example.approved }

/** Payout runs, for operators alone. */
export const runsRoutes =
  ({ runs, results }: { runs: RunsService; results: ResultsService }): Routes =>
  (app) => {
    app.post(
      '/v1/operator/payout-runs',
      contract({
        operationId: 'openPayoutRun',
        summary: 'Open a payout run and see what traders are due',
        description:
          'Nothing is fixed before it is approved. Due are goods of delivered orders whose money the platform holds and which can no longer be given back. One run is open at a time.',
        tag,
        access: 'operator',
        replies: { 201: shapes.runWithDues },
        problems: [409],
        example: { reply: example.openRun },
      }),
      async (request, reply) => reply.code(201).send(await runs.open(personOf(request))),
    )

    app.get(
      '/v1/operator/payout-runs',
      contract({
        operationId: 'listPayoutRuns',
        summary: 'Payout runs, the newest first',
        tag,
        access: 'operator',
        query: z.strictObject({ ...pageQuery, state: z.enum(runStates).optional() }),
        replies: { 200: pageOf(shapes.runView) },
        example: { query: { limit: 20, state: 'approved' }, reply: { items: [example.run] } },
      }),
      async (request) => {
        const { limit, cursor, state } = request.query
        const before = readCursor(cursor, z.tuple([wireId('payoutRun')]))?.[0]
        return toPage(await runs.list({ state, before, limit: limit + 1 }), limit, ({ runId }) => [runId])
      },
    )

    app.get(
      '/v1/operator/payout-runs/:runId',
      contract({
        operationId: 'getPayoutRun',
        summary: 'A payout run; of an open one what it comes to now',
        tag,
        access: 'operator',
        params: runParams,
        replies: { 200: shapes.runWithDues },
        example: { params: { runId: ids.runId }, reply: example.openRun },
      }),
      (request) => runs.get(request.params.runId),
    )

    app.get(
      '/v1/operator/payout-runs/:runId/payouts',
      contract({
        operationId: 'listRunPayouts',
        summary: 'What each trader is paid in a run, and what it is made of',
        tag,
        access: 'operator',
        params: runParams,
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.lineView) },
        example: {
          params: { runId: ids.runId },
          query: { limit: 20 },
          reply: { items: [example.payout] },
        },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('trader')]))?.[0]
        const lines = await runs.lines(request.params.runId, { after, limit: limit + 1 })
        return toPage(lines, limit, ({ traderId }) => [traderId])
      },
    )

    app.post(
      '/v1/operator/payout-runs/:runId/approve',
      contract({
        operationId: 'approvePayoutRun',
        summary: 'Fix what is due and hand it to the bank',
        description:
          'Says what you saw: where that has changed meanwhile nothing is fixed. What is paid is booked as under way until the bank has told.',
        tag,
        access: 'operator',
        params: runParams,
        body: shapes.approveBody,
        replies: { 200: shapes.runWithDues },
        problems: [409],
        example: { ...runExample, body: { payouts: 1, amountPaise: 52_750 } },
      }),
      (request) => runs.approve(personOf(request), request.params.runId, request.body),
    )

    app.post(
      '/v1/operator/payout-runs/:runId/cancel',
      contract({
        operationId: 'cancelPayoutRun',
        summary: 'Give an open run up; nothing was booked',
        tag,
        access: 'operator',
        params: runParams,
        replies: { 200: shapes.runWithDues },
        problems: [409],
        example: {
          params: { runId: ids.runId },
          reply: { ...example.approved, state: 'cancelled', payouts: 0, amountPaise: 0 },
        },
      }),
      (request) => runs.cancel(personOf(request), request.params.runId),
    )

    app.get(
      '/v1/operator/payout-runs/:runId/bank-file',
      contract({
        operationId: 'downloadBankFile',
        summary: 'The file for the bank’s bulk transfer: payouts of which it has not told',
        description:
          'CSV in UTF-8 with account numbers in full. It may be asked for again; each time is written into the audit.',
        tag,
        access: 'operator',
        params: runParams,
        replies: { 200: z.string() },
        produces: 'text/csv',
        problems: [409],
        example: { params: { runId: ids.runId }, reply: example.bankFile },
      }),
      async (request, reply) => {
        const { name, content } = await runs.bankFile(personOf(request), request.params.runId)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${name}"`)
          .header('cache-control', 'no-store')
          .send(content as never)
      },
    )

    app.post(
      '/v1/operator/payout-runs/:runId/results',
      contract({
        operationId: 'takePayoutResults',
        summary: 'Hand in what the bank says of a run, payout by payout',
        description:
          'The same file again changes nothing. What the bank sent back is owed again, and comes into the next run.',
        tag,
        access: 'operator',
        params: runParams,
        body: shapes.resultsBody,
        replies: { 200: shapes.resultsView },
        problems: [409],
        example: {
          params: { runId: ids.runId },
          body: { csv: example.resultsCsv },
          reply: example.results,
        },
      }),
      (request) => results.takeFile(personOf(request), request.params.runId, request.body.csv),
    )

    app.get(
      '/v1/operator/payouts/:payoutId',
      contract({
        operationId: 'getPayout',
        summary: 'One payout',
        tag,
        access: 'operator',
        params: payoutParams,
        replies: { 200: shapes.lineView },
        example: { params: { payoutId: ids.payoutId }, reply: example.payout },
      }),
      (request) => results.present(request.params.payoutId),
    )

    app.post(
      '/v1/operator/payouts/:payoutId/result',
      contract({
        operationId: 'setPayoutResult',
        summary: 'Say by hand what the bank did with one payout',
        tag,
        access: 'operator',
        params: payoutParams,
        body: shapes.resultBody,
        replies: { 200: shapes.lineView },
        problems: [409],
        example: {
          params: { payoutId: ids.payoutId },
          body: { status: 'paid', utr: 'SBIN326001234567' },
          reply: example.payout,
        },
      }),
      (request) => results.takeOne(personOf(request), request.params.payoutId, request.body),
    )

    app.get(
      '/v1/operator/payout-cases',
      contract({
        operationId: 'listPayoutCases',
        summary: 'Payouts of which the bank said two things that cannot both be true; the oldest first',
        tag,
        access: 'operator',
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.payoutView) },
        example: { query: { limit: 20 }, reply: { items: [example.contradicted] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('payout')]))?.[0]
        const found = await results.cases({ after, limit: limit + 1 })
        return toPage(
          found.map((one) => ({ ...one, payoutId: one.payoutId! })),
          limit,
          ({ payoutId }) => [payoutId],
        )
      },
    )

    app.post(
      '/v1/operator/payouts/:payoutId/case',
      contract({
        operationId: 'decidePayoutCase',
        summary: 'Decide which of the bank’s words is true; the decision is kept',
        tag,
        access: 'operator',
        params: payoutParams,
        body: shapes.caseBody,
        replies: { 200: shapes.lineView },
        problems: [409],
        example: {
          params: { payoutId: ids.payoutId },
          body: { decision: 'keep', reason: 'The bank’s statement shows the credit.' },
          reply: { ...example.contradicted, claim: { ...example.contradicted.claim, open: false } },
        },
      }),
      (request) => results.decide(personOf(request), request.params.payoutId, request.body),
    )
  }
