import type { FastifyRequest } from 'fastify'
import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import { contract, personOf, type Routes } from '../../platform/http/index.ts'
import type { EventStreams } from '../../platform/live/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import type { ShipmentCodes } from './shipments.codes.ts'
import { entryExample, orderId, shipmentExample, shipmentId } from './shipments.examples.ts'
import { effectsFor, type Viewer, viewerOf } from './shipments.policy.ts'
import type { ShipmentOrders, ShipmentPeople } from './shipments.ports.ts'
import { entryViewOf, outcomeViewOf, shipmentViewOf } from './shipments.presenters.ts'
import * as shapes from './shipments.schema.ts'
import type { ShipmentsService } from './shipments.service.ts'
import { channelOf } from './shipments.store.ts'
import type { Shipment } from './shipments.types.ts'
import { readEntries } from './timeline.store.ts'

const tag = 'shipments'
const params = shapes.shipmentParams
const paramsExample = { shipmentId }
/** Longest timeline in one answer. */
const mostEntries = 500

/** Endpoints that show parcels and take in what shops and operators tell. */
export const shipmentsRoutes =
  (deps: {
    db: Database
    service: ShipmentsService
    orders: ShipmentOrders
    people: ShipmentPeople
    decisions: Pick<Audit, 'record'>
    directory: ProviderDirectory
    codes: ShipmentCodes
    streams: EventStreams
  }): Routes =>
  (app) => {
    const { db, service, orders, people, directory, codes } = deps

    const seen = async (
      request: FastifyRequest,
      id: Id<'shipment'>,
      as?: Viewer,
    ): Promise<{ parcel: Shipment; viewer: Viewer }> => {
      const parcel = await service.read(db, id)
      // A leg is for those who carry it; buyer and shop see the whole.
      if (!parcel || parcel.leg > 0) throw notFound('shipment')
      const order = await orders.orderFor(db, parcel.orderId)
      return { parcel, viewer: await viewerOf(db, people, personOf(request).accountId, order, as) }
    }

    const viewOf = async (parcel: Shipment, viewer: Viewer): Promise<shapes.ShipmentView> =>
      shipmentViewOf(parcel, {
        viewer,
        codes,
        openLeg:
          viewer === 'shop' && parcel.carrier === 'relay' ? await service.openLegOf(db, parcel) : undefined,
        timeline: await readEntries(db, parcel, {
          after: parcel.lastSequence - mostEntries,
          limit: mostEntries,
          effects: effectsFor[viewer],
        }),
        providerName: parcel.providerId ? (await directory.find(parcel.providerId))?.name : undefined,
      })

    app.get(
      '/v1/shipments/:shipmentId',
      contract({
        operationId: 'getShipment',
        summary: 'A parcel as its buyer, its shop or an operator sees it',
        tag,
        access: 'person',
        params,
        query: shapes.viewQuery,
        replies: { 200: shapes.shipmentView },
        example: { params: paramsExample, reply: shipmentExample },
      }),
      async (request) => {
        const { parcel, viewer } = await seen(request, request.params.shipmentId, request.query.as)
        return viewOf(parcel, viewer)
      },
    )

    app.get(
      '/v1/orders/:orderId/shipments',
      contract({
        operationId: 'listShipmentsOfOrder',
        summary: 'The parcels of an order',
        tag,
        access: 'person',
        params: shapes.orderParams,
        query: shapes.viewQuery,
        replies: { 200: shapes.shipmentList },
        example: { params: { orderId }, reply: { items: [shipmentExample] } },
      }),
      async (request) => {
        const order = await orders.orderFor(db, request.params.orderId)
        const { accountId } = personOf(request)
        const viewer = await viewerOf(db, people, accountId, order, request.query.as)
        const parcel = order && (await service.ofOrder(db, order))
        return { items: parcel ? [await viewOf(parcel, viewer)] : [] }
      },
    )

    app.get(
      '/v1/shipments/:shipmentId/live',
      contract({
        operationId: 'watchShipment',
        summary: 'A parcel’s timeline as it grows, by server-sent events',
        description:
          'Each event is an entry of the timeline with its sequence as id. A reader that comes back sends Last-Event-ID and gets what it missed.',
        tag,
        access: 'person',
        params,
        query: shapes.viewQuery,
        replies: { 200: shapes.entryView },
        produces: 'text/event-stream',
        example: { params: paramsExample, reply: entryExample },
      }),
      async (request, reply) => {
        const { shipmentId: id } = request.params
        await deps.streams.sseStream({
          request,
          reply,
          channel: channelOf(id),
          load: async (after, limit) => {
            const { parcel, viewer } = await seen(request, id, request.query.as)
            const page = { after, limit, effects: effectsFor[viewer] }
            return (await readEntries(db, parcel, page)).map((entry) => ({
              seq: entry.sequence,
              event: 'entry',
              data: shapes.entryView.encode(entryViewOf(entry)),
            }))
          },
        })
      },
    )

    app.post(
      '/v1/shipments/:shipmentId/events',
      contract({
        operationId: 'tellShipment',
        summary: 'What happens to a parcel that the shop delivers itself',
        tag,
        access: 'person',
        params,
        body: shapes.shopEventBody,
        replies: { 200: shapes.outcomeView },
        problems: [409, 422],
        example: {
          params: paramsExample,
          body: { status: 'delivered', deliveryCode: '182736', cashCollectedPaise: 42_050 },
          reply: { state: 'delivered', effect: 'moved' },
        },
      }),
      async (request) => {
        const { parcel } = await seen(request, request.params.shipmentId, 'shop')
        const { location, occurredAt, ...told } = request.body
        const word = { ...told, place: location, occurredAt: occurredAt ?? new Date() }
        const who = { by: 'shop' as const, providerId: null, eventId: null }
        return outcomeViewOf(await service.toldByShop(parcel, { ...word, ...who }))
      },
    )

    app.post(
      '/v1/operator/shipments/:shipmentId/events',
      contract({
        operationId: 'settleShipment',
        summary: 'Settle what codes and photos could not; the decision is kept',
        tag: 'operators',
        access: 'operator',
        params,
        body: shapes.operatorEventBody,
        replies: { 200: shapes.outcomeView },
        problems: [409],
        example: {
          params: paramsExample,
          body: { status: 'delivered', reason: 'The buyer confirmed by phone.' },
          reply: { state: 'delivered', effect: 'moved' },
        },
      }),
      async (request) => {
        const { accountId: actorId } = personOf(request)
        const { status, reason } = request.body
        const parcel = await service.read(db, request.params.shipmentId)
        if (!parcel) throw notFound('shipment')
        const who = { by: 'operator' as const, providerId: null, eventId: null }
        const word = { ...who, status, reason, occurredAt: new Date() }
        const outcome = await service.toldByOperator(parcel, word, async (tx) => {
          const action = `shipment.${status}`
          await deps.decisions.record(tx, {
            actorId,
            action,
            objectId: parcel.shipmentId,
            reasons: [{ reason }],
          })
        })
        return outcomeViewOf(outcome)
      },
    )
  }
