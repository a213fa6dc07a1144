import type { Logger } from 'pino'
import { createGateway, type GatewayOptions } from '../../platform/http-client/index.ts'
import type { ContactBridge } from './contact.ports.ts'

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
 * bearer token; any 2xx means taken. It shows both sides a number of its own.
 */
export function createHttpBridge(options: GatewayOptions): ContactBridge & { close(): Promise<void> } {
  const { post, close } = createGateway(options)
  return {
    send: (message) => post(message, 'messages'),
    call: (call) => post(call, 'calls'),
    close,
  }
}
