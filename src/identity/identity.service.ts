import type { Logger } from 'pino'
import type { Id } from '../kernel/ids.ts'
import { deriveKey, type Sealer } from '../platform/crypto/index.ts'
import type { Database, Sql } from '../platform/database/index.ts'
import type { Person, Routes } from '../platform/http/index.ts'
import type { Audit } from '../trust/audit/index.ts'
import { createAccessTokens } from './access-tokens.ts'
import { findAccount } from './accounts.store.ts'
import { authRoutes } from './auth.routes.ts'
import { type CodeLimits, codeLimits } from './codes.rules.ts'
import { createCodes } from './codes.service.ts'
import { forgetOldChallenges } from './codes.store.ts'
import { notSignedIn } from './identity.errors.ts'
import type { OtpSender } from './identity.ports.ts'
import { createProfileOf } from './identity.profile.ts'
import { meRoutes } from './me.routes.ts'
import { membersRoutes } from './members.routes.ts'
import { createMembers } from './members.service.ts'
import { operatorsRoutes } from './operators.routes.ts'
import { createOperators } from './operators.service.ts'
import { createRefreshTokens } from './refresh-tokens.ts'
import { createRevocations } from './revocations.ts'
import { createSessions } from './sessions.service.ts'
import { forgetOldSessions } from './sessions.store.ts'
import { forgetOldSigningKeys } from './signing-keys.store.ts'

export interface IdentityDeps {
  db: Database
  log: Logger
  otpSender: OtpSender
  audit: Audit
  /** Seals the private halves of signing keys. */
  sealer: Sealer
  /** The installation's master secret, 32 bytes or more; keys for codes and refresh tokens are derived from it. */
  secretKey: string | Buffer
  /** Bound into access tokens as their issuer: give it only if it stays the same for all processes. */
  publicUrl?: string | undefined
  platformName?: string
  limits?: Partial<CodeLimits>
}

/** Accounts, sign-in and who acts for whom. */
export function createIdentity(deps: IdentityDeps) {
  const { db, log, otpSender, audit, sealer, secretKey } = deps
  const accessTokens = createAccessTokens({ db, sealer, issuer: deps.publicUrl ?? 'urn:haat' })
  const refreshTokens = createRefreshTokens({ key: deriveKey(secretKey, 'identity/refresh-tokens') })
  const revocations = createRevocations({ db })
  const sessions = createSessions({ db, refreshTokens, revocations })
  const codes = createCodes({
    db,
    log,
    otpSender,
    refreshTokens,
    pepper: deriveKey(secretKey, 'identity/one-time-codes'),
    platformName: deps.platformName ?? 'Haat',
    limits: { ...codeLimits, ...deps.limits },
  })
  const { list, add, remove, ...members } = createMembers({ db, audit })
  const parts = [
    authRoutes({ codes, sessions, accessTokens, profileOf: createProfileOf({ db }) }),
    meRoutes({ db }),
    membersRoutes({ members: { list, add, remove, ...members } }),
    operatorsRoutes({ operators: createOperators({ db, audit }) }),
  ]
  const routes: Routes = (app) => {
    for (const part of parts) part(app)
  }

  return {
    ...members,

    /**
     * The person behind an access token. Throws `unauthenticated` (code `tokenExpired` when it is time to
     * refresh) for a token that is not, or no longer, good.
     */
    async authenticate(token: string): Promise<Person> {
      const person = await accessTokens.verify(token)
      if (await revocations.has(person.sessionId)) throw notSignedIn()
      return person
    },

    /** The number behind an account, for whoever sends to it; undefined for none. */
    phoneOf: async (sql: Sql, accountId: Id<'account'>): Promise<string | undefined> =>
      (await findAccount(sql, accountId))?.phone,

    /** A new key for access tokens; `atOnce` also refuses every token signed before (a key was stolen). */
    rotateSigningKey: (options?: { atOnce?: boolean }) => accessTokens.rotate(options),

    /** Deletes codes, sessions and keys that nobody needs any more. For the daily upkeep. */
    async forgetOld(): Promise<void> {
      await forgetOldChallenges(db)
      await forgetOldSessions(db)
      await forgetOldSigningKeys(db)
    },

    routes,
    consumers: [],
    subscriptions: async () => [],
  }
}

export type Identity = ReturnType<typeof createIdentity>
