import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Test } from 'tap'

export interface StartProcess {
  command: string
  args?: string[]
  /** Added to this process's environment. */
  env?: Record<string, string | undefined>
  cwd?: string
  /** Wait until a line of standard output or error matches. */
  readyLine?: RegExp | string
  timeoutMs?: number
}

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface TestProcess {
  pid: number
  /** The match of `readyLine`: its groups hold a port or an address. */
  ready: RegExpMatchArray | undefined
  /** All that it has written, standard output and error together. */
  output(): string
  /** Waits for a further line. */
  waitFor(line: RegExp | string, timeoutMs?: number): Promise<RegExpMatchArray>
  ended: Promise<Ended>
  /** Asks it to end and waits; SIGKILL after `patienceMs`. */
  stop(signal?: NodeJS.Signals, patienceMs?: number): Promise<Ended>
  kill9(): Promise<Ended>
}

/** Starts a child process, waits for its ready line, and makes sure that it is gone when the test ends. */
export const startProcess = async (t: Test, options: StartProcess): Promise<TestProcess> => {
  const child = spawn(options.command, options.args ?? [], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await once(child, 'spawn')
  let text = ''
  let isOver = false
  const waiting = new Set<() => void>()
  const look = () => {
    for (const check of waiting) check()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      look()
    })
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      isOver = true
      resolve({ code, signal })
      look()
    })
  })

  const waitFor = (line: RegExp | string, timeoutMs = 60_000): Promise<RegExpMatchArray> => {
    const pattern = typeof line === 'string' ? new RegExp(quote(line), 'm') : line
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        waiting.delete(check)
        settle()
      }
      const fail = (why: string) =>
        finish(() => reject(new Error(`${why} before ${pattern} was seen:\n${text}`)))
      const check = () => {
        const found = text.match(pattern)
        if (found) finish(() => resolve(found))
        else if (isOver) fail(`${options.command} ended`)
      }
      const timer = setTimeout(() => fail(`${timeoutMs} ms went by`), timeoutMs)
      waiting.add(check)
      check()
    })
  }

  const stop = async (signal: NodeJS.Signals = 'SIGTERM', patienceMs = 10_000): Promise<Ended> => {
    child.kill(signal)
    const kill = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    const how = await ended
    clearTimeout(kill)
    return how
  }

  t.teardown(async () => {
    if (!isOver) await stop()
  })
  const ready =
    options.readyLine === undefined ? undefined : await waitFor(options.readyLine, options.timeoutMs)
  return { pid: child.pid!, ready, output: () => text, waitFor, ended, stop, kill9: () => stop('SIGKILL') }
}

const quote = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
