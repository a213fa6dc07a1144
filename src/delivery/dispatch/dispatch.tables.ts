import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import { type CountedPlace, lanes } from '../providers/index.ts'
import { strategies } from './dispatch.rules.ts'

/** One parcel asked of one provider. The offer's id is the reference that both sides know the booking by. */
export const offers = pgTable(
  'offers',
  {
    shopId: id('shop')('shop_id').notNull(),
    id: id('offer')('id').notNull(),
    shipmentId: id('shipment')('shipment_id').notNull(),
    providerId: id('provider')('provider_id').notNull(),
    round: integer('round').notNull(),
    /**
     * Live: `asking`, `pending` (it decides later), `unknown` (it may have heard us), `cancelling`, `booked`.
     * Ended: `declined`, `failed`, `lapsed` (it did not decide in time), `cancelled`.
     */
    state: text('state', {
      enum: [
        'asking',
        'pending',
        'unknown',
        'cancelling',
        'booked',
        'declined',
        'failed',
        'lapsed',
        'cancelled',
      ],
    }).notNull(),
    /** What its next timer does. */
    nextAction: text('next_action', { enum: ['book', 'status', 'cancel'] }).notNull(),
    /** Calls made for the present step. */
    tries: integer('tries').notNull().default(0),
    decideBy: instant('decide_by').notNull(),
    /** Who ended it. */
    closedBy: text('closed_by', { enum: ['provider', 'market', 'shop', 'buyer'] }),
    /** Why it ended or waits, in words. */
    reason: text('reason'),
    /** Ended by us while the provider may hold a booking: it has to be cancelled there. */
    cancelWanted: boolean('cancel_wanted').notNull().default(false),
    cancelledThereAt: instant('cancelled_there_at'),
    pricePaise: paiseColumn('price_paise').notNull(),
    promisedMinutes: integer('promised_minutes').notNull(),
    /** How far the parcel goes. */
    lane: text('lane', { enum: lanes }).notNull(),
    /** From booking to the place of pick-up by the provider's terms; null: a share of the promised minutes. */
    pickupMinutes: integer('pickup_minutes'),
    providerReference: text('provider_reference'),
    /** Day in India and counters in which this counts against the provider's parcels a day; null when it limits none. */
    countedOn: jsonb('counted_on').$type<CountedPlace>(),
    /** The provider for whom it is carried, by an agreement about capacity. */
    lentTo: id('provider')('lent_to'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.shipmentId, table.id] }),
    // Never two live bookings for one parcel, whatever the code does.
    uniqueIndex('offers_one_live')
      .on(table.shopId, table.shipmentId)
      .where(sql`${table.state} in ('asking', 'pending', 'unknown', 'cancelling', 'booked')`),
    index('offers_id').on(table.id),
    index('offers_of_provider').on(table.providerId, table.id),
    // What a provider fetches itself: what it may decide now, and what was taken back from it.
    index('offers_pending').on(table.providerId, table.id).where(sql`${table.state} = 'pending'`),
    index('offers_unwanted').on(table.providerId, table.updatedAt).where(sql`${table.cancelWanted}`),
  ],
)

/** Why whom: every choice with all candidates, their scores and reasons. */
export const decisions = pgTable(
  'decisions',
  {
    shopId: id('shop')('shop_id').notNull(),
    shipmentId: id('shipment')('shipment_id').notNull(),
    /** From 1 for each parcel. */
    number: integer('number').notNull(),
    round: integer('round').notNull(),
    /** Null when nobody was left. */
    offerId: id('offer')('offer_id'),
    candidates: jsonb('candidates').notNull(),
    decidedAt: instant('decided_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.shipmentId, table.number] }),
    // In the order of time anyway: a few pages tell where a day lies.
    index('decisions_decided_at').using('brin', table.decidedAt),
  ],
)

/** What shops decided about their deliveries; a shop without a row leaves it to the market. */
export const shopChoices = pgTable(
  'shop_choices',
  {
    shopId: id('shop')('shop_id').primaryKey(),
    strategy: text('strategy', { enum: strategies }).notNull().default('balanced'),
    preferred: id('provider')('preferred'),
    blocked: id('provider')('blocked').array().notNull().default(sql`'{}'`),
    alwaysItself: boolean('always_itself').notNull().default(false),
    version: integer('version').notNull().default(1),
    changedAt: instant('changed_at').notNull().defaultNow(),
  },
  (table) => [index('shop_choices_changed').on(table.changedAt)],
)

/** How each provider did on each lane, by the day in India of the booking; written anew for the last days by upkeep. */
export const providerRecordDays = pgTable(
  'provider_record_days',
  {
    providerId: id('provider')('provider_id').notNull(),
    day: date('day').notNull(),
    lane: text('lane', { enum: lanes }).notNull(),
    booked: integer('booked').notNull(),
    /** Those whose rider came to the shop. */
    fetched: integer('fetched').notNull(),
    pickupOnTime: integer('pickup_on_time').notNull(),
    delivered: integer('delivered').notNull(),
    firstAttempt: integer('first_attempt').notNull(),
    onTime: integer('on_time').notNull(),
    lost: integer('lost').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.providerId, table.day, table.lane] }),
    index('provider_record_days_day').on(table.day),
  ],
)
