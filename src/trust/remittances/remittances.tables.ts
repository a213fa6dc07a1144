import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import { outcomes } from './remittances.rules.ts'

/** Whose hands settle with the platform. */
const handKinds = ['provider', 'point'] as const

/** `told`: an operator has not yet seen the money; `withdrawn`: taken back before that. */
export const remittanceStates = ['told', 'booked', 'withdrawn'] as const

/** Settlement files of delivery startups and points: what they say that they sent on. */
export const remittances = pgTable(
  'remittances',
  {
    id: id('remittance')('id').primaryKey(),
    handKind: text('hand_kind', { enum: handKinds }).notNull(),
    /** UUID of the provider or the point. */
    handId: uuid('hand_id').notNull(),
    /** Nothing is booked before an operator has seen the money. */
    state: text('state', { enum: remittanceStates }).notNull().default('told'),
    toldBy: id('account')('told_by').notNull(),
    toldAt: instant('told_at').notNull().defaultNow(),
    bookedBy: id('account')('booked_by'),
    bookedAt: instant('booked_at'),
  },
  (table) => [
    index('remittances_of_hand').on(table.handId, table.id),
    index('remittances_told').on(table.id).where(sql`${table.state} = 'told'`),
  ],
)

/** One parcel's cash in a settlement file. A line that did not match is a case until an operator closes it. */
export const remittanceLines = pgTable(
  'remittance_lines',
  {
    id: id('remittanceLine')('id').primaryKey(),
    remittanceId: id('remittance')('remittance_id').notNull(),
    handKind: text('hand_kind', { enum: handKinds }).notNull(),
    /** UUID of the provider or the point. */
    handId: uuid('hand_id').notNull(),
    row: integer('row').notNull(),
    /** As it was written: an order or a parcel. */
    reference: text('reference').notNull(),
    amountPaise: paiseColumn('amount_paise').notNull(),
    paidOn: date('paid_on').notNull(),
    utr: text('utr').notNull(),
    outcome: text('outcome', { enum: outcomes }),
    /** What the ledger had in this provider's hand for that order. */
    heldPaise: paiseColumn('held_paise'),
    closedBy: id('account')('closed_by'),
    closedAt: instant('closed_at'),
    closeReason: text('close_reason'),
  },
  (table) => [
    index('remittance_lines_of').on(table.remittanceId, table.row),
    uniqueIndex('remittance_lines_once')
      .on(table.handId, table.utr, table.reference)
      .where(sql`${table.outcome} in ('matched', 'short', 'over', 'unknown')`),
    index('remittance_cases')
      .on(table.id)
      .where(sql`${table.outcome} in ('short', 'over', 'unknown') and ${table.closedAt} is null`),
    check('remittance_lines_amount', sql`${table.amountPaise} > 0`),
  ],
)

/** How much cash of the market a provider or point may have in hand, where it is not the usual. */
export const cashLimits = pgTable('cash_limits', {
  handId: uuid('hand_id').primaryKey(),
  handKind: text('hand_kind', { enum: handKinds }).notNull(),
  limitPaise: paiseColumn('limit_paise').notNull(),
  setBy: id('account')('set_by').notNull(),
  setAt: instant('set_at').notNull().defaultNow(),
})
