import type { Logger } from 'pino'
import postgres from 'postgres'
import { LIVE_CHANNEL, type LiveNotice, readNotice } from './notice.ts'

/**
 * What a subscriber hears: that something is new, or (`missed`) that the connection was away for a while,
 * so that anything may be.
 */
export type Heard = LiveNotice & { missed: boolean }

export type LiveHub = {
  /** Hears of a channel until the returned function is called. */
  subscribe(channel: string, onNotice: (heard: Heard) => void): () => void
  /** Resolves when the connection listens for the first time. */
  ready(): Promise<void>
  isListening(): boolean
  close(): Promise<void>
}

/**
 * One LISTEN connection for the whole process, shared by all subscribers. It comes back by itself when it
 * breaks; as PostgreSQL keeps no notices for the absent, every subscriber is then told that it may have
 * missed some. `postgres` is used here because its `listen` survives broken connections; no query runs on it.
 */
export function createLiveHub({ databaseUrl, log }: { databaseUrl: string; log: Logger }): LiveHub {
  const subscribers = new Map<string, Set<(heard: Heard) => void>>()
  let listening = false
  let closed = false
  let connections = 0
  let failures = 0
  let announceFirst: () => void
  const firstListening = new Promise<void>((resolve) => {
    announceFirst = resolve
  })

  const sql = postgres(databaseUrl, {
    max: 1,
    // A line that was cut without a word is found out by the operating system's probes.
    keep_alive: 15,
    connect_timeout: 10,
    connection: { application_name: 'haat-live' },
    onnotice: () => {},
    // Asked for before each try to connect again, which makes it the place to learn of the loss, too.
    backoff: () => {
      if (listening && !closed) log.warn('live updates lost their database connection')
      listening = false
      return Math.min(0.1 * 2 ** failures++, 5) * (0.75 + Math.random() / 2)
    },
  })

  start()

  return {
    subscribe(channel, onNotice) {
      const listeners = subscribers.get(channel) ?? new Set()
      subscribers.set(channel, listeners.add(onNotice))
      return () => {
        listeners.delete(onNotice)
        if (listeners.size === 0 && subscribers.get(channel) === listeners) subscribers.delete(channel)
      }
    },
    ready: () => firstListening,
    isListening: () => listening,
    async close() {
      closed = true
      listening = false
      subscribers.clear()
      await sql.end({ timeout: 1 })
    },
  }

  function start(): void {
    sql.listen(LIVE_CHANNEL, onPayload, onListening).catch((error: Error) => {
      if (!closed) log.warn({ err: error }, 'live updates cannot reach the database; trying again')
    })
  }

  function onListening(): void {
    listening = true
    connections++
    failures = 0
    announceFirst()
    if (connections > 1) log.info('live updates listen again')
    for (const channel of [...subscribers.keys()]) tell({ channel, missed: true })
  }

  function onPayload(payload: string): void {
    const notice = readNotice(payload)
    if (notice) tell({ ...notice, missed: false })
    else log.warn({ payload: payload.slice(0, 100) }, 'a live notice that cannot be read')
  }

  function tell(heard: Heard): void {
    for (const onNotice of [...(subscribers.get(heard.channel) ?? [])]) {
      try {
        onNotice(heard)
      } catch (error) {
        log.error({ err: error, channel: heard.channel }, 'a subscriber to live updates failed')
      }
    }
  }
}
