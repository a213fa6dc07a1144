import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { ConnectionError } from 'fastify'
import type { Logger } from 'pino'
import type { HaatApp } from './haat-app.ts'
import { problemOf } from './problem.ts'

/** How long the server waits for its callers, in milliseconds. */
export interface HttpTimeouts {
  /** For the headers of a request. */
  headersMs: number
  /** For the whole of a request, body included: a long price list over a slow line takes minutes. */
  requestMs: number
  /** For the next request on a connection; longer than load balancers wait (most: 60 s), who else use it as we close it. */
  keepAliveMs: number
  /** How often the first two are checked. */
  checkMs: number
}

const timeouts: HttpTimeouts = { headersMs: 15_000, requestMs: 300_000, keepAliveMs: 72_000, checkMs: 5_000 }

/** Largest body of a request unless its contract says otherwise. */
export const bodyLimit = 256 * 1024

/** Options of the server beneath Fastify: every limit is said here and none is left to a default of "for ever". */
export function serverLimits(log: Logger, given: Partial<HttpTimeouts> = {}) {
  const { headersMs, requestMs, keepAliveMs, checkMs } = { ...timeouts, ...given }
  return {
    bodyLimit,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    http: {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: checkMs,
      maxHeaderSize: 16 * 1024,
    },
    clientErrorHandler: answerUnreadable(log),
  }
}

/**
 * Lets no connection outlive the last answer on it once the server begins to close. Node waits for kept-alive
 * connections whose answer was begun before, and for those on which nothing was asked yet (browsers open some in
 * advance), for as long as the other side likes.
 */
export function closeConnections(app: HaatApp): void {
  const unasked = new Set<Socket>()
  let closing = false
  app.server.on('connection', (socket: Socket) => {
    unasked.add(socket)
    socket.once('close', () => unasked.delete(socket))
  })
  app.server.on('request', (request) => unasked.delete(request.socket))
  app.addHook('preClose', (done) => {
    closing = true
    for (const socket of unasked) socket.destroy()
    done()
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) reply.header('connection', 'close')
    done(null, payload)
  })
  app.addHook('onResponse', (_request, _reply, done) => {
    // Of an answer whose headers were out before.
    if (closing) setImmediate(() => app.server.closeIdleConnections())
    done()
  })
}

const clientProblems: Record<string, readonly [number, string, string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'requestTimeout', 'The request did not arrive in time; send it again.'],
  HPE_HEADER_OVERFLOW: [431, 'headersTooLarge', 'The headers of the request are larger than 16 KB.'],
}

/** Answers what Node could not read as a request, which therefore never becomes one. */
const answerUnreadable =
  (log: Logger) =>
  (error: ConnectionError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    const [status, code, detail] = clientProblems[error.code ?? ''] ?? [
      400,
      'malformedRequest',
      'This is not a request of HTTP.',
    ]
    log.debug({ err: error }, 'a connection sent something that is no request')
    if (!socket.writable) {
      socket.destroy()
      return
    }
    const problem = problemOf({ status, code, detail, correlationId: randomUUID() })
    const body = JSON.stringify(problem)
    socket.end(
      [
        `HTTP/1.1 ${status} ${problem.title}`,
        'content-type: application/problem+json',
        `content-length: ${Buffer.byteLength(body)}`,
        `x-correlation-id: ${problem.correlationId}`,
        'x-content-type-options: nosniff',
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    )
  }
