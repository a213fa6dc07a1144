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
import {
  type Capabilities,
  channels,
  type Insurance,
  type OndcSubscriber,
  type RateCard,
} from './providers.rules.ts'
import { providerStatuses } from './providers.states.ts'

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
    capabilities: jsonb('capabilities').$type<Capabilities>().notNull(),
    rateCard: jsonb('rate_card').$type<RateCard>().notNull(),
    promisedMinutes: integer('promised_minutes').notNull(),
    liveQuotes: boolean('live_quotes').notNull().default(false),
    /** How we speak with it: we call it, it fetches offers itself, or both by the messages of ONDC. */
    channel: text('channel', { enum: channels }).notNull().default('push'),
    /** Its entry in the registry of ONDC; for that channel alone. */
    ondc: jsonb('ondc').$type<OndcSubscriber>(),
    /** Base address of what the provider serves; judged when given and again at every call. Empty where it serves nothing. */
    webhookUrl: text('webhook_url').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('providers_status').on(table.status, table.id),
    check('providers_promised_minutes', sql`${table.promisedMinutes} between 1 and 43200`),
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

/** Parcels asked of a provider on one day in India; kept only for providers that limit parcels a day. */
export const providerDays = pgTable(
  'provider_days',
  {
    providerId: id('provider')('provider_id')
      .notNull()
      .references(() => providers.id),
    day: date('day').notNull(),
    parcels: integer('parcels').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.providerId, table.day] }),
    check('provider_days_parcels', sql`${table.parcels} >= 0`),
  ],
)
