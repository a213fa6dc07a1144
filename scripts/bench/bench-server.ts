import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { migrate, startEmbeddedPostgres } from '../../src/platform/database/index.ts'

/** A process of its own beside the bench, which tells by messages. */
export interface BenchServer {
  /** The next thing that it tells. Throws when it fails or ends instead. */
  answer<T>(): Promise<T>
  /** Says something to it and waits for what it tells next. */
  tell<T>(words: object | string): Promise<T>
}

/**
 * Starts `script` (a file of this folder) on a database that is migrated and empty, named to it as
 * `BENCH_DATABASE_URL`. What is pushed to `closers` ends it all, in reverse order.
 */
export async function startBenchServer(
  script: string,
  closers: (() => Promise<unknown>)[],
  env: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'haat-bench-'))
  closers.push(() => rm(folder, { recursive: true, force: true }))
  const database = await startEmbeddedPostgres({
    dataDir: join(folder, 'data'),
    log: pino({ level: 'silent' }),
  })
  closers.push(() => database.stop())
  await migrate({ url: database.url })
  const server = fork(new URL(script, import.meta.url), {
    // With the memory that `npm start` gives.
    execArgv: ['--import=tsx', '--max-semi-space-size=32'],
    env: { ...process.env, BENCH_DATABASE_URL: database.url, ...env },
  })
  closers.push(() => endOf(server))
  return {
    answer: () => answer(server),
    tell: (words) => {
      const answered = answer<never>(server)
      server.send(words)
      return answered
    },
  }
}

async function answer<T>(server: ChildProcess): Promise<T> {
  const waiting = new AbortController()
  try {
    const [told] = await Promise.race([
      once(server, 'message', { signal: waiting.signal }),
      once(server, 'exit', { signal: waiting.signal }).then(() => {
        throw new Error('the server of the bench ended')
      }),
    ])
    if (typeof told === 'object' && 'failed' in told) throw new Error(told.failed)
    return told as T
  } finally {
    waiting.abort()
  }
}

async function endOf(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const ended = once(server, 'exit')
  server.disconnect()
  await ended
}
