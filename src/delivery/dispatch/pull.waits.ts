import { HaatError } from '../../kernel/errors.ts'
import { createBell, type LiveHub } from '../../platform/live/index.ts'

/** What one look brought: whether it is worth an answer, and after how long another look may bring more. */
export interface Look<T> {
  seen: T
  isEnough: boolean
  againInMs: number | null
}

export interface WaitRequest<T> {
  /** Who waits: each may have a bounded number of waits. */
  key: string
  channel: string
  waitMs: number
  /** Ends with whoever asked. */
  signal: AbortSignal
  /** Told whether it is the first look of this wait. */
  look: (isFirst: boolean) => Promise<Look<T>>
}

/**
 * Long polls of this process. A wait holds a place in memory and no connection to the database: it sleeps until the
 * channel rings, its time is over, its caller has gone or the process ends, and looks once more.
 */
export function createWaits({
  hub,
  mostEach = 20,
  most = 2000,
}: {
  hub: Pick<LiveHub, 'subscribe'>
  /** Waits of one provider at a time. */
  mostEach?: number
  /** Waits of all together. */
  most?: number
}) {
  const waiting = new Map<string, number>()
  const stop = new AbortController()
  let all = 0

  return {
    count: (): number => all,

    /** The first look that is enough, or the last one. Throws `tooManyWaits`. */
    async wait<T>({ key, channel, waitMs, signal, look }: WaitRequest<T>): Promise<T> {
      if (waitMs <= 0 || stop.signal.aborted) return (await look(true)).seen
      const mine = waiting.get(key) ?? 0
      if (mine >= mostEach || all >= most) throw tooManyWaits(mostEach)
      waiting.set(key, mine + 1)
      all += 1
      const bell = createBell(AbortSignal.any([signal, stop.signal]))
      // Heard of first and looked at afterwards, so that nothing falls between the two.
      const unsubscribe = hub.subscribe(channel, bell.ring)
      try {
        const endsAt = performance.now() + waitMs
        for (let isFirst = true; ; isFirst = false) {
          const { seen, isEnough, againInMs } = await look(isFirst)
          const leftMs = endsAt - performance.now()
          if (isEnough || leftMs <= 0 || bell.isOver()) return seen
          await bell.next(Math.min(leftMs, againInMs ?? leftMs))
          if (bell.isOver()) return seen
        }
      } finally {
        unsubscribe()
        bell.close()
        all -= 1
        const left = (waiting.get(key) ?? 1) - 1
        if (left > 0) waiting.set(key, left)
        else waiting.delete(key)
      }
    },

    /** Ends every wait at once; from now on nobody waits any more. */
    close: (): void => stop.abort(),
  }
}

export type Waits = ReturnType<typeof createWaits>

const tooManyWaits = (most: number): HaatError =>
  new HaatError(
    'tooMany',
    'tooManyWaits',
    `At most ${most} requests of one startup wait for offers at a time. Ask without waiting, or let fewer of your programs ask.`,
    { retryAfterSeconds: 5 },
  )
