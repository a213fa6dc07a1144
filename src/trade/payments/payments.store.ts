import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Paise, toWire } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { PaymentMethodName } from '../orders/index.ts'
import type { Entry } from './ledger.rules.ts'
import { entryColumns, entryRows } from './ledger.store.ts'
import type { PaymentState } from './payments.states.ts'

export interface PaymentRecord {
  paymentId: Id<'payment'>
  purchaseId: Id<'purchase'>
  method: PaymentMethodName
  state: PaymentState
  amountPaise: Paise
  receivedPaise: Paise
  payerAccountId: Id<'account'>
  payeeTraderId: Id<'trader'> | null
  payeeUpiId: string | null
  payeeName: string | null
  bankReference: string | null
  gatewayRef: string | null
  link: string | null
  failure: string | null
  createdAt: Date
  settledAt: Date | null
}

export type NewPayment = Pick<
  PaymentRecord,
  | 'paymentId'
  | 'purchaseId'
  | 'method'
  | 'amountPaise'
  | 'payerAccountId'
  | 'payeeTraderId'
  | 'payeeUpiId'
  | 'payeeName'
>

const columns = `id as "paymentId", purchase_id as "purchaseId", method, state, amount_paise as "amountPaise",
  received_paise as "receivedPaise", payer_account_id as "payerAccountId", payee_trader_id as "payeeTraderId",
  payee_upi_id as "payeeUpiId", payee_name as "payeeName", bank_reference as "bankReference",
  gateway_ref as "gatewayRef", link, failure, created_at as "createdAt", settled_at as "settledAt"`

const insertColumns =
  'id, purchase_id, method, amount_paise, payer_account_id, payee_trader_id, payee_upi_id, payee_name'

// Payment and ledger of a sale in one round trip: every checkout passes here.
const beginSale = statement(
  'payment_begin',
  `with payment as (
     insert into payments (${insertColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8)
   ), journal as (
     insert into journals (purchase_id, id, kind, subject_id) values ($2, $9, 'sale', $2)
   ), entry as (
     select * from json_to_recordset($10::json) as entry (${entryColumns})
   ), due as (
     insert into due_open (account, purchase_id, order_id)
     select account, $2, "orderId" from entry where account like 'trader:%'
   )
   insert into ledger_entries (purchase_id, journal_id, line, account, amount_paise, order_id)
   select $2, $9, line, account, amount, "orderId" from entry`,
)
const insert = statement(
  'payment_insert',
  `insert into payments (${insertColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
const byId = statement('payment_find', `select ${columns} from payments where id = $1`)
const forUpdate = statement('payment_lock', `select ${columns} from payments where id = $1 for update`)
const ofPurchases = statement(
  'payments_of',
  `select ${columns} from payments where purchase_id = any($1::uuid[]) order by id`,
)
const toConfirm = statement(
  'payments_to_confirm',
  `select ${columns} from payments where state = 'pending' and method = 'upi' and payee_trader_id is not distinct from $1
     and ($2::uuid is null or id > $2) order by id limit $3`,
)
const setState = statement(
  'payment_move',
  `update payments set state = $2, received_paise = received_paise + $3, failure = coalesce($4, failure),
     bank_reference = coalesce($5, bank_reference), confirmed_by = coalesce($6, confirmed_by),
     settled_at = case when $2 in ('paid', 'mismatched') then coalesce(settled_at, now()) end
   where id = $1`,
)
const receiveMany = statement(
  'payments_receive',
  `update payments set state = row.state, received_paise = received_paise + row.received,
     settled_at = case when row.state in ('paid', 'mismatched') then coalesce(settled_at, now()) end
   from unnest($1::uuid[], $2::text[], $3::bigint[]) as row (id, state, received) where payments.id = row.id`,
)
const closeOpen = statement(
  'payments_close',
  `update payments set state = 'void'
   where purchase_id = $1 and state in ('pending', 'failed') and ($2::uuid is null or id <> $2)`,
)
const setRegistered = statement(
  'payment_registered',
  'update payments set gateway_ref = $2, link = $3 where id = $1',
)

type PaymentRow = Omit<PaymentRecord, 'paymentId' | 'purchaseId' | 'payerAccountId' | 'payeeTraderId'> & {
  paymentId: string
  purchaseId: string
  payerAccountId: string
  payeeTraderId: string | null
}

const fromRow = (row: PaymentRow): PaymentRecord => ({
  ...row,
  paymentId: idOf('payment', row.paymentId),
  purchaseId: idOf('purchase', row.purchaseId),
  payerAccountId: idOf('account', row.payerAccountId),
  payeeTraderId: row.payeeTraderId === null ? null : idOf('trader', row.payeeTraderId),
})

const valuesOf = (payment: NewPayment): unknown[] => [
  uuidOf(payment.paymentId),
  uuidOf(payment.purchaseId),
  payment.method,
  toWire(payment.amountPaise),
  uuidOf(payment.payerAccountId),
  payment.payeeTraderId && uuidOf(payment.payeeTraderId),
  payment.payeeUpiId,
  payment.payeeName,
]

/** Writes the first payment of a purchase together with the journal of its sale. */
export const writeSale = async (
  tx: Tx,
  payment: NewPayment,
  sale: { journalId: Id<'journal'>; entries: readonly Entry[] },
): Promise<void> =>
  void (await tx.query(beginSale, [...valuesOf(payment), uuidOf(sale.journalId), entryRows(sale.entries)]))

/** Writes a further attempt to pay. */
export const writePayment = async (tx: Tx, payment: NewPayment): Promise<void> =>
  void (await tx.query(insert, valuesOf(payment)))

/** Payments by UPI that a payee has still to find in its account, oldest first; of the platform where there is no trader. */
export const paymentsToConfirm = async (
  sql: Sql,
  page: { traderId: Id<'trader'> | null; after: Id<'payment'> | null; limit: number },
): Promise<PaymentRecord[]> =>
  (
    await sql.query<PaymentRow>(toConfirm, [
      page.traderId && uuidOf(page.traderId),
      page.after && uuidOf(page.after),
      page.limit,
    ])
  ).map(fromRow)

export async function findPayment(sql: Sql, id: Id<'payment'>): Promise<PaymentRecord | undefined> {
  const [row] = await sql.query<PaymentRow>(byId, [uuidOf(id)])
  return row && fromRow(row)
}

/** The purchase must be locked before. */
export async function lockPayment(tx: Tx, id: Id<'payment'>): Promise<PaymentRecord> {
  const [row] = await tx.query<PaymentRow>(forUpdate, [uuidOf(id)])
  return fromRow(row!)
}

/** Payments of these purchases, oldest first. */
export const paymentsOf = async (sql: Sql, ids: readonly Id<'purchase'>[]): Promise<PaymentRecord[]> =>
  (await sql.query<PaymentRow>(ofPurchases, [ids.map(uuidOf)])).map(fromRow)

export interface PaymentChange {
  /** What came in, in addition to what had come. */
  receivedPaise?: Paise
  failure?: string
  bankReference?: string
  confirmedBy?: Id<'account'>
}

export const movePayment = async (
  tx: Tx,
  id: Id<'payment'>,
  to: PaymentState,
  change: PaymentChange = {},
): Promise<void> =>
  void (await tx.query(setState, [
    uuidOf(id),
    to,
    change.receivedPaise ?? 0n,
    change.failure ?? null,
    change.bankReference ?? null,
    change.confirmedBy ? uuidOf(change.confirmedBy) : null,
  ]))

/** Writes what came in for payments, each with its state from now on. */
export const receivePayments = (
  tx: Tx,
  rows: readonly { paymentId: Id<'payment'>; state: PaymentState; receivedPaise: Paise }[],
): void => {
  if (rows.length === 0) return
  tx.send(receiveMany, [
    rows.map(({ paymentId }) => uuidOf(paymentId)),
    rows.map(({ state }) => state),
    rows.map(({ receivedPaise }) => receivedPaise),
  ])
}

/** Closes what is open of a purchase's payments, but one. */
export const closePayments = async (
  tx: Tx,
  purchaseId: Id<'purchase'>,
  but: Id<'payment'> | null,
): Promise<void> => void (await tx.query(closeOpen, [uuidOf(purchaseId), but && uuidOf(but)]))

/** The gateway knows it now. */
export const registerPayment = async (
  tx: Tx,
  id: Id<'payment'>,
  at: { gatewayRef: string; link: string },
): Promise<void> => void (await tx.query(setRegistered, [uuidOf(id), at.gatewayRef, at.link]))
