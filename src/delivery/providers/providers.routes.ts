import { z } from 'zod'
import { contract, expectedVersion, personOf, type Routes, sendVersion } from '../../platform/http/index.ts'
import { keyExample, providerExample, registerExample, termsExample } from './providers.examples.ts'
import * as shapes from './providers.schema.ts'
import type { ProvidersService } from './providers.service.ts'
import type { KeyRow, ProviderRow } from './providers.store.ts'
import { type TermsView, termsView } from './terms.schema.ts'
import type { TermsRow } from './terms.store.ts'

const tag = 'providers'
/** Two areas that name every PIN of India fit in. */
const bodyLimit = 512 * 1024
const { providerParams: params, providerView } = shapes
const paramsExample = { providerId: providerExample.providerId }

export const viewOf = (row: ProviderRow): shapes.ProviderView => ({
  providerId: row.id,
  status: row.status,
  statusReason: row.statusReason,
  name: row.name,
  dipp: row.dipp,
  contactPhone: row.contactPhone,
  contactEmail: row.contactEmail,
  insurance: row.insurance,
  capabilities: row.capabilities as shapes.ProviderView['capabilities'],
  rateCard: row.rateCard as shapes.ProviderView['rateCard'],
  promisedMinutes: row.promisedMinutes,
  liveQuotes: row.liveQuotes,
  channel: row.channel,
  ondc: row.ondc,
  webhookUrl: row.webhookUrl,
  version: row.version,
  terms: row.terms,
  createdAt: row.createdAt,
})
const termsViewOf = (version: TermsRow, holding: { number: number; holdsFrom: Date }): TermsView => ({
  number: version.number,
  holdsFrom: version.holdsFrom,
  state:
    version.number === holding.number ? 'holding' : version.holdsFrom > holding.holdsFrom ? 'coming' : 'past',
  capabilities: version.capabilities as TermsView['capabilities'],
  rateCard: version.rateCard as TermsView['rateCard'],
  promisedMinutes: version.promisedMinutes,
  liveQuotes: version.liveQuotes,
  createdAt: version.createdAt,
})
const keyOf = (row: KeyRow) => ({ keyId: row.id, prefix: `hk_${row.prefix}`, createdAt: row.createdAt })

/** Endpoints for delivery startups. */
export const providersRoutes =
  (service: ProvidersService): Routes =>
  (app) => {
    app.post(
      '/v1/providers',
      contract({
        operationId: 'registerProvider',
        summary: 'Register a delivery startup',
        tag,
        access: 'person',
        body: shapes.registerBody,
        bodyLimit,
        replies: { 201: providerView },
        problems: [409],
        example: { body: registerExample, reply: providerExample },
      }),
      async (request, reply) => {
        const row = await service.register(personOf(request), request.body)
        return sendVersion(reply, row.version).code(201).send(viewOf(row))
      },
    )

    app.get(
      '/v1/providers',
      contract({
        operationId: 'listMyProviders',
        summary: 'The delivery startups that you act for',
        tag,
        access: 'person',
        replies: { 200: shapes.providerPage },
        example: { reply: { items: [providerExample] } },
      }),
      async (request) => ({ items: (await service.mine(personOf(request))).map(viewOf) }),
    )

    app.get(
      '/v1/providers/:providerId',
      contract({
        operationId: 'getProvider',
        summary: 'A delivery startup, for those who belong to it',
        tag,
        access: 'person',
        params,
        replies: { 200: providerView },
        example: { params: paramsExample, reply: providerExample },
      }),
      async (request, reply) => {
        const row = await service.read(personOf(request), request.params.providerId)
        return sendVersion(reply, row.version).send(viewOf(row))
      },
    )

    app.patch(
      '/v1/providers/:providerId',
      contract({
        operationId: 'changeProvider',
        summary: 'Change what a delivery startup serves, asks and answers at',
        tag,
        access: 'person',
        params,
        body: shapes.changeBody,
        bodyLimit,
        replies: { 200: providerView },
        problems: [409],
        ifMatch: true,
        example: { params: paramsExample, body: { promisedMinutes: 45 }, reply: providerExample },
      }),
      async (request, reply) => {
        const version = expectedVersion(request)
        const row = await service.change(personOf(request), request.params.providerId, version, request.body)
        return sendVersion(reply, row.version).send(viewOf(row))
      },
    )

    app.get(
      '/v1/providers/:providerId/terms',
      contract({
        operationId: 'listProviderTerms',
        summary: 'All versions of what a delivery startup offers, newest first',
        description: 'Each holds from its beginning until the next begins. Bookings keep the price agreed.',
        tag,
        access: 'person',
        params,
        replies: { 200: z.strictObject({ items: z.array(termsView) }) },
        example: { params: paramsExample, reply: { items: [termsExample] } },
      }),
      async (request) => {
        const { row, versions } = await service.terms(personOf(request), request.params.providerId)
        return { items: versions.map((version) => termsViewOf(version, row.terms)) }
      },
    )

    app.delete(
      '/v1/providers/:providerId/terms/:number',
      contract({
        operationId: 'deleteProviderTerms',
        summary: 'Take back a version that does not hold yet',
        tag,
        access: 'person',
        params: shapes.termsParams,
        replies: { 204: z.null() },
        example: { params: { ...paramsExample, number: '4' } },
      }),
      async (request, reply) => {
        await service.takeBackTerms(personOf(request), request.params.providerId, request.params.number)
        return reply.code(204).send(null)
      },
    )

    app.post(
      '/v1/providers/:providerId/submit',
      contract({
        operationId: 'submitProvider',
        summary: 'Ask the operators for approval',
        tag,
        access: 'person',
        params,
        replies: { 200: providerView },
        problems: [409, 422],
        example: { params: paramsExample, reply: { ...providerExample, status: 'submitted' } },
      }),
      async (request) => viewOf(await service.submit(personOf(request), request.params.providerId)),
    )

    app.get(
      '/v1/providers/:providerId/keys',
      contract({
        operationId: 'listProviderKeys',
        summary: 'The live API keys',
        tag,
        access: 'person',
        params,
        replies: { 200: z.strictObject({ items: z.array(shapes.keyView) }) },
        example: { params: paramsExample, reply: { items: [keyExample] } },
      }),
      async (request) => ({
        items: (await service.keys(personOf(request), request.params.providerId)).map(keyOf),
      }),
    )

    app.post(
      '/v1/providers/:providerId/keys',
      contract({
        operationId: 'makeProviderKey',
        summary: 'Make an API key; it is shown once, and two are live at a time',
        tag,
        access: 'person',
        params,
        replies: { 201: shapes.newKeyView },
        problems: [409],
        example: {
          params: paramsExample,
          reply: { ...keyExample, key: 'hk_abcdefgh_0123456789012345678901234567890123456789abc' },
        },
      }),
      async (request, reply) => {
        const { row, text } = await service.addKey(personOf(request), request.params.providerId)
        return reply.code(201).send({ ...keyOf(row), key: text })
      },
    )

    app.delete(
      '/v1/providers/:providerId/keys/:keyId',
      contract({
        operationId: 'deleteProviderKey',
        summary: 'End an API key at once',
        tag,
        access: 'person',
        params: shapes.keyParams,
        replies: { 204: z.null() },
        example: { params: { ...paramsExample, keyId: keyExample.keyId } },
      }),
      async (request, reply) => {
        await service.deleteKey(personOf(request), request.params.providerId, request.params.keyId)
        return reply.code(204).send(null)
      },
    )

    app.post(
      '/v1/providers/:providerId/webhook-secrets',
      contract({
        operationId: 'makeProviderSecret',
        summary: 'Make a webhook secret; the one before stays live beside it',
        tag,
        access: 'person',
        params,
        replies: { 201: shapes.newSecretView },
        example: {
          params: paramsExample,
          reply: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq=', live: 1 },
        },
      }),
      async (request, reply) =>
        reply.code(201).send(await service.addSecret(personOf(request), request.params.providerId)),
    )
  }
