import { type Sql, statement } from '../../platform/database/index.ts'
import { accounts, type CashHand } from './ledger.rules.ts'

const cash = statement(
  'cash_of',
  `select coalesce(sum(amount_paise) filter (where journal.at < $2), 0)::bigint as "openingPaise",
     coalesce(sum(amount_paise) filter (where journal.at >= $2 and amount_paise > 0 and journal.kind <> 'handIn'), 0)::bigint as "collectedPaise",
     coalesce(-sum(amount_paise) filter (where journal.at >= $2 and amount_paise < 0 and journal.kind <> 'handIn'), 0)::bigint as "remittedPaise",
     coalesce(sum(amount_paise), 0)::bigint as "closingPaise"
   from ledger_entries entry join journals journal on journal.purchase_id = entry.purchase_id and journal.id = entry.journal_id
   where (entry.account = $1 or entry.account like $1 || '/%') and entry.account like 'cash:%' and journal.at < $3`,
)

/** Cash in this hand, a provider's riders included: when the time began, what came into it and went on, and at the time's end. */
export const cashOf = async (
  sql: Sql,
  holder: CashHand,
  { from, to }: { from: Date; to: Date },
): Promise<{ openingPaise: bigint; collectedPaise: bigint; remittedPaise: bigint; closingPaise: bigint }> => {
  const [row] = await sql.query<{
    openingPaise: bigint
    collectedPaise: bigint
    remittedPaise: bigint
    closingPaise: bigint
  }>(cash, [accounts.cash(holder), from, to])
  return row!
}
