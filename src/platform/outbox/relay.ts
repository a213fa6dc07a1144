import type { Logger } from 'pino'
import { z } from 'zod'
import { chunks, groupBy, partition } from '../../kernel/collections.ts'
import { messageOf } from '../../kernel/errors.ts'
import { type Database, statement } from '../database/database.ts'
import { defineJob, handler, type JobHandler, type NewJob, type Queues } from '../queue/index.ts'
import { type RequestContext, runWithContext } from '../telemetry/context.ts'
import {
  type BatchHandler,
  type Consumer,
  claimDeliveries,
  claimDelivery,
  type Delivery,
  type EventHandler,
  type Outbox,
} from './outbox.ts'

/** A consumer with its handler, for the worker process. */
export interface Subscription {
  consumer: Consumer
  handle: { mode: 'single'; run: EventHandler<never> } | { mode: 'batch'; run: BatchHandler<never> }
}

export const onEvent = <T>(consumer: Consumer<T>, run: EventHandler<T>): Subscription => ({
  consumer: consumer,
  handle: { mode: 'single', run: run as unknown as EventHandler<never> },
})

export const onBatch = <T>(consumer: Consumer<T>, run: BatchHandler<T>): Subscription => ({
  consumer: consumer,
  handle: { mode: 'batch', run: run as unknown as BatchHandler<never> },
})

/** An event whose handler failed this often is set aside for an operator. */
const giveUpAfter = 50
const takeAtOnce = 500
/** Events of a batch consumer in one job, by attempt: one that spoils its batch is soon alone. */
const batchSizes = [takeAtOnce, 20, 1]
/** The pause when database or queue do not answer. */
const afterFailureMs = 1000
/** While this many jobs wait in a queue its events stay in the outbox, or their leases would run out there. */
const enoughWaiting = 2000

const jobPayload = z.object({
  consumer: z.string(),
  events: z.array(
    z.object({
      id: z.uuid(),
      topic: z.string(),
      payload: z.unknown(),
      /** Where events of several requests share the job. */
      context: z.custom<RequestContext>().optional(),
    }),
  ),
})
type JobPayload = z.infer<typeof jobPayload>

const jobFor = (consumer: Consumer) =>
  defineJob<JobPayload>({
    name: `on.${consumer.name}`,
    queue: consumer.queue,
    payload: jobPayload,
    // The outbox itself tries again when the job has given up, so the queue's own tries are few.
    attempts: 3,
    backoffMs: 200,
  })

/** The job handlers that run subscriptions: one job name for each consumer. */
export function subscriptionHandlers(
  db: Database,
  subscriptions: readonly Subscription[],
): JobHandler<never>[] {
  return subscriptions.map(
    ({ consumer, handle }) =>
      handler(jobFor(consumer), async ({ events }) => {
        const shape = new Map(consumer.on.map((definition) => [definition.topic, definition.payload]))
        const parsed = events.map(
          (event) => ({ ...event, payload: shape.get(event.topic)!.parse(event.payload) }) as Delivery<never>,
        )
        if (handle.mode === 'batch') await runBatch(db, parsed, handle.run)
        else await runEach(parsed, handle.run)
      }) as unknown as JobHandler<never>,
  )
}

/** All at once, each by itself: one that fails has the job tried again, when the others are claimed already. */
async function runEach(
  deliveries: (Delivery<never> & { context?: RequestContext | undefined })[],
  run: EventHandler<never>,
): Promise<void> {
  const results = await Promise.allSettled(
    deliveries.map((delivery) => {
      const work = () => run(delivery, (tx) => claimDelivery(tx, delivery.id))
      return delivery.context ? runWithContext(delivery.context, work) : work()
    }),
  )
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

async function runBatch(
  db: Database,
  deliveries: Delivery<never>[],
  run: BatchHandler<never>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const open = await claimDeliveries(
      tx,
      deliveries.map((delivery) => delivery.id),
    )
    const fresh = deliveries.filter((delivery) => open.has(delivery.id))
    if (fresh.length > 0) await run(fresh, tx)
  })
}

// Claimed by status, never by "id greater than the last": a slow transaction may commit an older id later.
// A row whose lease ran out was lost on the way (worker killed, queue emptied) and is taken again. Each
// consumer has its share, so that a flood for one does not hold up the others.
const takeDue = statement(
  'outbox_take',
  `with due as materialized (
     select taken.id from unnest($2::text[]) as mine (name)
     cross join lateral (
       select id from outbox where consumer = mine.name and state <> 'dead' and due_at <= now()
       order by due_at limit ${takeAtOnce} for update skip locked) as taken)
   update outbox set state = 'queued', attempts = attempts + 1, due_at = now() + $1 * interval '1 second'
   from due where outbox.id = due.id
   returning outbox.id, topic, consumer, payload, context, attempts`,
)
// What never reached the queue was no attempt: a queue that is away for an hour must not use them up.
const putBack = statement(
  'outbox_put_back',
  `update outbox set state = 'pending', attempts = attempts - 1, due_at = now() + interval '1 second', last_error = $2
   where id = any($1::uuid[])`,
)
const bury = statement('outbox_bury', `update outbox set state = 'dead' where id = any($1::uuid[])`)

interface DueRow {
  id: string
  topic: string
  consumer: string
  payload: unknown
  context: RequestContext
  attempts: number
}

export interface RelayOptions {
  db: Database
  queues: Queues
  outbox: Outbox
  log: Logger
  pollMs: number
  /** Time a queued event has to be handled before it is handed over again. */
  leaseSeconds: number
}

/** Moves due events to their consumers' queues until stopped. Any number of relays may run at once. */
export function startRelay(options: RelayOptions): { stop(): Promise<void>; turn(): Promise<number> } {
  const consumers = new Map(options.outbox.consumers().map((consumer) => [consumer.name, consumer]))
  let stopped = false
  let nudged = false
  let pressed = false
  let wake: () => void = () => {}
  const stopListening = options.outbox.onNudge(() => {
    nudged = true
    wake()
  })

  /** Consumers that may be given more: all, unless so much is due that their queue may not keep up. */
  const open = async (): Promise<string[]> => {
    if (!pressed) return [...consumers.keys()]
    const depths = await options.queues.depths()
    const full = new Set(
      depths.filter(({ waiting }) => waiting >= enoughWaiting).map(({ queue }) => queue as string),
    )
    pressed = full.size > 0
    return [...consumers.values()].filter(({ queue }) => !full.has(queue)).map(({ name }) => name)
  }

  const turn = async (): Promise<number> => {
    const rows = await options.db.query<DueRow>(takeDue, [options.leaseSeconds, await open()])
    pressed ||= rows.length >= takeAtOnce
    const [spent, fit] = partition(rows, (row) => row.attempts > giveUpAfter)
    if (spent.length > 0) {
      options.log.error(
        { events: spent.map(({ id, topic, consumer }) => ({ id, topic, consumer })) },
        'events were given up',
      )
      await options.db.query(bury, [spent.map((row) => row.id)])
    }
    if (fit.length === 0) return rows.length
    try {
      await options.queues.add(toJobs(fit, consumers))
    } catch (error) {
      await options.db.query(putBack, [fit.map((row) => row.id), messageOf(error)])
      throw error
    }
    return rows.length
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (nudged || stopped) wake()
    })

  const loop = (async () => {
    while (!stopped) {
      nudged = false
      let pauseMs = options.pollMs
      try {
        if ((await turn()) >= takeAtOnce) continue
      } catch (error) {
        options.log.warn({ err: error }, 'the outbox relay could not hand events over; it tries again')
        pauseMs = Math.max(pauseMs, afterFailureMs)
      }
      await pause(pauseMs)
    }
  })()

  return {
    turn,
    async stop() {
      stopped = true
      stopListening()
      wake()
      await loop
    },
  }
}

function toJobs(rows: DueRow[], consumers: Map<string, Consumer>): NewJob<JobPayload>[] {
  return [...groupBy(rows, (row) => row.consumer)].flatMap(([name, mine]) => {
    const consumer = consumers.get(name)!
    const groups = [...groupBy(mine, (row) => sizeFor(consumer, row))].flatMap(([size, rows]) =>
      chunks(rows, size),
    )
    return groups.map((group) => {
      const first = group[0]!
      return {
        job: jobFor(consumer),
        payload: {
          consumer: name,
          events: group.map(({ id, topic, payload, context }) => ({
            id,
            topic,
            payload,
            ...(consumer.mode === 'single' && group.length > 1 ? { context } : {}),
          })),
        },
        // The attempt is part of the id: a failed job with the old id must not swallow the new one.
        id: `${first.id}-${first.attempts}`,
        context: first.context,
      }
    })
  })
}

const sizeFor = (consumer: Consumer, { attempts }: DueRow): number => {
  if (consumer.mode === 'batch') return batchSizes[Math.min(attempts, batchSizes.length) - 1]!
  return attempts === 1 ? (consumer.inOneJob ?? 1) : 1
}
