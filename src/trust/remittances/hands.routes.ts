import { z } from 'zod'
import {
  contract,
  pageOf,
  pageQuery,
  personOf,
  providerOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
  wireInstant,
} from '../../platform/http/index.ts'
import type { HandsService } from './hands.service.ts'
import * as shapes from './remittances.schema.ts'
import type { RidersService } from './riders.service.ts'

const tag = 'remittances'
const { ids } = shapes
const pointParams = z.strictObject({ pointId: wireId('point') })
const providerParams = z.strictObject({ providerId: wireId('provider') })
const handInExample = { riderId: 'rider-17' }
const handedInExample = { orders: 6, paise: 252_300 }

/** Cash in the hands of startups, riders, points and shops. */
export const handsRoutes =
  ({ hands, riders }: { hands: HandsService; riders: RidersService }): Routes =>
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
          reply: { heldPaise: 842_050, limitPaise: 5_000_000, full: false, waiting: 1, open: 0 },
        },
      }),
      (request) => hands.ofPoint(personOf(request), request.params.pointId),
    )

    app.get(
      '/v1/points/:pointId/cash/orders',
      contract({
        operationId: 'listOpenCashOfPoint',
        summary: 'Orders whose cash your point took and has not yet sent on, the oldest first',
        tag,
        access: 'person',
        params: pointParams,
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.openCashView) },
        example: {
          params: { pointId: ids.pointId },
          query: { limit: 20 },
          reply: { items: [shapes.openCashExample] },
        },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('order')]))?.[0]
        const page = { after, limit: limit + 1 }
        const found = await hands.openOfPoint(personOf(request), request.params.pointId, page)
        return toPage(found, limit, (one) => [one.orderId])
      },
    )

    app.get(
      '/v1/operator/cash',
      contract({
        operationId: 'listCashInHand',
        summary: 'The market’s cash in the hands of startups, their riders’ included, and what each may have',
        tag,
        access: 'operator',
        replies: { 200: shapes.handsView },
        example: {
          reply: {
            items: [
              {
                providerId: ids.providerId,
                name: 'Tez Parcel',
                heldPaise: 842_050,
                limitPaise: 1_000_000,
                full: false,
              },
            ],
          },
        },
      }),
      async () => ({ items: await hands.hands() }),
    )

    app.get(
      '/v1/operator/cash/hands',
      contract({
        operationId: 'listCashByAge',
        summary:
          'Whose hands the market’s cash is in, and since when: who has some of it for longest comes first',
        description:
          'Startups without what their riders have, riders, points and shops; ten seconds old at most. A shop sends nothing on: its cash is for its own goods, and counts since its hand was empty.',
        tag,
        access: 'operator',
        query: shapes.handsQuery,
        replies: { 200: pageOf(shapes.heldView) },
        example: { query: { limit: 20 }, reply: { items: [shapes.heldExample] } },
      }),
      async (request) => {
        const { limit, cursor, kind } = request.query
        const [since, account] = readCursor(cursor, z.tuple([wireInstant, z.string()])) ?? []
        const after = since && account !== undefined ? { since, account } : undefined
        const found = await hands.byAge({ kind, after, limit: limit + 1 })
        const page = toPage(found, limit, (one) => [one.since.toISOString(), one.account])
        return { ...page, items: page.items.map(({ account: _, ...one }) => one) }
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
