import { resolve } from 'node:path'
import { HaatError } from '../../kernel/errors.ts'
import type { Config } from '../../platform/config/index.ts'
import { createLogger } from '../../platform/telemetry/index.ts'
import { configWith, type MarketChoice } from '../choice.ts'
import { stopOnSignals } from '../market.ts'
import { type RunOptions, runMarket } from '../run.ts'

interface StartOptions extends MarketChoice {
  fresh?: boolean
  port?: string
}

async function run(
  config: Config,
  halves: Pick<RunOptions, 'api' | 'workers' | 'migrate' | 'fresh'>,
): Promise<void> {
  const log = createLogger({ level: config.LOG_LEVEL })
  // The first start makes a database, which takes some seconds: nobody should wonder whether anything happens.
  if (!config.DATABASE_URL) log.info({ dataDir: resolve(config.DATA_DIR) }, 'opening the market')
  const starting = runMarket({ ...halves, config, log })
  // Also while it starts: a database of ours would otherwise be left behind, running.
  stopOnSignals(async () => (await starting).stop(), { log, seconds: config.SHUTDOWN_SECONDS })
  const market = await starting
  const place = market.address
    ? `Haat is open at ${market.address} (documentation at ${market.address}/docs)`
    : 'Haat works'
  process.stdout.write(`${place}\n`)
}

/** The whole market in one process. */
export const start = (options: StartOptions): Promise<void> =>
  run(configWith(options), {
    api: true,
    workers: true,
    migrate: true,
    ...(options.fresh ? { fresh: true } : {}),
  })

/** The API alone. */
export async function api(options: StartOptions): Promise<void> {
  const config = configWith(options)
  needDatabase(config)
  await run(config, { api: true, workers: false, migrate: false })
}

/** Relay, workers and upkeep alone. */
export async function worker(): Promise<void> {
  const config = configWith({})
  needDatabase(config)
  await run(config, { api: false, workers: true, migrate: false })
}

function needDatabase(config: Config): void {
  if (config.DATABASE_URL) return
  throw new HaatError(
    'invalid',
    'databaseUrlNeeded',
    'Set DATABASE_URL: the embedded database belongs to the one process of `haat start`.',
  )
}
