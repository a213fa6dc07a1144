import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { HaatError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { contract, type Routes } from '../../platform/http/index.ts'
import { providerParams } from './dispatch.schema.ts'
import type { Network } from './network.service.ts'

const callbacks = [
  'on_search',
  'on_init',
  'on_confirm',
  'on_update',
  'on_status',
  'on_track',
  'on_cancel',
] as const
const params = z.strictObject({ ...providerParams.shape, callback: z.enum(callbacks) })
const body = z
  .looseObject({ context: z.looseObject({}), message: z.unknown().optional() })
  .describe('A callback of ONDC logistics, in the shape of ONDC:LOG10 or ONDC:LOG11')
const reply = z.strictObject({
  message: z.strictObject({ ack: z.strictObject({ status: z.enum(['ACK', 'NACK']) }) }),
  error: z
    .strictObject({ type: z.literal('DOMAIN-ERROR'), code: z.string(), message: z.string() })
    .optional(),
})

/** Where ONDC's logistics sellers send their callbacks. */
export const networkRoutes =
  (network: Network): Routes =>
  (app) => {
    const signed = async (request: FastifyRequest): Promise<void> => {
      const { providerId, callback } = request.params as { providerId: Id<'provider'>; callback: string }
      const { authorization } = request.headers
      if (await network.isSigned(providerId, authorization, request.rawBody)) return
      await network.distrust(providerId, callback, request.body)
      throw new HaatError(
        'unauthenticated',
        'badNetworkSignature',
        'Sign the body by the rules of ONDC with the key of your entry in the registry, not more than five minutes ago.',
      )
    }

    app.post(
      '/v1/providers/:providerId/ondc/:callback',
      {
        ...contract({
          operationId: 'takeOndcCallback',
          summary: 'Callbacks of an ONDC logistics seller',
          description:
            'Signed in the Authorization header: ed25519 over a BLAKE2b-512 digest of the body, by the key of the seller’s entry in the registry. The transaction id is that of the search that began the talk.',
          tag: 'providers',
          access: 'signature',
          params,
          body,
          replies: { 200: reply },
          example: {
            params: { providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n', callback: 'on_status' },
            body: {
              context: {
                domain: 'ONDC:LOG10',
                action: 'on_status',
                transaction_id: '01934e3a-d27f-7d66-8d0d-86d12f3a60b5',
                message_id: 'a78c3f8a-e4ec-4eef-b142-5c52eba604bf',
                timestamp: '2026-11-20T06:45:00.000Z',
              },
              message: { order: { state: 'In-progress' } },
            },
            reply: { message: { ack: { status: 'ACK' } } },
          },
        }),
        preValidation: signed,
      },
      async (request) => {
        const { providerId, callback } = request.params
        const taken = await network.take(providerId, callback, request.body)
        return taken.ok
          ? { message: { ack: { status: 'ACK' as const } } }
          : {
              message: { ack: { status: 'NACK' as const } },
              error: { type: 'DOMAIN-ERROR' as const, code: taken.code, message: taken.why },
            }
      },
    )
  }
