import { stringify } from 'yaml'
import { z } from 'zod'
import * as wire from './wire.ts'

const reference = 'off_01jd3p1v9zfq0v2c8m6t4k7r5n'
const parcelExample = {
  pickup: { pin: '110006', point: { lat: 28.6562, lng: 77.2303 } },
  drop: { pin: '110001' },
  distanceMetres: 3050,
  weightGrams: 6000,
  food: true,
  cold: false,
  reverse: false,
  size: { lengthMm: 400, widthMm: 300, heightMm: 250 },
  codPaise: 42_050,
}

/** Each operation with its shapes and examples; the examples are checked against the shapes by a test. */
export const providerOperations = [
  {
    path: '/quotes',
    method: 'post',
    operationId: 'quote',
    summary: 'What would you ask for this parcel?',
    description:
      'Only if you registered with liveQuotes. Answer within three seconds; else your rate card is taken.',
    request: wire.quoteRequest,
    requestExample: parcelExample,
    replies: {
      200: {
        description: 'A price and the minutes to the door, or no',
        schema: wire.quoteAnswer,
        example: { decision: 'quoted', pricePaise: 4900, minutes: 60 },
      },
    },
  },
  {
    path: '/bookings',
    method: 'post',
    operationId: 'book',
    summary: 'Will you carry this parcel?',
    description:
      'May come more than once with the same reference: answer as you did the first time, and never book twice. A reference that was cancelled before it came is declined, and so is a booking that you had not decided when its decideBy passed. 429 and 503 with Retry-After are tried again. Once you have accepted, GET /v1/provider/shipments/{shipmentId} of the market shows the addresses.',
    request: wire.bookingRequest,
    requestExample: {
      reference,
      shipmentId: 'shm_01jd3p1v9zfq0v2c8m6t4k7r5n',
      ...parcelExample,
      pricePaise: 4900,
      decideBy: '2026-11-20T06:31:00.000Z',
    },
    replies: {
      200: {
        description: 'Accepted or declined',
        schema: wire.bookingAnswer,
        example: {
          decision: 'accepted',
          providerReference: 'TEZ-000017',
          trackingUrl: 'https://parcel.example.com/t/000017',
        },
      },
      202: {
        description: 'You decide later: tell by an event with status booked or declined, until decideBy',
        schema: wire.bookingAnswer,
        example: { decision: 'pending' },
      },
    },
  },
  {
    path: '/bookings/{reference}',
    method: 'get',
    operationId: 'getBooking',
    summary: 'What became of this booking?',
    description:
      'Asked after a call whose answer did not arrive: until you answer, nobody else is asked for the parcel. 404 means that you hold no booking under this reference.',
    replies: {
      200: {
        description: 'As it stands now',
        schema: wire.statusAnswer,
        example: { decision: 'accepted', providerReference: 'TEZ-000017' },
      },
      404: { description: 'No such booking' },
    },
  },
  {
    path: '/bookings/{reference}/cancel',
    method: 'post',
    operationId: 'cancelBooking',
    summary: 'Do not fetch this parcel',
    description:
      'Repeated until you answer. Remember the reference even if you do not know it: the booking may still be on its way to you and must then be declined.',
    request: wire.cancelRequest,
    requestExample: { reason: 'The order was called off.' },
    replies: {
      200: {
        description: 'No booking stands under this reference, and none will',
        schema: wire.cancelAnswer,
        example: { cancelled: true },
      },
      404: { description: 'No such booking, and there will be none' },
      409: {
        description: 'You have fetched the parcel already',
        schema: wire.cancelAnswer,
        example: { cancelled: false, reason: 'The parcel was fetched at 12:40.' },
      },
    },
  },
  {
    path: '/bookings/{reference}/update',
    method: 'post',
    operationId: 'updateBooking',
    summary: 'What the buyer decided after an attempt that failed',
    description:
      'Repeated until you answer. If you do not serve this, answer 404 or 501: the instruction stands on the parcel for your rider all the same.',
    request: wire.updateRequest,
    requestExample: {
      shipmentId: 'shm_01jd3p1v9zfq0v2c8m6t4k7r5n',
      attempt: 1,
      answer: 'slot',
      slot: { from: '2026-11-21T08:30:00.000Z', until: '2026-11-21T10:30:00.000Z' },
    },
    replies: {
      204: { description: 'Your rider will be told' },
      404: { description: 'You do not serve this' },
    },
  },
] as const

const names = new Map<z.ZodType, string>([
  [wire.quoteRequest, 'QuoteRequest'],
  [wire.quoteAnswer, 'Quote'],
  [wire.bookingRequest, 'BookingRequest'],
  [wire.bookingAnswer, 'BookingDecision'],
  [wire.statusAnswer, 'BookingStatus'],
  [wire.cancelRequest, 'CancelRequest'],
  [wire.updateRequest, 'UpdateRequest'],
  [wire.cancelAnswer, 'CancelAnswer'],
])

interface Reply {
  description: string
  schema?: z.ZodType
  example?: unknown
}
type Json = Record<string, unknown>

/** The contract of a delivery provider as an OpenAPI 3.1 document. */
export function deliveryProviderDocument(): Json {
  const schemas: Json = {}
  const refTo = (shape: z.ZodType): Json => {
    const name = names.get(shape)
    if (!name) throw new Error('a shape of the contract has no name')
    const { $schema, ...schema } = z.toJSONSchema(shape, { io: 'input' }) as Json
    schemas[name] = schema
    return { $ref: `#/components/schemas/${name}` }
  }
  const content = (shape: z.ZodType, example: unknown): Json => ({
    content: { 'application/json': { schema: refTo(shape), examples: { one: { value: example } } } },
  })
  const paths: Record<string, Json> = {}
  for (const operation of providerOperations) {
    const responses: Json = {}
    for (const [status, reply] of Object.entries(operation.replies) as [string, Reply][]) {
      responses[status] = {
        description: reply.description,
        ...(reply.schema ? content(reply.schema, reply.example) : {}),
      }
    }
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: {
        operationId: operation.operationId,
        tags: ['calls'],
        summary: operation.summary,
        description: operation.description,
        parameters: operation.path.includes('{reference}')
          ? [
              {
                name: 'reference',
                in: 'path',
                required: true,
                schema: { type: 'string' },
                example: reference,
              },
            ]
          : [],
        ...('request' in operation
          ? { requestBody: { required: true, ...content(operation.request, operation.requestExample) } }
          : {}),
        responses,
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Haat delivery provider',
      version: '1.0.0',
      description:
        'What a delivery startup serves to be asked for parcels. Every request is signed by Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature; HMAC-SHA256 over id.timestamp.body, for a GET with an empty body): check it with each of your live secrets, and refuse what is older than five minutes. Answer within the time that the market gives (20 s unless it says otherwise), in at most 64 KiB, without redirects. What happens to a parcel you tell by POST /v1/providers/{providerId}/events of the market.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'https://parcel.example.com/haat', description: 'The webhookUrl that you registered' }],
    security: [{ webhookSignature: [] }],
    tags: [
      {
        name: 'calls',
        description:
          'Four calls, and the market can give you parcels; a fifth tells what buyers decide at their doors',
      },
    ],
    paths,
    components: {
      securitySchemes: {
        webhookSignature: { type: 'apiKey', in: 'header', name: 'webhook-signature' },
      },
      schemas,
    },
  }
}

/** The same as the text of `openapi/delivery-provider.yaml`. */
export const deliveryProviderYaml = (): string =>
  stringify(deliveryProviderDocument(), { aliasDuplicateObjects: false, lineWidth: 100 })
