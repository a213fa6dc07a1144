import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { accounts } from './ledger.rules.ts'
import { bookJournal } from './ledger.store.ts'
import type { PaymentsDeps } from './payments.deps.ts'

const ofProvider = statement(
  'penalties_of',
  `select coalesce(sum(amount_paise), 0)::bigint as "paise"
   from ledger_entries entry join journals journal on journal.purchase_id = entry.purchase_id and journal.id = entry.journal_id
   where entry.account = $1 and entry.account like 'penalty:%' and journal.at >= $2 and journal.at < $3`,
)

/** Penalties of a provider in a time, less what was given back in it: taken off its fees. */
export const penaltiesOf = async (
  sql: Sql,
  providerId: Id<'provider'>,
  { from, to }: { from: Date; to: Date },
): Promise<Paise> => {
  const [row] = await sql.query<{ paise: Paise }>(ofProvider, [accounts.penalty(providerId), from, to])
  return row!.paise
}

export interface Penalty {
  orderId: Id<'order'>
  providerId: Id<'provider'>
  /** The promise that was not kept: charged once, given back once. */
  cause: Id<'breach'>
  amountPaise: Paise
}

/** Books what a provider pays for a delay, or gives it back. */
export const createPenalize =
  ({ orders }: Pick<PaymentsDeps, 'orders'>, kind: 'penalty' | 'penaltyBack') =>
  async (tx: Tx, { orderId, providerId, cause, amountPaise }: Penalty): Promise<void> => {
    const facts = await orders.orderFor(tx, orderId)
    if (!facts) return
    const sign = kind === 'penalty' ? 1n : -1n
    await bookJournal(tx, {
      purchaseId: facts.purchaseId,
      kind,
      subjectId: cause,
      entries: [
        { account: accounts.penalty(providerId), amountPaise: sign * amountPaise, orderId },
        { account: accounts.penalties, amountPaise: -sign * amountPaise, orderId },
      ],
    })
  }
