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
import { cursorOf } from './settlement.routes.ts'

const tag = 'remittances'
const { ids } = shapes
const remittanceParams = z.strictObject({ remittanceId: wireId('remittance') })

/** Settlement files of all, what operators do about them, and differences. */
export const remittanceRoutes =
  (service: RemittancesService): Routes =>
  (app) => {
    app.get(
      '/v1/operator/remittances',
      contract({
        operationId: 'listAllRemittances',
        summary: 'Settlement files of all startups and points, the newest first',
        tag,
        access: 'operator',
        query: shapes.remittancesQuery,
        replies: { 200: pageOf(shapes.namedRemittance) },
        example: {
          query: { limit: 20 },
          reply: { items: [{ ...shapes.sumsExample, name: 'Tez Parcel' }] },
        },
      }),
      async (request) => {
        const { limit, cursor, hand } = request.query
        const found = await service.all({ hand, before: cursorOf(cursor), limit: limit + 1 })
        return toPage(found, limit, (one) => [one.remittanceId])
      },
    )

    app.get(
      '/v1/operator/remittances/:remittanceId',
      contract({
        operationId: 'getRemittanceReport',
        summary: 'What of a settlement file matched, was short, over or unknown',
        tag,
        access: 'operator',
        params: remittanceParams,
        replies: { 200: shapes.namedReport },
        example: {
          params: { remittanceId: ids.remittanceId },
          reply: { ...shapes.reportExample, name: 'Tez Parcel' },
        },
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
        replies: { 200: shapes.namedReport },
        problems: [409],
        example: {
          params: { remittanceId: ids.remittanceId },
          reply: { ...shapes.reportExample, name: 'Tez Parcel' },
        },
      }),
      async (request) => service.book(personOf(request), request.params.remittanceId),
    )

    app.get(
      '/v1/operator/cash-cases',
      contract({
        operationId: 'listCashCases',
        summary:
          'Differences between settlement files of startups or points and the ledger that are open; the oldest first',
        tag,
        access: 'operator',
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.namedCase) },
        example: {
          query: { limit: 20 },
          reply: { items: [{ ...shapes.lineExample, name: 'Tez Parcel' }] },
        },
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
  }
