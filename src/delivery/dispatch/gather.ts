/**
 * Runs calls that come at about the same moment as one: what comes while a run is under way waits and goes
 * together into the next. If a run of several fails, each is run by itself, so that a bad one fails alone.
 */
export function createGather<I, O>({
  run,
  most = 200,
  atOnce = 1,
}: {
  /** Answers one result for each item, in order. Either all of it happened or nothing. */
  run: (items: readonly I[]) => Promise<readonly O[]>
  most?: number
  /** Runs that may be under way together. */
  atOnce?: number
}): (item: I) => Promise<O> {
  interface Waiting {
    item: I
    resolve: (result: O) => void
    reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let running = 0

  const runAll = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const results = await run(batch.map((entry) => entry.item))
      batch.forEach((entry, index) => {
        entry.resolve(results[index] as O)
      })
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error)
      else for (const entry of batch) await runAll([entry])
    }
  }

  const drain = async (): Promise<void> => {
    running += 1
    // One turn of the event loop, so that those who are just being woken can come along.
    await new Promise((next) => setImmediate(next))
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await runAll(batch)
    }
    running -= 1
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (running < atOnce) void drain()
    })
}
