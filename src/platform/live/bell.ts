/** A bell that remembers one ring while nobody waits. The end of `signal` rings it, too. */
export function createBell(signal: AbortSignal) {
  let rung = false
  let wake: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  const ring = (): void => {
    rung = true
    wake?.()
  }
  signal.addEventListener('abort', ring, { once: true })
  return {
    ring,
    isOver: () => signal.aborted,
    /** The next ring, or so many milliseconds, whichever comes first; at once when it is over. */
    async next(atMostMs?: number): Promise<void> {
      if (!rung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
          if (atMostMs !== undefined) timer = setTimeout(resolve, Math.max(1, atMostMs))
        })
        clearTimeout(timer)
        wake = undefined
      }
      rung = false
    },
    /** Lets go of the signal. */
    close(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', ring)
    },
  }
}
