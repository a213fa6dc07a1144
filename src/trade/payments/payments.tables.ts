import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import { paymentStates, refundStates } from './payments.states.ts'

/** One attempt to pay a purchase. */
export const payments = pgTable(
  'payments',
  {
    id: id('payment')('id').primaryKey(),
    purchaseId: id('purchase')('purchase_id').notNull(),
    method: text('method', { enum: ['cod', 'upi', 'gateway'] }).notNull(),
    state: text('state', { enum: paymentStates }).notNull().default('pending'),
    amountPaise: paiseColumn('amount_paise').notNull(),
    /** What came in so far; for COD the cash of each order adds to it. */
    receivedPaise: paiseColumn('received_paise').notNull().default(sql`0`),
    payerAccountId: id('account')('payer_account_id').notNull(),
    /** UPI: the trader who is paid directly; null when the platform is. */
    payeeTraderId: id('trader')('payee_trader_id'),
    payeeUpiId: text('payee_upi_id'),
    payeeName: text('payee_name'),
    /** UPI: the bank's reference (UTR, 12 digits) that the payee gave; never the app's word. */
    bankReference: text('bank_reference'),
    confirmedBy: id('account')('confirmed_by'),
    /** Gateway: its own reference and the page where the payer pays, once registered there. */
    gatewayRef: text('gateway_ref'),
    link: text('link'),
    failure: text('failure'),
    createdAt: instant('created_at').notNull().defaultNow(),
    settledAt: instant('settled_at'),
  },
  (table) => [
    index('payments_of_purchase').on(table.purchaseId),
    index('payments_to_confirm')
      .on(table.payeeTraderId, table.id)
      .where(sql`${table.state} = 'pending' and ${table.method} = 'upi'`),
    uniqueIndex('payments_bank_reference')
      .on(table.bankReference)
      .where(sql`${table.bankReference} is not null`),
    check('payments_sums', sql`${table.amountPaise} >= 0 and ${table.receivedPaise} >= 0`),
  ],
)

/** Money on its way back to a buyer. */
export const refunds = pgTable(
  'refunds',
  {
    id: id('refund')('id').primaryKey(),
    purchaseId: id('purchase')('purchase_id').notNull(),
    paymentId: id('payment')('payment_id').notNull(),
    state: text('state', { enum: refundStates }).notNull().default('requested'),
    amountPaise: paiseColumn('amount_paise').notNull(),
    reason: text('reason').notNull(),
    /** The gateway's reference, or the bank's (12 digits) where a person paid it back. */
    outsideRef: text('outside_ref'),
    failure: text('failure'),
    createdAt: instant('created_at').notNull().defaultNow(),
    sentAt: instant('sent_at'),
    settledAt: instant('settled_at'),
  },
  (table) => [
    index('refunds_of_purchase').on(table.purchaseId),
    index('refunds_sent').on(table.sentAt).where(sql`${table.state} = 'sent'`),
    index('refunds_open').on(table.id).where(sql`${table.state} in ('requested', 'failed')`),
    check('refunds_amount', sql`${table.amountPaise} > 0`),
  ],
)

/** What the gateway told, each event once. `outcome` says what it did here. */
export const gatewayEvents = pgTable('gateway_events', {
  id: text('id').primaryKey(),
  type: text('type').notNull(),
  paymentId: id('payment')('payment_id'),
  payload: jsonb('payload').notNull(),
  outcome: text('outcome', {
    enum: ['applied', 'changedNothing', 'unknownReference', 'unknownType'],
  }).notNull(),
  receivedAt: instant('received_at').notNull().defaultNow(),
})

export const journalKinds = [
  'sale',
  'reversal',
  'lineReversal',
  'returnReversal',
  'payment',
  'cash',
  'handIn',
  'remittance',
  'refund',
  'penalty',
  'penaltyBack',
  'payout',
  'payoutPaid',
  'payoutBack',
  'payoutRecalled',
  'payoutAfterAll',
] as const

/** Why money moved: one fact about a purchase, booked once (`kind` and `subject_id` are its cause). */
export const journals = pgTable(
  'journals',
  {
    purchaseId: id('purchase')('purchase_id').notNull(),
    id: id('journal')('id').notNull(),
    kind: text('kind', {
      enum: journalKinds,
    }).notNull(),
    /** UUID of the purchase, order, line, return, payment or refund that caused it. */
    subjectId: uuid('subject_id').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.purchaseId, table.id] }),
    uniqueIndex('journals_once').on(table.subjectId, table.kind),
  ],
)

/**
 * Debits are positive, credits negative; the entries of a journal sum to zero (a deferred trigger sees to
 * it) and no entry is ever changed or deleted (another). The chart of accounts is in the README.
 */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    purchaseId: id('purchase')('purchase_id').notNull(),
    journalId: id('journal')('journal_id').notNull(),
    line: smallint('line').notNull(),
    account: text('account').notNull(),
    amountPaise: paiseColumn('amount_paise').notNull(),
    /** The order that it is about, where it is about one. */
    orderId: id('order')('order_id'),
  },
  (table) => [
    primaryKey({ columns: [table.purchaseId, table.journalId, table.line] }),
    index('ledger_of_trader').on(table.account).where(sql`${table.account} like 'trader:%'`),
    index('ledger_of_penalty').on(table.account).where(sql`${table.account} like 'penalty:%'`),
    index('ledger_of_payouts')
      .on(table.account)
      .where(
        sql`${table.account} like 'payout:%' or ${table.account} like 'bank:%' or ${table.account} like 'tcs:%'`,
      ),
    index('ledger_of_cash').on(table.account).where(sql`${table.account} like 'cash:%'`),
    check('ledger_entries_amount', sql`${table.amountPaise} <> 0`),
  ],
)

/** What came into hands and went out of them since the balances below were drawn: one row an entry, so that no two deliveries wait for each other. */
export const cashChanges = pgTable(
  'cash_changes',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    account: text('account').notNull(),
    amountPaise: paiseColumn('amount_paise').notNull(),
    orderId: id('order')('order_id'),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [index('cash_changes_of').on(table.account)],
)

export const cashHandKinds = ['provider', 'rider', 'point', 'shop'] as const

/** Cash in each hand when it was last drawn up. */
export const cashBalances = pgTable(
  'cash_balances',
  {
    account: text('account').primaryKey(),
    amountPaise: paiseColumn('amount_paise').notNull(),
    /** Since when it has the oldest of it; null: it has none. */
    since: instant('since'),
    /** Null: the platform, which is nobody's hand. */
    kind: text('kind', { enum: cashHandKinds }).generatedAlwaysAs(
      sql`case when account like 'cash:prv%/%' then 'rider' when account like 'cash:prv%' then 'provider'
        when account like 'cash:pnt%' then 'point' when account like 'cash:shp%' then 'shop' end`,
    ),
    /** A rider's startup; else whose hand it is. */
    party: text('party').generatedAlwaysAs(sql`split_part(substr(account, 6), '/', 1)`),
  },
  (table) => [
    index('cash_balances_oldest')
      .on(table.since, table.account)
      .where(sql`${table.since} is not null and ${table.kind} is not null`),
    index('cash_balances_oldest_of')
      .on(table.kind, table.since, table.account)
      .where(sql`${table.since} is not null`),
    index('cash_balances_party').on(table.party).where(sql`${table.kind} in ('provider', 'rider')`),
  ],
)

/** Cash of an order that somebody has to send on or hand in, as it was last drawn up. Shops keep theirs: they have no rows. */
export const cashOpen = pgTable(
  'cash_open',
  {
    account: text('account').notNull(),
    orderId: id('order')('order_id').notNull(),
    amountPaise: paiseColumn('amount_paise').notNull(),
    since: instant('since').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.orderId] }),
    index('cash_open_oldest').on(table.account, table.since),
    index('cash_open_gone').on(table.account).where(sql`${table.amountPaise} = 0`),
  ],
)

/** Orders of which traders are owed something, or owe something back, as the list was last drawn up. A sale puts its orders on it. */
export const dueOpen = pgTable(
  'due_open',
  {
    purchaseId: id('purchase')('purchase_id').notNull(),
    orderId: id('order')('order_id').notNull(),
    /** The trader's. */
    account: text('account').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.purchaseId, table.orderId] }),
    index('due_open_of').on(table.account),
  ],
)

/** Purchases of which something was booked since: one row a booking, so that no two of them wait for each other. */
export const dueChanges = pgTable('due_changes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  purchaseId: id('purchase')('purchase_id').notNull(),
})
