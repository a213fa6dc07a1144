import { z } from 'zod'
import type { Id } from '../../kernel/ids.ts'
import {
  contract,
  pageOf,
  pageQuery,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import type { HandsService } from './hands.service.ts'
import * as shapes from './remittances.schema.ts'
import type { RemittancesService } from './remittances.service.ts'
import type { CashHand } from './remittances.store.ts'

const tag = 'remittances'
const { ids } = shapes

/** Before which file a page begins. */
export const cursorOf = (cursor: string | undefined) =>
  readCursor(cursor, z.tuple([wireId('remittance')]))?.[0]

/** What is said of each of those who settle with the platform. */
const hands = {
  provider: {
    at: 'providers',
    who: 'your startup',
    ofOne: 'a startup',
    operations: {
      tell: 'tellRemittance',
      list: 'listRemittances',
      get: 'getRemittance',
      record: 'recordRemittance',
      limit: 'setCashLimit',
      withdraw: 'withdrawRemittance',
      hand: 'getCashOfProvider',
    },
  },
  point: {
    at: 'points',
    who: 'your point',
    ofOne: 'a point',
    operations: {
      tell: 'tellPointRemittance',
      list: 'listPointRemittances',
      get: 'getPointRemittance',
      record: 'recordPointRemittance',
      limit: 'setPointCashLimit',
      withdraw: 'withdrawPointRemittance',
      hand: 'getCashOfPoint',
    },
  },
} as const

/** Settlement files and the limit of cash of those who send cash on: startups and points, each at its own address. */
export const settlementRoutes =
  (
    { service, hands: cash }: { service: RemittancesService; hands: HandsService },
    kind: keyof typeof hands,
  ): Routes =>
  (app) => {
    const { at, who, ofOne, operations } = hands[kind]
    const name = `${kind}Id` as const
    const params = z.strictObject({ [name]: wireId(kind) })
    const oneParams = params.extend({ remittanceId: wireId('remittance') })
    const handOf = (given: Readonly<Record<string, string>>) => given[name] as CashHand
    const hand = { [name]: ids[name] }
    const reportExample = { ...shapes.reportExample, hand: ids[name] }

    app.post(
      `/v1/${at}/:${name}/remittances`,
      contract({
        operationId: operations.tell,
        summary: `Hand in a settlement file of ${who}: the cash that you have sent on, parcel by parcel`,
        description:
          'It is booked once an operator has seen the money. A line that stood in an earlier file counts once.',
        tag,
        access: 'person',
        params,
        body: shapes.settlementBody,
        replies: { 201: shapes.reportView },
        example: { params: hand, body: { csv: shapes.csvExample }, reply: reportExample },
      }),
      async (request, reply) =>
        reply.code(201).send(await service.tell(personOf(request), handOf(request.params), request.body.csv)),
    )

    app.get(
      `/v1/${at}/:${name}/remittances`,
      contract({
        operationId: operations.list,
        summary: `Settlement files of ${who}, the newest first`,
        tag,
        access: 'person',
        params,
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.remittanceView) },
        example: {
          params: hand,
          query: { limit: 20 },
          reply: { items: [{ ...shapes.sumsExample, hand: ids[name] }] },
        },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const page = { before: cursorOf(cursor), limit: limit + 1 }
        const found = await service.ofHand(personOf(request), handOf(request.params), page)
        return toPage(found, limit, (one) => [one.remittanceId])
      },
    )

    app.get(
      `/v1/${at}/:${name}/remittances/:remittanceId`,
      contract({
        operationId: operations.get,
        summary: `A settlement file of ${who}, line by line, with what did not match`,
        tag,
        access: 'person',
        params: oneParams,
        replies: { 200: shapes.reportView },
        example: { params: { ...hand, remittanceId: ids.remittanceId }, reply: reportExample },
      }),
      async (request) => {
        const remittanceId = request.params.remittanceId as Id<'remittance'>
        return service.ofHandOne(personOf(request), handOf(request.params), remittanceId)
      },
    )

    app.post(
      `/v1/${at}/:${name}/remittances/:remittanceId/withdraw`,
      contract({
        operationId: operations.withdraw,
        summary: `Take a settlement file of ${who} back, as long as it is not booked`,
        tag,
        access: 'person',
        params: oneParams,
        replies: { 200: shapes.reportView },
        problems: [409],
        example: {
          params: { ...hand, remittanceId: ids.remittanceId },
          reply: {
            ...reportExample,
            ...{ state: 'withdrawn' as const, bookedAt: null, short: 0, open: 0 },
            rows: [{ ...shapes.lineExample, hand: ids[name], outcome: null, heldPaise: null }],
          },
        },
      }),
      async (request) => {
        const remittanceId = request.params.remittanceId as Id<'remittance'>
        return service.withdraw(personOf(request), handOf(request.params), remittanceId)
      },
    )

    app.get(
      `/v1/operator/${at}/:${name}/cash`,
      contract({
        operationId: operations.hand,
        summary: `The market’s cash that ${ofOne} has in hand, and what it may have`,
        tag,
        access: 'operator',
        params,
        replies: { 200: shapes.namedHandView },
        example: {
          params: hand,
          reply: { name: 'Tez Parcel', heldPaise: 842_050, limitPaise: 1_000_000, full: false },
        },
      }),
      async (request) => cash.ofHand(handOf(request.params)),
    )

    app.post(
      `/v1/operator/${at}/:${name}/remittances`,
      contract({
        operationId: operations.record,
        summary: `Record a settlement file for ${ofOne}`,
        tag,
        access: 'operator',
        params,
        body: shapes.settlementBody,
        replies: { 201: shapes.reportView },
        example: { params: hand, body: { csv: shapes.csvExample }, reply: reportExample },
      }),
      async (request, reply) =>
        reply
          .code(201)
          .send(await service.tellFor(personOf(request), handOf(request.params), request.body.csv)),
    )

    app.put(
      `/v1/operator/${at}/:${name}/cash-limit`,
      contract({
        operationId: operations.limit,
        summary: `How much of the market’s cash ${ofOne} may have in hand; with more it gets no parcels with cash`,
        tag,
        access: 'operator',
        params,
        body: shapes.limitBody,
        replies: { 204: z.null() },
        example: { params: hand, body: { limitPaise: 1_000_000 }, reply: null },
      }),
      async (request, reply) => {
        await cash.setLimit(personOf(request), handOf(request.params), request.body.limitPaise)
        return reply.code(204).send(null)
      },
    )
  }
