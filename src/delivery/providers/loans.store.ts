import { and, asc, eq, ne, or, sql } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import { capacityLoans } from './providers.tables.ts'

export type LoanRow = typeof capacityLoans.$inferSelect

export const insertLoan = async (tx: Tx, row: typeof capacityLoans.$inferInsert): Promise<LoanRow> =>
  (await tx.orm.insert(capacityLoans).values(row).returning())[0]!

/** The agreements in which this provider lends or borrows, in the order in which they were made. */
export const readLoansOf = (sqlIn: Sql, id: Id<'provider'>): Promise<LoanRow[]> =>
  sqlIn.orm
    .select()
    .from(capacityLoans)
    .where(
      and(
        or(eq(capacityLoans.lenderId, id), eq(capacityLoans.borrowerId, id)),
        ne(capacityLoans.status, 'ended'),
      ),
    )
    .orderBy(asc(capacityLoans.id))

export const readAcceptedLoans = (sqlIn: Sql): Promise<LoanRow[]> =>
  sqlIn.orm
    .select()
    .from(capacityLoans)
    .where(eq(capacityLoans.status, 'accepted'))
    .orderBy(asc(capacityLoans.id))

export const lockLoan = async (tx: Tx, id: Id<'loan'>): Promise<LoanRow | undefined> =>
  (await tx.orm.select().from(capacityLoans).where(eq(capacityLoans.id, id)).for('update'))[0]

export const setLoanStatus = async (tx: Tx, id: Id<'loan'>, status: LoanRow['status']): Promise<LoanRow> =>
  (
    await tx.orm
      .update(capacityLoans)
      .set({ status, updatedAt: sql`now()` })
      .where(eq(capacityLoans.id, id))
      .returning()
  )[0]!
