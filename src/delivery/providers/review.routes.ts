import { z } from 'zod'
import type { Id } from '../../kernel/ids.ts'
import { contract, personOf, type Routes, readCursor, toPage } from '../../platform/http/index.ts'
import { providerExample } from './providers.examples.ts'
import { viewOf } from './providers.routes.ts'
import * as shapes from './providers.schema.ts'
import type { ProvidersService } from './providers.service.ts'

const { providerParams: params, providerView } = shapes
const paramsExample = { providerId: providerExample.providerId }

/** Endpoints for the operators who approve delivery startups. */
export const reviewRoutes =
  (service: ProvidersService): Routes =>
  (app) => {
    app.get(
      '/v1/operator/providers/:providerId',
      contract({
        operationId: 'reviewProvider',
        summary: 'A delivery startup as operators see it',
        tag: 'operators',
        access: 'operator',
        params,
        replies: { 200: shapes.providerReview },
        example: {
          params: paramsExample,
          reply: { ...providerExample, status: 'submitted', liveSecrets: 1, liveKeys: 1 },
        },
      }),
      async (request) => {
        const { row, ...live } = await service.review(request.params.providerId)
        return { ...viewOf(row), ...live }
      },
    )

    app.post(
      '/v1/operator/providers/:providerId/send-back',
      contract({
        operationId: 'sendProviderBack',
        summary: 'Ask a delivery startup to mend something before it is approved',
        tag: 'operators',
        access: 'operator',
        params,
        body: shapes.reasonBody,
        replies: { 200: providerView },
        problems: [409],
        example: {
          params: paramsExample,
          body: { reason: 'Nobody answers at the phone number.' },
          reply: {
            ...providerExample,
            status: 'draft',
            statusReason: 'Nobody answers at the phone number.',
          },
        },
      }),
      async (request) =>
        viewOf(
          await service.decide(personOf(request), request.params.providerId, {
            step: 'sendBack',
            reason: request.body.reason,
          }),
        ),
    )

    app.get(
      '/v1/operator/providers',
      contract({
        operationId: 'listProviders',
        summary: 'Delivery startups by status',
        tag: 'operators',
        access: 'operator',
        query: shapes.operatorQuery,
        replies: { 200: shapes.providerPage },
        example: { query: { status: 'submitted' }, reply: { items: [providerExample] } },
      }),
      async (request) => {
        const { status, limit, cursor } = request.query
        const key = readCursor(cursor, z.tuple([shapes.providerParams.shape.providerId]))
        const rows = await service.listByStatus({
          status,
          limit: limit + 1,
          after: key?.[0] as Id<'provider'> | undefined,
        })
        return toPage(rows.map(viewOf), limit, (item) => [item.providerId])
      },
    )

    app.post(
      '/v1/operator/providers/:providerId/approve',
      contract({
        operationId: 'approveProvider',
        summary: 'Let a delivery startup be offered parcels',
        tag: 'operators',
        access: 'operator',
        params,
        replies: { 200: providerView },
        problems: [409],
        example: { params: paramsExample, reply: providerExample },
      }),
      async (request) =>
        viewOf(await service.decide(personOf(request), request.params.providerId, { step: 'approve' })),
    )

    app.post(
      '/v1/operator/providers/:providerId/suspend',
      contract({
        operationId: 'suspendProvider',
        summary: 'Offer a delivery startup no further parcels; it finishes what it has',
        tag: 'operators',
        access: 'operator',
        params,
        body: shapes.reasonBody,
        replies: { 200: providerView },
        problems: [409],
        example: {
          params: paramsExample,
          body: { reason: 'Parcels were left in the rain.' },
          reply: { ...providerExample, status: 'suspended', statusReason: 'Parcels were left in the rain.' },
        },
      }),
      async (request) =>
        viewOf(
          await service.decide(personOf(request), request.params.providerId, {
            step: 'suspend',
            reason: request.body.reason,
          }),
        ),
    )
  }
