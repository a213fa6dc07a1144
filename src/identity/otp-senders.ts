import type { Logger } from 'pino'
import { createGateway, type GatewayOptions } from '../platform/http-client/index.ts'
import type { OtpSender } from './identity.ports.ts'

/** Writes codes into the log, for development. Throws when asked for in production: logs are read by many. */
export function createLogOtpSender({ log, production }: { log: Logger; production: boolean }): OtpSender {
  if (production) {
    throw new Error(
      'One-time codes must not go to the log in production: set OTP_SENDER=http and its gateway.',
    )
  }
  return {
    async send({ to, code }) {
      // Whole numbers are taken out of every line; the last four digits tell several people's codes apart.
      log.info({ phoneEnding: to.slice(-4), code }, 'one-time code')
      return { outcome: 'sent' }
    },
  }
}

/**
 * Hands codes to a text message gateway: POST of `{to, text}` as JSON with a bearer token if there is one; any 2xx means taken.
 */
export function createHttpOtpSender(options: GatewayOptions): OtpSender & { close(): Promise<void> } {
  const { post, close } = createGateway(options)
  return { send: ({ to, text }) => post({ to, text }), close }
}
