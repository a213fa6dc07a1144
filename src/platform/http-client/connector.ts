import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { isGlobalAddress } from './addresses.ts'
import { type AllowedHosts, literalAddress, privateSentence } from './urls.ts'

export type Resolver = (hostname: string) => Promise<string[]>

export type NotSentReason =
  | 'nameNotFound'
  | 'connectFailed'
  | 'connectTimeout'
  | 'tlsFailed'
  | 'aborted'
  | 'closed'

/** No connection stands, so nothing of the request can have left: the one thing a caller may rely on. */
export class NoConnectionError extends Error {
  readonly outcome: 'refused' | 'notSent'
  readonly reason: NotSentReason | 'privateAddress'

  constructor(
    outcome: 'refused' | 'notSent',
    reason: NotSentReason | 'privateAddress',
    detail: string,
    cause?: unknown,
  ) {
    super(detail, { cause })
    this.name = 'NoConnectionError'
    this.outcome = outcome
    this.reason = reason
  }
}

/** Asks the machine's own resolver for every address of a name. */
export const systemResolver: Resolver = async (hostname) =>
  (await systemLookup(hostname, { all: true })).map(({ address }) => address)

/**
 * A connector for undici that looks a name up once, refuses the connection when any of its addresses is
 * not on the open internet, and connects to one of the very addresses it judged, so that a name cannot
 * change its mind between the check and the use. TLS still checks the certificate against the name.
 */
export function guardedConnector({
  allowedHosts,
  resolve = systemResolver,
  timeoutMs,
  ca,
}: {
  allowedHosts: AllowedHosts
  resolve?: Resolver
  timeoutMs: number
  ca?: string
}): buildConnector.connector {
  // The judged addresses travel to the socket through `lookup`; the key is unique to one connection.
  const judged = new Map<string, string[]>()
  const pinnedLookup: LookupFunction = (key, options, callback) => {
    const addresses = (judged.get(key) ?? []).map((address) => ({ address, family: isIP(address) }))
    const first = addresses[0]
    if (!first) callback(new Error(`No judged address for ${key}`), '', 0)
    else if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  }
  const connect = buildConnector({
    timeout: timeoutMs,
    lookup: pinnedLookup,
    ca,
    autoSelectFamilyAttemptTimeout: 1000,
  })
  let connections = 0

  return (target, callback) => {
    const url = new URL(`${target.protocol}//${target.host ?? target.hostname}`)
    // `lookup` is never asked for a literal, which is its own pin.
    const literal = literalAddress(url.hostname)
    const key = literal ?? `${connections++}.pinned`
    const open = (addresses: string[]) => {
      judged.set(key, addresses)
      const servername = target.servername || (literal === undefined ? url.hostname : '')
      connect({ ...target, hostname: key, servername }, (error, socket) => {
        judged.delete(key)
        if (error) callback(notSent(error), null)
        else callback(null, socket)
      })
    }
    addressesOf(url).then(open, (error: Error) => callback(error, null))
  }

  async function addressesOf(url: URL): Promise<string[]> {
    const literal = literalAddress(url.hostname)
    const addresses = literal === undefined ? await lookUp(url.hostname) : [literal]
    if (!allowedHosts.excuses(url) && !addresses.every(isGlobalAddress)) {
      throw new NoConnectionError('refused', 'privateAddress', privateSentence(url.hostname))
    }
    return addresses
  }

  async function lookUp(hostname: string): Promise<string[]> {
    const addresses = await resolve(hostname).catch((error: Error) => {
      throw new NoConnectionError('notSent', 'nameNotFound', `The name ${hostname} was not found.`, error)
    })
    if (addresses.length === 0) {
      throw new NoConnectionError('notSent', 'nameNotFound', `The name ${hostname} has no address.`)
    }
    return addresses
  }
}

function notSent(error: Error & { code?: string }): NoConnectionError {
  const code = error.code ?? ''
  const reason =
    code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT'
      ? 'connectTimeout'
      : /TLS|SSL|CERT|SIGNATURE|ISSUER|EPROTO/.test(code)
        ? 'tlsFailed'
        : 'connectFailed'
  return new NoConnectionError(
    'notSent',
    reason,
    `No connection: ${error.message || code || 'unknown cause'}.`,
    error,
  )
}
