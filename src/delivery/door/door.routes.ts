import { z } from 'zod'
import { contract, personOf, type Routes } from '../../platform/http/index.ts'
import { shipmentIdExample, shipmentParams } from '../shipments/index.ts'
import * as shapes from './door.schema.ts'
import type { DoorService } from './door.service.ts'

const tag = 'shipments'
const params = { shipmentId: shipmentIdExample }
const orderExample = { orderId: 'ord_01jd3p1v9zfq0v2c8m6t4k7r5n' }
const neighbour = { name: 'Ramesh Gupta', house: '6 Barakhamba Road' }
const at = '2026-11-20T06:30:00.000Z'
const example = {
  shipmentId: shipmentIdExample,
  question: {
    ...{ attempt: 1, mostAttempts: 3, reason: 'Nobody opened.', failedAt: at },
    ...{ answerBy: '2026-11-20T10:30:00.000Z', otherwise: 'again' as const },
    choices: ['again' as const, 'slot' as const, 'return' as const],
    slots: [{ from: '2026-11-20T08:30:00.000Z', until: '2026-11-20T10:30:00.000Z' }],
    points: [],
  },
  decisions: [],
  neighbour,
}

type Door = Awaited<ReturnType<DoorService['read']>>

const viewOf = ({ parcel, question, decisions, neighbour: named }: Door): shapes.DoorView => ({
  shipmentId: parcel.shipmentId,
  question: question && {
    ...question,
    points: question.points.map(({ point, distanceMetres }) => ({
      ...{ pointId: point.pointId, name: point.name, line1: point.line1, pin: point.pin },
      ...{ point: point.place, distanceMetres: Math.round(distanceMetres) },
    })),
  },
  decisions: decisions.map(({ attempt, answer, accountId, slot, detail, told, decidedAt }) => ({
    ...{ attempt, answer, by: accountId ? ('buyer' as const) : ('time' as const), slot },
    ...{ note: detail?.note ?? null, told, decidedAt },
  })),
  neighbour: named,
})

/** Endpoints for what buyers decide about their doors. */
export const doorRoutes =
  (door: DoorService): Routes =>
  (app) => {
    app.get(
      '/v1/shipments/:shipmentId/door',
      contract({
        operationId: 'getDoor',
        summary: 'What is asked and decided at the door of a parcel',
        description:
          'For its buyer, its shop and operators. After an attempt that failed the buyer is asked; without an answer in time `otherwise` is done.',
        tag,
        access: 'person',
        params: shipmentParams,
        replies: { 200: shapes.doorView },
        example: { params, reply: example },
      }),
      async (request) => viewOf(await door.read(personOf(request), request.params.shipmentId)),
    )

    app.post(
      '/v1/shipments/:shipmentId/door',
      contract({
        operationId: 'answerDoor',
        summary: 'Decide what happens after an attempt that failed',
        description:
          'For its buyer, once for each attempt and in time. The carrier is told, and reads it on its parcel.',
        tag,
        access: 'person',
        params: shipmentParams,
        body: shapes.answerBody,
        replies: { 200: shapes.doorView },
        problems: [409, 422],
        example: {
          params,
          body: { answer: 'address', landmark: 'Behind the temple', gate: 'Gate 2' },
          reply: { ...example, question: null },
        },
      }),
      async (request) =>
        viewOf(await door.answer(personOf(request), request.params.shipmentId, request.body)),
    )

    app.put(
      '/v1/orders/:orderId/neighbour',
      contract({
        operationId: 'nameNeighbour',
        summary: 'Name a neighbour who may take the parcel of an order',
        description:
          'The carrier reads it once it has accepted the parcel. The delivery is proved as at your own door: by your code, or by a photo within 200 m.',
        tag,
        access: 'person',
        params: shapes.orderParams,
        body: shapes.neighbourBody,
        replies: { 200: shapes.neighbourBody },
        problems: [409],
        example: { params: orderExample, body: neighbour, reply: neighbour },
      }),
      async (request) => {
        await door.nameNeighbour(personOf(request), request.params.orderId, request.body)
        return request.body
      },
    )

    app.delete(
      '/v1/orders/:orderId/neighbour',
      contract({
        operationId: 'unnameNeighbour',
        summary: 'No neighbour may take the parcel of an order',
        tag,
        access: 'person',
        params: shapes.orderParams,
        replies: { 204: z.undefined() },
        problems: [409],
        example: { params: orderExample },
      }),
      async (request, reply) => {
        await door.nameNeighbour(personOf(request), request.params.orderId, null)
        return reply.code(204).send()
      },
    )
  }
