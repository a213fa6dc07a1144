import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { readIfThere } from './read-if-there.ts'

const run = promisify(execFile)

/** A process that cannot be mistaken for a later one that was given the same id. */
export interface ProcessIdentity {
  pid: number
  /** When it began, in whatever form this system states it; compared only for equality. */
  startedAt: string
}

/** True while any process bears this id, ours or a stranger's. */
export const processExists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The identity of a running process, or undefined when there is none (a zombie counts as gone). */
export const identifyProcess = async (pid: number): Promise<ProcessIdentity | undefined> => {
  if (!processExists(pid)) return undefined
  const startedAt = process.platform === 'linux' ? await startOnLinux(pid) : await ps(pid, 'lstart=')
  return startedAt ? { pid, startedAt } : undefined
}

/** True while exactly this process, not another with its id, is running. */
export const isSameProcessRunning = async (known: ProcessIdentity): Promise<boolean> =>
  (await identifyProcess(known.pid))?.startedAt === known.startedAt

/** The command line of a running process with its arguments, or undefined when it cannot be read. */
export const commandLineOf = async (pid: number): Promise<string[] | undefined> => {
  if (process.platform === 'linux') {
    const text = await readIfThere(`/proc/${pid}/cmdline`)
    return text ? text.split('\0').filter(Boolean) : undefined
  }
  const line = await ps(pid, 'command=')
  return line ? line.split(/\s+/) : undefined
}

/** Waits until no process bears this id; answers false when the time is up. */
export const waitForProcessEnd = async (pid: number, timeoutMs: number): Promise<boolean> => {
  const deadline = Date.now() + timeoutMs
  while ((await identifyProcess(pid)) !== undefined) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return true
}

// Ticks since boot alone may come again after a reboot, so the boot is part of the answer.
const startOnLinux = async (pid: number): Promise<string | undefined> => {
  const [stat, boot] = await Promise.all([
    readIfThere(`/proc/${pid}/stat`),
    readIfThere('/proc/sys/kernel/random/boot_id'),
  ])
  if (!stat) return undefined
  // The second field is the name in brackets and may hold spaces: count from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, ticks] = [fields[0], fields[19]]
  return state === 'Z' || state === 'X' ? undefined : `${boot?.trim() ?? ''}:${ticks}`
}

const ps = async (pid: number, column: string): Promise<string | undefined> => {
  try {
    const { stdout } = await run('ps', ['-o', column, '-p', String(pid)])
    return stdout.trim() || undefined
  } catch (error) {
    // ps answers 1 when there is no such process; a missing ps is a real fault.
    if ((error as { code?: unknown }).code === 1) return undefined
    throw error
  }
}
