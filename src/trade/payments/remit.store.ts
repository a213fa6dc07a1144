import { type Id, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { accounts } from './ledger.rules.ts'
import { bookJournal } from './ledger.store.ts'
import type { PaymentsDeps } from './payments.deps.ts'

const held = statement(
  'cash_held_of_order',
  `select coalesce(sum(amount_paise), 0)::bigint as "paise" from ledger_entries
   where purchase_id = $1 and order_id = $2 and account = $3`,
)
const byProvider = statement(
  'cash_by_provider',
  `select account, sum(amount_paise)::bigint as "paise" from ledger_entries
   where account like 'cash:prv%' group by account having sum(amount_paise) > 0`,
)

/** Cash of the market in the hands of each provider that has any. Reads all cash entries: remember it for a while. */
export const cashByProvider = async (sql: Sql): Promise<Map<Id<'provider'>, Paise>> =>
  new Map(
    (await sql.query<{ account: string; paise: Paise }>(byProvider)).map((row) => [
      row.account.slice('cash:'.length) as Id<'provider'>,
      row.paise,
    ]),
  )

export interface RemittedCash {
  orderId: Id<'order'>
  providerId: Id<'provider'>
  /** The line that says so: a cause is booked once. */
  cause: Id<'remittanceLine'>
  /** How much of what is held is booked. */
  share(heldPaise: Paise): Paise
}

/** Cash goes from a provider's hand to the platform. */
export const createRemit =
  ({ orders }: Pick<PaymentsDeps, 'orders'>) =>
  /** Locks the purchase; what this hand held of the order's cash until now: 0 for an order that is not. */
  async (tx: Tx, { orderId, providerId, cause, share }: RemittedCash): Promise<Paise> => {
    const facts = await orders.orderFor(tx, orderId)
    if (!facts) return 0n
    const { purchaseId } = facts
    await orders.lockPurchase(tx, purchaseId)
    const hand = accounts.cash(providerId)
    const [row] = await tx.query<{ paise: Paise }>(held, [uuidOf(purchaseId), uuidOf(orderId), hand])
    const heldPaise = row!.paise
    const amountPaise = share(heldPaise)
    await bookJournal(tx, {
      purchaseId,
      kind: 'remittance',
      subjectId: cause,
      entries: [
        { account: accounts.remitted, amountPaise, orderId },
        { account: hand, amountPaise: -amountPaise, orderId },
      ],
    })
    return heldPaise
  }
