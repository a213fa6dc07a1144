import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import type { Database } from '../../platform/database/index.ts'
import { contract, personOf, type Routes } from '../../platform/http/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { type PointsService, pointIdExample, pointParams } from '../points/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import {
  attentionFields,
  type Holder,
  outcomeView,
  outcomeViewOf,
  pointsOf,
  type ShipmentOrders,
  type ShipmentPeople,
  type Shipments,
  shipmentIdExample,
  shipmentParams,
  viewerOf,
} from '../shipments/index.ts'
import type { Desk, DeskParcel } from './desk.service.ts'
import type { RelaySettings } from './relay.ports.ts'
import { collectedAt } from './relay.rules.ts'
import * as shapes from './relay.schema.ts'
import type { RelayService } from './relay.service.ts'
import type { ShopHand } from './shop.service.ts'

const tag = 'points'
const example = { pointId: pointIdExample, shipmentId: shipmentIdExample }
const deskExample = {
  shipmentId: shipmentIdExample,
  orderId: 'ord_01jd3h5w6nfz8t6m3m3m3m3m3m',
  role: 'coming' as const,
  state: 'pickedUp' as const,
  since: '2026-11-20T06:30:00.000Z',
  cashDuePaise: 0,
  showCode: '182736',
  door: null,
}
const outcomeExample = { state: 'delivered' as const, effect: 'moved' as const }
const startup = { kind: 'provider' as const, name: 'Quick Parcel' }
const wayExample = {
  holder: startup,
  custody: [
    { holder: { kind: 'shop' as const, name: null }, since: '2026-11-20T06:30:00.000Z' },
    { holder: startup, since: '2026-11-20T07:10:00.000Z' },
  ],
  collect: { pointId: pointIdExample, until: null },
  legs: [
    {
      ...{ leg: 1, from: null, to: 'Nagpur hub', back: false, via: 'startup' as const },
      ...{ state: 'pickedUp' as const, carrier: 'Quick Parcel' },
    },
  ],
}

const deskViewOf = ({ parcel, role, showCode, door }: DeskParcel) => ({
  shipmentId: parcel.shipmentId,
  orderId: parcel.orderId,
  role,
  state: parcel.state,
  since: parcel.stateSince,
  cashDuePaise: role === 'toBuyer' ? parcel.codPaise : 0n,
  showCode,
  door,
})

/** Endpoints for the people of points, and for whoever wants to know through whose hands a parcel goes. */
export const relayRoutes =
  ({
    db,
    desk,
    relay,
    shop,
    ...deps
  }: {
    db: Database
    desk: Desk
    relay: RelayService
    shop: ShopHand
    shipments: Shipments
    points: PointsService
    orders: Pick<ShipmentOrders, 'orderFor'>
    people: ShipmentPeople
    directory: Pick<ProviderDirectory, 'find'>
    decisions: Pick<Audit, 'record'>
    settings: Pick<RelaySettings, 'collectHours'>
  }): Routes =>
  (app) => {
    const { shipments, points, orders, people, directory } = deps

    app.get(
      '/v1/points/:pointId/parcels',
      contract({
        operationId: 'listParcelsAtPoint',
        summary: 'Parcels that come to your point, lie there, or may come back',
        tag,
        access: 'person',
        params: pointParams,
        replies: { 200: shapes.deskList },
        example: { params: { pointId: pointIdExample }, reply: { items: [deskExample] } },
      }),
      async (request) => ({
        items: (await desk.list(personOf(request), request.params.pointId)).map(deskViewOf),
      }),
    )

    app.post(
      '/v1/points/:pointId/parcels/:shipmentId/hand-in',
      contract({
        operationId: 'handInAtPoint',
        summary: 'Take a parcel from its carrier, by the code with which that fetched it',
        description: 'The carrier may as well send the code that you show: then nothing is to be typed here.',
        tag,
        access: 'person',
        params: shapes.deskParams,
        body: shapes.codeBody,
        replies: { 200: outcomeView },
        problems: [409, 422],
        example: { params: example, body: { code: '182736' }, reply: outcomeExample },
      }),
      async (request) =>
        outcomeViewOf(await desk.handIn(personOf(request), request.params, request.body.code)),
    )

    app.post(
      '/v1/points/:pointId/parcels/:shipmentId/hand-out',
      contract({
        operationId: 'handOutAtPoint',
        summary: 'Hand a parcel to its buyer, by the code that the buyer shows',
        tag,
        access: 'person',
        params: shapes.deskParams,
        body: shapes.handOutBody,
        replies: { 200: outcomeView },
        problems: [409, 422],
        example: { params: example, body: { code: '182736' }, reply: outcomeExample },
      }),
      async (request) => outcomeViewOf(await desk.handOut(personOf(request), request.params, request.body)),
    )

    app.post(
      '/v1/points/:pointId/parcels/:shipmentId/set-out',
      contract({
        operationId: 'setOutFromPoint',
        summary: 'Bring a parcel to its buyer’s door yourself',
        tag,
        access: 'person',
        params: shapes.deskParams,
        replies: { 200: outcomeView },
        problems: [409],
        example: { params: example, reply: { state: 'outForDelivery', effect: 'moved' } },
      }),
      async (request) => outcomeViewOf(await desk.setOut(personOf(request), request.params)),
    )

    app.get(
      '/v1/shipments/:shipmentId/way',
      contract({
        operationId: 'getWayOfShipment',
        summary: 'Through whose hands a parcel goes, and who answers for it now',
        tag: 'shipments',
        access: 'person',
        params: shipmentParams,
        replies: { 200: shapes.wayView },
        example: { params: { shipmentId: shipmentIdExample }, reply: wayExample },
      }),
      async (request) => {
        const parcel = await shipments.read(db, request.params.shipmentId)
        if (!parcel || parcel.leg > 0) throw notFound('shipment')
        const order = await orders.orderFor(db, parcel.orderId)
        await viewerOf(db, people, personOf(request).accountId, order)
        const way = await shipments.wayOf(db, parcel)
        const legs = way?.legs ?? []
        const custody = await shipments.custodyOf(db, parcel)
        const held = custody.flatMap(({ holder }) => (holder.kind === 'point' ? [holder.id] : []))
        const known = await points.several(db, [...new Set([...pointsOf(legs), ...held])])
        const nameOf = async (holder: Holder): Promise<string | null> => {
          if (holder.kind === 'point') return known.get(holder.id)?.name ?? null
          return holder.kind === 'provider' ? ((await directory.find(holder.id))?.name ?? null) : null
        }
        const steps = await Promise.all(
          custody.map(async ({ holder, recordedAt }) => ({
            holder: { kind: holder.kind, name: await nameOf(holder) },
            since: recordedAt,
          })),
        )
        return {
          holder: steps.at(-1)?.holder ?? { kind: 'shop' as const, name: null },
          custody: steps,
          collect: collectedAt(parcel, {
            chosen: order?.pointId ?? null,
            holder: custody.at(-1)?.holder,
            collectHours: deps.settings.collectHours,
          }),
          legs: await Promise.all(
            legs.map(async ({ leg, fromPoint, toPoint, back, via, state, providerId }) => ({
              ...{ leg, back, via, state },
              from: fromPoint && (known.get(fromPoint)?.name ?? null),
              to: toPoint && (known.get(toPoint)?.name ?? null),
              carrier: providerId && (await nameOf({ kind: 'provider', id: providerId })),
            })),
          ),
        }
      },
    )

    app.post(
      '/v1/shipments/:shipmentId/take-back',
      contract({
        operationId: 'takeBackFromPost',
        summary: 'Take a parcel back from the post before it is handed in there',
        description:
          'For the shop. The post is not told of it, or told by the next booking file that it does not come. The parcel then says bookingFailed: bring it yourself (`self-deliver`), or have others asked (`retry`). 409 postHasIt: the post has told of it already.',
        tag: 'shipments',
        access: 'person',
        params: shipmentParams,
        replies: { 200: shapes.takenBackView },
        problems: [409],
        example: {
          params: { shipmentId: shipmentIdExample },
          reply: {
            ...{ shipmentId: shipmentIdExample, state: 'bookingFailed', carrier: 'provider' },
            ...attentionFields({ code: 'takenBack' }),
          },
        },
      }),
      async (request) => {
        const parcel = await shipments.read(db, request.params.shipmentId)
        if (!parcel || parcel.leg > 0) throw notFound('shipment')
        const order = await orders.orderFor(db, parcel.orderId)
        await viewerOf(db, people, personOf(request).accountId, order, 'shop')
        const { shipmentId, state, carrier, attention } = await shop.takeBack(parcel)
        return { shipmentId, state, carrier, ...attentionFields(attention) }
      },
    )

    app.post(
      '/v1/operator/shipments/:shipmentId/placed',
      contract({
        operationId: 'placeShipment',
        summary: 'Say at which point a parcel is: it goes on from there; the decision is kept',
        tag: 'operators',
        access: 'operator',
        params: shipmentParams,
        body: shapes.placedBody,
        replies: { 204: z.undefined() },
        example: {
          params: { shipmentId: shipmentIdExample },
          body: { pointId: pointIdExample, reason: 'The van broke down; the parcel was left here.' },
        },
      }),
      async (request, reply) => {
        const { accountId: actorId } = personOf(request)
        const { pointId, reason } = request.body
        const parcel = await shipments.read(db, request.params.shipmentId)
        if (!parcel || parcel.leg > 0) throw notFound('shipment')
        await relay.placed(parcel, pointId, reason, (tx) =>
          deps.decisions.record(tx, {
            actorId,
            action: 'shipment.placed',
            objectId: parcel.shipmentId,
            reasons: [{ reason }],
          }),
        )
        return reply.code(204).send()
      },
    )
  }
