import { sql } from 'drizzle-orm'
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { OpeningHours } from '../../kernel/opening-hours.ts'
import { id, instant, paiseColumn } from '../../platform/database/index.ts'
import { pointKinds, pointStatuses } from './points.types.ts'

/** Neighbourhood points and hubs: places that keep parcels between two hands. */
export const points = pgTable(
  'points',
  {
    id: id('point')('id').primaryKey(),
    kind: text('kind', { enum: pointKinds }).notNull(),
    shopId: id('shop')('shop_id'),
    providerId: id('provider')('provider_id'),
    name: text('name').notNull(),
    line1: text('line1').notNull(),
    pin: text('pin').notNull(),
    state: text('state'),
    district: text('district'),
    lat: doublePrecision('lat').notNull(),
    lng: doublePrecision('lng').notNull(),
    phone: text('phone'),
    hours: jsonb('hours').$type<OpeningHours>().notNull(),
    shelfParcels: integer('shelf_parcels').notNull(),
    parcelsPerDay: integer('parcels_per_day').notNull(),
    feePaise: integer('fee_paise').notNull(),
    deliversMetres: integer('delivers_metres'),
    deliveryFeePaise: integer('delivery_fee_paise').notNull().default(0),
    status: text('status', { enum: pointStatuses }).notNull().default('open'),
    statusReason: text('status_reason'),
    /** While it is suspended: what its own people have said. */
    ownStatus: text('own_status', { enum: ['open', 'paused'] }),
    /** Stays that are expected or here. */
    taken: integer('taken').notNull().default(0),
    /** Parcels that were promised on this day in India: counted here, under the row's own lock. */
    day: date('day'),
    dayParcels: integer('day_parcels').notNull().default(0),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('points_of_shop').on(table.shopId).where(sql`${table.shopId} is not null`),
    index('points_near').on(table.lat, table.lng).where(sql`${table.status} = 'open'`),
    index('points_by_pin').on(table.pin, table.id),
    check('points_taken', sql`${table.taken} >= 0`),
    check('points_owner', sql`(${table.kind} = 'kirana') = (${table.shopId} is not null)`),
  ],
)

/** Stays of parcels at points: the shelf, and later the statement. */
export const stays = pgTable(
  'stays',
  {
    pointId: id('point')('point_id')
      .notNull()
      .references(() => points.id),
    id: id('stay')('id').notNull(),
    shopId: id('shop')('shop_id').notNull(),
    orderId: id('order')('order_id').notNull(),
    purpose: text('purpose', { enum: ['collect', 'transit'] }).notNull(),
    state: text('state', { enum: ['expected', 'here', 'gone', 'void'] }).notNull(),
    feePaise: paiseColumn('fee_paise').notNull(),
    expectedAt: instant('expected_at').notNull().defaultNow(),
    inAt: instant('in_at'),
    outAt: instant('out_at'),
    outTo: text('out_to', { enum: ['buyer', 'carrier', 'shop'] }),
  },
  (table) => [
    primaryKey({ columns: [table.pointId, table.id] }),
    // A parcel is at a point once, or expected there once.
    uniqueIndex('stays_open')
      .on(table.pointId, table.shopId, table.orderId)
      .where(sql`${table.state} in ('expected', 'here')`),
    index('stays_out').on(table.pointId, table.outAt).where(sql`${table.state} = 'gone'`),
    index('stays_expected').on(table.expectedAt).where(sql`${table.state} = 'expected'`),
  ],
)
