import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { ProviderStatus } from './providers.states.ts'
import { providerKeys, providerSecrets, providers } from './providers.tables.ts'

export type ProviderRow = typeof providers.$inferSelect
export type KeyRow = typeof providerKeys.$inferSelect

export const insertProvider = async (tx: Tx, row: typeof providers.$inferInsert): Promise<ProviderRow> =>
  (await tx.orm.insert(providers).values(row).returning())[0]!

export const readProvider = async (sqlIn: Sql, id: Id<'provider'>): Promise<ProviderRow | undefined> =>
  (await sqlIn.orm.select().from(providers).where(eq(providers.id, id)))[0]

export const lockProvider = async (tx: Tx, id: Id<'provider'>): Promise<ProviderRow | undefined> =>
  (await tx.orm.select().from(providers).where(eq(providers.id, id)).for('update'))[0]

export const readProviders = (sqlIn: Sql, ids: readonly Id<'provider'>[]): Promise<ProviderRow[]> =>
  sqlIn.orm
    .select()
    .from(providers)
    .where(inArray(providers.id, [...ids]))
    .orderBy(asc(providers.id))

export const readProvidersByStatus = (
  sqlIn: Sql,
  page: { status: ProviderStatus; limit: number; after: Id<'provider'> | undefined },
): Promise<ProviderRow[]> =>
  sqlIn.orm
    .select()
    .from(providers)
    .where(and(eq(providers.status, page.status), page.after ? gt(providers.id, page.after) : undefined))
    .orderBy(asc(providers.id))
    .limit(page.limit)

/** Writes a changed provider as its next version. */
export const updateProvider = async (
  tx: Tx,
  id: Id<'provider'>,
  change: Partial<typeof providers.$inferInsert>,
): Promise<ProviderRow> =>
  (
    await tx.orm
      .update(providers)
      .set({ ...change, version: sql`${providers.version} + 1`, updatedAt: sql`now()` })
      .where(eq(providers.id, id))
      .returning()
  )[0]!

export const insertKey = async (
  tx: Tx,
  row: { id: Id<'apiKey'>; providerId: Id<'provider'>; prefix: string; hash: string },
): Promise<KeyRow> => (await tx.orm.insert(providerKeys).values(row).returning())[0]!

export const liveKeys = (sqlIn: Sql, id: Id<'provider'>): Promise<KeyRow[]> =>
  sqlIn.orm
    .select()
    .from(providerKeys)
    .where(and(eq(providerKeys.providerId, id), isNull(providerKeys.revokedAt)))
    .orderBy(asc(providerKeys.id))

export const revokeKey = async (tx: Tx, id: Id<'provider'>, keyId: Id<'apiKey'>): Promise<boolean> =>
  (
    await tx.orm
      .update(providerKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(providerKeys.providerId, id), eq(providerKeys.id, keyId), isNull(providerKeys.revokedAt)))
      .returning({ id: providerKeys.id })
  ).length === 1

const keyByPrefix = statement(
  'providers_key',
  'select id, provider_id, hash from provider_keys where prefix = $1 and revoked_at is null',
)

/** The live key with these first letters. */
export async function findKey(
  sqlIn: Sql,
  prefix: string,
): Promise<{ keyId: Id<'apiKey'>; providerId: Id<'provider'>; hash: string } | undefined> {
  const [row] = await sqlIn.query<{ id: string; provider_id: string; hash: string }>(keyByPrefix, [prefix])
  return (
    row && { keyId: idOf('apiKey', row.id), providerId: idOf('provider', row.provider_id), hash: row.hash }
  )
}

export const insertSecret = async (
  tx: Tx,
  row: { id: string; providerId: Id<'provider'>; sealed: string },
): Promise<void> => void (await tx.orm.insert(providerSecrets).values(row))

/** Ends all live secrets of a provider but the newest `keep`; how many are left. */
export async function retireSecrets(tx: Tx, id: Id<'provider'>, keep: number): Promise<number> {
  const live = await tx.orm
    .select({ id: providerSecrets.id })
    .from(providerSecrets)
    .where(and(eq(providerSecrets.providerId, id), isNull(providerSecrets.retiredAt)))
    .orderBy(sql`${providerSecrets.id} desc`)
  const surplus = live.slice(keep).map((row) => row.id)
  if (surplus.length > 0) {
    await tx.orm
      .update(providerSecrets)
      .set({ retiredAt: sql`now()` })
      .where(inArray(providerSecrets.id, surplus))
  }
  return live.length - surplus.length
}

export const countSecrets = (tx: Sql, id: Id<'provider'>): Promise<number> =>
  tx.orm.$count(providerSecrets, and(eq(providerSecrets.providerId, id), isNull(providerSecrets.retiredAt)))

const stamp = statement(
  'providers_stamp',
  'select count(*) as providers, coalesce(sum(version), 0) as versions from providers',
)

/** Changes whenever any provider, or a secret of one, does: each change makes a new version. */
export async function readStamp(sqlIn: Sql): Promise<string> {
  const [row] = await sqlIn.query<{ providers: bigint; versions: bigint }>(stamp)
  return `${row!.providers}/${row!.versions}`
}

export interface SealedSecret {
  providerId: Id<'provider'>
  id: string
  sealed: string
}

/** Every provider that was ever submitted, and all live secrets, newest first. */
export async function readDirectory(
  sqlIn: Sql,
): Promise<{ providers: ProviderRow[]; secrets: SealedSecret[] }> {
  const rows = await sqlIn.orm.select().from(providers).orderBy(asc(providers.id))
  const secrets = await sqlIn.orm
    .select({
      providerId: providerSecrets.providerId,
      id: providerSecrets.id,
      sealed: providerSecrets.sealed,
    })
    .from(providerSecrets)
    .where(isNull(providerSecrets.retiredAt))
    .orderBy(sql`${providerSecrets.id} desc`)
  return { providers: rows, secrets }
}

const takeOne = statement(
  'providers_take_place',
  `insert into provider_days (provider_id, day, parcels)
   values ($1, (now() at time zone 'Asia/Kolkata')::date, 1)
   on conflict (provider_id, day) do update set parcels = provider_days.parcels + 1
   where provider_days.parcels < $2
   returning day::text as day`,
)
const giveOne = statement(
  'providers_give_place',
  'update provider_days set parcels = parcels - 1 where provider_id = $1 and day = $2::date and parcels > 0',
)

/** Counts one more parcel today in India, if the provider still takes one; the day, or undefined when it is full. */
export async function takePlace(
  tx: Sql,
  id: Id<'provider'>,
  parcelsPerDay: number,
): Promise<string | undefined> {
  const [row] = await tx.query<{ day: string }>(takeOne, [uuidOf(id), parcelsPerDay])
  return row?.day
}

/** Gives a counted place back: the parcel was not taken. */
export const givePlace = async (tx: Sql, id: Id<'provider'>, day: string): Promise<void> =>
  void (await tx.query(giveOne, [uuidOf(id), day]))
