import type { Logger } from 'pino'
import { createGuardedClient, type GuardedClient } from '../../platform/http-client/index.ts'
import type { BridgeOutcome, ContactBridge } from './contact.ports.ts'

/** Writes into the log that somebody would be reached, for development. Throws when asked for in production. */
export function createLogBridge({ log, production }: { log: Logger; production: boolean }): ContactBridge {
  if (production)
    throw new Error(
      'Buyers and riders are not brought together by a log in production: set CONTACT_BRIDGE to http or app.',
    )
  return {
    async send({ to }) {
      log.info({ phoneEnding: to.slice(-4) }, 'message at a door')
      return { outcome: 'sent' }
    },
    async call({ from, to }) {
      log.info({ phoneEndings: [from.slice(-4), to.slice(-4)] }, 'call at a door')
      return { outcome: 'sent' }
    },
  }
}

/** The pages alone: messages are read there, and nobody is called. */
export const createPagesBridge = (): ContactBridge => ({})

/**
 * A telephony gateway: POST of `{to, text}` to `<url>/messages` and of `{from, to}` to `<url>/calls` as JSON with a
 * bearer token; any 2xx means taken. It shows both sides a number of its own. Its host is let through the guard, for it
 * is the installation's choice and may be private.
 */
export function createHttpBridge({
  url,
  token,
  timeoutMs = 5000,
  client = createGuardedClient({ allowedHosts: [new URL(url).host], timeoutMs }),
}: {
  url: string
  token?: string | undefined
  timeoutMs?: number
  client?: GuardedClient
}): ContactBridge & { close(): Promise<void> } {
  const post = async (path: string, body: unknown): Promise<BridgeOutcome> => {
    const result = await client.request({
      method: 'POST',
      url: `${url.replace(/\/+$/, '')}/${path}`,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
      timeoutMs,
    })
    if (result.outcome !== 'answered')
      return { outcome: result.outcome === 'unknown' ? 'unknown' : 'notSent', detail: result.detail }
    if (result.status >= 200 && result.status < 300) return { outcome: 'sent' }
    // A server that failed may have rung before; one that refused has not.
    const outcome = result.status >= 500 ? 'unknown' : 'notSent'
    return { outcome, detail: `the gateway answered ${result.status}` }
  }
  return {
    send: (message) => post('messages', message),
    call: (call) => post('calls', call),
    close: () => client.close(),
  }
}
