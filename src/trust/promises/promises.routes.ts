import { z } from 'zod'
import { pickupPercent } from '../../delivery/dispatch/index.ts'
import { invalid } from '../../kernel/errors.ts'
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
import {
  longestAbsenceMs,
  pauseReasons,
  shopGraceMs,
  standsWithinMetres,
  tellWithinMs,
} from './promises.rules.ts'
import * as shapes from './promises.schema.ts'
import type { PromisesService } from './promises.service.ts'
import type { Breach } from './promises.store.ts'

const providerParams = z.strictObject({ providerId: wireId('provider') })
const breachParams = z.strictObject({ breachId: wireId('breach') })
const cursorOf = (cursor: string | undefined) => readCursor(cursor, z.tuple([wireId('breach')]))?.[0]

const viewOf = ({ shopId: _, offerId: __, ...breach }: Breach) => ({
  ...breach,
  state: breach.state as shapes.BreachView['state'],
})

/** The published table of penalties, promises that were broken, and what operators decide about them. */
export const promiseRoutes =
  (service: PromisesService): Routes =>
  (app) => {
    app.get(
      '/v1/dispatch/penalties',
      contract({
        operationId: 'getPenalties',
        summary: 'What a delay costs a delivery startup, and when its clock stands still',
        description:
          'For each promise the highest band that the delay reaches; for one parcel together never more than its fee. An operator may excuse a delay.',
        tag: 'dispatch',
        access: 'public',
        replies: { 200: shapes.penaltiesView },
        example: { reply: shapes.penaltiesExample },
      }),
      async () => ({
        pickup: [...service.bands.pickup],
        delivery: [...service.bands.delivery],
        pickupPercent,
        pauses: [...pauseReasons],
        shopGraceMinutes: shopGraceMs / 60_000,
        longestAbsenceMinutes: longestAbsenceMs / 60_000,
        tellWithinMinutes: tellWithinMs / 60_000,
        standsWithinMetres,
      }),
    )

    app.get(
      '/v1/providers/:providerId/breaches',
      contract({
        operationId: 'listBreaches',
        summary: 'Promises of your startup that were not kept, and what they cost; the newest first',
        tag: 'providers',
        access: 'person',
        params: providerParams,
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(shapes.breachView) },
        example: {
          params: { providerId: shapes.ids.providerId },
          query: { limit: 20 },
          reply: { items: [shapes.breachExample] },
        },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const page = { before: cursorOf(cursor), limit: limit + 1 }
        const found = await service.ofProvider(personOf(request), request.params.providerId, page)
        return toPage(found.map(viewOf), limit, (one) => [one.breachId])
      },
    )

    app.get(
      '/v1/providers/:providerId/breaches/lanes',
      contract({
        operationId: 'getBreachesByLane',
        summary: 'Promises of your startup that were not kept, by lane',
        tag: 'providers',
        access: 'person',
        params: providerParams,
        query: shapes.daysQuery,
        replies: { 200: z.strictObject({ items: z.array(shapes.laneView) }) },
        example: {
          params: { providerId: shapes.ids.providerId },
          query: { days: 30 },
          reply: { items: [shapes.laneExample] },
        },
      }),
      async (request) => ({
        items: await service.byLane(personOf(request), request.params.providerId, request.query.days),
      }),
    )

    app.get(
      '/v1/operator/breaches',
      contract({
        operationId: 'listAllBreaches',
        summary: 'Promises of all startups, or of one, that were not kept; the newest first',
        tag: 'operators',
        access: 'operator',
        query: z.strictObject({
          providerId: wireId('provider').optional().describe('Those of this startup alone'),
          ...pageQuery,
        }),
        replies: { 200: pageOf(shapes.namedBreach) },
        example: {
          query: { limit: 20 },
          reply: { items: [{ ...shapes.breachExample, providerName: 'Tez Parcel' }] },
        },
      }),
      async (request) => {
        const { limit, cursor, providerId } = request.query
        const found = await service.all({ providerId, before: cursorOf(cursor), limit: limit + 1 })
        return toPage(
          found.map((one) => ({ ...viewOf(one), providerName: one.providerName })),
          limit,
          (one) => [one.breachId],
        )
      },
    )

    app.post(
      '/v1/operator/breaches/:breachId/excuse',
      contract({
        operationId: 'excuseBreach',
        summary: 'Excuse a delay: it counts no more, and its penalty goes back; the decision is kept',
        tag: 'operators',
        access: 'operator',
        params: breachParams,
        body: shapes.reasonBody,
        replies: { 200: shapes.namedBreach },
        problems: [409],
        example: {
          params: { breachId: shapes.ids.breachId },
          body: { reason: 'The bridge was closed.' },
          reply: {
            ...shapes.breachExample,
            ...{ providerName: 'Tez Parcel', state: 'excused', excuse: 'The bridge was closed.' },
            excusedAt: '2026-11-21T06:30:00.000Z',
          },
        },
      }),
      async (request) => {
        const { params, body } = request
        const { providerName, ...done } = await service.excuse(
          personOf(request),
          params.breachId,
          body.reason,
        )
        return { ...viewOf(done), providerName }
      },
    )

    app.get(
      '/v1/operator/clock-stops',
      contract({
        operationId: 'listClockStops',
        summary: 'Times in which the clocks of parcels stand still, because nobody can go there',
        tag: 'operators',
        access: 'operator',
        replies: { 200: z.strictObject({ items: z.array(shapes.majeureView) }) },
        example: { reply: { items: [shapes.majeureExample] } },
      }),
      async () => ({ items: await service.majeure() }),
    )

    app.post(
      '/v1/operator/clock-stops',
      contract({
        operationId: 'stopClocks',
        summary: 'Stop the clocks of all parcels from or to some PINs for a time; the decision is kept',
        tag: 'operators',
        access: 'operator',
        body: shapes.majeureBody,
        replies: { 201: shapes.majeureView },
        example: {
          body: {
            pinPrefix: '5600',
            begins: '2026-11-20T06:30:00.000Z',
            ends: '2026-11-20T18:30:00.000Z',
            reason: 'Flood in the south of the city.',
          },
          reply: shapes.majeureExample,
        },
      }),
      async (request, reply) => {
        if (request.body.ends <= request.body.begins)
          throw invalid([
            { pointer: '/ends', code: 'endsTooEarly', detail: 'must be later than the beginning' },
          ])
        return reply.code(201).send(await service.stopClocks(personOf(request), request.body))
      },
    )
  }
