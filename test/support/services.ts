import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts'
import { findFreePort } from '../../src/platform/database/free-port.ts'

export interface TestServices {
  databaseUrl: string
  /** Undefined when this machine has no redis-server. */
  redisUrl: string | undefined
  stop(): Promise<void>
}

/** Said instead of running the Redis half of the tests. */
export const NO_REDIS =
  'There is no redis-server here: the tests on Redis are left out (Debian: apt-get install redis-server).'

const silent = { debug: () => {}, info: () => {}, warn: () => {} }

/**
 * Starts a PostgreSQL and, where the machine has it, a Redis for tests, both in temporary folders and both
 * quick instead of safe against power cuts. Under `CI=true` a missing Redis is an error.
 */
export const startTestServices = async (): Promise<TestServices> => {
  const redisBinary = findProgram('redis-server')
  if (!redisBinary && process.env.CI === 'true') throw new Error(NO_REDIS)
  const folder = await mkdtemp(join(tmpdir(), 'haat-test-'))
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    log: silent,
    unsafeButQuick: true,
    settings: { max_connections: '400' },
  })
  let redis: { url: string; stop(): Promise<void> } | undefined
  const stop = async (): Promise<void> => {
    await redis?.stop()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    if (redisBinary) redis = await startRedis(redisBinary, folder)
    return { databaseUrl: postgres.url, redisUrl: redis?.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Starts a Redis of one's own, for tests that kill it or empty it. Stop it by `stop()`. */
export const startRedis = async (
  binary: string,
  folder: string,
  extraArgs: string[] = [],
  port?: number,
): Promise<{ url: string; pid: number; port: number; stop(): Promise<void> }> => {
  const at = port ?? (await findFreePort())
  const memoryOnly = extraArgs.includes('--appendonly') ? [] : ['--save', '', '--appendonly', 'no']
  const place = ['--bind', '127.0.0.1', '--port', String(at), '--dir', folder, '--databases', '4096']
  // In a session of its own, as PostgreSQL is: Ctrl-C is for the runner, which stops its services last.
  const child = spawn(binary, [...place, ...memoryOnly, ...extraArgs], { detached: true, stdio: 'ignore' })
  const atExit = () => child.kill('SIGKILL')
  process.once('exit', atExit)
  const stop = async (): Promise<void> => {
    process.removeListener('exit', atExit)
    await endChild(child)
  }
  try {
    await waitForPort(at, child)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `redis://127.0.0.1:${at}`, pid: child.pid!, port: at, stop }
}

/** The path of a program, or undefined when this machine has none of that name. */
export const findProgram = (name: string): string | undefined => {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || undefined
  } catch {
    // The shell answers 127 when there is no such program: that is the answer, not a fault.
    return undefined
  }
}

const endChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const kill = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(kill)
}

const waitForPort = async (port: number, child: ChildProcess): Promise<void> => {
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  child.once('exit', (code) => {
    failure = new Error(`redis-server ended with code ${code}`)
  })
  const deadline = Date.now() + 10_000
  while (!(await answers(port))) {
    if (failure) throw failure
    if (Date.now() > deadline) throw new Error('redis-server did not answer within 10 s')
    await new Promise((wake) => setTimeout(wake, 20))
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
