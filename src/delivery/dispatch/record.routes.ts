import { contract, personOf, type Routes } from '../../platform/http/index.ts'
import { crewParamsExample, scorecardExample, statementExample } from './crew.examples.ts'
import * as shapes from './crew.schema.ts'
import type { Crew } from './crew.service.ts'
import { providerParams } from './dispatch.schema.ts'
import type { ProviderRecord } from './record.service.ts'

const tag = 'providers'
const params = { providerId: crewParamsExample.providerId }

/** How a provider did and what it earned, for its people. */
export const recordRoutes =
  (crew: Pick<Crew, 'member'>, record: ProviderRecord): Routes =>
  (app) => {
    app.get(
      '/v1/providers/:providerId/scorecard',
      contract({
        operationId: 'getScorecard',
        summary: 'How your startup did: offers, acceptance, deliveries, first attempts, promises kept',
        tag,
        access: 'person',
        params: providerParams,
        query: shapes.scorecardQuery,
        replies: { 200: shapes.scorecardView },
        example: { params, query: { days: 30 }, reply: scorecardExample },
      }),
      async (request) => {
        await crew.member(personOf(request), request.params.providerId)
        return record.scorecard(request.params.providerId, request.query.days)
      },
    )

    app.get(
      '/v1/providers/:providerId/statement',
      contract({
        operationId: 'getProviderStatement',
        summary: 'Fees earned and cash held in a month; for owners',
        tag,
        access: 'person',
        params: providerParams,
        query: shapes.statementQuery,
        replies: { 200: shapes.statementView },
        example: { params, query: { month: '2026-11' }, reply: statementExample },
      }),
      async (request) => {
        await crew.member(personOf(request), request.params.providerId, 'owner')
        return record.statement(request.params.providerId, request.query.month)
      },
    )
  }
