import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import type { Attention } from './shipments.attention.ts'
import { shipmentStates } from './shipments.states.ts'

/** Serial numbers of the market's own airway bills. */
export const airwayBills = pgSequence('airway_bills', { startWith: 1, maxValue: 9_999_999_999, cycle: false })

/**
 * One parcel of one order (`leg` 0), or one leg of its way (1 and up): for whoever carries it a leg is a parcel.
 * Names, phones and address lines stay with the order.
 */
export const shipments = pgTable(
  'shipments',
  {
    shopId: id('shop')('shop_id').notNull(),
    id: id('shipment')('id').notNull(),
    orderId: id('order')('order_id').notNull(),
    leg: smallint('leg').notNull().default(0),
    /** The whole, for a leg. */
    parcelId: id('shipment')('parcel_id'),
    /** Where a leg begins; null: at the shop, or on the way back at the buyer's. */
    fromPoint: id('point')('from_point'),
    /** Where a leg ends; null: at the buyer's, or on the way back at the shop. For a whole: where the buyer fetches it. */
    toPoint: id('point')('to_point'),
    /** On its way back to the shop. */
    back: boolean('back').notNull().default(false),
    /** By whom a leg may be carried. */
    via: text('via', { enum: ['startup', 'post'] })
      .notNull()
      .default('startup'),
    state: text('state', { enum: shipmentStates }).notNull().default('created'),
    /** Who carries it: a provider, the shop itself, or several one after the other (`relay`: see its legs). */
    carrier: text('carrier', { enum: ['provider', 'shop', 'relay'] })
      .notNull()
      .default('provider'),
    /** Set while a provider has the booking, with the offer under which it was made. */
    providerId: id('provider')('provider_id'),
    offerId: id('offer')('offer_id'),
    trackingUrl: text('tracking_url'),
    /** The market's own airway-bill number of a parcel between cities, or the post's article number. */
    awb: text('awb'),
    /** The number that its carrier has given it, while that has it: see `carrier_numbers`. */
    carrierNumber: text('carrier_number'),
    pickupPin: text('pickup_pin').notNull(),
    pickupLat: doublePrecision('pickup_lat').notNull(),
    pickupLng: doublePrecision('pickup_lng').notNull(),
    dropPin: text('drop_pin').notNull(),
    /** The buyer's own point; absent when the address gave none. */
    dropLat: doublePrecision('drop_lat'),
    dropLng: doublePrecision('drop_lng'),
    distanceMetres: integer('distance_metres').notNull(),
    weightGrams: integer('weight_grams').notNull(),
    isFood: boolean('is_food').notNull(),
    isCold: boolean('is_cold').notNull().default(false),
    size: jsonb('size').$type<ParcelSize>(),
    /** Cash to collect at the door; 0 when paid. */
    codPaise: paiseColumn('cod_paise').notNull(),
    handoverCodeHash: text('handover_code_hash').notNull(),
    handoverTries: integer('handover_tries').notNull().default(0),
    deliveryCodeHash: text('delivery_code_hash').notNull(),
    deliveryTries: integer('delivery_tries').notNull().default(0),
    /** What the shop should look at or decide. */
    attention: jsonb('attention').$type<Attention>(),
    /** Rounds of asking providers so far, from 1. */
    round: integer('round').notNull().default(1),
    /** When a search that found nobody goes on. */
    retryAt: instant('retry_at'),
    /** Number of the timer that counts: one that comes with an older number is out of date. */
    look: integer('look').notNull().default(0),
    /** Number of the last timeline entry. */
    lastSequence: integer('last_sequence').notNull().default(0),
    /** When the present state began, by the clock of whoever told it. */
    stateSince: instant('state_since').notNull().defaultNow(),
    promisedBy: instant('promised_by'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.id] }),
    unique('shipments_order').on(table.shopId, table.orderId, table.leg),
    check('shipments_legs', sql`(${table.leg} = 0) = (${table.parcelId} is null)`),
    index('shipments_id').on(table.id),
    // No index is on what a move changes, in its condition neither: so that moving a parcel writes none of them.
    // Which promises lapse: a summary of pages.
    index('shipments_promised_by').using('brin', table.promisedBy),
    index('shipments_awb').on(table.awb).where(sql`${table.awb} is not null`),
    index('shipments_legs_of').on(table.shopId, table.parcelId).where(sql`${table.parcelId} is not null`),
    // Of the few that go over points; the others cost these nothing.
    index('shipments_from_point').on(table.fromPoint, table.id).where(sql`${table.fromPoint} is not null`),
    index('shipments_to_point').on(table.toPoint, table.id).where(sql`${table.toPoint} is not null`),
    // Doors that are not forgotten yet.
    index('shipments_doors').on(table.createdAt).where(sql`${table.dropLat} is not null`),
    check(
      'shipments_tries',
      sql`${table.handoverTries} between 0 and 5 and ${table.deliveryTries} between 0 and 5`,
    ),
    check('shipments_cod', sql`${table.codPaise} >= 0`),
  ],
)

/**
 * Parcels and legs that may still be under way: what sweeps and lists of open ones read instead of all that ever was.
 * An ended one is taken off after its end.
 */
export const openShipments = pgTable('open_shipments', {
  id: id('shipment')('id').primaryKey(),
  shopId: id('shop')('shop_id').notNull(),
})

/** Numbers that carriers gave to parcels: each stands for one parcel of its carrier, for good. */
export const carrierNumbers = pgTable(
  'carrier_numbers',
  {
    providerId: id('provider')('provider_id').notNull(),
    number: text('number').notNull(),
    shipmentId: id('shipment')('shipment_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.providerId, table.number] })],
)

/** The timeline: every word about a parcel, whether it moved it or not. Nothing here is ever changed but `effect` of an early word. */
export const shipmentEvents = pgTable(
  'shipment_events',
  {
    shopId: id('shop')('shop_id').notNull(),
    shipmentId: id('shipment')('shipment_id').notNull(),
    sequence: integer('sequence').notNull(),
    /** Null for what the market or the shop did. */
    providerId: id('provider')('provider_id'),
    /** The teller's own id of the event: once in effect. */
    eventId: text('event_id'),
    /** The status as it was told, also when we do not know the word. */
    status: text('status').notNull(),
    /** moved; late or early (true, but changes nothing now); unknown word; refused; noted. */
    effect: text('effect', { enum: ['moved', 'late', 'early', 'unknown', 'refused', 'noted'] }).notNull(),
    /** The parcel's state after this entry. */
    stateAfter: text('state_after', { enum: shipmentStates }).notNull(),
    /** By the teller's clock. */
    occurredAt: instant('occurred_at').notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
    /** Who answers for the parcel from this line on; null: as before. The last one named is the present holder. */
    holderKind: text('holder_kind', { enum: ['shop', 'provider', 'point', 'buyer'] }),
    /** Which provider or point; null for shop and buyer, who are the order's. */
    holderId: uuid('holder_id'),
    /** Reason, place, photo: what came with it. */
    detail: jsonb('detail').$type<Record<string, unknown>>(),
  },
  (table) => [
    primaryKey({ columns: [table.shopId, table.shipmentId, table.sequence] }),
    // Lines of the market have no event: they cost this index nothing.
    uniqueIndex('shipment_events_once')
      .on(table.shopId, table.shipmentId, table.providerId, table.eventId)
      .where(sql`${table.eventId} is not null`),
  ],
)
