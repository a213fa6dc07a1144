import type { FastifyRequest } from 'fastify'
import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { contract, providerOf, type Routes } from '../../platform/http/index.ts'
import { type EventStreams, wholeAgain } from '../../platform/live/index.ts'
import { outcomeView, outcomeViewOf } from '../shipments/index.ts'
import { providerParams } from './dispatch.schema.ts'
import { offerParamsExample, outcomeExample, poolExample } from './pull.examples.ts'
import * as shapes from './pull.schema.ts'
import type { Pull } from './pull.service.ts'
import { poolChannel } from './pull.store.ts'

const tag = 'providers'
/** A lease that lapses rings no bell: a stream looks as often as this. */
const lookAgainMs = 3000

/** Endpoints for providers that fetch offers themselves, by their API key. */
export const pullRoutes =
  (pull: Pull, streams: EventStreams): Routes =>
  (app) => {
    app.addHook('preClose', (done) => {
      pull.waits.close()
      done()
    })

    const own = (request: FastifyRequest, providerId: Id<'provider'>): Id<'provider'> => {
      if (providerOf(request).providerId !== providerId) throw notFound('provider')
      return providerId
    }

    app.get(
      '/v1/providers/:providerId/offers',
      contract({
        operationId: 'listOffers',
        summary: 'Parcels that you may take, for startups without a server',
        description:
          'With `wait` the answer comes as soon as there is an offer, or something was taken back from you, at the latest after so many seconds. At most 20 requests of a startup wait at a time. What to do about parcels that you have already stands at `GET /v1/provider/instructions`.',
        tag,
        access: 'provider',
        params: providerParams,
        query: shapes.offersQuery,
        replies: { 200: shapes.poolView },
        example: {
          params: { providerId: offerParamsExample.providerId },
          query: { wait: 30 },
          reply: poolExample,
        },
      }),
      async (request, reply) => {
        const providerId = own(request, request.params.providerId)
        const waiting = { waitSeconds: request.query.wait, signal: shapes.gone(request, reply) }
        return shapes.poolViewOf(await pull.list(providerId, waiting))
      },
    )

    app.get(
      '/v1/providers/:providerId/offers/live',
      contract({
        operationId: 'watchOffers',
        summary: 'Parcels that you may take, as they change, by server-sent events',
        description: 'Each event is the whole of what `GET …/offers` answers, sent again when it changes.',
        tag,
        access: 'provider',
        params: providerParams,
        replies: { 200: shapes.poolView },
        produces: 'text/event-stream',
        example: { params: { providerId: offerParamsExample.providerId }, reply: poolExample },
      }),
      async (request, reply) => {
        const providerId = own(request, request.params.providerId)
        await streams.sseStream({
          request,
          reply,
          channel: poolChannel(providerId),
          lookAgainMs,
          load: wholeAgain('offers', async () =>
            shapes.poolView.encode(shapes.poolViewOf(await pull.pool(providerId))),
          ),
        })
      },
    )

    app.post(
      '/v1/providers/:providerId/offers/:reference/lease',
      contract({
        operationId: 'leaseOffer',
        summary: 'Take an offer out of the pool while you decide',
        description:
          'Of many who ask at once one gets it. A lease that ends without a decision puts the offer back.',
        tag,
        access: 'provider',
        params: shapes.offerParams,
        body: shapes.leaseBody,
        replies: { 200: shapes.leaseView },
        problems: [409],
        example: {
          params: offerParamsExample,
          body: { holder: 'desk-1', seconds: 30 },
          reply: {
            reference: offerParamsExample.reference,
            holder: 'desk-1',
            until: '2026-11-20T06:30:30.000Z',
          },
        },
      }),
      async (request) => {
        const { providerId, reference } = request.params
        own(request, providerId)
        const until = await pull.lease({ providerId, reference }, request.body)
        return { reference, holder: request.body.holder, until }
      },
    )

    app.post(
      '/v1/providers/:providerId/offers/:reference/accept',
      contract({
        operationId: 'acceptOffer',
        summary: 'Take the parcel, under your lease',
        description: 'Send it again until it is answered: the same holder gets the same answer.',
        tag,
        access: 'provider',
        params: shapes.offerParams,
        body: shapes.acceptBody,
        replies: { 200: outcomeView },
        problems: [409],
        example: { params: offerParamsExample, body: { holder: 'desk-1' }, reply: outcomeExample },
      }),
      async (request) => {
        own(request, request.params.providerId)
        return outcomeViewOf(await pull.accept(request.params, request.body.holder))
      },
    )

    app.post(
      '/v1/providers/:providerId/offers/:reference/decline',
      contract({
        operationId: 'declineOffer',
        summary: 'Leave the parcel to others, under your lease',
        tag,
        access: 'provider',
        params: shapes.offerParams,
        body: shapes.declineBody,
        replies: { 200: outcomeView },
        problems: [409],
        example: {
          params: offerParamsExample,
          body: { holder: 'desk-1', reason: 'No rider is free.' },
          reply: { state: 'offered', effect: 'moved' },
        },
      }),
      async (request) => {
        own(request, request.params.providerId)
        const { holder, reason } = request.body
        return outcomeViewOf(await pull.decline(request.params, holder, reason))
      },
    )
  }
