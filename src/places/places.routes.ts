import { z } from 'zod'
import type { Checked } from '../kernel/checked.ts'
import { type DigipinCell, decodeDigipin, encodeDigipin } from '../kernel/digipin.ts'
import { invalid, notFound } from '../kernel/errors.ts'
import { checkPoint } from '../kernel/geo.ts'
import { contract, type Routes, readCursor, toPage } from '../platform/http/index.ts'
import type { PinDirectory, PinRecord } from './places.directory.ts'
import {
  digipinParams,
  digipinSchema,
  nearestQuery,
  nearestReply,
  pinPage,
  pinParams,
  pinQuery,
  pinSchema,
  pointQuery,
} from './places.schema.ts'

const cursorShape = z.tuple([z.string().regex(/^[1-9][0-9]{5}$/)])

/** The directory changes with releases only. */
const cacheControl = 'public, max-age=86400'

const examplePin = {
  pin: '560001',
  state: 'Karnataka',
  district: 'Bengaluru Urban',
  office: 'Bengaluru',
  offices: 9,
  deliveryOffices: 1,
  point: { lat: 12.9818, lng: 77.59314 },
  spreadMetres: 1400,
  confidence: 'high',
  armyPostal: false,
}

const exampleCell = {
  digipin: '39J-49L-L8T4',
  centre: { lat: 28.6227932, lng: 77.2130489 },
  bounds: { minLat: 28.622776, maxLat: 28.6228104, minLng: 77.2130318, maxLng: 77.2130661 },
}

function checked<T>(value: Checked<T>, ...fields: string[]): T {
  if (value.ok) return value.value
  throw invalid(fields.map((field) => ({ pointer: `/${field}`, code: 'invalid', detail: value.reason })))
}

// A centimetre: more digits would only show how doubles are printed.
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

const cellOf = ({ code, centre, bounds }: DigipinCell) => ({
  digipin: code,
  centre: { lat: rounded(centre.lat), lng: rounded(centre.lng) },
  bounds: {
    minLat: rounded(bounds.minLat),
    maxLat: rounded(bounds.maxLat),
    minLng: rounded(bounds.minLng),
    maxLng: rounded(bounds.maxLng),
  },
})

/** PIN directory and DIGIPIN over HTTP; open to everybody. */
export const placesRoutes =
  ({ directory }: { directory: PinDirectory }): Routes =>
  (app) => {
    const shown = (record: PinRecord) => ({ ...record, armyPostal: directory.isArmyPostal(record.pin) })

    app.get(
      '/v1/pins',
      contract({
        operationId: 'searchPins',
        summary: 'Find PIN codes by their first digits or by a name',
        description:
          'Offices first, then districts, then states whose name begins with `q`; in each, by PIN. With both `prefix` and `q`, both hold.',
        tag: 'places',
        access: 'public',
        query: pinQuery,
        replies: { 200: pinPage },
        example: { query: { q: 'bengaluru', limit: 1 }, reply: { items: [examplePin] } },
      }),
      async (request, reply) => {
        const { prefix, q, limit, cursor } = request.query
        const after = readCursor(cursor, cursorShape)?.[0]
        const found = directory.search({ prefix, text: q, limit: limit + 1, after })
        return reply
          .header('cache-control', cacheControl)
          .send(toPage(found.map(shown), limit, (record) => [record.pin]))
      },
    )

    app.get(
      '/v1/pins/nearest',
      contract({
        operationId: 'nearestPins',
        summary: 'The PIN codes whose middles lie nearest to a point',
        description: 'PINs without a known point and Army PINs are never among them.',
        tag: 'places',
        access: 'public',
        query: nearestQuery,
        replies: { 200: nearestReply },
        example: {
          query: { lat: 12.9716, lng: 77.5946, limit: 1 },
          reply: { items: [{ ...examplePin, distanceMetres: 1145 }] },
        },
      }),
      async (request, reply) => {
        const { lat, lng, limit } = request.query
        const point = checked(checkPoint({ lat, lng }), 'lat', 'lng')
        const items = directory
          .nearest(point, limit)
          .map((near) => ({ ...shown(near.record), distanceMetres: Math.round(near.distanceMetres) }))
        return reply.header('cache-control', cacheControl).send({ items })
      },
    )

    app.get(
      '/v1/pins/:pin',
      contract({
        operationId: 'getPin',
        summary: 'One PIN code',
        description: 'Every PIN that begins with 9 is answered as one of the Army Postal Service.',
        tag: 'places',
        access: 'public',
        params: pinParams,
        replies: { 200: pinSchema },
        example: { params: { pin: '560001' }, reply: examplePin },
      }),
      async (request, reply) => {
        const record = directory.lookUp(request.params.pin)
        if (!record) throw notFound('PIN code')
        return reply.header('cache-control', cacheControl).send(shown(record))
      },
    )

    app.get(
      '/v1/digipin',
      contract({
        operationId: 'encodeDigipin',
        summary: 'The DIGIPIN of a point',
        tag: 'places',
        access: 'public',
        query: pointQuery,
        replies: { 200: digipinSchema },
        example: { query: { lat: 28.622788, lng: 77.213033 }, reply: exampleCell },
      }),
      async (request, reply) => {
        const code = checked(encodeDigipin(request.query), 'lat', 'lng')
        return reply
          .header('cache-control', cacheControl)
          .send(cellOf(checked(decodeDigipin(code), 'lat', 'lng')))
      },
    )

    app.get(
      '/v1/digipin/:code',
      contract({
        operationId: 'decodeDigipin',
        summary: 'Where a DIGIPIN lies',
        tag: 'places',
        access: 'public',
        params: digipinParams,
        replies: { 200: digipinSchema },
        example: { params: { code: '39J-49L-L8T4' }, reply: exampleCell },
      }),
      async (request, reply) =>
        reply
          .header('cache-control', cacheControl)
          .send(cellOf(checked(decodeDigipin(request.params.code), 'code'))),
    )
  }
