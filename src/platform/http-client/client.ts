import { Agent, errors } from 'undici'
import { beginSpan, injectTrace, isTracing, knownContext } from '../telemetry/index.ts'
import { guardedConnector, NoConnectionError, type NotSentReason, type Resolver } from './connector.ts'
import { judgeUrl, parseAllowedHosts, type UrlRefusal, type UrlVerdict } from './urls.ts'

export type UnknownReason =
  | 'timeout'
  | 'reset'
  | 'bodyTooLarge'
  | 'headersTooLarge'
  | 'brokenAnswer'
  | 'encodedAnswer'
  | 'aborted'

export type OutgoingRequest = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** Limit on name look-up, connecting, sending and the whole answer together, in milliseconds. */
  timeoutMs?: number
  signal?: AbortSignal
}

/**
 * What became of a request. `refused` and `notSent`: nothing reached the other side. `unknown`: it may
 * have been received and acted upon; ask the other side before trying again. `reason` is a stable code,
 * `detail` a sentence for the log.
 */
export type OutgoingResult =
  | {
      outcome: 'answered'
      status: number
      headers: Record<string, string>
      bodyText: string
      /** The same as it came. */
      body: Buffer
      durationMs: number
    }
  | { outcome: 'refused'; reason: UrlRefusal | 'badRequest'; detail: string }
  | { outcome: 'notSent'; reason: NotSentReason; detail: string }
  | { outcome: 'unknown'; reason: UnknownReason; detail: string }

export type GuardedClient = {
  request(request: OutgoingRequest): Promise<OutgoingResult>
  /** Judges a URL by its form, with this client's excused hosts: for the moment somebody registers it. */
  judgeUrl(url: string): UrlVerdict
  /** Ends all connections; requests under way end as `unknown`, later ones as `notSent`. */
  close(): Promise<void>
}

export type GuardedClientOptions = {
  /** Development switch: `host` or `host:port` names that the guard lets through, also over plain http. */
  allowedHosts?: readonly string[]
  timeoutMs?: number
  maxBodyBytes?: number
  maxHeaderBytes?: number
  userAgent?: string
  /** Open connections to one origin; further requests to it wait their turn. */
  connectionsPerOrigin?: number
  resolve?: Resolver
  /** PEM of a further certificate authority to trust, in place of the built-in ones. */
  ca?: string
}

// The client writes these itself from the URL and the body.
const OWN_HEADERS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
])

/**
 * A client for calls to other people's servers, at addresses that other people gave: it connects to the
 * open internet alone, follows no redirect (a 3xx is an answer), reads a bounded answer in a bounded time
 * and never throws for anything that the other side does. Connections are kept and used again per origin.
 */
export function createGuardedClient({
  allowedHosts: allowedHostNames = [],
  timeoutMs: defaultTimeoutMs = 15_000,
  maxBodyBytes = 64 * 1024,
  maxHeaderBytes = 16 * 1024,
  userAgent = 'haat',
  connectionsPerOrigin = 64,
  resolve,
  ca,
}: GuardedClientOptions = {}): GuardedClient {
  const allowedHosts = parseAllowedHosts(allowedHostNames)
  const agent = new Agent({
    connect: guardedConnector({ allowedHosts, resolve, timeoutMs: defaultTimeoutMs, ca }),
    connections: connectionsPerOrigin,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
    maxHeaderSize: maxHeaderBytes,
    // One timer over the whole exchange stands in for these.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  let closed = false

  return {
    judgeUrl: (url) => judgeUrl(url, { allowedHosts }),
    async request(request) {
      if (closed) return { outcome: 'notSent', reason: 'closed', detail: 'This client was closed.' }
      const verdict = judgeUrl(request.url, { allowedHosts })
      if (!verdict.ok) return { outcome: 'refused', reason: verdict.reason, detail: verdict.detail }
      const given = lowerCased(request.headers ?? {})
      const own = Object.keys(given).find((name) => OWN_HEADERS.has(name))
      if (own) return refuseHeader(own)
      const { hostname } = verdict.url
      const attributes = { 'http.request.method': request.method, 'server.address': hostname }
      const span = beginSpan({ name: `${request.method} ${hostname}`, kind: 'client', attributes })
      const headers: Record<string, string> = {
        'user-agent': userAgent,
        'accept-encoding': 'identity',
        ...injectTrace(isTracing() ? span.context : knownContext()),
        ...given,
      }
      const result = await exchange(verdict.url, request, headers)
      if (result.outcome === 'answered') {
        span.end({ attributes: { 'http.response.status_code': result.status } })
      } else {
        span.end({
          attributes: { 'haat.outcome': result.outcome, 'error.type': result.reason },
          error: result.detail,
        })
      }
      return result
    },
    async close() {
      closed = true
      await agent.destroy()
    },
  }

  function exchange(
    url: URL,
    request: OutgoingRequest,
    headers: Record<string, string>,
  ): Promise<OutgoingResult> {
    return new Promise((settle) => {
      const startedAt = performance.now()
      const timeoutMs = request.timeoutMs ?? defaultTimeoutMs
      const chunks: Buffer[] = []
      let abort: ((reason: Error) => void) | undefined
      let answer: { status: number; headers: Record<string, string> } | undefined
      let received = 0
      let done = false

      const finish = (result: OutgoingResult) => {
        if (done) return
        done = true
        clearTimeout(timer)
        request.signal?.removeEventListener('abort', onSignal)
        settle(result)
        if (result.outcome !== 'answered') abort?.(new Error(result.detail))
      }
      const unknown = (reason: UnknownReason, detail: string) =>
        finish({ outcome: 'unknown', reason, detail })
      // Until undici hands the request to a connection nothing of it has left this process.
      const giveUp = (notSent: NotSentReason, reason: UnknownReason, detail: string) =>
        abort ? unknown(reason, detail) : finish({ outcome: 'notSent', reason: notSent, detail })
      const onSignal = () => giveUp('aborted', 'aborted', 'The caller gave the request up.')
      const timer = setTimeout(
        () => giveUp('connectTimeout', 'timeout', `No complete answer within ${timeoutMs} ms.`),
        timeoutMs,
      )
      if (request.signal?.aborted) return onSignal()
      request.signal?.addEventListener('abort', onSignal, { once: true })

      try {
        agent.dispatch(
          {
            origin: url.origin,
            path: url.pathname + url.search,
            method: request.method,
            headers,
            body: request.body,
          },
          {
            onRequestStart(controller) {
              if (done) controller.abort(new Error('Given up before it was sent.'))
              else abort = (reason) => controller.abort(reason)
            },
            onResponseStart(_controller, status, rawHeaders) {
              if (status < 200) return
              answer = { status, headers: flatten(rawHeaders) }
              if ((answer.headers['content-encoding'] ?? 'identity') !== 'identity') {
                unknown('encodedAnswer', 'The answer came in an encoding that was not asked for.')
              } else if (
                request.method !== 'HEAD' &&
                Number(answer.headers['content-length']) > maxBodyBytes
              ) {
                unknown('bodyTooLarge', `The answer is larger than ${maxBodyBytes} bytes.`)
              }
            },
            onResponseData(_controller, chunk) {
              if (done) return
              received += chunk.length
              if (received > maxBodyBytes)
                unknown('bodyTooLarge', `The answer is larger than ${maxBodyBytes} bytes.`)
              else chunks.push(chunk)
            },
            onResponseEnd() {
              if (!answer) return unknown('brokenAnswer', 'The answer ended before its headers.')
              const body = Buffer.concat(chunks)
              const durationMs = performance.now() - startedAt
              finish({ outcome: 'answered', ...answer, body, bodyText: body.toString('utf8'), durationMs })
            },
            onRequestUpgrade(_controller, _status, _headers, socket) {
              socket.destroy()
              unknown('brokenAnswer', 'The other side wanted to change the protocol.')
            },
            onResponseError(_controller, error) {
              finish(failure(error, abort !== undefined))
            },
          },
        )
      } catch (error) {
        finish(failure(error, abort !== undefined))
      }
    })
  }
}

function failure(error: unknown, started: boolean): OutgoingResult {
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof NoConnectionError) {
    return error.reason === 'privateAddress'
      ? { outcome: 'refused', reason: error.reason, detail }
      : { outcome: 'notSent', reason: error.reason, detail }
  }
  if (error instanceof errors.InvalidArgumentError || error instanceof errors.NotSupportedError) {
    return { outcome: 'refused', reason: 'badRequest', detail }
  }
  if (!started) {
    const closed = error instanceof errors.ClientDestroyedError || error instanceof errors.ClientClosedError
    return { outcome: 'notSent', reason: closed ? 'closed' : 'connectFailed', detail }
  }
  if (error instanceof errors.HeadersOverflowError)
    return { outcome: 'unknown', reason: 'headersTooLarge', detail }
  if (error instanceof errors.HTTPParserError || error instanceof errors.ResponseContentLengthMismatchError) {
    return { outcome: 'unknown', reason: 'brokenAnswer', detail }
  }
  return { outcome: 'unknown', reason: 'reset', detail }
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function refuseHeader(name: string): OutgoingResult {
  return {
    outcome: 'refused',
    reason: 'badRequest',
    detail: `The header ${name} is written by the client itself.`,
  }
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}
