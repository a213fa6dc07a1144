import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts'
import { findProgram, startRedis } from './services.ts'
import { waitFor } from './wait.ts'

/** A server of the test's own, to be killed and started again at the same address. */
export interface OwnServer {
  url: string
  /** Ends it as a crash does: at once, with connections open. */
  kill9(): Promise<void>
  start(): Promise<void>
}

const silent = { debug: () => {}, info: () => {}, warn: () => {} }

/** A PostgreSQL that this test may kill. Gone when the test ends. */
export async function ownPostgres(t: Test): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'haat-own-postgres-'))
  const launch = (port?: number) =>
    startEmbeddedPostgres({
      dataDir: folder,
      log: silent,
      unsafeButQuick: true,
      ...(port === undefined ? {} : { port }),
    })
  let server = await launch()
  const { port, url } = server
  t.teardown(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    url,
    async kill9() {
      process.kill(server.pid, 'SIGKILL')
      await waitFor(() => !isAlive(server.pid))
      // Gives the data folder free; the server itself is gone.
      await server.stop()
    },
    async start() {
      server = await launch(port)
    },
  }
}

/** A Redis that this test may kill, or undefined on a machine without one. What it held is lost with it. */
export async function ownRedis(t: Test): Promise<OwnServer | undefined> {
  const binary = findProgram('redis-server')
  if (!binary) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'haat-own-redis-'))
  let server = await startRedis(binary, folder)
  const { port, url } = server
  t.teardown(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    url,
    async kill9() {
      process.kill(server.pid, 'SIGKILL')
      await waitFor(() => !isAlive(server.pid))
    },
    async start() {
      server = await startRedis(binary, folder, [], port)
    },
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // ESRCH: there is no such process, which is the answer.
    return false
  }
}
