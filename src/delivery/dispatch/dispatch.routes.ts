import type { FastifyRequest } from 'fastify'
import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { contract, personOf, providerOf, type Routes } from '../../platform/http/index.ts'
import { verifyWebhook } from '../../platform/webhooks/index.ts'
import {
  attentionFields,
  effectsFor,
  outcomeView,
  outcomeViewOf,
  pointsOf,
  providerShipmentExample,
  providerShipmentView,
  providerViewOf,
  readEntries,
  type Shipment,
  shipmentIdExample,
  shipmentParams,
  viewerOf,
} from '../shipments/index.ts'
import { latestOfferTo, readSearch } from './decisions.store.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import { badSignature } from './dispatch.errors.ts'
import { parcelExample, providerEventExample, searchExample } from './dispatch.examples.ts'
import * as shapes from './dispatch.schema.ts'
import type { createShopChoices } from './dispatch.shop.ts'
import type { createTold } from './dispatch.told.ts'
import { isLive } from './offers.store.ts'

const params = shipmentParams
const paramsExample = { shipmentId: shipmentIdExample }

const parcelViewOf = ({ shipmentId, state, carrier, attention }: Shipment) => ({
  shipmentId,
  state,
  carrier,
  ...attentionFields(attention),
})

/** Endpoints of the search: what providers tell and fetch, what shops decide. */
export const dispatchRoutes =
  (
    deps: DispatchDeps,
    tell: ReturnType<typeof createTold>,
    choices: ReturnType<typeof createShopChoices>,
  ): Routes =>
  (app) => {
    const { db, shipments, orders, directory, people, shops } = deps

    // Before the body is judged: a stranger learns nothing, not even what a good body is.
    const signed = async (request: FastifyRequest): Promise<void> => {
      const { providerId } = request.params as { providerId: Id<'provider'> }
      const provider = await directory.find(providerId)
      const secrets = provider?.secrets ?? []
      const verdict = verifyWebhook({ headers: request.headers, body: request.rawBody, secrets })
      if (verdict.ok) return
      // Who fetches offers needs no secret: the key that fetches them tells of them, too.
      const [, key] = /^Bearer (hk_[^\s]{1,200})$/i.exec(request.headers.authorization ?? '') ?? []
      if (provider?.channel === 'pull' && key && (await deps.keyHolder(key)).providerId === providerId) return
      throw badSignature()
    }

    const ofShop = async (request: FastifyRequest, id: Id<'shipment'>): Promise<Shipment> => {
      const parcel = await shipments.read(db, id)
      const order = parcel && (await orders.orderFor(db, parcel.orderId))
      await viewerOf(db, people, personOf(request).accountId, order, 'shop')
      return parcel!
    }

    app.post(
      '/v1/providers/:providerId/events',
      {
        ...contract({
          operationId: 'tellBooking',
          summary: 'What happens to a booking, told by its provider',
          description:
            'Signed by Standard Webhooks with a live secret; startups that fetch offers may send their API key as a bearer token instead. Send it again until it is answered with 2xx: an event takes effect once, in whatever order events come. 409 bookingReleased means: the parcel was taken back, leave it.',
          tag: 'providers',
          access: 'signature',
          params: shapes.providerParams,
          body: shapes.providerEventBody,
          replies: { 200: outcomeView },
          problems: [409, 422],
          example: {
            params: { providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n' },
            body: providerEventExample,
            reply: { state: 'pickedUp', effect: 'moved' },
          },
        }),
        preValidation: signed,
      },
      async (request) => {
        const { location, ...told } = request.body
        return outcomeViewOf(await tell(request.params.providerId, { ...told, place: location }))
      },
    )

    app.get(
      '/v1/provider/shipments/:shipmentId',
      contract({
        operationId: 'getShipmentAsProvider',
        summary: 'A parcel for the provider that is asked for it, or has it',
        description:
          'Names and address lines are shown from the moment you have accepted until the parcel has arrived or gone back; the buyer’s phone number never is.',
        tag: 'providers',
        access: 'provider',
        params,
        replies: { 200: providerShipmentView },
        example: { params: paramsExample, reply: providerShipmentExample },
      }),
      async (request) => {
        const { providerId } = providerOf(request)
        const seen = await shipments.read(db, request.params.shipmentId)
        const tried = seen ? undefined : await deps.sandbox?.shipment(providerId, request.params.shipmentId)
        if (tried) return tried
        const ofSeen = seen && (await latestOfferTo(db, seen, providerId))
        // Of a parcel that was turned towards a point its carrier has the leg.
        const leg = seen && !ofSeen && seen.leg === 0 ? await shipments.openLegOf(db, seen) : undefined
        const parcel = leg ?? seen
        const offer = leg ? await latestOfferTo(db, leg, providerId) : ofSeen
        if (!parcel || !offer || !isLive(offer.state)) throw notFound('shipment')
        const accepted = offer.state === 'booked' && parcel.providerId === providerId
        const page = {
          after: parcel.lastSequence - 500,
          limit: 500,
          effects: effectsFor.provider,
          providerId,
        }
        return providerViewOf(parcel, {
          reference: offer.offerId,
          accepted,
          timeline: await readEntries(db, parcel, page),
          shop: accepted ? (await shops.shopFacts(db, [parcel.shopId])).get(parcel.shopId) : undefined,
          order: accepted ? await orders.orderFor(db, parcel.orderId) : undefined,
          points: await deps.points.several(db, pointsOf([parcel])),
          door: accepted ? (await deps.door.notesFor(db, [parcel])).get(parcel.shipmentId) : undefined,
          checkList: (await deps.checks.listsFor(db, [parcel])).get(parcel.shipmentId),
        })
      },
    )

    app.get(
      '/v1/shipments/:shipmentId/search',
      contract({
        operationId: 'getShipmentSearch',
        summary: 'Who was asked for a parcel, in which order, and why; for its shop and operators',
        tag: 'shipments',
        access: 'person',
        params,
        replies: { 200: shapes.searchView },
        example: { params: paramsExample, reply: searchExample },
      }),
      async (request) => {
        const parcel = await shipments.read(db, request.params.shipmentId)
        if (!parcel) throw notFound('shipment')
        if (!(await people.isOperator(personOf(request).accountId))) await ofShop(request, parcel.shipmentId)
        return readSearch(db, parcel)
      },
    )

    const decisions = [
      [
        'self-deliver',
        'deliverMyself',
        'Deliver a parcel yourself; nobody else is asked any more',
        choices.deliverItself,
      ],
      ['retry', 'retrySearch', 'Ask the delivery partners again now', choices.retry],
      [
        'release',
        'releaseShipment',
        'Take a parcel from a provider that does not answer, and have others asked',
        choices.release,
      ],
    ] as const
    for (const [path, operationId, summary, decide] of decisions) {
      app.post(
        `/v1/shipments/:shipmentId/${path}`,
        contract({
          operationId,
          summary,
          tag: 'shipments',
          access: 'person',
          params,
          replies: { 200: shapes.parcelView },
          problems: [409],
          example: { params: paramsExample, reply: parcelExample },
        }),
        async (request) => parcelViewOf(await decide(await ofShop(request, request.params.shipmentId))),
      )
    }
  }
