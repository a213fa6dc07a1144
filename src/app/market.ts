import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createHttpApp, forgetOldAnswers, type HaatApp } from '../platform/http/index.ts'
import { startRelay, subscriptionHandlers } from '../platform/outbox/index.ts'
import { createWeb } from '../web/index.ts'
import { docs } from './docs.ts'
import { healthRoutes } from './health.routes.ts'
import { queueBoard } from './queue-board.ts'
import type { Resources } from './resources.ts'
import { startUpkeep } from './upkeep.ts'
import type { Modules } from './wiring/index.ts'

/** Time that the start waits for the queue. */
const queuePatienceMs = 5000

/** The API of one process, not yet listening. */
export const createApi = async (resources: Resources, modules: Modules): Promise<HaatApp> => {
  const { config, log, metrics, streams } = resources
  const web = createWeb({
    app: () => app,
    queueBoard: await queueBoard(resources.queues),
    grievance: {
      officer: config.GRIEVANCE_OFFICER,
      phone: config.GRIEVANCE_PHONE,
      email: config.GRIEVANCE_EMAIL,
    },
  })
  const app = await createHttpApp({
    log,
    authenticators: modules.authenticators,
    routes: [healthRoutes(resources), ...modules.routes, web],
    trustProxy: config.TRUST_PROXY,
    rateLimitPerMinute: config.RATE_LIMIT_PER_MINUTE,
    redisUrl: config.REDIS_URL,
    docs,
    // Readers of live views come back by themselves; waiting for them would use up the time to stop.
    onClosing: () => streams.close(),
    observe: ({ method, route, status, durationMs }) =>
      metrics.httpRequest.observe({ method, route, status: String(status) }, durationMs / 1000),
  })
  return app
}

/** Starts relay, workers and upkeep of one process. Stopping waits for the jobs in hand. */
export async function startWorkers(
  resources: Resources,
  modules: Modules,
): Promise<{ stop(): Promise<void> }> {
  const { config, db, log, metrics, queues } = resources
  const [subscriptions, handlers] = await Promise.all([modules.subscriptions(), modules.handlers()])
  const workers = queues.work([...subscriptionHandlers(db, subscriptions), ...handlers], {
    concurrency: config.WORKER_CONCURRENCY,
    concurrencyOf: { dispatch: config.DISPATCH_CONCURRENCY },
    onGiveUp: (job) => metrics.jobGivenUp.inc({ job }),
    observe: (job, durationMs, outcome) => metrics.job.observe({ job, outcome }, durationMs / 1000),
  })
  // The workers come to it by themselves: a market that cannot reach its queue yet takes orders meanwhile.
  const isReady = await Promise.race([workers.ready().then(() => true), sleep(queuePatienceMs, false)])
  if (!isReady) log.warn('the queue does not answer yet; jobs wait until it does')
  const relay = startRelay({
    db,
    queues,
    outbox: modules.outbox,
    log,
    pollMs: config.OUTBOX_POLL_MS,
    leaseSeconds: config.OUTBOX_LEASE_SECONDS,
  })
  const upkeep = startUpkeep(
    [{ name: 'forgetOldAnswers', everyMs: 3_600_000, run: () => forgetOldAnswers(db) }, ...modules.upkeep],
    log,
  )
  return {
    async stop() {
      // First nothing new is begun, then what runs is finished.
      await Promise.all([relay.stop(), upkeep.stop()])
      await workers.close()
    },
  }
}

/** Ends the process when told to: `stop` has `seconds` to finish what is in hand. */
export function stopOnSignals(
  stop: () => Promise<void>,
  { log, seconds }: { log: Logger; seconds: number },
): void {
  let stopping = false
  const onSignal = async (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping: requests and jobs in hand are finished first')
    const tooLate = setTimeout(() => {
      log.error({ seconds }, 'what was in hand did not finish in time')
      process.exit(1)
    }, seconds * 1000)
    try {
      await stop()
      clearTimeout(tooLate)
      log.info('stopped')
      process.exit(0)
    } catch (error) {
      log.error({ err: error }, 'stopping failed')
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal)
}
