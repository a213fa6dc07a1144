import { and, asc, count, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import { databaseError, type Sql, type Tx } from '../../platform/database/index.ts'
import { alreadyRegistered } from './traders.errors.ts'
import { shops, traders } from './traders.tables.ts'
import type { TraderStatus } from './traders.types.ts'

export type TraderRow = typeof traders.$inferSelect
export type NewTrader = typeof traders.$inferInsert
export type ShopRow = typeof shops.$inferSelect
export type NewShop = typeof shops.$inferInsert

const liveStatuses: TraderStatus[] = ['submitted', 'verified', 'suspended']

/** The partial unique indexes decide between two that come at one moment. */
function refuseDuplicate(error: unknown): never {
  const known = databaseError(error)
  throw known?.code === '23505' && known.constraint?.startsWith('traders_') ? alreadyRegistered(error) : error
}

/**
 * Throws `alreadyRegistered` when a trader that was put forward has one of these numbers. A PAN may be there again
 * where both have GSTINs, of different states.
 */
export async function refuseTakenNumbers(
  tx: Tx,
  numbers: {
    id: Id<'trader'>
    pan: string
    gstin: string | null
    enrolmentId: string | null
    state: string | null
  },
): Promise<void> {
  const { gstin, state } = numbers
  // No index can tell a GSTIN beside an enrolment id: whoever brings this PAN forward waits for the others.
  await tx.orm.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`traders.pan ${numbers.pan}`}, 0))`,
  )
  const samePan = eq(traders.pan, numbers.pan)
  const panTaken =
    gstin === null || state === null
      ? samePan
      : and(samePan, or(isNull(traders.gstin), isNull(traders.state), eq(traders.state, state)))
  const [taken] = await tx.orm
    .select({ id: traders.id })
    .from(traders)
    .where(
      and(
        ne(traders.id, numbers.id),
        inArray(traders.status, liveStatuses),
        or(
          panTaken,
          numbers.gstin === null ? undefined : eq(traders.gstin, numbers.gstin),
          numbers.enrolmentId === null ? undefined : eq(traders.enrolmentId, numbers.enrolmentId),
        ),
      ),
    )
    .limit(1)
  if (taken) throw alreadyRegistered()
}

export async function addTrader(tx: Tx, trader: NewTrader): Promise<TraderRow> {
  const [row] = await tx.orm.insert(traders).values(trader).returning().catch(refuseDuplicate)
  return row!
}

export async function findTrader(db: Sql, id: Id<'trader'>): Promise<TraderRow | undefined> {
  const [row] = await db.orm.select().from(traders).where(eq(traders.id, id))
  return row
}

/** Held until the transaction ends: every change of a trader or of its shops begins here. */
export async function lockTrader(tx: Tx, id: Id<'trader'>): Promise<TraderRow | undefined> {
  const [row] = await tx.orm.select().from(traders).where(eq(traders.id, id)).for('update')
  return row
}

/** Writes a locked trader. A new status begins its time in the queue. */
export async function changeTrader(
  tx: Tx,
  before: TraderRow,
  change: Partial<NewTrader>,
): Promise<TraderRow> {
  const moves = change.status !== undefined && change.status !== before.status
  const [row] = await tx.orm
    .update(traders)
    .set({
      ...change,
      ...(moves ? { statusSince: sql`date_trunc('milliseconds', clock_timestamp())` } : {}),
      version: before.version + 1,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(eq(traders.id, before.id))
    .returning()
    .catch(refuseDuplicate)
  return row!
}

/** Those of one status, who came into it first, first. */
export const tradersInStatus = (
  db: Sql,
  wanted: {
    status: TraderStatus
    after: { since: Date; id: Id<'trader'> } | undefined
    limit: number
  },
): Promise<TraderRow[]> =>
  db.orm
    .select()
    .from(traders)
    .where(
      and(
        eq(traders.status, wanted.status),
        wanted.after &&
          or(
            gt(traders.statusSince, wanted.after.since),
            and(eq(traders.statusSince, wanted.after.since), gt(traders.id, wanted.after.id)),
          ),
      ),
    )
    .orderBy(asc(traders.statusSince), asc(traders.id))
    .limit(wanted.limit)

export async function addShop(tx: Tx, shop: NewShop): Promise<ShopRow> {
  const [row] = await tx.orm.insert(shops).values(shop).returning()
  return row!
}

export async function findShop(db: Sql, id: Id<'shop'>): Promise<ShopRow | undefined> {
  const [row] = await db.orm.select().from(shops).where(eq(shops.id, id))
  return row
}

export async function changeShop(tx: Tx, before: ShopRow, change: Partial<NewShop>): Promise<ShopRow> {
  const [row] = await tx.orm
    .update(shops)
    .set({ ...change, version: before.version + 1, updatedAt: sql`clock_timestamp()` })
    .where(eq(shops.id, before.id))
    .returning()
  return row!
}

export const shopsOf = (
  db: Sql,
  wanted: { traderId: Id<'trader'>; after?: Id<'shop'> | undefined; limit: number },
): Promise<ShopRow[]> =>
  db.orm
    .select()
    .from(shops)
    .where(
      and(
        eq(shops.traderId, wanted.traderId),
        wanted.after === undefined ? undefined : gt(shops.id, wanted.after),
      ),
    )
    .orderBy(asc(shops.id))
    .limit(wanted.limit)

/** Ids and states of all shops of a trader. */
export const shopStates = (db: Sql, traderId: Id<'trader'>): Promise<{ id: Id<'shop'>; state: string }[]> =>
  db.orm
    .select({ id: shops.id, state: shops.state })
    .from(shops)
    .where(eq(shops.traderId, traderId))
    .orderBy(asc(shops.id))

export async function countShops(db: Sql, traderId: Id<'trader'>): Promise<number> {
  const [row] = await db.orm.select({ n: count() }).from(shops).where(eq(shops.traderId, traderId))
  return row!.n
}
