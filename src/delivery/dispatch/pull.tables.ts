import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import type { PullInstruction } from './dispatch.ports.ts'

/**
 * Who of a provider that fetches offers itself looks at one now. A lease that has lapsed counts for nothing: the
 * next one takes its row over.
 */
export const offerLeases = pgTable(
  'offer_leases',
  {
    providerId: id('provider')('provider_id').notNull(),
    offerId: id('offer')('offer_id').notNull(),
    /** The provider's own name for whoever holds it: a program, a rider. */
    holder: text('holder').notNull(),
    until: instant('until').notNull(),
    /** When its holder accepted the offer under it. */
    acceptedAt: instant('accepted_at'),
  },
  (table) => [
    primaryKey({ columns: [table.providerId, table.offerId] }),
    index('offer_leases_until').on(table.until),
  ],
)

/**
 * What a provider without a server has to do about a parcel that it has, told to it until it has said that it knows:
 * what was decided at a door, and bookings that were taken back.
 */
export const providerInstructions = pgTable(
  'provider_instructions',
  {
    id: id('instruction')('id').primaryKey(),
    providerId: id('provider')('provider_id').notNull(),
    offerId: id('offer')('offer_id').notNull(),
    shipmentId: id('shipment')('shipment_id').notNull(),
    action: text('action').$type<PullInstruction['action']>().notNull(),
    /** After which attempt at a door, from 1; 0 for a booking that was taken back. */
    attempt: integer('attempt').notNull(),
    slotFrom: instant('slot_from'),
    slotUntil: instant('slot_until'),
    reason: text('reason'),
    madeAt: instant('made_at').notNull().defaultNow(),
    acknowledgedAt: instant('acknowledged_at'),
  },
  (table) => [
    // However often it is told, it stands there once.
    uniqueIndex('provider_instructions_once').on(table.offerId, table.attempt),
    index('provider_instructions_open')
      .on(table.providerId, table.id)
      .where(sql`${table.acknowledgedAt} is null`),
    index('provider_instructions_made').on(table.madeAt),
  ],
)
