import { once } from 'node:events'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { HaatError } from '../../kernel/errors.ts'
import { createBell } from './bell.ts'
import type { LiveHub } from './hub.ts'

/** One event as it is sent: `seq` grows within the stream and becomes the event's id. */
export type StreamEvent = { seq: number; event?: string; data: unknown }

export type StreamRequest = {
  request: FastifyRequest
  reply: FastifyReply
  /** Channel of the hub that tells when there is something to load. */
  channel: string
  /**
   * Reads the events after this number in ascending order, at most `limit`. It is asked again for as long
   * as it fills the limit, and is the place to decide anew what this reader may see.
   */
  load: (afterSeq: number, limit: number) => Promise<StreamEvent[]>
  /** Load again after so long without a notice, for what changes by time alone. */
  lookAgainMs?: number
}

export type EventStreams = {
  /**
   * Answers with server-sent events until the reader leaves. Resolves when the stream is over. Throws
   * `tooManyStreams`, and whatever the first `load` throws, before anything is sent.
   */
  sseStream(stream: StreamRequest): Promise<void>
  count(): number
  /** Ends every stream, so that a shutdown need not wait for readers; they come back by themselves. */
  close(): Promise<void>
}

/** What a stream loads that sends the whole of something, and again each time it reads otherwise than before. */
export function wholeAgain(event: string, read: () => Promise<unknown>): StreamRequest['load'] {
  let last = ''
  return async (after) => {
    const data = await read()
    const text = JSON.stringify(data)
    if (text === last) return []
    last = text
    return [{ seq: after + 1, event, data }]
  }
}

const PAGE = 100
const RETRY_MS = 2000

/**
 * The server-sent event streams of this process. A reader that comes back sends `Last-Event-ID` and gets
 * what it missed; one that does not read is waited for up to `stallMs` and then let go. A stream ends by
 * itself after about `lifetimeMs`, so that a reader whose right has ended has to show it again.
 */
export function createEventStreams({
  hub,
  log,
  maxStreams = 2000,
  heartbeatMs = 15_000,
  stallMs = 60_000,
  lifetimeMs = 10 * 60_000,
}: {
  hub: LiveHub
  log: Logger
  maxStreams?: number
  heartbeatMs?: number
  stallMs?: number
  lifetimeMs?: number
}): EventStreams {
  const open = new Map<AbortController, Promise<void>>()
  let closing = false

  return {
    count: () => open.size,
    async sseStream(stream) {
      if (closing || open.size >= maxStreams) throw tooMany()
      const stop = new AbortController()
      const running = run(stream, stop)
      open.set(
        stop,
        running.catch(() => {}),
      )
      try {
        await running
      } finally {
        open.delete(stop)
      }
    },
    async close() {
      closing = true
      const running = [...open.values()]
      for (const stop of open.keys()) stop.abort()
      await Promise.all(running)
    },
  }

  async function run(
    { request, reply, channel, load, lookAgainMs }: StreamRequest,
    stop: AbortController,
  ): Promise<void> {
    const raw = reply.raw
    const wake = createBell(stop.signal)
    let sent = lastEventId(request)
    // Heard of first and read afterwards, so that nothing falls between the two.
    const unsubscribe = hub.subscribe(channel, ({ missed, seq }) => {
      if (seq !== undefined && seq <= sent) return
      // After a lost connection all streams want to read at once: spread them.
      if (missed) setTimeout(wake.ring, Math.random() * 500)
      else wake.ring()
    })
    const timers: NodeJS.Timeout[] = []
    try {
      let events = await load(sent, PAGE)
      if (stop.signal.aborted) throw tooMany()
      raw.once('close', () => stop.abort())
      if (raw.destroyed) stop.abort()
      reply.hijack()
      // What hooks put on the reply belongs on this answer, too.
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value)
      raw.writeHead(200, HEADERS)
      await write(`retry: ${RETRY_MS}\n\n`)
      timers.push(setInterval(() => raw.writableNeedDrain || raw.write(': still here\n\n'), heartbeatMs))
      if (lookAgainMs) timers.push(setInterval(wake.ring, lookAgainMs))
      timers.push(setTimeout(() => stop.abort(), lifetimeMs * (0.9 + Math.random() / 5)))

      while (!stop.signal.aborted) {
        const fresh = events.filter(({ seq }) => seq > sent)
        if (fresh.length > 0) {
          await write(fresh.map(format).join(''))
          sent = fresh[fresh.length - 1]!.seq
        }
        if (events.length < PAGE || fresh.length === 0) await wake.next()
        if (!stop.signal.aborted) events = await load(sent, PAGE)
      }
    } catch (error) {
      if (!raw.headersSent && !raw.destroyed) throw error
      // The reader comes back after `retry` and goes on where it was.
      if (!stop.signal.aborted) log.warn({ err: error, channel }, 'a live stream broke off')
    } finally {
      unsubscribe()
      for (const timer of timers) clearTimeout(timer)
      if (raw.headersSent) end()
    }

    async function write(text: string): Promise<void> {
      if (raw.destroyed || raw.write(text)) return
      const stalled = AbortSignal.timeout(stallMs)
      await once(raw, 'drain', { signal: AbortSignal.any([stop.signal, stalled]) })
    }

    function end(): void {
      // What a stalled reader has not taken yet would keep the connection open for ever.
      if (raw.writableNeedDrain) raw.destroy()
      else raw.end()
    }
  }
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Reverse proxies of the nginx family would otherwise hold events back.
  'x-accel-buffering': 'no',
}

function tooMany(): HaatError {
  return new HaatError('unavailable', 'tooManyStreams', 'Too many live views are open. Try again shortly.', {
    retryAfterSeconds: 5,
  })
}

/** The number after which a returning reader goes on; 0, the beginning, for a new one. */
function lastEventId(request: FastifyRequest): number {
  const text = request.headers['last-event-id']
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : 0
}

function format({ seq, event, data }: StreamEvent): string {
  const name = event ? `event: ${event.replace(/[\r\n]/g, '')}\n` : ''
  return `id: ${seq}\n${name}data: ${JSON.stringify(data)}\n\n`
}
