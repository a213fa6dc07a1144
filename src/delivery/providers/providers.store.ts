import { and, asc, desc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { type Id, idOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { type LoanRow, readAcceptedLoans } from './loans.store.ts'
import type { Terms } from './providers.rules.ts'
import type { ProviderStatus } from './providers.states.ts'
import { providerKeys, providerSecrets, providers, providerTerms } from './providers.tables.ts'
import { insertTerms, readLivingTerms, type TermsRow } from './terms.store.ts'

/** A provider apart from its terms. */
export type ProviderBase = typeof providers.$inferSelect
/** A provider with the terms that hold now. */
export type ProviderRow = ProviderBase & Terms & { terms: { number: number; holdsFrom: Date } }
export type KeyRow = typeof providerKeys.$inferSelect

type Written = Omit<typeof providers.$inferInsert, 'id'>

/** The rows that `where` names, each with the terms that hold now. */
async function select(
  sqlIn: Sql,
  where: SQL | undefined,
  { limit, lock }: { limit?: number; lock?: true } = {},
): Promise<ProviderRow[]> {
  const holding = sqlIn.orm
    .select()
    .from(providerTerms)
    .where(and(eq(providerTerms.providerId, providers.id), sql`${providerTerms.holdsFrom} <= now()`))
    .orderBy(desc(providerTerms.holdsFrom), desc(providerTerms.number))
    .limit(1)
    .as('holding')
  const query = sqlIn.orm
    .select({
      provider: providers,
      capabilities: holding.capabilities,
      rateCard: holding.rateCard,
      promisedMinutes: holding.promisedMinutes,
      liveQuotes: holding.liveQuotes,
      number: holding.number,
      holdsFrom: holding.holdsFrom,
    })
    .from(providers)
    .innerJoinLateral(holding, sql`true`)
    .where(where)
    .orderBy(asc(providers.id))
    .limit(limit ?? 1_000_000)
  const rows = await (lock ? query.for('update', { of: providers }) : query)
  return rows.map(({ provider, number, holdsFrom, ...terms }) => ({
    ...provider,
    ...terms,
    terms: { number, holdsFrom },
  }))
}

export const readProvider = async (sqlIn: Sql, id: Id<'provider'>): Promise<ProviderRow | undefined> =>
  (await select(sqlIn, eq(providers.id, id)))[0]

export const lockProvider = async (tx: Tx, id: Id<'provider'>): Promise<ProviderRow | undefined> =>
  (await select(tx, eq(providers.id, id), { lock: true }))[0]

export const readProviders = (sqlIn: Sql, ids: readonly Id<'provider'>[]): Promise<ProviderRow[]> =>
  select(sqlIn, inArray(providers.id, [...ids]))

export const readProvidersByStatus = (
  sqlIn: Sql,
  page: { status: ProviderStatus; limit: number; after: Id<'provider'> | undefined },
): Promise<ProviderRow[]> =>
  select(
    sqlIn,
    and(eq(providers.status, page.status), page.after ? gt(providers.id, page.after) : undefined),
    { limit: page.limit },
  )

/** The provider with this recognition number. */
export const findByDipp = async (
  sqlIn: Sql,
  dipp: string,
): Promise<{ id: Id<'provider'>; name: string; status: ProviderStatus } | undefined> =>
  (
    await sqlIn.orm
      .select({ id: providers.id, name: providers.name, status: providers.status })
      .from(providers)
      .where(eq(providers.dipp, dipp))
  )[0]

/** Writes a new provider with the first version of its terms. */
export async function insertProvider(
  tx: Tx,
  id: Id<'provider'>,
  fields: Written,
  terms: Terms,
): Promise<ProviderRow> {
  await tx.orm.insert(providers).values({ id, ...fields })
  await insertTerms(tx, id, terms)
  return (await readProvider(tx, id))!
}

/** Writes a changed provider as its next version; new terms as the next of theirs. */
export async function updateProvider(
  tx: Tx,
  id: Id<'provider'>,
  change: Partial<Written>,
  next?: { terms: Terms; holdsFrom: Date | undefined },
): Promise<ProviderRow> {
  await tx.orm
    .update(providers)
    .set({ ...change, version: sql`${providers.version} + 1`, updatedAt: sql`now()` })
    .where(eq(providers.id, id))
  if (next) await insertTerms(tx, id, next.terms, next.holdsFrom)
  return (await readProvider(tx, id))!
}

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

/** Every provider with the versions of its terms that hold or will, and all live secrets, newest first. */
export async function readDirectory(sqlIn: Sql): Promise<{
  providers: ProviderBase[]
  terms: TermsRow[]
  secrets: SealedSecret[]
  loans: LoanRow[]
}> {
  const rows = await sqlIn.orm.select().from(providers).orderBy(asc(providers.id))
  const terms = await readLivingTerms(sqlIn)
  const secrets = await sqlIn.orm
    .select({
      providerId: providerSecrets.providerId,
      id: providerSecrets.id,
      sealed: providerSecrets.sealed,
    })
    .from(providerSecrets)
    .where(isNull(providerSecrets.retiredAt))
    .orderBy(sql`${providerSecrets.id} desc`)
  return { providers: rows, terms, secrets, loans: await readAcceptedLoans(sqlIn) }
}
