import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import { doorAnswers } from '../shipments/index.ts'

/** What was decided after each attempt at a door that failed; by its buyer, or by the time. */
export const doorDecisions = pgTable(
  'door_decisions',
  {
    shopId: id('shop')('shop_id').notNull(),
    /** The whole parcel, also where a leg of it came to the door. */
    shipmentId: id('shipment')('shipment_id').notNull(),
    /** After which attempt, from 1. */
    attempt: smallint('attempt').notNull(),
    answer: text('answer', { enum: doorAnswers }).notNull(),
    /** Who answered; null: nobody did in time. */
    accountId: id('account')('account_id'),
    slotFrom: instant('slot_from'),
    slotUntil: instant('slot_until'),
    /** House, landmark, gate and words for the rider; gone 30 days after the parcel's end. */
    detail: jsonb('detail').$type<DoorDetail>(),
    /** What became of telling the carrier: it took it, it reads it on the parcel, or it is not reached yet. */
    told: text('told', { enum: ['waiting', 'taken', 'shown'] })
      .notNull()
      .default('waiting'),
    decidedAt: instant('decided_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.shipmentId, table.attempt] }),
    index('door_decisions_kept').on(table.decidedAt).where(sql`${table.detail} is not null`),
  ],
)

export interface DoorDetail {
  house?: string | undefined
  landmark?: string | undefined
  gate?: string | undefined
  note?: string | undefined
}

/** Neighbours who may take a parcel in its buyer's place; gone 30 days after the parcel's end. */
export const doorNeighbours = pgTable(
  'door_neighbours',
  {
    shopId: id('shop')('shop_id').notNull(),
    orderId: id('order')('order_id').notNull(),
    /** Null: the buyer took back the one named at checkout. */
    name: text('name'),
    house: text('house'),
    namedAt: instant('named_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.orderId] }),
    index('door_neighbours_kept').on(table.namedAt),
  ],
)
