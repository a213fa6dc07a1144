import type { Logger } from 'pino'
import { createGuardedClient, type GuardedClient } from '../platform/http-client/index.ts'
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
 * The gateway's own host is let through the guard, for it is the installation's choice and may be private.
 */
export function createHttpOtpSender({
  url,
  token,
  timeoutMs = 5000,
  client = createGuardedClient({ allowedHosts: [new URL(url).host], timeoutMs }),
}: {
  url: string
  token?: string | undefined
  timeoutMs?: number
  client?: GuardedClient
}): OtpSender & { close(): Promise<void> } {
  return {
    async send({ to, text }) {
      const result = await client.request({
        method: 'POST',
        url,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          'content-type': 'application/json',
        },
        body: JSON.stringify({ to, text }),
        timeoutMs,
      })
      if (result.outcome !== 'answered') {
        const { reason, detail } = result
        return {
          outcome: result.outcome === 'unknown' ? 'unknown' : 'notSent',
          detail: `${reason}: ${detail}`,
        }
      }
      if (result.status >= 200 && result.status < 300) return { outcome: 'sent' }
      // A server that failed may have handed the message on before; one that refused has not.
      const outcome = result.status >= 500 ? 'unknown' : 'notSent'
      return { outcome, detail: `the gateway answered ${result.status}` }
    },
    close: () => client.close(),
  }
}
