import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'

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
