/** Lets so many at once; the others wait in the order in which they came. */
export interface Turns {
  take<T>(work: () => Promise<T>): Promise<T>
}

export const noTurns: Turns = { take: (work) => work() }

/**
 * Fair turns: whoever takes one goes to the end of the queue for the next, so a file of a thousand rows waits for at
 * most one piece of each file of a million.
 */
export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = []
  let free = atOnce
  return {
    async take(work) {
      if (free > 0) free--
      else await new Promise<void>((go) => waiting.push(go))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else free++
      }
    },
  }
}
