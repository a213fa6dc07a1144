import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import { payoutStates, runStates } from './payouts.states.ts'

/** A day on which traders are paid. Until it is approved it holds nothing: what is due is read from the ledger. */
export const payoutRuns = pgTable(
  'payout_runs',
  {
    id: id('payoutRun')('id').primaryKey(),
    state: text('state', { enum: runStates }).notNull().default('open'),
    /** Return windows that had ended by then count. */
    openedAt: instant('opened_at').notNull().defaultNow(),
    /** Null: the clock. */
    openedBy: id('account')('opened_by'),
    decidedAt: instant('decided_at'),
    decidedBy: id('account')('decided_by'),
    closedAt: instant('closed_at'),
  },
  (table) => [
    uniqueIndex('payout_runs_open').on(table.state).where(sql`${table.state} = 'open'`),
    index('payout_runs_by_state').on(table.state, table.id),
  ],
)

/** What one trader is paid in a run, with the account as it was when it was approved. */
export const payouts = pgTable(
  'payouts',
  {
    id: id('payout')('id').primaryKey(),
    runId: id('payoutRun')('run_id')
      .notNull()
      .references(() => payoutRuns.id),
    traderId: id('trader')('trader_id').notNull(),
    state: text('state', { enum: payoutStates }).notNull().default('underWay'),
    amountPaise: paiseColumn('amount_paise').notNull(),
    name: text('name').notNull(),
    /** Sealed as the trader gave it; a UPI id where it gave no account. */
    sealedBank: text('sealed_bank'),
    upiId: text('upi_id'),
    bankEnding: text('bank_ending'),
    bankCode: text('bank_code'),
    utr: text('utr'),
    returnReason: text('return_reason'),
    createdAt: instant('created_at').notNull().defaultNow(),
    settledAt: instant('settled_at'),
    settledBy: id('account')('settled_by'),
    /** What the bank said against what stands: a case until an operator has decided. */
    claimStatus: text('claim_status', { enum: ['paid', 'returned'] }),
    claimText: text('claim_text'),
    claimAt: instant('claim_at'),
    claimOpen: boolean('claim_open').notNull().default(false),
    claimDecision: text('claim_decision', { enum: ['keep', 'accept'] }),
    claimReason: text('claim_reason'),
    claimClosedBy: id('account')('claim_closed_by'),
  },
  (table) => [
    uniqueIndex('payouts_of_run').on(table.runId, table.traderId),
    index('payouts_of_trader').on(table.traderId, table.id),
    index('payouts_under_way').on(table.runId).where(sql`${table.state} = 'underWay'`),
    index('payouts_cases').on(table.id).where(sql`${table.claimOpen}`),
    check('payouts_amount', sql`${table.amountPaise} > 0`),
    check('payouts_account', sql`${table.sealedBank} is not null or ${table.upiId} is not null`),
    check('payouts_utr', sql`${table.state} <> 'paid' or ${table.utr} is not null`),
  ],
)

/** What a payout is made of, order by order; below zero where goods came back after they had been paid out. */
export const payoutItems = pgTable(
  'payout_items',
  {
    payoutId: id('payout')('payout_id')
      .notNull()
      .references(() => payouts.id),
    id: id('payoutItem')('id').notNull(),
    orderId: id('order')('order_id').notNull(),
    purchaseId: id('purchase')('purchase_id').notNull(),
    invoiceNumber: text('invoice_number'),
    goodsPaise: paiseColumn('goods_paise').notNull(),
    tcsPaise: paiseColumn('tcs_paise').notNull(),
    /** Cash that this shop took itself and that the platform paid back. */
    ownShopId: id('shop')('own_shop_id'),
    ownPaise: paiseColumn('own_paise').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.payoutId, table.id] }),
    index('payout_items_of_order').on(table.orderId),
    check(
      'payout_items_own',
      sql`(${table.ownShopId} is null) = (${table.ownPaise} = 0) and ${table.ownPaise} >= 0`,
    ),
  ],
)
