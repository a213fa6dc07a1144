/**
 * Lets at most `most` works run at once; the others wait in the order in which they came. Rejects as the work does.
 */
export function createTurns(most: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < most) running += 1
    // Whoever ends hands its turn over, so that nobody who comes later takes it.
    else await new Promise<void>((wake) => waiting.push(wake))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
