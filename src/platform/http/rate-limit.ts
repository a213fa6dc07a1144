import rateLimit, { type FastifyRateLimitStore } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { messageOf } from '../../kernel/errors.ts'
import type { HaatApp } from './haat-app.ts'
import { isInner } from './inner.ts'

export interface RateLimitOptions {
  /** Requests a minute from one address (of IPv6: one /64). */
  perMinute: number
  /** With it all processes count together; while it does not answer each counts for itself. */
  redisUrl?: string | undefined
  log: Logger
}

const windowMs = 60_000
/** Addresses that one process remembers; beyond it the longest known is forgotten. */
const mostAddresses = 20_000

// Counter and expiry in one step: a counter without an end would lock its address out for ever.
const countScript = `local n = redis.call('incr', KEYS[1])
if n == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
return {n, redis.call('pttl', KEYS[1])}`

/**
 * Limits what one address may send, before anything costly is done for it: also before its token is looked at,
 * and for addresses where there is nothing. A page counts once, whatever it asks of the API; the documentation and
 * what never changes do not count.
 */
export async function limitRates(app: HaatApp, options: RateLimitOptions): Promise<void> {
  const redis = options.redisUrl ? connect(options.redisUrl, options.log) : undefined
  if (redis) app.addHook('onClose', async () => redis.disconnect())
  await app.register(rateLimit, {
    global: false,
    max: options.perMinute,
    timeWindow: windowMs,
    enableDraftSpec: true,
    allowList: (request) => isInner(request) || !isCounted(request),
    store: storeOf(createCounter(redis)),
  })
  app.addHook('onRequest', app.rateLimit())
}

const isCounted = ({ routeOptions: { config, url }, is404 }: FastifyRequest): boolean =>
  config.contract !== undefined || config.page !== undefined || is404 || url === '/*'

function connect(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    // A limit is not worth a wait: what Redis does not answer at once is counted here.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 250,
    connectTimeout: 2000,
  })
  let isAway = false
  redis.on('ready', () => {
    isAway = false
  })
  redis.on('error', (error) => {
    if (!isAway) log.warn({ reason: messageOf(error) }, 'rates are counted by process: Redis does not answer')
    isAway = true
  })
  return redis
}

interface Count {
  current: number
  ttl: number
}

function createCounter(redis: Redis | undefined): (key: string) => Promise<Count> {
  const known = new Map<string, { current: number; endsAt: number }>()
  const countHere = (key: string): Count => {
    const now = Date.now()
    const last = known.get(key)
    const entry =
      last && last.endsAt > now
        ? { ...last, current: last.current + 1 }
        : { current: 1, endsAt: now + windowMs }
    known.delete(key)
    known.set(key, entry)
    if (known.size > mostAddresses) known.delete(known.keys().next().value!)
    return { current: entry.current, ttl: entry.endsAt - now }
  }
  if (!redis) return async (key) => countHere(key)
  return async (key) => {
    try {
      const [current, ttl] = (await redis.eval(countScript, 1, `haat-rate:${key}`, windowMs)) as [
        number,
        number,
      ]
      return { current, ttl }
    } catch {
      // The 'error' listener has told the log; here it is one of many requests.
      return countHere(key)
    }
  }
}

/** The shape in which the plugin wants a counter. */
const storeOf = (count: (key: string) => Promise<Count>) =>
  class CounterStore implements FastifyRateLimitStore {
    incr(key: string, callback: (error: Error | null, result?: Count) => void): void {
      count(key).then((result) => callback(null, result), callback)
    }
    child(): FastifyRateLimitStore {
      return this
    }
  }
