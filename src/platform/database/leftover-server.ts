import { readlink, realpath, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { commandLineOf, processExists, waitForProcessEnd } from './process-identity.ts'
import { readIfThere } from './read-if-there.ts'

/**
 * Deals with what a crash of ours left behind. Call it only while holding the folder's claim.
 * A postmaster that still runs on this folder is stopped cleanly. A `postmaster.pid` whose process is dead is
 * left to PostgreSQL, which also checks the shared memory that it names. When a stranger has been given
 * that process id, PostgreSQL would refuse to start: the file is rewritten to name this process, which PostgreSQL,
 * as our child, takes for stale.
 * @param folder PostgreSQL's own folder
 * @returns true when a running server was stopped
 */
export const stopLeftoverServer = async (folder: string): Promise<boolean> => {
  const pidFile = join(folder, 'postmaster.pid')
  const text = await readIfThere(pidFile)
  if (text === undefined) return false
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid || !processExists(pid)) return false
  if (!(await isPostmasterOf(pid, folder))) {
    await writeFile(pidFile, [String(process.pid), ...lines.slice(1)].join('\n'))
    return false
  }
  await stopPostmaster(pid)
  return true
}

/**
 * Stops a postmaster: first the "fast" way (clients are cut off, a checkpoint is written), then, if it does
 * not end in time, the "immediate" way, after which the next start replays the log.
 */
export const stopPostmaster = async (pid: number, patienceMs = 30_000): Promise<void> => {
  for (const [signal, waitMs] of [
    ['SIGINT', patienceMs],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
      throw error
    }
    if (await waitForProcessEnd(pid, waitMs)) return
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end, not even when killed. Look at it by hand.`)
}

const isPostmasterOf = async (pid: number, folder: string): Promise<boolean> => {
  const words = await commandLineOf(pid)
  if (!words?.[0] || basename(words[0]) !== 'postgres') return false
  const at = words.indexOf('-D')
  // A postmaster works inside its folder, so on Linux its place tells the folder even after a rename.
  const named = process.platform === 'linux' ? await readlink(`/proc/${pid}/cwd`) : words[at + 1]
  return at > 0 && named !== undefined && (await realpath(named)) === (await realpath(folder))
}
