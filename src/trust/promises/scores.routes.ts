import { z } from 'zod'
import {
  contract,
  pageOf,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { ids } from './promises.schema.ts'
import * as shapes from './scores.schema.ts'
import type { ScoresService } from './scores.service.ts'

const params = z.strictObject({ providerId: wireId('provider') })
const example = {
  params: { providerId: ids.providerId },
  query: { days: '30' as const },
  reply: shapes.scoreExample,
}
const counted = 'Parcels are counted anew every quarter of an hour.'

/** How startups did: each its own, operators those of all. */
export const scoreRoutes =
  (scores: ScoresService): Routes =>
  (app) => {
    app.get(
      '/v1/operator/scorecards',
      contract({
        operationId: 'listScorecards',
        summary:
          'How every startup did: parcels, on-time by lane, first attempts, losses, breaches, penalties, rating',
        description: counted,
        tag: 'operators',
        access: 'operator',
        query: shapes.scoresQuery,
        replies: { 200: pageOf(shapes.scoreView) },
        example: { query: { ...example.query, sort: 'late', limit: 20 }, reply: { items: [example.reply] } },
      }),
      async (request) => {
        const { days, sort, limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('provider')]))?.[0]
        const found = await scores.all({ days: Number(days), sort, after, limit: limit + 1 })
        return toPage(found, limit, (one) => [one.providerId])
      },
    )

    app.get(
      '/v1/operator/scorecards/:providerId',
      contract({
        operationId: 'readScorecard',
        summary: 'How one startup did, by lane',
        description: counted,
        tag: 'operators',
        access: 'operator',
        params,
        query: shapes.scoreQuery,
        replies: { 200: shapes.scoreView },
        example,
      }),
      async (request) => scores.one(request.params.providerId, Number(request.query.days)),
    )

    app.get(
      '/v1/providers/:providerId/scorecard/lanes',
      contract({
        operationId: 'getScorecardByLane',
        summary: 'How your startup did, by lane, as operators see it',
        description: counted,
        tag: 'providers',
        access: 'person',
        params,
        query: shapes.scoreQuery,
        replies: { 200: shapes.scoreView },
        example,
      }),
      async (request) => scores.own(personOf(request), request.params.providerId, Number(request.query.days)),
    )
  }
