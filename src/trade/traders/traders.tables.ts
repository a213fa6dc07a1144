import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { OpeningHours } from '../../kernel/opening-hours.ts'
import { id, instant } from '../../platform/database/index.ts'
import type { SendBackReason, Tier } from './traders.types.ts'

/** A business that sells. Numbers are kept in their one normal spelling (kernel). */
export const traders = pgTable(
  'traders',
  {
    id: id('trader')('id').primaryKey(),
    status: text('status', { enum: ['draft', 'submitted', 'verified', 'sentBack', 'suspended'] })
      .notNull()
      .default('draft'),
    /** When it came into its status, in whole milliseconds: the operators' queue is sorted by it. */
    statusSince: instant('status_since').notNull().default(sql`date_trunc('milliseconds', now())`),
    tiers: text('tiers').array().$type<Tier[]>().notNull(),
    legalName: text('legal_name').notNull(),
    tradeName: text('trade_name').notNull(),
    pan: text('pan').notNull(),
    gstin: text('gstin'),
    enrolmentId: text('enrolment_id'),
    udyam: text('udyam'),
    fssai: text('fssai'),
    upiId: text('upi_id'),
    /** Account number and IFSC, sealed together; what may be shown of them stands beside. */
    sealedBank: text('sealed_bank'),
    bankEnding: text('bank_ending'),
    bankCode: text('bank_code'),
    /** The state of the GSTIN or enrolment id; null until one of them is given. */
    state: text('state'),
    sendBackReasons: jsonb('send_back_reasons').$type<SendBackReason[]>(),
    createdBy: id('account')('created_by').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    // Numbers are taken by traders that were put forward; a mere draft cannot keep the true holder out.
    // The law gives one PAN a GSTIN in each state; that nobody has one beside an enrolment id the store sees to.
    uniqueIndex('traders_live_pan')
      .on(table.pan, table.state)
      .where(sql`${table.status} in ('submitted', 'verified', 'suspended')`),
    uniqueIndex('traders_live_gstin')
      .on(table.gstin)
      .where(sql`${table.status} in ('submitted', 'verified', 'suspended')`),
    uniqueIndex('traders_live_enrolment')
      .on(table.enrolmentId)
      .where(sql`${table.status} in ('submitted', 'verified', 'suspended')`),
    // The same person registering the same business twice is a repeated click.
    uniqueIndex('traders_once_each').on(table.createdBy, table.pan, sql`coalesce(${table.gstin}, '')`),
    index('traders_queue').on(table.status, table.statusSince, table.id),
    check('traders_one_registration', sql`${table.gstin} is null or ${table.enrolmentId} is null`),
  ],
)

/** A place from which a trader sells. */
export const shops = pgTable(
  'shops',
  {
    id: id('shop')('id').primaryKey(),
    traderId: id('trader')('trader_id')
      .notNull()
      .references(() => traders.id),
    name: text('name').notNull(),
    line1: text('line1').notNull(),
    line2: text('line2'),
    landmark: text('landmark'),
    city: text('city').notNull(),
    pin: text('pin').notNull(),
    district: text('district'),
    state: text('state').notNull(),
    lat: doublePrecision('lat').notNull(),
    lng: doublePrecision('lng').notNull(),
    /** Where the point is from; `pin` is the middle of the PIN, as good as its confidence. */
    pointFrom: text('point_from', { enum: ['point', 'digipin', 'pin'] }).notNull(),
    pointConfidence: text('point_confidence', { enum: ['high', 'medium', 'low', 'none'] }).notNull(),
    /** The number that customers may call, published; the members' own numbers never are. */
    carePhone: text('care_phone'),
    hours: jsonb('hours').$type<OpeningHours>().notNull(),
    radiusMetres: integer('radius_metres').notNull(),
    pinsServed: text('pins_served').array().notNull(),
    selfPickup: boolean('self_pickup').notNull(),
    paused: boolean('paused').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('shops_of_trader').on(table.traderId, table.id),
    // By postal region: the first two digits.
    index('shops_of_region').on(sql`left(${table.pin}, 2)`, table.id),
  ],
)
