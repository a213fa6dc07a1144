import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant } from '../platform/database/index.ts'

/** One person, known by a phone number that answered a one-time code (or that a party's owner named). */
export const accounts = pgTable('accounts', {
  id: id('account')('id').primaryKey(),
  /** `+91` and ten digits. */
  phone: text('phone').notNull().unique(),
  name: text('name'),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
})

/** One-time codes that were asked for. Only the newest of a phone can be redeemed. */
export const otpChallenges = pgTable(
  'otp_challenges',
  {
    id: id('otp')('id').primaryKey(),
    phone: text('phone').notNull(),
    /** The network address that asked; of IPv6 its /64. */
    address: text('address').notNull(),
    codeHash: text('code_hash').notNull(),
    tries: smallint('tries').notNull().default(0),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    /** The sender said for certain that this code did not go out. */
    failedAt: instant('failed_at'),
  },
  (table) => [
    index('otp_challenges_phone').on(table.phone, table.createdAt),
    index('otp_challenges_address').on(table.address, table.createdAt),
    index('otp_challenges_age').on(table.createdAt),
  ],
)

/** A signed-in device: one family of refresh tokens, of which only the newest is good. */
export const sessions = pgTable(
  'sessions',
  {
    id: id('session')('id').primaryKey(),
    accountId: id('account')('account_id')
      .notNull()
      .references(() => accounts.id),
    /** How often the refresh token was rotated. */
    generation: integer('generation').notNull().default(0),
    tokenHash: text('token_hash').notNull(),
    rotatedAt: instant('rotated_at').notNull().defaultNow(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedFor: text('revoked_for', { enum: ['signedOut', 'signedOutEverywhere', 'tokenReused'] }),
  },
  (table) => [
    index('sessions_of_account').on(table.accountId).where(sql`${table.revokedAt} is null`),
    index('sessions_revoked').on(table.revokedAt).where(sql`${table.revokedAt} is not null`),
    index('sessions_expiry').on(table.expiresAt),
    check('sessions_revoked_why', sql`(${table.revokedAt} is null) = (${table.revokedFor} is null)`),
  ],
)

/** Who acts for whom. An operator's party is the market itself: the nil UUID. */
export const memberships = pgTable(
  'memberships',
  {
    partyKind: text('party_kind', { enum: ['trader', 'provider', 'operator'] }).notNull(),
    partyId: uuid('party_id').notNull(),
    accountId: id('account')('account_id')
      .notNull()
      .references(() => accounts.id),
    role: text('role', { enum: ['owner', 'staff'] }).notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.partyKind, table.partyId, table.accountId] }),
    index('memberships_of_account').on(table.accountId),
  ],
)

/** Keys that sign access tokens. One is current; a retired one verifies until its last token has expired. */
export const signingKeys = pgTable(
  'signing_keys',
  {
    kid: text('kid').primaryKey(),
    publicJwk: jsonb('public_jwk').$type<Record<string, string>>().notNull(),
    sealedPrivate: text('sealed_private').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    retiredAt: instant('retired_at'),
  },
  (table) => [
    uniqueIndex('signing_keys_current')
      .on(sql`(${table.retiredAt} is null)`)
      .where(sql`${table.retiredAt} is null`),
  ],
)
