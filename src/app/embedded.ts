import type { Logger } from 'pino'
import { messageOf } from '../kernel/errors.ts'
import type { Config } from '../platform/config/index.ts'
import { emptyDataFolder, runningServerUrl, startEmbeddedPostgres } from '../platform/database/index.ts'

export interface DatabaseServer {
  url: string
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Empties the embedded data folder first. */
  fresh: boolean
  /** Uses the embedded server that an open market runs, where there is one, instead of refusing. */
  joinRunning: boolean
  log: Logger
}

/** After so many crashes of the embedded server within a minute something is wrong that a restart does not mend. */
const restartsAMinute = 5

/**
 * The database that the configuration names, or the embedded one started in DATA_DIR. An embedded server that
 * dies is started again on its port; what it had committed is there again.
 */
export async function databaseServer(config: Config, options: ServerOptions): Promise<DatabaseServer> {
  if (config.DATABASE_URL) return { url: config.DATABASE_URL, stop: async () => {} }
  const { log } = options
  const dataDir = config.DATA_DIR
  if (options.joinRunning) {
    const url = await runningServerUrl(dataDir)
    if (url) return { url, stop: async () => {} }
  }
  if (options.fresh) await emptyDataFolder(dataDir)

  let stopping = false
  const crashes: number[] = []
  const onUnexpectedEnd = (reason: Error): void => {
    if (stopping) return
    const now = Date.now()
    crashes.push(now)
    if (crashes.filter((at) => now - at < 60_000).length > restartsAMinute) {
      log.fatal({ err: reason }, 'the embedded database keeps ending; giving up')
      process.exit(1)
    }
    log.error({ err: reason }, 'the embedded database ended; starting it again')
    restarted = (async () => {
      await server.stop()
      server = await startEmbeddedPostgres({ dataDir, port: server.port, log, onUnexpectedEnd })
    })().catch((error: unknown) => {
      log.fatal({ err: error }, `the embedded database could not be started again: ${messageOf(error)}`)
      process.exit(1)
    })
  }
  let server = await startEmbeddedPostgres({ dataDir, log, onUnexpectedEnd })
  let restarted: Promise<void> = Promise.resolve()
  return {
    url: server.url,
    async stop() {
      stopping = true
      await restarted
      await server.stop()
    },
  }
}
