import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { Terms } from './providers.rules.ts'
import { providerTerms } from './providers.tables.ts'

export type TermsRow = typeof providerTerms.$inferSelect

/** Versions of a provider's terms, newest first. */
export const readTerms = (sqlIn: Sql, id: Id<'provider'>, limit = 200): Promise<TermsRow[]> =>
  sqlIn.orm
    .select()
    .from(providerTerms)
    .where(eq(providerTerms.providerId, id))
    .orderBy(desc(providerTerms.number))
    .limit(limit)

/** Every provider's versions that hold or will, for the directory. */
export const readLivingTerms = (sqlIn: Sql): Promise<TermsRow[]> =>
  sqlIn.orm
    .select()
    .from(providerTerms)
    .where(
      sql`${providerTerms.holdsFrom} > now() or ${providerTerms.number} = (
        select before.number from provider_terms before
        where before.provider_id = ${providerTerms.providerId} and before.holds_from <= now()
        order by before.holds_from desc, before.number desc limit 1)`,
    )
    .orderBy(asc(providerTerms.providerId), asc(providerTerms.number))

/** Writes the next version of a locked provider's terms; it holds from now unless told. */
export async function insertTerms(
  tx: Tx,
  id: Id<'provider'>,
  { capabilities, rateCard, promisedMinutes, liveQuotes }: Terms,
  holdsFrom?: Date,
): Promise<void> {
  const [last] = await readTerms(tx, id, 1)
  const number = (last?.number ?? 0) + 1
  await tx.orm.insert(providerTerms).values({
    providerId: id,
    number,
    capabilities,
    rateCard,
    promisedMinutes,
    liveQuotes,
    ...(holdsFrom ? { holdsFrom } : {}),
  })
}

/** Takes back a version that does not hold yet; whether there was one. */
export const deleteTerms = async (tx: Tx, id: Id<'provider'>, number: number): Promise<boolean> =>
  (
    await tx.orm
      .delete(providerTerms)
      .where(
        and(
          eq(providerTerms.providerId, id),
          eq(providerTerms.number, number),
          sql`${providerTerms.holdsFrom} > now()`,
        ),
      )
      .returning({ number: providerTerms.number })
  ).length === 1
