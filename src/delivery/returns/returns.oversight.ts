import { z } from 'zod'
import { paise } from '../../kernel/money.ts'
import type { Database } from '../../platform/database/index.ts'
import { contract, personOf, type Routes, readCursor, toPage, wireId } from '../../platform/http/index.ts'
import type { Viewer } from '../shipments/index.ts'
import type { ReadReturn } from './returns.decisions.ts'
import * as examples from './returns.examples.ts'
import type { ReturnView } from './returns.schema.ts'
import * as shapes from './returns.schema.ts'
import type { ReturnsService } from './returns.service.ts'
import type { GoodsReturn } from './returns.types.ts'

const tag = 'returns'
const params = { returnId: examples.returnId }
const ruledExample = {
  ...{
    ...examples.askedExample,
    viewer: 'operator' as const,
    state: 'ruled' as const,
    case: 'ruled' as const,
  },
  ...{
    answerBy: null,
    otherwise: null,
    decidedBy: 'operator' as const,
    decidedAt: '2026-11-22T08:00:00.000Z',
  },
  ruling: {
    ...{ goodsPaise: 20_000, reason: 'One of two is broken; the photo shows it.' },
    undoUntil: '2026-11-22T08:15:00.000Z',
  },
}

interface OversightDeps {
  db: Database
  service: ReturnsService
  read: ReadReturn
  viewOf: (one: GoodsReturn, viewer: Viewer) => Promise<ReturnView>
}

/** What operators do about returns that do not go their way. */
export const oversightRoutes =
  ({ db, service, read, viewOf }: OversightDeps): Routes =>
  (app) => {
    app.get(
      '/v1/oversight/returns',
      contract({
        operationId: 'listEscalatedReturns',
        summary: 'Returns that want an operator, the oldest first',
        description:
          'Not answered by the shop, disputed, not taken at the door, not moved on for two days (`RETURN_STUCK_HOURS`), or ruled and not paid yet.',
        tag,
        access: 'operator',
        query: shapes.operatorQuery,
        replies: { 200: shapes.returnsPage },
        example: {
          query: {},
          reply: {
            items: [
              {
                ...{ ...examples.askedExample, viewer: 'operator' as const, state: 'escalated' as const },
                ...{
                  reason: 'changedMind' as const,
                  answerBy: null,
                  otherwise: null,
                  case: 'unanswered' as const,
                },
              },
            ],
          },
        },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('return')]))?.[0]
        const found = await service.watched(db, { after, limit: limit + 1 })
        const views = await Promise.all(found.map((one) => viewOf(one, 'operator')))
        return toPage(views, limit, (one) => [one.returnId])
      },
    )

    app.post(
      '/v1/returns/:returnId/rule',
      contract({
        operationId: 'ruleReturn',
        summary: 'Pay back without waiting for the goods: all of it, or a part',
        description:
          'The money leaves at `ruling.undoUntil`, a quarter of an hour later where the market has set nothing else (`RETURN_UNDO_MINUTES`); undoReturn takes it back until then. Who fetches the goods is called off, unless they are on their way.',
        tag,
        access: 'operator',
        params: shapes.returnParams,
        body: shapes.ruleBody,
        replies: { 200: shapes.returnView },
        problems: [409, 422],
        example: {
          params,
          body: { goodsPaise: 20_000, reason: ruledExample.ruling.reason },
          reply: ruledExample,
        },
      }),
      async (request) => {
        const { goodsPaise, reason } = request.body
        const sum = goodsPaise === undefined ? undefined : paise(goodsPaise)
        await service.rule(personOf(request), request.params.returnId, { goodsPaise: sum, reason })
        return read(personOf(request), request.params.returnId, ['operator'])
      },
    )

    app.post(
      '/v1/returns/:returnId/undo',
      contract({
        operationId: 'undoReturn',
        summary: 'Take an operator’s decision back',
        description: 'As long as no money has left, and nobody has fetched the goods because of it.',
        tag,
        access: 'operator',
        params: shapes.returnParams,
        replies: { 200: shapes.returnView },
        problems: [409],
        example: {
          params,
          reply: { ...ruledExample, state: 'escalated' as const, case: 'unanswered' as const, ruling: null },
        },
      }),
      async (request) => {
        await service.reopen(personOf(request), request.params.returnId)
        return read(personOf(request), request.params.returnId, ['operator'])
      },
    )
  }
