import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import type { PickupCheckName, PickupFound } from '../shipments/index.ts'
import { returnReasons } from './returns.rules.ts'
import { returnStates, stepParties } from './returns.states.ts'

/** Goods of a delivered order that their buyer wants to give back. */
export const goodsReturns = pgTable(
  'goods_returns',
  {
    shopId: id('shop')('shop_id').notNull(),
    id: id('return')('id').notNull(),
    orderId: id('order')('order_id').notNull(),
    state: text('state', { enum: returnStates }).notNull().default('asked'),
    reason: text('reason', { enum: returnReasons }).notNull(),
    note: text('note'),
    photoUrl: text('photo_url'),
    /** What is paid back: the goods at the price at which they were bought. */
    goodsPaise: paiseColumn('goods_paise').notNull(),
    weightGrams: integer('weight_grams').notNull(),
    askedBy: id('account')('asked_by').notNull(),
    askedAt: instant('asked_at').notNull().defaultNow(),
    /** Until when the shop has to say something; null: nothing is asked of it. */
    answerBy: instant('answer_by'),
    decidedBy: text('decided_by', { enum: ['shop', 'operator', 'time'] }),
    decidedAt: instant('decided_at'),
    /** Why it was refused. */
    refusal: text('refusal'),
    /** The leg that fetches it, the latest; null: nobody is asked, the buyer brings it to the counter. */
    shipmentId: id('shipment')('shipment_id'),
    /** What the rider found at the door, the latest. */
    look: jsonb('look').$type<ReturnLook>(),
    pickedUpAt: instant('picked_up_at'),
    endedAt: instant('ended_at'),
    /** How it ended, beside the state. */
    endedBy: text('ended_by', { enum: ['code', 'counter', 'lost', 'ruling'] }),
    restockedAt: instant('restocked_at'),
    /** What an operator pays back, why, and whether a carrier had the goods then. */
    ruling: jsonb('ruling').$type<{ goodsPaise: number; reason: string; carried: boolean }>(),
    /** Since when it is in its state. */
    movedAt: instant('moved_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.id] }),
    index('goods_returns_id').on(table.id),
    index('goods_returns_order').on(table.shopId, table.orderId),
    index('goods_returns_leg').on(table.shipmentId).where(sql`${table.shipmentId} is not null`),
    // One return of an order at a time, however often its button is pressed.
    uniqueIndex('goods_returns_open')
      .on(table.shopId, table.orderId)
      .where(sql`${table.state} not in ('refunded', 'refused', 'withdrawn')`),
    index('goods_returns_due').on(table.answerBy).where(sql`${table.answerBy} is not null`),
    index('goods_returns_watched')
      .on(table.id)
      .where(sql`${table.state} in ('escalated', 'notTaken', 'ruled', 'accepted', 'pickedUp')`),
    index('goods_returns_damaged').on(table.askedAt).where(sql`${table.reason} = 'damaged'`),
    check('goods_returns_paise', sql`${table.goodsPaise} > 0`),
  ],
)

/** What became of a return, step by step. */
export const goodsReturnSteps = pgTable(
  'goods_return_steps',
  {
    shopId: id('shop')('shop_id').notNull(),
    returnId: id('return')('return_id').notNull(),
    at: instant('at').notNull().default(sql`clock_timestamp()`),
    state: text('state', { enum: returnStates }).notNull(),
    by: text('by', { enum: stepParties }).notNull(),
    note: text('note'),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.returnId, table.at] })],
)

/** What a rider found. */
export interface ReturnLook {
  at: string
  found: PickupFound
  photoUrl: string | null
  note: string | null
  /** What did not fit; empty: it was taken. */
  differs: PickupCheckName[]
}

/** Pieces of a line that go back. */
export const goodsReturnLines = pgTable(
  'goods_return_lines',
  {
    shopId: id('shop')('shop_id').notNull(),
    returnId: id('return')('return_id').notNull(),
    lineId: id('orderLine')('line_id').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.returnId, table.lineId] }),
    check('goods_return_lines_quantity', sql`${table.quantity} > 0`),
  ],
)
