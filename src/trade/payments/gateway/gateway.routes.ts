import { HaatError } from '../../../kernel/errors.ts'
import { contract, type Routes } from '../../../platform/http/index.ts'
import type { Outbox } from '../../../platform/outbox/index.ts'
import { verifyWebhook } from '../../../platform/webhooks/index.ts'
import * as example from '../payments.examples.ts'
import { gatewayReply } from '../payments.schema.ts'
import { type GatewayInbox, gatewayEventBody } from './gateway.events.ts'

const unsigned = (why: string) =>
  new HaatError('unauthenticated', 'badSignature', `This is not signed by the payment gateway: ${why}.`)

/** Where the gateway tells what happened. The signature is judged before the body is read. */
export const gatewayRoutes =
  ({ inbox, outbox, secret }: { inbox: GatewayInbox; outbox: Outbox; secret: string | undefined }): Routes =>
  (app) => {
    app.post(
      '/v1/gateway/events',
      {
        ...contract({
          operationId: 'takeGatewayEvent',
          summary: 'The payment gateway tells what happened',
          description:
            'Signed by Standard Webhooks. An event with the same `webhook-id` is answered again and changes nothing; order does not matter.',
          tag: 'payments',
          access: 'signature',
          body: gatewayEventBody,
          bodyLimit: 16 * 1024,
          replies: { 200: gatewayReply },
          problems: [409],
          example: { body: example.gatewayEvent, reply: { outcome: 'applied' } },
        }),
        preValidation: async (request) => {
          if (!secret) throw unsigned('no gateway is configured')
          const { headers, rawBody: body } = request
          const verdict = verifyWebhook({ headers, body, secrets: [secret] })
          if (!verdict.ok) throw unsigned(verdict.reason)
        },
      },
      async (request) => {
        const outcome = await inbox.take(String(request.headers['webhook-id']), request.body)
        outbox.nudge()
        return { outcome }
      },
    )
  }
