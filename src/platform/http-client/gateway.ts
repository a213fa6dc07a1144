import { createGuardedClient, type GuardedClient } from './client.ts'

/** `unknown`: it may have been taken and passed on; only what was `notSent` may be sent again without harm. */
export type GatewayOutcome = { outcome: 'sent' } | { outcome: 'unknown' | 'notSent'; detail: string }

export interface GatewayOptions {
  /** Its host is let through the guard, for it is the installation's choice and may be private. */
  url: string
  /** Bearer token, if there is one. */
  token?: string | undefined
  timeoutMs?: number
  client?: GuardedClient
}

/** A gateway that the installation chose, such as one for text messages: POST of JSON; any 2xx means taken. */
export function createGateway({
  url,
  token,
  timeoutMs = 5000,
  client = createGuardedClient({ allowedHosts: [new URL(url).host], timeoutMs }),
}: GatewayOptions) {
  return {
    /** Posts to the gateway's address, or to `path` below it. */
    async post(body: unknown, path?: string): Promise<GatewayOutcome> {
      const result = await client.request({
        method: 'POST',
        url: path === undefined ? url : `${url.replace(/\/+$/, '')}/${path}`,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
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
      // A server that failed may have passed it on before; one that refused has not.
      const outcome = result.status >= 500 ? 'unknown' : 'notSent'
      return { outcome, detail: `the gateway answered ${result.status}` }
    },
    close: () => client.close(),
  }
}
