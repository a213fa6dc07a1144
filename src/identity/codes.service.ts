import type { Logger } from 'pino'
import { type FieldProblem, invalid } from '../kernel/errors.ts'
import { type Id, newId } from '../kernel/ids.ts'
import { checkPhone } from '../kernel/phone.ts'
import { hashCode, randomCode, verifyCode } from '../platform/crypto/index.ts'
import type { Database } from '../platform/database/index.ts'
import { accountFor } from './accounts.store.ts'
import { addressKey, type CodeLimits, codeText } from './codes.rules.ts'
import { addChallenge, lockAndCount, markChallengeFailed, markChallengeUsed, takeTry } from './codes.store.ts'
import { codeNotSent, codeSentAlready, codeSpent, tooManyCodes, wrongCode } from './identity.errors.ts'
import type { OtpSender } from './identity.ports.ts'
import type { RefreshTokens } from './refresh-tokens.ts'
import { addSession } from './sessions.store.ts'

export interface CodesDeps {
  db: Database
  log: Logger
  otpSender: OtpSender
  refreshTokens: RefreshTokens
  /** What keeps stored hashes of six digits from being guessed: 32 bytes that the database does not hold. */
  pepper: Buffer
  platformName: string
  limits: CodeLimits
}

/** Reads a phone number that somebody typed, or throws `invalidFields` pointing at it. */
export function phoneOf(text: string, pointer = '/phone'): string {
  const phone = checkPhone(text)
  if (phone.ok) return phone.value
  const problem: FieldProblem = { pointer, code: 'invalidPhone', detail: phone.reason }
  throw invalid([problem])
}

/** Proof that somebody holds a phone: codes sent and codes redeemed. */
export function createCodes({ db, log, otpSender, refreshTokens, pepper, platformName, limits }: CodesDeps) {
  return {
    /**
     * Sends a new code to this number; it takes the place of the one before. What is answered depends on the
     * limits alone, never on whether the number has an account.
     * Throws `codeSentAlready` and `tooManyCodes` (tooMany) and `codeNotSent` (unavailable).
     */
    async send(input: { phone: string; ip: string }): Promise<{
      expiresInSeconds: number
      resendAfterSeconds: number
    }> {
      const phone = phoneOf(input.phone)
      const address = addressKey(input.ip)
      const id = newId('otp')
      const code = randomCode(6)
      await db.transaction(async (tx) => {
        const waits = await lockAndCount(tx, { phone, address, limits })
        if (waits.number !== null || waits.address !== null) {
          throw tooManyCodes(Math.max(1, waits.number ?? 0, waits.address ?? 0))
        }
        if (waits.resend !== null) throw codeSentAlready(Math.max(1, waits.resend))
        const codeHash = hashCode({ code, salt: id, pepper })
        await addChallenge(tx, { id, phone, address, codeHash, lifeSeconds: limits.lifeSeconds })
      })
      const result = await otpSender.send({ to: phone, code, text: codeText({ code, platformName }) })
      if (result.outcome !== 'sent') {
        log.warn({ challengeId: id, ...result }, 'a one-time code was not sent')
        if (result.outcome === 'notSent') await markChallengeFailed(db, id)
        throw codeNotSent()
      }
      return { expiresInSeconds: limits.lifeSeconds, resendAfterSeconds: limits.resendSeconds }
    },

    /**
     * Redeems a code: the account of the number (made at its first sign-in) with a new session.
     * Throws `wrongCode` (with the tries left) and `codeSpent` (unprocessable).
     */
    async redeem(input: { phone: string; code: string }): Promise<{
      accountId: Id<'account'>
      sessionId: Id<'session'>
      refreshToken: string
    }> {
      const phone = phoneOf(input.phone)
      // A wrong guess is an outcome, not an exception, in here: the count of tries must be committed.
      const outcome = await db.transaction(async (tx) => {
        const challenge = await takeTry(tx, { phone, tries: limits.tries })
        if (!challenge) return codeSpent()
        const { id, codeHash: hash, tries } = challenge
        if (!verifyCode({ code: input.code, salt: id, pepper, hash })) {
          return tries < limits.tries ? wrongCode(limits.tries - tries) : codeSpent()
        }
        await markChallengeUsed(tx, id)
        const accountId = await accountFor(tx, phone)
        const sessionId = newId('session')
        const token = refreshTokens.first(sessionId)
        await addSession(tx, { id: sessionId, accountId, tokenHash: token.hash })
        return { accountId, sessionId, refreshToken: token.text }
      })
      if (outcome instanceof Error) throw outcome
      return outcome
    },
  }
}
