import { z } from 'zod'
import {
  contract,
  type HaatApp,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { outcomeView, outcomeViewOf } from '../shipments/index.ts'
import { crewExample, crewParamsExample, photoExample } from './crew.examples.ts'
import * as shapes from './crew.schema.ts'
import { type Crew, largestPhoto } from './crew.service.ts'
import { providerParams } from './dispatch.schema.ts'

const tag = 'providers'
const providerExample = { providerId: crewParamsExample.providerId }

/** Endpoints for the people of a provider: owners, dispatchers, riders. */
export const crewRoutes =
  (crew: Crew): Routes =>
  (app) => {
    app.get(
      '/v1/providers/:providerId/shipments',
      contract({
        operationId: 'listProviderShipments',
        summary: 'Parcels that your startup is asked for, carries, or has carried',
        description: 'Without timelines. Names and address lines come with those that you carry.',
        tag,
        access: 'person',
        params: providerParams,
        query: shapes.crewQuery,
        replies: { 200: shapes.crewPage },
        example: {
          params: providerExample,
          query: { state: 'carrying' },
          reply: { items: [{ ...crewExample, timeline: [] }] },
        },
      }),
      async (request) => {
        const { state: group, limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('offer')]))?.[0]
        const found = await crew.list(personOf(request), request.params.providerId, {
          group,
          after,
          limit: limit + 1,
        })
        return toPage(found, limit, (parcel) => [parcel.reference])
      },
    )

    app.get(
      '/v1/providers/:providerId/shipments/:shipmentId',
      contract({
        operationId: 'getProviderShipment',
        summary: 'A parcel as the people of its provider see it',
        description:
          'Names and address lines are shown from the moment you have accepted until the parcel has arrived or gone back; the buyer’s phone number never is.',
        tag,
        access: 'person',
        params: shapes.crewParams,
        replies: { 200: shapes.crewParcelView },
        example: { params: crewParamsExample, reply: crewExample },
      }),
      async (request) => crew.read(personOf(request), request.params),
    )

    app.post(
      '/v1/providers/:providerId/shipments/:shipmentId/events',
      contract({
        operationId: 'tellProviderShipment',
        summary: 'What happens to a parcel, told by a rider',
        description:
          'By the same rules as signed events: `pickedUp` needs the code that the shop shows, `delivered` the buyer’s code or a photo taken at the door, and where cash is due exactly that sum. `booked` and `declined` answer an offer that waits for you.',
        tag,
        access: 'person',
        params: shapes.crewParams,
        body: shapes.crewEventBody,
        replies: { 200: outcomeView },
        problems: [409, 422],
        example: {
          params: crewParamsExample,
          body: { status: 'pickedUp', handoverCode: '407193' },
          reply: { state: 'pickedUp', effect: 'moved' },
        },
      }),
      async (request) => outcomeViewOf(await crew.told(personOf(request), request.params, request.body)),
    )

    // In a scope of its own, where bodies are photos and nothing else.
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('image/jpeg', { parseAs: 'buffer' }, (_request, photo, done) =>
        done(null, photo),
      )
      photoRoute(scope as unknown as HaatApp, crew)
    })

    app.get(
      '/v1/photos/:photoId',
      contract({
        operationId: 'getPhoto',
        summary: 'A photo taken at a door',
        description: 'Known to those alone who were given its address, which nobody guesses.',
        tag,
        access: 'public',
        params: shapes.photoParams,
        replies: { 200: z.string() },
        produces: 'image/jpeg',
        example: { params: { photoId: photoExample }, reply: 'JPEG' },
      }),
      async (request, reply) => {
        const photo = await crew.photo(request.params.photoId)
        return reply
          .type('image/jpeg')
          .header('cache-control', 'private, max-age=86400')
          .send(photo as never)
      },
    )

    app.post(
      '/v1/providers/:providerId/calls/:callId/redeliver',
      contract({
        operationId: 'repeatProviderCall',
        summary: 'Make a signed call to you again',
        description:
          'A question about a booking, or the cancellation of one that has ended. A booking is never made again: it would be a second one. For owners.',
        tag,
        access: 'person',
        params: shapes.callParams,
        replies: { 202: z.strictObject({ repeated: z.literal(true) }) },
        problems: [409],
        example: {
          params: { ...providerExample, callId: 'cal_01jd3p1v9zfq0v2c8m6t4k7r5n' },
          reply: { repeated: true },
        },
      }),
      async (request, reply) => {
        await crew.redeliver(personOf(request), request.params.providerId, request.params.callId)
        return reply.code(202).send({ repeated: true as const })
      },
    )
  }

const photoRoute = (app: HaatApp, crew: Crew) =>
  app.post(
    '/v1/providers/:providerId/shipments/:shipmentId/photos',
    contract({
      operationId: 'addDoorPhoto',
      summary: 'Keep a photo taken at a door; give its address with the event',
      description: 'JPEG, at most 4 MB.',
      tag,
      access: 'person',
      params: shapes.crewParams,
      consumes: 'image/jpeg',
      bodyLimit: largestPhoto,
      replies: { 201: shapes.photoView },
      problems: [422],
      example: {
        params: crewParamsExample,
        body: 'JPEG',
        reply: { photoUrl: `https://haat.example.in/v1/photos/${photoExample}` },
      },
    }),
    async (request, reply) => {
      const photoUrl = await crew.keepPhoto(
        personOf(request),
        request.params,
        (request.body as Buffer | undefined) ?? Buffer.alloc(0),
      )
      return reply.code(201).send({ photoUrl })
    },
  )
