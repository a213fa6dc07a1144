import type { Logger } from 'pino'
import { loadPinDirectory } from '../places/index.ts'
import { type Config, readConfig } from '../platform/config/index.ts'
import { migrate } from '../platform/database/index.ts'
import type { HaatApp } from '../platform/http/index.ts'
import { createLogger, startTracing } from '../platform/telemetry/index.ts'
import { configWith, type MarketChoice } from './choice.ts'
import { type DatabaseServer, databaseServer } from './embedded.ts'
import { createApi, startWorkers } from './market.ts'
import { openResources, type Resources } from './resources.ts'
import { type Modules, wireModules } from './wiring/index.ts'

export interface RunOptions {
  /** Empties the embedded data folder first. */
  fresh?: boolean
  /** Uses an open market's embedded database instead of refusing. */
  joinRunning?: boolean
  /** Which halves of the market this process is. */
  api: boolean
  workers: boolean
  /** Brings the schema and the PIN directory up to date before anything else. */
  migrate: boolean
  config?: Config
  log?: Logger
  /** Namespace of the queues in a shared Redis. */
  queuePrefix?: string
}

export interface RunningMarket {
  /** Where the API listens; undefined in a process of workers alone. */
  address: string | undefined
  app: HaatApp | undefined
  resources: Resources
  modules: Modules
  /** Finishes requests and jobs in hand, then closes everything. */
  stop(): Promise<void>
}

/** Starts one process of the market. Whatever had started is closed again when a later step fails. */
export async function runMarket(options: RunOptions): Promise<RunningMarket> {
  const config = options.config ?? readConfig(process.env)
  const log = options.log ?? createLogger({ level: config.LOG_LEVEL })
  const closers: (() => Promise<unknown>)[] = []
  // What fails to close does not keep the rest open: least of all the database server.
  const stop = async () => {
    const failures: unknown[] = []
    for (const close of closers.splice(0).reverse()) {
      try {
        await close()
      } catch (error) {
        log.error({ err: error }, 'something could not be closed')
        failures.push(error)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed')
  }
  try {
    const tracing = startTracing({ endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: 'haat', log })
    closers.push(() => tracing.stop())
    const server = await databaseServer(config, {
      fresh: options.fresh ?? false,
      joinRunning: options.joinRunning ?? false,
      log,
    })
    closers.push(() => server.stop())
    if (options.migrate) await prepareDatabase(server, log)
    const resources = await openResources({
      config,
      databaseUrl: server.url,
      log,
      queuePrefix: options.queuePrefix,
    })
    closers.push(() => resources.close())
    const modules = wireModules(resources)
    closers.push(() => modules.close())
    if (options.migrate) await loadPinDirectory({ db: resources.db, directory: modules.places })
    if (options.workers) {
      const workers = await startWorkers(resources, modules)
      closers.push(() => workers.stop())
    }
    let address: string | undefined
    let app: HaatApp | undefined
    if (options.api) {
      app = await createApi(resources, modules)
      const listening = app
      closers.push(() => listening.close())
      address = await app.listen({ host: config.HOST, port: config.PORT })
    }
    return { address, app, resources, modules, stop }
  } catch (error) {
    // The log has what else goes wrong; the first error is the one to tell.
    await stop().catch(() => {})
    throw error
  }
}

async function prepareDatabase(server: DatabaseServer, log: Logger): Promise<void> {
  const applied = await migrate({ url: server.url })
  if (applied.length > 0) log.info({ applied }, 'the database was brought to this version')
}

/** Opens the modules without API or workers, for commands that do one thing, and closes them after it. */
export async function withModules<T>(
  choice: MarketChoice,
  work: (modules: Modules, resources: Resources) => Promise<T>,
): Promise<T> {
  const config = configWith(choice)
  const market = await runMarket({ config, api: false, workers: false, migrate: true, joinRunning: true })
  try {
    return await work(market.modules, market.resources)
  } finally {
    await market.stop()
  }
}
