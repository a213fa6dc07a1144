import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import { type Pause, promiseKinds } from './promises.rules.ts'

/** Promises that have lapsed by the plain clock: few of all. Those that are kept in time have no row. */
export const lapsedPromises = pgTable(
  'lapsed_promises',
  {
    shopId: id('shop')('shop_id').notNull(),
    shipmentId: id('shipment')('shipment_id').notNull(),
    /** The booking that it was made with. */
    offerId: id('offer')('offer_id').notNull(),
    kind: text('kind', { enum: promiseKinds }).notNull(),
    id: id('breach')('id').notNull(),
    orderId: id('order')('order_id').notNull(),
    providerId: id('provider')('provider_id').notNull(),
    lane: text('lane', { enum: ['samePin', 'sameDistrict', 'sameState', 'other'] }).notNull(),
    promisedBy: instant('promised_by').notNull(),
    feePaise: paiseColumn('fee_paise').notNull(),
    /** `watched`: a pause may still save it. `broken`: how late is not known yet. */
    state: text('state', { enum: ['watched', 'kept', 'broken', 'settled', 'excused'] })
      .notNull()
      .default('watched'),
    lookAt: instant('look_at').notNull().defaultNow(),
    /** With pauses; known from `broken` on. */
    dueBy: instant('due_by'),
    pauses: jsonb('pauses').$type<Pause[]>().notNull().default([]),
    brokenAt: instant('broken_at'),
    settledAt: instant('settled_at'),
    lateMinutes: integer('late_minutes'),
    penaltyPaise: paiseColumn('penalty_paise').notNull().default(sql`0`),
    excusedBy: id('account')('excused_by'),
    excusedAt: instant('excused_at'),
    excuse: text('excuse'),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.shipmentId, table.offerId, table.kind] }),
    uniqueIndex('lapsed_promises_id').on(table.id),
    index('lapsed_promises_due').on(table.lookAt).where(sql`${table.state} in ('watched', 'broken')`),
    index('lapsed_promises_of').on(table.providerId, table.id).where(sql`${table.brokenAt} is not null`),
    index('lapsed_promises_broken').on(table.brokenAt).where(sql`${table.brokenAt} is not null`),
    index('lapsed_promises_broken_of')
      .on(table.providerId, table.brokenAt)
      .where(sql`${table.brokenAt} is not null`),
    check('lapsed_promises_penalty', sql`${table.penaltyPaise} between 0 and ${table.feePaise}`),
  ],
)

/** Times in which nobody could go somewhere: flood, curfew, strike. Set by operators. */
export const forceMajeure = pgTable(
  'force_majeure',
  {
    id: id('pause')('id').primaryKey(),
    /** First digits of the PINs; empty: everywhere. */
    pinPrefix: text('pin_prefix').notNull(),
    begins: instant('begins').notNull(),
    ends: instant('ends').notNull(),
    reason: text('reason').notNull(),
    setBy: id('account')('set_by').notNull(),
    setAt: instant('set_at').notNull().defaultNow(),
  },
  (table) => [
    index('force_majeure_ends').on(table.ends),
    check('force_majeure_time', sql`${table.begins} < ${table.ends}`),
  ],
)

/** Up to which instant lapses were looked for; one row. */
export const promiseSweeps = pgTable('promise_sweeps', {
  single: integer('single').primaryKey().default(1),
  sweptTo: instant('swept_to').notNull(),
})
