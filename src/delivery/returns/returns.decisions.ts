import type { Id } from '../../kernel/ids.ts'
import { contract, type Person, personOf, type Routes } from '../../platform/http/index.ts'
import type { Viewer } from '../shipments/index.ts'
import * as examples from './returns.examples.ts'
import type { ReturnView } from './returns.schema.ts'
import * as shapes from './returns.schema.ts'
import type { ReturnsService } from './returns.service.ts'

const tag = 'returns'
const params = { returnId: examples.returnId }
const { returnExample } = examples

/** Reads a return as one of these parties. */
export type ReadReturn = (
  person: Person,
  returnId: Id<'return'>,
  only: readonly Viewer[],
) => Promise<ReturnView>

/** What its parties decide about goods that go back. */
export const decisionRoutes =
  ({ service, read }: { service: ReturnsService; read: ReadReturn }): Routes =>
  (app) => {
    app.post(
      '/v1/returns/:returnId/accept',
      contract({
        operationId: 'acceptReturn',
        summary: 'Take goods back: somebody is looked for who fetches them',
        description:
          'For the shop; for an operator once the shop did not answer. Again after `notTaken`, if you want it tried once more.',
        tag,
        access: 'person',
        params: shapes.returnParams,
        replies: { 200: shapes.returnView },
        problems: [409],
        example: { params, reply: { ...returnExample, viewer: 'shop' as const } },
      }),
      async (request) => {
        await service.decide(personOf(request), request.params.returnId, { accept: true })
        return read(personOf(request), request.params.returnId, ['shop', 'operator'])
      },
    )

    app.post(
      '/v1/returns/:returnId/refuse',
      contract({
        operationId: 'refuseReturn',
        summary: 'Do not take goods back, and say why',
        description: 'For the shop; for an operator once the shop did not answer.',
        tag,
        access: 'person',
        params: shapes.returnParams,
        body: shapes.refuseBody,
        replies: { 200: shapes.returnView },
        problems: [409],
        example: {
          params,
          body: { reason: 'The seal was broken by use.' },
          reply: {
            ...{ ...returnExample, viewer: 'shop' as const, state: 'refused' as const, pickup: null },
            ...{ refusal: 'The seal was broken by use.', endedAt: '2026-11-20T08:00:00.000Z' },
          },
        },
      }),
      async (request) => {
        const { reason } = request.body
        await service.decide(personOf(request), request.params.returnId, { accept: false, why: reason })
        return read(personOf(request), request.params.returnId, ['shop', 'operator'])
      },
    )

    app.post(
      '/v1/returns/:returnId/withdraw',
      contract({
        operationId: 'withdrawReturn',
        summary: 'Keep the goods after all',
        description: 'For the buyer, until they are fetched.',
        tag,
        access: 'person',
        params: shapes.returnParams,
        replies: { 200: shapes.returnView },
        problems: [409],
        example: {
          params,
          reply: { ...returnExample, state: 'withdrawn' as const, endedAt: '2026-11-20T08:00:00.000Z' },
        },
      }),
      async (request) => {
        await service.withdraw(personOf(request), request.params.returnId)
        return read(personOf(request), request.params.returnId, ['buyer'])
      },
    )

    app.post(
      '/v1/returns/:returnId/receive',
      contract({
        operationId: 'receiveReturn',
        summary: 'The buyer brought the goods to the counter: they are paid back',
        description:
          'For the shop, once it has accepted and before a rider has fetched them. What a rider brings is closed by your code instead.',
        tag,
        access: 'person',
        params: shapes.returnParams,
        replies: { 200: shapes.returnView },
        problems: [409],
        example: {
          params,
          reply: {
            ...{ ...returnExample, viewer: 'shop' as const, state: 'refunded' as const },
            ...{ endedAt: '2026-11-20T08:00:00.000Z', endedBy: 'counter' as const, pickup: null },
          },
        },
      }),
      async (request) => {
        await service.receive(personOf(request), request.params.returnId)
        return read(personOf(request), request.params.returnId, ['shop'])
      },
    )

    app.post(
      '/v1/returns/:returnId/restock',
      contract({
        operationId: 'restockReturn',
        summary: 'Sell goods again that came back: they are added to the stock, once',
        tag,
        access: 'person',
        params: shapes.returnParams,
        body: shapes.restockBody,
        replies: { 200: shapes.returnView },
        problems: [409],
        example: {
          params,
          body: {},
          reply: {
            ...{ ...returnExample, viewer: 'shop' as const, state: 'refunded' as const, pickup: null },
            ...{ endedAt: '2026-11-20T08:00:00.000Z', endedBy: 'code' as const },
            restockedAt: '2026-11-20T09:00:00.000Z',
          },
        },
      }),
      async (request) => {
        await service.restock(personOf(request), request.params.returnId, request.body.lineIds)
        return read(personOf(request), request.params.returnId, ['shop'])
      },
    )

    app.post(
      '/v1/returns/:returnId/dispute',
      contract({
        operationId: 'disputeReturn',
        summary: 'Ask an operator: the shop refused it, or a rider did not take it',
        description:
          'For the buyer, as long after the refusal as a return may be asked for. What an operator decided stays.',
        tag,
        access: 'person',
        params: shapes.returnParams,
        body: shapes.disputeBody,
        replies: { 200: shapes.returnView },
        problems: [409],
        example: {
          params,
          body: { note: 'The seal was whole when the rider came.' },
          reply: {
            ...returnExample,
            state: 'escalated' as const,
            decidedBy: null,
            decidedAt: null,
            pickup: null,
          },
        },
      }),
      async (request) => {
        await service.dispute(personOf(request), request.params.returnId, request.body.note)
        return read(personOf(request), request.params.returnId, ['buyer'])
      },
    )
  }
