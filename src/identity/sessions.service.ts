import type { Id } from '../kernel/ids.ts'
import type { Database } from '../platform/database/index.ts'
import type { Person } from '../platform/http/index.ts'
import { refreshTokenReused, signInAgain } from './identity.errors.ts'
import type { RefreshTokens } from './refresh-tokens.ts'
import type { Revocations } from './revocations.ts'
import { findSession, revokeSession, revokeSessions, rotateToken } from './sessions.store.ts'

export interface SessionsDeps {
  db: Database
  refreshTokens: RefreshTokens
  revocations: Revocations
}

/** Signed-in devices: how they stay signed in and how that ends. */
export function createSessions({ db, refreshTokens, revocations }: SessionsDeps) {
  return {
    /**
     * Exchanges a refresh token for the next one. For 30 s the token before still gives the same answer, if its
     * successor was not used yet: a lost answer or two tabs at once throw nobody out, and a thief who comes in
     * that time holds the very token that its owner holds, so that the later of the two is found out all the same.
     * Any other old token ends the session. Throws `signInAgain`, `refreshTokenReused` (unauthenticated).
     */
    async refresh(text: string): Promise<Omit<Person, 'kind'> & { refreshToken: string }> {
      const token = refreshTokens.read(text)
      if (!token) throw signInAgain()
      const { sessionId, generation, hash } = token
      const next = refreshTokens.next(token)
      const answer = (accountId: Id<'account'>) => ({ accountId, sessionId, refreshToken: next.text })

      const rotated = await rotateToken(db, { sessionId, generation, hash, nextHash: next.hash })
      if (rotated) return answer(rotated)

      const session = await findSession(db, sessionId)
      if (!session?.live || session.generation <= generation) throw signInAgain()
      const isRetry =
        session.generation === next.generation && session.tokenHash === next.hash && session.justRotated
      if (isRetry) return answer(session.accountId)

      await revokeSession(db, sessionId, 'tokenReused')
      revocations.add([sessionId])
      throw refreshTokenReused()
    },

    async signOut({ sessionId }: Pick<Person, 'sessionId'>): Promise<void> {
      await revokeSession(db, sessionId, 'signedOut')
      revocations.add([sessionId])
    },

    async signOutEverywhere({ accountId }: Pick<Person, 'accountId'>): Promise<void> {
      revocations.add(await revokeSessions(db, accountId))
    },
  }
}
