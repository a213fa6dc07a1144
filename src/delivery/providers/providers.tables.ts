import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/index.ts'
import type { Capabilities, Insurance, OndcSubscriber } from './providers.rules.ts'
import { providerStatuses } from './providers.states.ts'
import type { RateCard } from './rates.rules.ts'

/** Delivery startups. Who acts for one is kept by identity's memberships. */
export const providers = pgTable(
  'providers',
  {
    id: id('provider')('id').primaryKey(),
    name: text('name').notNull(),
    /** DPIIT recognition number, `DIPP…`: one provider for each. */
    dipp: text('dipp').notNull().unique('providers_dipp'),
    status: text('status', { enum: providerStatuses }).notNull().default('draft'),
    /** Why it was suspended, for its owner. */
    statusReason: text('status_reason'),
    contactPhone: text('contact_phone').notNull(),
    contactEmail: text('contact_email'),
    /** What covers parcels that are lost or broken. */
    insurance: jsonb('insurance').$type<Insurance>(),
    /** How we speak with it: we call it, it fetches offers itself, or both by the messages of ONDC; the post's files. */
    channel: text('channel', { enum: ['push', 'pull', 'ondc', 'post'] })
      .notNull()
      .default('push'),
    /** Its entry in the registry of ONDC; for that channel alone. */
    ondc: jsonb('ondc').$type<OndcSubscriber>(),
    /** Base address of what the provider serves; judged when given and again at every call. Empty where it serves nothing. */
    webhookUrl: text('webhook_url').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [index('providers_status').on(table.status, table.id)],
)

/** What a provider offers: whole versions, of which the one that began last holds. None is changed; one that does not hold yet may be taken back. */
export const providerTerms = pgTable(
  'provider_terms',
  {
    providerId: id('provider')('provider_id')
      .notNull()
      .references(() => providers.id),
    /** From 1 for each provider, in the order of writing. */
    number: integer('number').notNull(),
    holdsFrom: instant('holds_from').notNull().defaultNow(),
    capabilities: jsonb('capabilities').$type<Capabilities>().notNull(),
    rateCard: jsonb('rate_card').$type<RateCard>().notNull(),
    promisedMinutes: integer('promised_minutes').notNull(),
    liveQuotes: boolean('live_quotes').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.providerId, table.number] }),
    index('provider_terms_holding').on(table.providerId, table.holdsFrom, table.number),
    check('provider_terms_promised_minutes', sql`${table.promisedMinutes} between 1 and 43200`),
  ],
)

/** API keys: the id inside the key finds the row, the secret is kept as a hash. Two live at a time. */
export const providerKeys = pgTable(
  'provider_keys',
  {
    id: id('apiKey')('id').primaryKey(),
    providerId: id('provider')('provider_id')
      .notNull()
      .references(() => providers.id),
    /** The eight letters after `hk_`. */
    prefix: text('prefix').notNull().unique('provider_keys_prefix'),
    hash: text('hash').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('provider_keys_provider').on(table.providerId)],
)

/** Webhook secrets, sealed: they sign what we send and prove what we get. Two live at a time. */
export const providerSecrets = pgTable(
  'provider_secrets',
  {
    id: uuid('id').primaryKey(),
    providerId: id('provider')('provider_id')
      .notNull()
      .references(() => providers.id),
    sealed: text('sealed').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    retiredAt: instant('retired_at'),
  },
  (table) => [index('provider_secrets_provider').on(table.providerId)],
)

/** Parcels asked of a provider on one day in India; kept only where it limits them. */
export const providerDays = pgTable(
  'provider_days',
  {
    providerId: id('provider')('provider_id')
      .notNull()
      .references(() => providers.id),
    day: date('day').notNull(),
    /** `state/district` of the pickup; empty for all of India; `lent/…` for what it took under an agreement. */
    district: text('district').notNull().default(''),
    parcels: integer('parcels').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.providerId, table.day, table.district] }),
    index('provider_days_day').on(table.day),
    check('provider_days_parcels', sql`${table.parcels} >= 0`),
  ],
)

/** Places of the day that one provider keeps for what another has no room for. */
export const capacityLoans = pgTable(
  'capacity_loans',
  {
    id: id('loan')('id').primaryKey(),
    lenderId: id('provider')('lender_id')
      .notNull()
      .references(() => providers.id),
    borrowerId: id('provider')('borrower_id')
      .notNull()
      .references(() => providers.id),
    state: text('state').notNull(),
    district: text('district').notNull(),
    parcelsPerDay: integer('parcels_per_day').notNull(),
    status: text('status', { enum: ['proposed', 'accepted', 'ended'] })
      .notNull()
      .default('proposed'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('capacity_loans_lender').on(table.lenderId),
    index('capacity_loans_borrower').on(table.borrowerId),
    check('capacity_loans_parties', sql`${table.lenderId} <> ${table.borrowerId}`),
    check('capacity_loans_parcels', sql`${table.parcelsPerDay} > 0`),
  ],
)
