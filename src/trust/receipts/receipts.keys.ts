import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Sealer } from '../../platform/crypto/index.ts'
import type { Database, Sql } from '../../platform/database/index.ts'
import { addKey, currentKey, publicKeys } from './receipts.store.ts'
import type { ReceiptKey } from './receipts.types.ts'

/** A key that was replaced by another process goes on signing for this long at most; it verifies for ever. */
const freshMs = 60_000

interface Signer {
  kid: string
  privateKey: KeyObject
}

/**
 * Keys of receipts. They are not those of access tokens, which are forgotten a day after they were replaced:
 * a receipt has to be verified after years.
 */
export function createReceiptKeys({ db, sealer }: { db: Database; sealer: Sealer }) {
  let kept: (Signer & { at: number }) | undefined
  const contextOf = (kid: string) => `receipt_keys/${kid}/private`

  const make = () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const { x } = publicKey.export({ format: 'jwk' }) as { x: string }
    // RFC 7638: the thumbprint over the required members in order of their names.
    const kid = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    return {
      kid,
      publicJwk: { kty: 'OKP' as const, crv: 'Ed25519' as const, x },
      sealedPrivate: sealer.seal(pem, contextOf(kid)),
    }
  }

  return {
    /**
     * The key that signs now, read in the caller's transaction, so that a full pool cannot wait for itself. The
     * market's first one is made; it is remembered once no rollback can take it away.
     */
    async signer(sql: Sql): Promise<Signer> {
      if (kept && performance.now() - kept.at < freshMs) return kept
      let row = await currentKey(sql)
      if (!row) {
        await addKey(sql, make())
        row = (await currentKey(sql))!
      }
      if (row.kid === kept?.kid) {
        kept = { ...kept, at: performance.now() }
        return kept
      }
      const signer = {
        kid: row.kid,
        privateKey: createPrivateKey(sealer.open(row.sealedPrivate, contextOf(row.kid))),
      }
      if (row.settled) kept = { ...signer, at: performance.now() }
      return signer
    },

    /** All public keys that ever signed, the newest first. */
    async keySet(): Promise<{ keys: ReceiptKey[] }> {
      if (!(await currentKey(db))) await addKey(db, make())
      const rows = await publicKeys(db)
      return {
        keys: rows.map(({ kid, publicJwk: { kty, crv, x } }) => ({
          kty,
          crv,
          x,
          kid,
          use: 'sig',
          alg: 'EdDSA',
        })),
      }
    },
  }
}

export type ReceiptKeys = ReturnType<typeof createReceiptKeys>
