import { uuidv7 } from 'uuidv7'
import { type Database, type Sql, statement, type Tx } from '../database/database.ts'
import { currentContext } from '../telemetry/context.ts'
import type { EventDefinition, OutgoingEvent } from './events.ts'

/** A module's interest in an event. Its name is unique and kept in the table: rename it only when the table is empty of it. */
export interface Consumer<T = unknown> {
  readonly name: string
  readonly on: readonly EventDefinition<T>[]
  /** `single`: a job for each event. `batch`: up to 500 events in one job, for work that is cheaper together. */
  readonly mode: 'single' | 'batch'
  /**
   * `single` only: this many events share a job, in which each is still handled by itself and all at once; 1 when
   * absent. For handlers that mostly wait for somebody outside.
   */
  readonly inOneJob?: number
  /** Which queue its jobs run on. */
  readonly queue: 'events' | 'dispatch' | 'index'
}

/** An event as its consumer gets it. */
export interface Delivery<T = unknown> {
  id: string
  topic: string
  payload: T
}

/**
 * The handler of a single event. It must call `claim` in the transaction that makes its effect lasting, and
 * do nothing when that answers false: the event was handled before. Once it resolves the event must be claimed.
 */
export type EventHandler<T> = (delivery: Delivery<T>, claim: (tx: Tx) => Promise<boolean>) => Promise<void>

/** The handler of a batch: all are claimed in `tx`; the effect of the whole batch must be lasting when it resolves. */
export type BatchHandler<T> = (deliveries: Delivery<T>[], tx: Tx) => Promise<void>

export interface Outbox {
  /** Writes events inside the transaction of the use case: both happen or neither. */
  publish(tx: Tx, events: readonly OutgoingEvent[]): Promise<void>
  /** Everybody who listens. */
  consumers(): readonly Consumer[]
  /** Adds listeners: modules take the outbox to be made, so their consumers come after it. Throws on a name that is taken. */
  register(consumers: readonly Consumer[]): void
  /** Called after a commit that published something, in the same process: the relay need not wait for its next look. */
  nudge(): void
  onNudge(listener: () => void): () => void
}

const insert = statement(
  'outbox_insert',
  `insert into outbox (id, topic, consumer, payload, context, due_at)
   select id, topic, consumer, payload, $5::jsonb, now() + delay_ms * interval '1 millisecond'
   from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $6::int[]) as row (id, topic, consumer, payload, delay_ms)`,
)

const take = statement('outbox_claim', 'delete from outbox where id = $1 returning id')

/** The outbox; an event nobody listens to is not written, so register all consumers before anything is published. */
export function createOutbox({ consumers: first = [] }: { consumers?: readonly Consumer[] } = {}): Outbox {
  const consumers: Consumer[] = []
  const byTopic = new Map<string, string[]>()
  const register = (more: readonly Consumer[]) => {
    for (const consumer of more) {
      if (consumers.some((known) => known.name === consumer.name)) {
        throw new Error(`two outbox consumers are named ${consumer.name}`)
      }
      consumers.push(consumer)
      for (const { topic } of consumer.on) byTopic.set(topic, [...(byTopic.get(topic) ?? []), consumer.name])
    }
  }
  register(first)
  const listeners = new Set<() => void>()
  return {
    consumers: () => consumers,
    register,
    async publish(tx, events) {
      const rows = events.flatMap((event) =>
        (byTopic.get(event.topic) ?? []).map((consumer) => ({ id: uuidv7(), consumer, ...event })),
      )
      if (rows.length === 0) return
      await tx.query(insert, [
        rows.map((row) => row.id),
        rows.map((row) => row.topic),
        rows.map((row) => row.consumer),
        rows.map((row) => JSON.stringify(row.payload)),
        JSON.stringify(currentContext()),
        rows.map((row) => row.delayMs ?? 0),
      ])
    },
    nudge() {
      for (const listener of listeners) listener()
    },
    onNudge(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Claims one delivery in the caller's transaction; false when it has been handled already. */
export const claimDelivery = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.query(take, [id])).length === 1

const takeSeveral = statement(
  'outbox_claim_batch',
  'delete from outbox where id = any($1::uuid[]) returning id',
)

/** Claims several deliveries in the caller's transaction; the ids of those that were not handled yet. */
export async function claimDeliveries(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(takeSeveral, [ids])
  return new Set(rows.map((row) => row.id))
}

/** How many events wait, are with the queue, or were given up; `lagMs` is the age of the oldest that is due. */
export async function outboxState(
  sql: Sql,
): Promise<{ pending: number; queued: number; dead: number; lagMs: number }> {
  const [row] = await sql.query<{ pending: bigint; queued: bigint; dead: bigint; lag: string | null }>(
    statement(
      'outbox_state',
      `select count(*) filter (where state = 'pending') as pending, count(*) filter (where state = 'queued') as queued,
              count(*) filter (where state = 'dead') as dead,
              extract(epoch from now() - min(due_at) filter (where state <> 'dead' and due_at <= now())) * 1000 as lag
       from outbox`,
    ),
  )
  return {
    pending: Number(row!.pending),
    queued: Number(row!.queued),
    dead: Number(row!.dead),
    lagMs: Number(row!.lag ?? 0),
  }
}

/** Puts events that were given up back to work; the number of them. */
export async function reviveDead(db: Database): Promise<number> {
  const rows = await db.query(
    statement(
      'outbox_revive',
      `update outbox set state = 'pending', attempts = 0, due_at = now() where state = 'dead' returning id`,
    ),
  )
  return rows.length
}
