import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { wireId, wireInstant, wirePaise, wirePin, wirePoint, wireText } from '../../platform/http/index.ts'
import { goodsOf, goodsShape } from '../shipments/index.ts'
import { providerParams } from './dispatch.schema.ts'
import type { Pool } from './pull.store.ts'

/** Wire shapes of offers that providers fetch themselves. */

/** Longest wait for an offer, in seconds. */
export const longestWaitSeconds = 30

/** Ends with whoever asked: who hung up while the key was looked at is not heard of again. */
export function gone(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const end = new AbortController()
  reply.raw.once('close', () => end.abort())
  if (reply.raw.destroyed || request.raw.socket.destroyed) end.abort()
  return end.signal
}

export const offerParams = z.strictObject({ ...providerParams.shape, reference: wireId('offer') })
/** How long whoever asks for `what` waits while there is none. */
export const waitQuery = (what: string) =>
  z.strictObject({
    wait: z.coerce
      .number()
      .int()
      .min(0)
      .max(longestWaitSeconds)
      .default(0)
      .describe(`Seconds to wait for ${what} while there is none`),
  })
export const offersQuery = waitQuery('an offer')

const holder = wireText(60).describe(
  'Your own name for whoever looks at it: a program, a rider. The same name gets its lease again.',
)
export const leaseBody = z.strictObject({
  holder,
  seconds: z.int().min(5).max(300).default(30).describe('How long you need; never beyond decideBy'),
})
export const acceptBody = z.strictObject({ holder })
export const declineBody = z.strictObject({ holder, reason: wireText(500).optional() })

export const leaseView = z.strictObject({
  reference: wireId('offer'),
  holder: z.string().max(60),
  until: wireInstant.describe('Decide before; afterwards it is in the pool again'),
})
const offer = z.strictObject({
  reference: wireId('offer'),
  shipmentId: wireId('shipment'),
  pickup: z.strictObject({ pin: wirePin, point: wirePoint }),
  drop: z.strictObject({ pin: wirePin }).describe('The address is shown once you have accepted'),
  distanceMetres: z.int().min(0),
  weightGrams: z.int().min(0),
  food: z.boolean(),
  ...goodsShape,
  codPaise: wirePaise.describe('Cash to be collected at the door; 0 when it is paid'),
  pricePaise: wirePaise.describe('What you are paid, by your rate card'),
  decideBy: wireInstant.describe('Until when it is yours to decide; then others are asked'),
})
export const poolView = z.strictObject({
  offers: z.array(offer).max(500).describe('Offers that nobody of yours holds a lease of'),
  withdrawn: z
    .array(
      z.strictObject({
        reference: wireId('offer'),
        shipmentId: wireId('shipment'),
        reason: z.string().max(500).nullable(),
        at: wireInstant,
      }),
    )
    .max(100)
    .describe('What was taken back from you within the last day, the latest first: do not fetch these'),
})

export const poolViewOf = ({ free, withdrawn }: Pool): z.output<typeof poolView> => ({
  offers: free.map(({ dropPin, isFood, isCold, reverse, size, ...one }) => ({
    ...one,
    drop: { pin: dropPin },
    food: isFood,
    ...goodsOf({ isCold, reverse, size }),
  })),
  withdrawn,
})
