import { readFile } from 'node:fs/promises'

/** Ticks of the clock in which Linux counts processor time, a second. */
const ticks = 100

/** Seconds of processor that one process has used so far; 0 when it is gone, or where nothing tells. */
async function usedBy(pid: number): Promise<number> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold spaces; what follows it begins with the third field.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticks
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0
    throw error
  }
}

/**
 * Tells the seconds of processor that these processes use from now until it is asked. Other work on the machine
 * makes a bench wait, but adds little to this.
 */
export async function watchProcessor(pids: () => Promise<readonly number[]>): Promise<() => Promise<number>> {
  const used = async () =>
    new Map(await Promise.all((await pids()).map(async (pid) => [pid, await usedBy(pid)] as const)))
  const before = await used()
  return async () => {
    let seconds = 0
    for (const [pid, now] of await used()) seconds += Math.max(0, now - (before.get(pid) ?? 0))
    return seconds
  }
}
