import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino, { type Logger } from 'pino'
import { migrate, startEmbeddedPostgres } from '../../src/platform/database/index.ts'

// With the memory that `npm start` gives.
const serverArguments = ['--import=tsx', '--max-semi-space-size=32']

/** A process of its own beside the bench, which tells by messages. */
export interface BenchServer {
  /** The next thing that it tells. Throws when it fails or ends instead. */
  answer<T>(): Promise<T>
  /** Says something to it and waits for what it tells next. */
  tell<T>(words: object | string): Promise<T>
}

export interface BenchDatabase {
  url: string
  /** Of this run alone, for what else it keeps. */
  folder: string
}

/** Starts a database that is migrated and empty, in a folder of its own; both end with the bench. */
export async function startBenchDatabase(
  closers: (() => Promise<unknown>)[],
  log: Logger = pino({ level: 'silent' }),
): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'haat-bench-'))
  closers.push(() => rm(folder, { recursive: true, force: true }))
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log })
  closers.push(() => database.stop())
  await migrate({ url: database.url })
  return { url: database.url, folder }
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
  const { url } = await startBenchDatabase(closers)
  return forkServer(script, closers, { BENCH_DATABASE_URL: url, ...env })
}

/** Starts `script` (a file of this folder) in a process of its own, which ends with the bench. */
export function forkServer(
  script: string,
  closers: (() => Promise<unknown>)[],
  env: Readonly<Record<string, string>> = {},
): BenchServer {
  const server = fork(new URL(script, import.meta.url), {
    execArgv: serverArguments,
    env: { ...process.env, ...env },
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

interface MarketProcess {
  databaseUrl: string
  dataDir: string
  /** To the database. */
  connections: number
  env?: Readonly<Record<string, string>>
}

/** Starts an API process of the market on this database, and waits until it is open. */
export async function startApi(
  market: MarketProcess,
): Promise<{ address: string; pid: number; stop(): Promise<unknown> }> {
  const { found, pid, stop } = await startMarket('api', /Haat is open at (\S+)/, market)
  return { address: found, pid, stop }
}

/** Starts a process of relay, workers and upkeep on this database, and waits until it works. */
export async function startWorker(market: MarketProcess): Promise<{ stop(): Promise<unknown> }> {
  const { stop } = await startMarket('worker', /(Haat works)/, market)
  return { stop }
}

async function startMarket(
  half: 'api' | 'worker',
  ready: RegExp,
  { databaseUrl, dataDir, connections, env = {} }: MarketProcess,
): Promise<{ found: string; pid: number; stop(): Promise<unknown> }> {
  const child = spawn(process.execPath, [...serverArguments, 'src/main.ts', half], {
    env: {
      ...process.env,
      HAAT_ENV: 'test',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL: String(connections),
      DATA_DIR: dataDir,
      PORT: '0',
      TRUST_PROXY: 'true',
      ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
      RATE_LIMIT_PER_MINUTE: '10000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const found = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length > 100_000) return
      text += chunk
      const told = ready.exec(text)
      if (told) resolve(told[1]!)
    })
    child.once('exit', (code) => reject(new Error(`the ${half} ended with code ${code}: ${text}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { found, pid: child.pid!, stop }
}

/** Starts a small server of this folder, which prints `ready on <port>` once it listens. */
export async function startScript(
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['--import=tsx', fileURLToPath(new URL(script, import.meta.url))], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const port = /ready on (\d+)/.exec(line.toString())?.[1]
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
