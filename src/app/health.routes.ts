import { z } from 'zod'
import { HaatError, messageOf } from '../kernel/errors.ts'
import { schemaVersion, statement } from '../platform/database/index.ts'
import { contract, type Routes } from '../platform/http/index.ts'
import { outboxState } from '../platform/outbox/index.ts'
import type { Resources } from './resources.ts'

const ready = z.strictObject({ status: z.literal('ready'), schema: z.string().optional() })
const alive = z.strictObject({ status: z.literal('alive') })
const ping = statement('health_ping', 'select 1 as one')

/** What load balancers and Prometheus ask. */
export const healthRoutes =
  ({ db, queues, metrics }: Resources): Routes =>
  (app) => {
    app.get(
      '/livez',
      contract({
        operationId: 'isAlive',
        summary: 'Whether the process runs',
        description: 'Checks nothing else: a process is not restarted because its database is away.',
        tag: 'operation',
        access: 'public',
        replies: { 200: alive },
        example: { reply: { status: 'alive' } },
      }),
      async () => ({ status: 'alive' as const }),
    )

    app.get(
      '/readyz',
      contract({
        operationId: 'isReady',
        summary: 'Whether the process can do its work',
        description: 'Answers 503 while the database is away or not at the version of this program.',
        tag: 'operation',
        access: 'public',
        replies: { 200: ready },
        example: { reply: { status: 'ready', schema: '0001_tables.sql' } },
      }),
      async () => {
        try {
          await db.query(ping)
        } catch (error) {
          throw new HaatError(
            'unavailable',
            'databaseAway',
            `The database does not answer: ${messageOf(error)}`,
            { cause: error },
          )
        }
        const { current, pending } = await schemaVersion(db.pool)
        if (pending.length > 0) {
          throw new HaatError('unavailable', 'migrationsPending', 'The database needs `haat migrate`.', {
            facts: { pending },
          })
        }
        return { status: 'ready' as const, ...(current ? { schema: current } : {}) }
      },
    )

    app.get(
      '/metrics',
      contract({
        operationId: 'metrics',
        summary: 'Metrics for Prometheus',
        tag: 'operation',
        access: 'public',
        replies: { 200: z.string() },
        produces: 'text/plain',
        example: { reply: 'haat_outbox_lag_seconds 0' },
      }),
      async (request, reply) => {
        // What cannot be asked now is left out: the other figures tell why.
        metrics.outbox.reset()
        metrics.queueDepth.reset()
        const [events, depths] = await Promise.allSettled([outboxState(db), queues.depths()])
        if (events.status === 'fulfilled') {
          for (const state of ['pending', 'queued', 'dead'] as const)
            metrics.outbox.set({ state }, events.value[state])
          metrics.outboxLag.set(events.value.lagMs / 1000)
        } else request.log.warn({ err: events.reason }, 'no figures of the outbox')
        if (depths.status === 'fulfilled') {
          for (const { queue, ...counts } of depths.value) {
            for (const [state, count] of Object.entries(counts))
              metrics.queueDepth.set({ queue, state }, count)
          }
        } else request.log.warn({ err: depths.reason }, 'no figures of the queue')
        return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
      },
    )
  }
