import { z } from 'zod'
import { contract, type Routes, wirePin, wirePoint, wireText } from '../platform/http/index.ts'
import type { PinDirectory } from './places.directory.ts'
import { regionsOf } from './regions.rules.ts'

const prefix = z.string().regex(/^[1-9][0-9]{0,5}$/, 'must be the first one to six digits of a PIN')
const district = z.strictObject({ state: wireText(60), district: wireText(80) })
const placed = z.strictObject({ pin: wirePin, point: wirePoint })

/** The PIN directory at a glance: for maps, and for lists of PINs that somebody typed. */
export const regionsRoutes =
  ({ directory }: { directory: PinDirectory }): Routes =>
  (app) => {
    let regions: ReturnType<typeof regionsOf> | undefined
    let known: ReadonlySet<string> | undefined
    const isKnown = (one: { state: string; district: string }): boolean => {
      known ??= new Set(directory.all().map(({ state, district }) => `${state}/${district}`))
      return known.has(`${one.state}/${one.district}`)
    }

    app.get(
      '/v1/pins/regions',
      contract({
        operationId: 'listRegions',
        summary: 'India in sorting regions: all PINs with the same first three digits in one state',
        description: 'Enough points to draw the country.',
        tag: 'places',
        access: 'public',
        replies: {
          200: z.strictObject({
            items: z.array(
              z.strictObject({
                prefix: z.string().describe('The first three digits'),
                state: z.string(),
                pins: z.int().min(1).describe('PINs with a point in it'),
                point: wirePoint.describe('The middle of these points'),
              }),
            ),
          }),
        },
        example: {
          reply: {
            items: [{ prefix: '560', state: 'Karnataka', pins: 104, point: { lat: 12.9716, lng: 77.5946 } }],
          },
        },
      }),
      async (_request, reply) => {
        regions ??= regionsOf(directory.all())
        return reply.header('cache-control', 'public, max-age=86400').send({ items: regions })
      },
    )

    app.post(
      '/v1/pins/lookup',
      contract({
        operationId: 'lookUpPins',
        summary: 'Which of these PINs and districts there are, and where those with these first digits lie',
        description: 'At most 2,000 points come back; `total` counts them all.',
        tag: 'places',
        access: 'public',
        body: z.strictObject({
          pins: z.array(wirePin).max(20_000).default([]),
          prefixes: z.array(prefix).max(500).default([]),
          districts: z.array(district).max(800).default([]).describe('Only looked at, not counted'),
        }),
        replies: {
          200: z.strictObject({
            total: z.int().min(0).describe('PINs that are meant'),
            points: z.array(placed),
            unknownPins: z.array(z.string()),
            unknownPrefixes: z.array(z.string()).describe('With which no PIN begins'),
            unknownDistricts: z.array(district),
          }),
        },
        example: {
          body: { pins: ['560001', '560999'], prefixes: [] },
          reply: {
            total: 1,
            points: [{ pin: '560001', point: { lat: 12.9818, lng: 77.59314 } }],
            unknownPins: ['560999'],
            unknownPrefixes: [],
            unknownDistricts: [],
          },
        },
      }),
      async (request) => {
        const { pins, prefixes, districts } = request.body
        const wanted = new Set(pins)
        const meant = directory
          .all()
          .filter(({ pin }) => wanted.has(pin) || prefixes.some((begin) => pin.startsWith(begin)))
        const points = meant.flatMap(({ pin, point }) => (point ? [{ pin, point }] : []))
        // Evenly taken, so that a map of many still shows their shape.
        const step = Math.max(1, Math.ceil(points.length / mostPoints))
        return {
          total: meant.length,
          points: points.filter((_, at) => at % step === 0),
          unknownPins: pins.filter((pin) => !directory.lookUp(pin)),
          unknownPrefixes: prefixes.filter((begin) => !meant.some(({ pin }) => pin.startsWith(begin))),
          unknownDistricts: districts.filter((one) => !isKnown(one)),
        }
      },
    )
  }

const mostPoints = 2000
