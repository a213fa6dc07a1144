import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { accounts, type PayoutFact, type PayoutPart, payoutEntries, payoutFacts } from './ledger.rules.ts'
import { bookJournals } from './ledger.store.ts'

/** Journals that are written by one statement. */
const atOnce = 500

/**
 * Books what happened to a payout for each of its orders; false: one of them was booked before, and the caller must give
 * the whole transaction up.
 */
export async function bookPayout(tx: Tx, fact: PayoutFact, parts: readonly PayoutPart[]): Promise<boolean> {
  for (let at = 0; at < parts.length; at += atOnce) {
    const journals = parts.slice(at, at + atOnce).map((part) => ({
      purchaseId: part.purchaseId,
      kind: fact,
      subjectId: part.cause,
      entries: payoutEntries[fact](part).filter(({ amountPaise }) => amountPaise !== 0n),
    }))
    const booked = await bookJournals(tx, journals)
    if (booked.some((done, which) => !done && journals[which]!.entries.length > 0)) return false
  }
  return true
}

/** What payouts come to for one trader. */
export interface PayoutSums {
  traderId: Id<'trader'>
  underWayPaise: Paise
  paidPaise: Paise
  tcsPaise: Paise
}

const sums = (which: string) =>
  `select split_part(account, ':', 2) as "traderId",
          coalesce(-sum(amount_paise) filter (where account like 'payout:%'), 0)::bigint as "underWayPaise",
          coalesce(-sum(amount_paise) filter (where account like 'bank:%'), 0)::bigint as "paidPaise",
          coalesce(-sum(amount_paise) filter (where account like 'tcs:%'), 0)::bigint as "tcsPaise"
   from ledger_entries where (account like 'payout:%' or account like 'bank:%' or account like 'tcs:%') ${which} group by 1`
const sumsOfAll = statement('payout_sums', sums(''))
const sumsOfOne = statement('payout_sums_of', sums('and account = any($1::text[])'))
const goodsPaidOut = statement(
  'payout_goods_paid_out',
  `select coalesce(sum(amount_paise), 0)::bigint as paise
   from ledger_entries entry join journals journal on journal.purchase_id = entry.purchase_id and journal.id = entry.journal_id
   where entry.account = $1 and entry.account like 'trader:%' and journal.kind = any($2::text[])`,
)

/** By trader, as the ledger has it. */
export const payoutSums = (sql: Sql): Promise<PayoutSums[]> => sql.query<PayoutSums>(sumsOfAll, [])

/** Of one trader, with the goods that were settled by payouts: paid out, on their way, or kept as tax. */
export async function paidOutTo(
  sql: Sql,
  traderId: Id<'trader'>,
): Promise<PayoutSums & { goodsPaise: Paise }> {
  const { payout, bank, tcs, trader } = accounts
  const [row] = await sql.query<PayoutSums>(sumsOfOne, [[payout(traderId), bank(traderId), tcs(traderId)]])
  const [goods] = await sql.query<{ paise: Paise }>(goodsPaidOut, [trader(traderId), payoutFacts])
  return {
    ...(row ?? { traderId, underWayPaise: 0n, paidPaise: 0n, tcsPaise: 0n }),
    goodsPaise: goods!.paise,
  }
}
