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
import * as shapes from './remittances.schema.ts'
import type { RemittancesService } from './remittances.service.ts'

const tag = 'remittances'
const { ids } = shapes
const providerParams = z.strictObject({ providerId: wireId('provider') })
const remittanceParams = z.strictObject({ remittanceId: wireId('remittance') })
export const cursorOf = (cursor: string | undefined) =>
  readCursor(cursor, z.tuple([wireId('remittance')]))?.[0]

/** Cash that providers send on: their files, for them and for operators. */
export const remittanceRoutes =
  (service: RemittancesService): Routes =>
  (app) => {
    app.post(
      '/v1/providers/:providerId/remittances',
      contract({
        operationId: 'tellRemittance',
        summary: 'Hand in a settlement file: the cash that you have sent on, parcel by parcel',
        description:
          'It is booked once an operator has seen the money. A line that stood in an earlier file counts once.',
        tag,
        access: 'person',
        params: providerParams,
        body: shapes.settlementBody,
        replies: { 201: shapes.reportView },
        example: {
          params: { providerId: ids.providerId },
          body: { csv: shapes.csvExample },
          reply: shapes.reportExample,
        },
      }),
      async (request, reply) =>
        reply
          .code(201)
          .send(await service.tell(personOf(request), request.params.providerId, request.body.csv)),
    )

    app.get(
      '/v1/providers/:providerId/remittances',
      contract({
        operationId: 'listRemittances',
        summary: 'Your settlement files, the newest first',
        tag,
        access: 'person',
        params: providerParams,
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.remittanceView) },
        example: {
          params: { providerId: ids.providerId },
          query: { limit: 20 },
          reply: { items: [shapes.sumsExample] },
        },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const page = { before: cursorOf(cursor), limit: limit + 1 }
        const found = await service.ofHand(personOf(request), request.params.providerId, page)
        return toPage(found, limit, (one) => [one.remittanceId])
      },
    )

    app.get(
      '/v1/providers/:providerId/remittances/:remittanceId',
      contract({
        operationId: 'getRemittance',
        summary: 'A settlement file of yours, line by line, with what did not match',
        tag,
        access: 'person',
        params: z.strictObject({ ...providerParams.shape, ...remittanceParams.shape }),
        replies: { 200: shapes.reportView },
        example: {
          params: { providerId: ids.providerId, remittanceId: ids.remittanceId },
          reply: shapes.reportExample,
        },
      }),
      async (request) => {
        const { providerId, remittanceId } = request.params
        return service.ofProviderOne(personOf(request), providerId, remittanceId)
      },
    )

    app.get(
      '/v1/operator/remittances',
      contract({
        operationId: 'listAllRemittances',
        summary: 'Settlement files of all startups and points, the newest first',
        tag,
        access: 'operator',
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.namedRemittance) },
        example: {
          query: { limit: 20 },
          reply: { items: [{ ...shapes.sumsExample, name: 'Tez Parcel' }] },
        },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        return toPage(await service.all({ before: cursorOf(cursor), limit: limit + 1 }), limit, (one) => [
          one.remittanceId,
        ])
      },
    )

    app.post(
      '/v1/operator/providers/:providerId/remittances',
      contract({
        operationId: 'recordRemittance',
        summary: 'Record a settlement file for a startup',
        tag,
        access: 'operator',
        params: providerParams,
        body: shapes.settlementBody,
        replies: { 201: shapes.reportView },
        example: {
          params: { providerId: ids.providerId },
          body: { csv: shapes.csvExample },
          reply: shapes.reportExample,
        },
      }),
      async (request, reply) =>
        reply
          .code(201)
          .send(await service.tellFor(personOf(request), request.params.providerId, request.body.csv)),
    )

    app.get(
      '/v1/operator/remittances/:remittanceId',
      contract({
        operationId: 'getRemittanceReport',
        summary: 'What of a settlement file matched, was short, over or unknown',
        tag,
        access: 'operator',
        params: remittanceParams,
        replies: { 200: shapes.reportView },
        example: { params: { remittanceId: ids.remittanceId }, reply: shapes.reportExample },
      }),
      async (request) => service.report(request.params.remittanceId),
    )

    app.post(
      '/v1/operator/remittances/:remittanceId/book',
      contract({
        operationId: 'bookRemittance',
        summary: 'The money has come: compare with the ledger and book it; differences become cases',
        tag,
        access: 'operator',
        params: remittanceParams,
        replies: { 200: shapes.reportView },
        problems: [409],
        example: { params: { remittanceId: ids.remittanceId }, reply: shapes.reportExample },
      }),
      async (request) => service.book(personOf(request), request.params.remittanceId),
    )

    app.get(
      '/v1/operator/cash-cases',
      contract({
        operationId: 'listCashCases',
        summary: 'Differences between settlement files and the ledger that are open; the oldest first',
        tag,
        access: 'operator',
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.caseView) },
        example: { query: { limit: 20 }, reply: { items: [shapes.lineExample] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('remittanceLine')]))?.[0]
        return toPage(await service.cases({ after, limit: limit + 1 }), limit, (one) => [one.lineId])
      },
    )

    app.post(
      '/v1/operator/cash-cases/:caseId/close',
      contract({
        operationId: 'closeCashCase',
        summary: 'Close a difference with a reason; the decision is kept',
        tag,
        access: 'operator',
        params: z.strictObject({ caseId: wireId('remittanceLine') }),
        body: shapes.closeBody,
        replies: { 200: shapes.caseView },
        problems: [409],
        example: {
          params: { caseId: ids.lineId },
          body: { reason: 'The rest came with the next transfer.' },
          reply: {
            ...shapes.lineExample,
            closedAt: '2026-11-21T06:30:00.000Z',
            closeReason: 'The rest came with the next transfer.',
          },
        },
      }),
      async (request) => service.close(personOf(request), request.params.caseId, request.body.reason),
    )

    app.get(
      '/v1/operator/cash',
      contract({
        operationId: 'listCashInHand',
        summary: 'The market’s cash in the hands of startups and points, and what each may have',
        tag,
        access: 'operator',
        replies: { 200: shapes.handsView },
        example: {
          reply: {
            points: [],
            items: [
              {
                providerId: ids.providerId,
                name: 'Tez Parcel',
                heldPaise: 842_050,
                limitPaise: 1_000_000,
                full: false,
              },
            ],
          },
        },
      }),
      async () => ({ items: await service.hands(), points: await service.pointHands() }),
    )

    app.put(
      '/v1/operator/providers/:providerId/cash-limit',
      contract({
        operationId: 'setCashLimit',
        summary:
          'How much of the market’s cash a startup may have in hand; above it, it gets no parcels with cash',
        tag,
        access: 'operator',
        params: providerParams,
        body: shapes.limitBody,
        replies: { 204: z.null() },
        example: { params: { providerId: ids.providerId }, body: { limitPaise: 1_000_000 }, reply: null },
      }),
      async (request, reply) => {
        await service.setLimit(personOf(request), request.params.providerId, request.body.limitPaise)
        return reply.code(204).send(null)
      },
    )
  }
