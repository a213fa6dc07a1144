import { z } from 'zod'
import { invalid, notFound } from '../../kernel/errors.ts'
import type { Places } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import {
  contract,
  pageOf,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
  wirePin,
} from '../../platform/http/index.ts'
import { unknownPin } from './points.errors.ts'
import * as example from './points.examples.ts'
import { monthIn, roomOf, whyFull } from './points.rules.ts'
import * as shapes from './points.schema.ts'
import type { PointsService } from './points.service.ts'
import type { PointFacts } from './points.types.ts'

const tag = 'points'
const pointParamsExample = { pointId: example.pointId }

const placeOf = (point: PointFacts) => ({
  pointId: point.pointId,
  kind: point.kind,
  name: point.name,
  line1: point.line1,
  pin: point.pin,
  district: point.district,
  state: point.state,
  place: point.place,
  phone: point.phone,
  hours: point.hours as (typeof shapes.pointView)['_output']['hours'],
  shelfParcels: point.shelfParcels,
  parcelsPerDay: point.parcelsPerDay,
  feePaise: point.feePaise,
  deliversMetres: point.deliversMetres,
  deliveryFeePaise: point.deliveryFeePaise,
})

const viewOf = (point: PointFacts) => ({
  ...placeOf(point),
  shopId: point.shopId,
  providerId: point.providerId,
  status: point.status,
  statusReason: point.statusReason,
  taken: point.taken,
  today: point.today,
})

/** Endpoints to find points, and for the people who run them. */
export const pointsRoutes =
  ({
    db,
    places,
    service,
  }: {
    db: Database
    places: Pick<Places, 'lookUp'>
    service: PointsService
  }): Routes =>
  (app) => {
    app.get(
      '/v1/points',
      contract({
        operationId: 'listPointsNear',
        summary: 'Points near a place that have room, nearest first',
        description: 'Those that are open and have no room now are in `full`, with the reason.',
        tag,
        access: 'public',
        query: shapes.nearQuery,
        replies: { 200: shapes.nearList },
        example: { query: { pin: '560001' }, reply: example.nearExample },
      }),
      async (request) => {
        const { pin, lat, lng, limit } = request.query
        const to = lat !== undefined && lng !== undefined ? { lat, lng } : places.lookUp(pin ?? '')?.point
        if (to === undefined) throw invalid([unknownPin])
        const { free, full } = to ? await service.around(db, to, limit) : { free: [], full: [] }
        return {
          items: free.map(({ point, distanceMetres }) => ({
            ...placeOf(point),
            distanceMetres,
            free: roomOf(point),
          })),
          full: full.map(({ point, distanceMetres }) => ({
            ...{ pointId: point.pointId, name: point.name, line1: point.line1 },
            ...{ distanceMetres, why: whyFull(point) },
          })),
        }
      },
    )

    app.get(
      '/v1/points/:pointId',
      contract({
        operationId: 'getPoint',
        summary: 'A point where buyers fetch parcels: where it is, and when it is open',
        tag,
        access: 'public',
        params: shapes.pointParams,
        replies: { 200: shapes.placeView },
        example: { params: pointParamsExample, reply: example.placeExample },
      }),
      async (request) => {
        const point = await service.find(db, request.params.pointId)
        if (point?.kind !== 'kirana') throw notFound('point')
        return placeOf(point)
      },
    )

    app.post(
      '/v1/shops/:shopId/point',
      contract({
        operationId: 'registerPoint',
        summary: 'Keep parcels for your neighbours: register your shop as a point',
        tag,
        access: 'person',
        params: shapes.shopParams,
        body: shapes.termsBody,
        replies: { 201: shapes.pointView },
        problems: [409, 422],
        example: {
          params: { shopId: example.shopId },
          body: example.termsExample,
          reply: example.pointExample,
        },
      }),
      async (request, reply) => {
        const point = await service.register(personOf(request), request.params.shopId, request.body)
        return reply.code(201).send(viewOf(point))
      },
    )

    app.get(
      '/v1/shops/:shopId/point',
      contract({
        operationId: 'getPointOfShop',
        summary: 'The point that your shop is',
        tag,
        access: 'person',
        params: shapes.shopParams,
        replies: { 200: shapes.pointView },
        example: { params: { shopId: example.shopId }, reply: example.pointExample },
      }),
      async (request) => viewOf(await service.ofShop(personOf(request), request.params.shopId)),
    )

    app.patch(
      '/v1/points/:pointId',
      contract({
        operationId: 'changePoint',
        summary: 'Change the terms of your point, or pause it',
        description: 'What is there or promised already is not touched.',
        tag,
        access: 'person',
        params: shapes.pointParams,
        body: shapes.changeBody,
        replies: { 200: shapes.pointView },
        example: { params: pointParamsExample, body: { paused: true }, reply: example.pointExample },
      }),
      async (request) =>
        viewOf(await service.change(personOf(request), request.params.pointId, request.body)),
    )

    app.get(
      '/v1/points/:pointId/statement',
      contract({
        operationId: 'getPointStatement',
        summary: 'What your point handed out in a month, and what it gets for it',
        tag,
        access: 'person',
        params: shapes.pointParams,
        query: shapes.statementQuery,
        replies: { 200: shapes.statementView },
        example: {
          params: pointParamsExample,
          query: { month: '2026-11' },
          reply: example.statementExample,
        },
      }),
      async (request) => {
        const { stays, ...sums } = await service.statement(
          personOf(request),
          request.params.pointId,
          request.query.month ?? monthIn(new Date()),
        )
        return {
          ...sums,
          stays: stays.map(({ stayId, orderId, purpose, inAt, outAt, outTo, feePaise }) => ({
            ...{ stayId, orderId, purpose, inAt, outAt, outTo, feePaise },
          })),
        }
      },
    )

    app.get(
      '/v1/operator/points',
      contract({
        operationId: 'listPoints',
        summary: 'Neighbourhood points and hubs, by PIN, with their room and their open parcels',
        tag: 'operators',
        access: 'operator',
        query: shapes.listQuery,
        replies: { 200: pageOf(shapes.loadView) },
        example: {
          query: { status: 'open', pin: '560' },
          reply: { items: [{ ...example.pointExample, here: 2, expected: 1 }] },
        },
      }),
      async (request) => {
        const { limit, cursor, ...filter } = request.query
        const at = readCursor(cursor, z.tuple([wirePin, wireId('point')]))
        const after = at && { pin: at[0], pointId: at[1] }
        const found = await service.list(db, filter, { after, limit: limit + 1 })
        const items = found.map((point) => ({ ...viewOf(point), here: point.here, expected: point.expected }))
        return toPage(items, limit, ({ pin, pointId }) => [pin, pointId])
      },
    )

    app.post(
      '/v1/operator/hubs',
      contract({
        operationId: 'makeHub',
        summary: 'Make a hub, where carriers hand parcels over to each other',
        tag: 'operators',
        access: 'operator',
        body: shapes.hubBody,
        replies: { 201: shapes.pointView },
        example: {
          body: example.hubExample,
          reply: { ...example.pointExample, kind: 'hub', shopId: null },
        },
      }),
      async (request, reply) =>
        reply.code(201).send(viewOf(await service.makeHub(personOf(request), request.body))),
    )

    app.post(
      '/v1/operator/points/:pointId/suspend',
      contract({
        operationId: 'suspendPoint',
        summary: 'Take a point out of service: what is there is finished, nothing new comes',
        tag: 'operators',
        access: 'operator',
        params: shapes.pointParams,
        body: shapes.suspendBody,
        replies: { 200: shapes.pointView },
        example: {
          params: pointParamsExample,
          body: { reason: 'Parcels were kept in the rain.' },
          reply: { ...example.pointExample, status: 'suspended' },
        },
      }),
      async (request) =>
        viewOf(await service.setSuspended(personOf(request), request.params.pointId, request.body.reason)),
    )

    app.post(
      '/v1/operator/points/:pointId/resume',
      contract({
        operationId: 'resumePoint',
        summary: 'Put a point back into service',
        tag: 'operators',
        access: 'operator',
        params: shapes.pointParams,
        replies: { 200: shapes.pointView },
        example: { params: pointParamsExample, reply: example.pointExample },
      }),
      async (request) => viewOf(await service.setSuspended(personOf(request), request.params.pointId, null)),
    )
  }
