import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import type { CheckFinding } from './certification.ports.ts'
import type { TrialPlace } from './certification.rules.ts'
import type { SandboxLine } from './sandbox.rules.ts'

/** Checks of providers' servers, and what they found. */
export const providerChecks = pgTable(
  'provider_checks',
  {
    id: id('check')('id').primaryKey(),
    providerId: id('provider')('provider_id').notNull(),
    askedBy: id('account')('asked_by').notNull(),
    askedAt: instant('asked_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    findings: jsonb('findings').$type<CheckFinding[]>().notNull().default([]),
  },
  (table) => [
    index('provider_checks_of').on(table.providerId, table.id),
    // One at a time: a provider's server is not to be flooded by its own checks.
    uniqueIndex('provider_checks_running').on(table.providerId).where(sql`${table.endedAt} is null`),
  ],
)

/** What an artificial parcel is between its making and its end. */
export const sandboxStates = ['asked', 'booked', 'pickedUp', 'clean', 'failed'] as const

/** Artificial parcels: no shop, no order, no money, no statistics. */
export const sandboxParcels = pgTable(
  'sandbox_parcels',
  {
    id: id('sandboxParcel')('id').primaryKey(),
    providerId: id('provider')('provider_id').notNull(),
    /** Under these the provider knows it, as any other. */
    offerId: id('offer')('offer_id').notNull(),
    shipmentId: id('shipment')('shipment_id').notNull(),
    state: text('state', { enum: sandboxStates }).notNull().default('asked'),
    /** Why it is not clean. */
    reason: text('reason'),
    pickup: jsonb('pickup').$type<TrialPlace>().notNull(),
    drop: jsonb('drop').$type<TrialPlace>().notNull(),
    distanceMetres: integer('distance_metres').notNull(),
    /** What its provider's card asks for it; nobody pays it. */
    pricePaise: paiseColumn('price_paise').notNull(),
    /** Events that were told: once in effect. */
    told: text('told').array().notNull().default(sql`'{}'`),
    /** What was told of it, for its provider. */
    timeline: jsonb('timeline').$type<SandboxLine[]>().notNull().default([]),
    /** The market goes on asking what became of its call: time alone does not end it. */
    isAsked: boolean('is_asked').notNull().default(false),
    holder: text('holder'),
    leaseUntil: instant('lease_until'),
    decideBy: instant('decide_by').notNull(),
    bringBy: instant('bring_by').notNull(),
    madeAt: instant('made_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    uniqueIndex('sandbox_parcels_offer').on(table.offerId),
    index('sandbox_parcels_of').on(table.providerId, table.id),
    index('sandbox_parcels_open').on(table.bringBy).where(sql`${table.endedAt} is null`),
  ],
)

/** How providers come to live traffic; one row, written when an operator first changes it. */
export const admissionSettings = pgTable(
  'admission_settings',
  {
    single: integer('single').primaryKey().default(1),
    mode: text('mode', { enum: ['operator', 'automatic'] }).notNull(),
    parcels: integer('parcels').notNull(),
  },
  (table) => [check('admission_settings_parcels', sql`${table.parcels} between 1 and 100`)],
)

/** Talks of checks with sellers of an open network, and the callbacks that came for them. */
export const checkTalks = pgTable('check_talks', {
  id: id('offer')('id').primaryKey(),
  providerId: id('provider')('provider_id').notNull(),
  heard: jsonb('heard').$type<unknown[]>().notNull().default([]),
  begunAt: instant('begun_at').notNull().defaultNow(),
})
