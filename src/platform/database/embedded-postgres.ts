import { spawn } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { claimDataFolder, postgresFolder, prepareDataFolder } from './data-folder.ts'
import { commandAs, findBinaries, findServerUser, type ServerUser } from './embedded-binaries.ts'
import { createCluster, DATABASE_USER, readOrMakePassword } from './embedded-cluster.ts'
import { findFreePort } from './free-port.ts'
import { stopLeftoverServer, stopPostmaster } from './leftover-server.ts'
import { readIfThere } from './read-if-there.ts'

/** The part of a pino logger that is needed here. */
export interface EmbeddedLog {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
}

export interface EmbeddedPostgresOptions {
  /** Kept between runs; made when it is not there. */
  dataDir: string
  /** A free port is chosen when none is given. */
  port?: number
  log: EmbeddedLog
  /** Further server settings, laid over ours. */
  settings?: Readonly<Record<string, string>>
  /** For tests alone: does not wait for the disk, so a power cut would lose data. */
  unsafeButQuick?: boolean
  /** Told when the server ends without having been asked to. */
  onUnexpectedEnd?: (reason: Error) => void
}

export interface EmbeddedPostgres {
  /** Connection string of the database `haat`, password included: not for logs. */
  url: string
  port: number
  /** Process id of the postmaster. */
  pid: number
  /** Stops the server and gives the folder free; may be called twice. */
  stop(): Promise<void>
}

const DATABASE = 'haat'
const START_TIMEOUT_MS = 120_000

/**
 * Starts a real PostgreSQL in a data folder, listening on 127.0.0.1 only, with the database `haat` made.
 * Throws `embeddedDatabaseInUse` when another process holds the folder; recovers what a crash left behind.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  await prepareDataFolder(options.dataDir)
  const dataDir = await realpath(options.dataDir)
  const claim = await claimDataFolder(dataDir)
  try {
    const folder = postgresFolder(dataDir)
    const user = await findServerUser()
    const password = await readOrMakePassword(dataDir)
    if (await stopLeftoverServer(folder)) {
      options.log.warn({ dataDir }, 'a PostgreSQL left over from a crash was stopped')
    }
    if ((await readIfThere(join(folder, 'PG_VERSION'))) === undefined) {
      await createCluster({ dataDir, folder, password, user, quick: options.unsafeButQuick ?? false })
    }
    const server = await launchWithPort(options, folder, user)
    const url = `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${server.port}/${DATABASE}`
    await createDatabase(url).catch(async (error) => {
      await server.stop()
      throw error
    })
    let stopping: Promise<void> | undefined
    const stop = (): Promise<void> => (stopping ??= server.stop().finally(() => claim.release()))
    return { url, port: server.port, pid: server.pid, stop }
  } catch (error) {
    await claim.release()
    throw error
  }
}

interface Running {
  port: number
  pid: number
  stop(): Promise<void>
}

const launchWithPort = async (
  options: EmbeddedPostgresOptions,
  folder: string,
  user: ServerUser | undefined,
): Promise<Running> => {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await findFreePort())
    try {
      return await launch(options, folder, user, port)
    } catch (error) {
      const words = error instanceof Error ? error.message : ''
      // Somebody took the free port first, or the backends of a killed server are still going.
      const portTaken = options.port === undefined && /could not bind|Address already in use/.test(words)
      const stillGoing = /pre-existing shared memory block|is already in use/.test(words)
      if (attempt === 20 || !(portTaken || stillGoing)) throw error
      await new Promise((wake) => setTimeout(wake, stillGoing ? 250 : 20))
    }
  }
}

const launch = async (
  options: EmbeddedPostgresOptions,
  folder: string,
  user: ServerUser | undefined,
  port: number,
): Promise<Running> => {
  const { postgres } = await findBinaries()
  const settings = {
    ...serverSettings(options.unsafeButQuick ?? false),
    ...options.settings,
    port: String(port),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = await commandAs(user, postgres, ['-D', folder, ...flags], [folder])
  // In a session of its own: Ctrl-C at the terminal is for us, who stop the server last.
  const child = spawn(command.file, command.args, {
    ...command.identity,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let lastWords = ''
  let asked = false
  let ended: Error | undefined
  const end = new Promise<Error>((resolve) => {
    child.once('error', resolve)
    child.once('close', (code, signal) =>
      resolve(new Error(`PostgreSQL ended (${signal ?? `code ${code}`}): ${lastWords.trim() || 'no word'}`)),
    )
  })
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('utf8')).slice(-4_000)
    logLines(options.log, chunk.toString('utf8'))
  })
  // The last resort when the process ends without stop(): the postmaster then shuts itself down.
  const atExit = () => child.kill('SIGINT')
  process.once('exit', atExit)
  void end.then((reason) => {
    ended = reason
    process.removeListener('exit', atExit)
  })
  const stop = async (): Promise<void> => {
    asked = true
    if (ended || child.pid === undefined) return
    await stopPostmaster(child.pid)
    await end
  }
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await isReady(folder, child.pid))) {
    if (ended) throw ended
    if (Date.now() > deadline) {
      await stop()
      throw new Error(`PostgreSQL was not ready after ${START_TIMEOUT_MS / 1000} s: ${lastWords.trim()}`)
    }
    await new Promise((wake) => setTimeout(wake, 20))
  }
  void end.then((reason) => {
    if (!asked) options.onUnexpectedEnd?.(reason)
  })
  return { port, pid: child.pid!, stop }
}

// The eighth line of postmaster.pid is the server's own word on whether it takes connections.
const isReady = async (folder: string, pid: number | undefined): Promise<boolean> => {
  const lines = (await readIfThere(join(folder, 'postmaster.pid')))?.split('\n')
  return lines?.[0] === String(pid) && lines[7]?.trim() === 'ready'
}

const serverSettings = (quick: boolean): Record<string, string> => {
  const memoryMb = totalmem() / 2 ** 20
  const between = (low: number, value: number, high: number) =>
    `${Math.round(Math.min(high, Math.max(low, value)))}MB`
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: between(64, memoryMb / 12, 2048),
    effective_cache_size: between(256, memoryMb / 3, 4096),
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    // Statements that fail are reported by whoever sent them; here they would spill addresses into the log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    log_line_prefix: '',
    ...(quick ? { fsync: 'off', full_page_writes: 'off' } : {}),
  }
}

const logLines = (log: EmbeddedLog, text: string): void => {
  for (const line of text.split('\n')) {
    if (/^(FATAL|PANIC):/.test(line)) log.warn({ part: 'postgres' }, line)
    else if (line.trim()) log.debug({ part: 'postgres' }, line)
  }
}

const createDatabase = async (url: string): Promise<void> => {
  const admin = new URL(url)
  admin.pathname = '/postgres'
  const client = new pg.Client({ connectionString: admin.href })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}
