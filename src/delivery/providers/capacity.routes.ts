import { contract, personOf, type Routes } from '../../platform/http/index.ts'
import * as shapes from './capacity.schema.ts'
import type { CapacityService } from './capacity.service.ts'
import { providerExample } from './providers.examples.ts'
import { providerParams as params } from './providers.schema.ts'

const tag = 'providers'
const paramsExample = { providerId: providerExample.providerId }
const district = { state: 'Delhi', district: 'New Delhi' }
const counterExample = { day: '2026-11-20', district, loanId: null, parcels: 131, limit: 150 }
const loanExample = {
  loanId: 'lon_01jd3p1v9zfq0v2c8m6t4k7r5n',
  side: 'lender' as const,
  otherName: 'Tez Parcel',
  district,
  parcelsPerDay: 40,
  status: 'accepted' as const,
  createdAt: '2026-11-20T06:30:00.000Z',
}

/** Endpoints of capacity: load against limits, and agreements between providers. */
export const capacityRoutes =
  (service: CapacityService): Routes =>
  (app) => {
    app.get(
      '/v1/providers/:providerId/load',
      contract({
        operationId: 'getProviderLoad',
        summary: 'Parcels that your startup was asked for, day by day, against the limits that it named',
        tag,
        access: 'person',
        params,
        query: shapes.loadQuery,
        replies: { 200: shapes.loadView },
        example: { params: paramsExample, query: { days: 14 }, reply: { items: [counterExample] } },
      }),
      async (request) => ({
        items: await service.load(personOf(request), request.params.providerId, request.query.days),
      }),
    )

    app.get(
      '/v1/operator/load',
      contract({
        operationId: 'listLoad',
        summary: 'How full one day of every delivery startup is',
        tag: 'operators',
        access: 'operator',
        query: shapes.allLoadQuery,
        replies: { 200: shapes.allLoadView },
        example: {
          query: { day: '2026-11-20' },
          reply: {
            items: [{ ...paramsExample, name: 'Tez Parcel', counters: [counterExample] }],
          },
        },
      }),
      async (request) => ({ items: await service.loadOfAll(request.query.day) }),
    )

    app.get(
      '/v1/providers/:providerId/loans',
      contract({
        operationId: 'listCapacityLoans',
        summary: 'Agreements by which startups carry for each other what does not fit into a day',
        tag,
        access: 'person',
        params,
        replies: { 200: shapes.loanList },
        example: { params: paramsExample, reply: { items: [loanExample] } },
      }),
      async (request) => ({
        items: await service.loans(personOf(request), request.params.providerId),
      }),
    )

    app.post(
      '/v1/providers/:providerId/loans',
      contract({
        operationId: 'proposeCapacityLoan',
        summary: 'Offer another startup places of your day',
        description:
          'Once it accepts, parcels of that district for which it has no room are offered to you, up to so many a day, at its price. They come on top of your own limits.',
        tag,
        access: 'person',
        params,
        body: shapes.loanBody,
        replies: { 201: shapes.loanView },
        example: {
          params: paramsExample,
          body: { borrowerDipp: 'DIPP12345', district, parcelsPerDay: 40 },
          reply: { ...loanExample, status: 'proposed' },
        },
      }),
      async (request, reply) =>
        reply
          .code(201)
          .send(await service.propose(personOf(request), request.params.providerId, request.body)),
    )

    for (const [path, operationId, summary, work] of [
      ['accept', 'acceptCapacityLoan', 'Accept places that another startup offers', service.accept],
      ['end', 'endCapacityLoan', 'End an agreement about places; either side may', service.end],
    ] as const)
      app.post(
        `/v1/providers/:providerId/loans/:loanId/${path}`,
        contract({
          operationId,
          summary,
          tag,
          access: 'person',
          params: shapes.loanParams,
          replies: { 200: shapes.loanView },
          problems: [409],
          example: { params: { ...paramsExample, loanId: loanExample.loanId }, reply: loanExample },
        }),
        async (request) => work(personOf(request), request.params),
      )
  }
