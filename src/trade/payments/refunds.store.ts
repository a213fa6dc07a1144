import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { PaymentMethodName } from '../orders/index.ts'
import { accounts } from './ledger.rules.ts'
import type { RefundState } from './payments.states.ts'

export interface RefundRecord {
  refundId: Id<'refund'>
  purchaseId: Id<'purchase'>
  paymentId: Id<'payment'>
  state: RefundState
  amountPaise: Paise
  reason: string
  outsideRef: string | null
  failure: string | null
  createdAt: Date
  settledAt: Date | null
}

const columns = `refund.id as "refundId", refund.purchase_id as "purchaseId", refund.payment_id as "paymentId",
  refund.state, refund.amount_paise as "amountPaise", refund.reason, refund.outside_ref as "outsideRef",
  refund.failure, refund.created_at as "createdAt", refund.settled_at as "settledAt"`

const insert = statement(
  'refund_insert',
  'insert into refunds (id, purchase_id, payment_id, amount_paise, reason) values ($1, $2, $3, $4, $5)',
)
const byId = statement('refund_find', `select ${columns} from refunds refund where id = $1`)
const forUpdate = statement('refund_lock', `select ${columns} from refunds refund where id = $1 for update`)
const ofPurchases = statement(
  'refunds_of',
  `select ${columns} from refunds refund where purchase_id = any($1::uuid[]) order by id`,
)
const setState = statement(
  'refund_move',
  `update refunds set state = $2, outside_ref = coalesce($3, outside_ref), failure = $4,
     sent_at = case when $2 = 'sent' then now() else sent_at end,
     settled_at = case when $2 = 'settled' then now() end
   where id = $1`,
)
// What was paid too much: the buyer's balance below zero, less what is on its way back already.
const surplus = statement(
  'refund_surplus',
  `select (coalesce((select -sum(amount_paise) from ledger_entries where purchase_id = asked.id and account = asked.buyer), 0)
         - coalesce((select sum(amount_paise) from refunds where purchase_id = asked.id and state <> 'settled'), 0))::bigint
         as surplus
   from unnest($1::uuid[], $2::text[]) with ordinality as asked (id, buyer, nth) order by nth`,
)
const refundable = statement(
  'refund_sources',
  `select id as "paymentId", method, (received_paise - coalesce(
       (select sum(amount_paise) from refunds where payment_id = payments.id), 0))::bigint as "leftPaise"
   from payments where purchase_id = $1 and received_paise > 0 order by id is not distinct from $2 desc, id desc`,
)
const sentLongAgo = statement(
  'refunds_sent_long_ago',
  `select id from refunds where state = 'sent' and sent_at < now() - $1 * interval '1 second'
   order by sent_at limit 100`,
)
const byHand = statement(
  'refunds_by_hand',
  `select ${columns} from refunds refund join payments payment on payment.id = refund.payment_id
   where refund.state in ('requested', 'failed') and (payment.method <> 'gateway' or refund.state = 'failed')
     and payment.payee_trader_id is not distinct from $1 and ($2::uuid is null or refund.id > $2)
   order by refund.id limit $3`,
)

const fromRow = (row: RefundRecord): RefundRecord => ({
  ...row,
  refundId: idOf('refund', row.refundId),
  purchaseId: idOf('purchase', row.purchaseId),
  paymentId: idOf('payment', row.paymentId),
})

export type NewRefund = Pick<RefundRecord, 'refundId' | 'purchaseId' | 'paymentId' | 'amountPaise' | 'reason'>

export const writeRefund = async (tx: Tx, refund: NewRefund): Promise<void> =>
  void (await tx.query(insert, [
    uuidOf(refund.refundId),
    uuidOf(refund.purchaseId),
    uuidOf(refund.paymentId),
    refund.amountPaise,
    refund.reason,
  ]))

export async function findRefund(sql: Sql, id: Id<'refund'>): Promise<RefundRecord | undefined> {
  const [row] = await sql.query<RefundRecord>(byId, [uuidOf(id)])
  return row && fromRow(row)
}

/** The purchase must be locked before. */
export async function lockRefund(tx: Tx, id: Id<'refund'>): Promise<RefundRecord> {
  const [row] = await tx.query<RefundRecord>(forUpdate, [uuidOf(id)])
  return fromRow(row!)
}

export const refundsOf = async (sql: Sql, ids: readonly Id<'purchase'>[]): Promise<RefundRecord[]> =>
  (await sql.query<RefundRecord>(ofPurchases, [ids.map(uuidOf)])).map(fromRow)

export const moveRefund = async (
  tx: Tx,
  id: Id<'refund'>,
  to: RefundState,
  change: { outsideRef?: string; failure?: string } = {},
): Promise<void> =>
  void (await tx.query(setState, [uuidOf(id), to, change.outsideRef ?? null, change.failure ?? null]))

/** Paise that buyers have paid beyond what is owed and are not getting back yet, by purchase; zero or less when none. */
export const surplusesOf = async (tx: Tx, purchaseIds: readonly Id<'purchase'>[]): Promise<Paise[]> =>
  (
    await tx.query<{ surplus: bigint }>(surplus, [purchaseIds.map(uuidOf), purchaseIds.map(accounts.buyer)])
  ).map((row) => row.surplus)

/** The same of one purchase. */
export const surplusOf = async (tx: Tx, purchaseId: Id<'purchase'>): Promise<Paise> =>
  (await surplusesOf(tx, [purchaseId]))[0]!

/** Payments out of which something can go back: a certain one first, then the newest. */
export const refundSources = async (
  tx: Tx,
  purchaseId: Id<'purchase'>,
  first: Id<'payment'> | null,
): Promise<{ paymentId: Id<'payment'>; method: PaymentMethodName; leftPaise: Paise }[]> =>
  (
    await tx.query<{ paymentId: string; method: PaymentMethodName; leftPaise: bigint }>(refundable, [
      uuidOf(purchaseId),
      first && uuidOf(first),
    ])
  ).map((row) => ({ ...row, paymentId: idOf('payment', row.paymentId) }))

/** Refunds of which the gateway should have told the end by now. */
export const refundsSentLongAgo = async (sql: Sql, seconds: number): Promise<Id<'refund'>[]> =>
  (await sql.query<{ id: string }>(sentLongAgo, [seconds])).map((row) => idOf('refund', row.id))

/** Refunds that a person has to pay: a trader's, or (null) the platform's, with those at which the gateway failed. */
export const refundsByHand = async (
  sql: Sql,
  filter: {
    traderId: Id<'trader'> | null
    after: Id<'refund'> | null
    limit: number
  },
): Promise<RefundRecord[]> =>
  (
    await sql.query<RefundRecord>(byHand, [
      filter.traderId && uuidOf(filter.traderId),
      filter.after && uuidOf(filter.after),
      filter.limit,
    ])
  ).map(fromRow)
