import type { Logger } from 'pino'

/**
 * Counts in memory and writes the counts after a moment, many at once, so that whoever is counted does not wait.
 * What cannot be written is lost, and so is what is new while `most` keys wait: counts are no accounts.
 */
export function createTally({
  write,
  log,
  delayMs = 1000,
  most = 5000,
}: {
  write(counts: ReadonlyMap<string, number>): Promise<void>
  log: Logger
  delayMs?: number
  most?: number
}) {
  let counts = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (counts.size === 0) return
    const done = counts
    counts = new Map()
    await write(done)
  }

  return {
    /** Counts one more. */
    add(key: string): void {
      if (!counts.has(key) && counts.size >= most) return
      counts.set(key, (counts.get(key) ?? 0) + 1)
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => log.warn({ err: error }, 'counts of searches could not be kept'))
      }, delayMs).unref()
    },
    /** Writes what was counted in this process now. */
    flush,
  }
}
