import { z } from 'zod'
import {
  contract,
  pageOf,
  pageQuery,
  personOf,
  providerOf,
  type Routes,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { cursorOf } from './remittances.routes.ts'
import * as shapes from './remittances.schema.ts'
import type { RemittancesService } from './remittances.service.ts'
import type { RidersService } from './riders.service.ts'

const tag = 'remittances'
const { ids } = shapes
const pointParams = z.strictObject({ pointId: wireId('point') })
const providerParams = z.strictObject({ providerId: wireId('provider') })
const handInExample = { riderId: 'rider-17' }
const handedInExample = { orders: 6, paise: 252_300 }

/** Cash in the hands of points and of riders. */
export const handsRoutes =
  ({ service, riders }: { service: RemittancesService; riders: RidersService }): Routes =>
  (app) => {
    app.get(
      '/v1/points/:pointId/cash',
      contract({
        operationId: 'getPointCash',
        summary: 'Cash that your point took at its counter and has not yet sent on',
        tag,
        access: 'person',
        params: pointParams,
        replies: { 200: shapes.pointCashView },
        example: {
          params: { pointId: ids.pointId },
          reply: { heldPaise: 842_050, limitPaise: 5_000_000, full: false },
        },
      }),
      (request) => service.ofPoint(personOf(request), request.params.pointId),
    )

    app.post(
      '/v1/points/:pointId/remittances',
      contract({
        operationId: 'tellPointRemittance',
        summary: 'Hand in a settlement file of your point: the cash that you have sent on, parcel by parcel',
        description: 'It is booked once an operator has seen the money.',
        tag,
        access: 'person',
        params: pointParams,
        body: shapes.settlementBody,
        replies: { 201: shapes.reportView },
        example: {
          params: { pointId: ids.pointId },
          body: { csv: shapes.csvExample },
          reply: shapes.reportExample,
        },
      }),
      async (request, reply) =>
        reply.code(201).send(await service.tell(personOf(request), request.params.pointId, request.body.csv)),
    )

    app.get(
      '/v1/points/:pointId/remittances',
      contract({
        operationId: 'listPointRemittances',
        summary: 'Settlement files of your point, the newest first',
        tag,
        access: 'person',
        params: pointParams,
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.remittanceView) },
        example: {
          params: { pointId: ids.pointId },
          query: { limit: 20 },
          reply: { items: [shapes.sumsExample] },
        },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const page = { before: cursorOf(cursor), limit: limit + 1 }
        const found = await service.ofHand(personOf(request), request.params.pointId, page)
        return toPage(found, limit, (one) => [one.remittanceId])
      },
    )

    app.put(
      '/v1/operator/points/:pointId/cash-limit',
      contract({
        operationId: 'setPointCashLimit',
        summary:
          'How much of the market’s cash a point may have in hand; from there on it gets no parcels with cash',
        tag,
        access: 'operator',
        params: pointParams,
        body: shapes.limitBody,
        replies: { 204: z.null() },
        example: { params: { pointId: ids.pointId }, body: { limitPaise: 1_000_000 }, reply: null },
      }),
      async (request, reply) => {
        await service.setLimit(personOf(request), request.params.pointId, request.body.limitPaise)
        return reply.code(204).send(null)
      },
    )

    app.get(
      '/v1/providers/:providerId/rider-cash',
      contract({
        operationId: 'listRiderCash',
        summary: 'Cash that your riders have taken and not handed in; most first',
        tag,
        access: 'person',
        params: providerParams,
        replies: { 200: shapes.ridersView },
        example: {
          params: { providerId: ids.providerId },
          reply: { items: [{ riderId: 'rider-17', heldPaise: 252_300, limitPaise: 2_500_000, full: false }] },
        },
      }),
      async (request) => ({ items: await riders.ofProvider(personOf(request), request.params.providerId) }),
    )

    app.post(
      '/v1/providers/:providerId/rider-cash',
      contract({
        operationId: 'takeRiderCash',
        summary: 'A rider has handed its cash in',
        description: 'Told again it changes nothing.',
        tag,
        access: 'person',
        params: providerParams,
        body: shapes.handInBody,
        replies: { 200: shapes.handedInView },
        example: {
          params: { providerId: ids.providerId },
          body: handInExample,
          reply: handedInExample,
        },
      }),
      (request) => riders.handIn(personOf(request), request.params.providerId, request.body),
    )

    app.post(
      '/v1/provider/rider-cash',
      contract({
        operationId: 'takeRiderCashByKey',
        summary: 'A rider has handed its cash in, told by your API key',
        description: 'Told again it changes nothing.',
        tag,
        access: 'provider',
        body: shapes.handInBody,
        replies: { 200: shapes.handedInView },
        example: { body: handInExample, reply: handedInExample },
      }),
      (request) => riders.handIn(null, providerOf(request).providerId, request.body),
    )
  }
