import type { StuckParcel, StuckReason } from '../../delivery/shipments/index.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database, Sql } from '../../platform/database/index.ts'

type Counts<K extends string> = Promise<
  readonly { [key in K | 'count']: key extends 'count' ? number : string }[]
>

/** What this module asks of those that it watches. */
export interface OversightDeps {
  db: Database
  traders: {
    byStatus(sql: Sql): Promise<readonly { status: string; count: number; since: Date | null }[]>
    shopsWithState(
      sql: Sql,
    ): Promise<readonly { shopId: Id<'shop'>; traderId: Id<'trader'>; state: string }[]>
    names(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, { shopName: string }>>
  }
  orders: {
    byState(sql: Sql, since: Date): Counts<'state'>
    byShop(sql: Sql, since: Date): Promise<Map<Id<'shop'>, { orders: number; delivered: number }>>
  }
  providers: {
    byStatus(sql: Sql): Counts<'status'>
    nameOf(id: Id<'provider'>): Promise<string | undefined>
  }
  parcels: {
    byState(sql: Sql, endedSince: Date): Counts<'state'>
    byShop(sql: Sql, since: Date): Promise<Map<Id<'shop'>, { delivered: number; onTime: number }>>
    stuck(
      sql: Sql,
      page: { after: Id<'shipment'> | undefined; limit: number },
    ): Promise<readonly StuckParcel[]>
    countStuck(sql: Sql): Promise<readonly { why: StuckReason; count: number }[]>
  }
  index: { waiting(sql: Sql): Promise<readonly { engine: string; waiting: number }[]> }
  outbox(sql: Sql): Promise<{ pending: number; queued: number; dead: number; lagMs: number }>
  /** Throws when the queue does not answer. */
  queues(): Promise<
    readonly { queue: string; waiting: number; active: number; delayed: number; failed: number }[]
  >
  /** What keeps the queues. */
  queueEngine: 'redis' | 'postgres'
  now?: () => Date
}
