import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto'
import fastifyJwt, { type JWT } from '@fastify/jwt'
import Fastify from 'fastify'
import { type Id, idPattern } from '../kernel/ids.ts'
import type { Sealer } from '../platform/crypto/index.ts'
import type { Database } from '../platform/database/index.ts'
import type { Person } from '../platform/http/index.ts'
import { accessTokenExpired, notSignedIn } from './identity.errors.ts'
import {
  addSigningKey,
  loadSigningKeys,
  type PublicJwk,
  retireSigningKeys,
  type SigningKeyRow,
} from './signing-keys.store.ts'

export const accessTokenSeconds = 600
const audience = 'urn:haat:api'
/** How long a process may go on with keys that another process has retired. */
const freshMs = 30_000
/** An unknown key id makes us look at the database, but made-up ones cannot make us do it all the time. */
const unknownKeyPauseMs = 1000
/** Tokens remembered as verified: some megabytes at most. */
const mostRemembered = 10_000

export type KeySet = { keys: (PublicJwk & { kid: string; use: 'sig'; alg: 'EdDSA' })[] }

export interface AccessTokens {
  issue(person: Omit<Person, 'kind'>): Promise<{ accessToken: string; expiresInSeconds: number }>
  /** Throws `unauthenticated`; says nothing of whether the session was ended since. */
  verify(token: string): Promise<Person>
  keySet(): Promise<KeySet>
  /** A new current key. The old one verifies until its tokens have expired, or, `atOnce`, no longer. */
  rotate(options?: { atOnce?: boolean }): Promise<{ kid: string }>
}

interface Key extends SigningKeyRow {
  jwt: JWT
}

interface Verified {
  person: Person
  key: Key
  expiresAtMs: number
}

interface Ring {
  keys: Map<string, Key>
  current: Key
  loadedAt: number
}

/**
 * Access tokens: JWTs signed with Ed25519, good for ten minutes, by @fastify/jwt. `issuer` is bound into them.
 * Each key has a bare Fastify instance that only carries the plugin, so that a token's key is chosen by its
 * `kid` before anything is verified, and verification needs no request. A token that was verified is remembered
 * while its key is in use and until it expires: an Ed25519 check costs more than the rest of most requests.
 * fast-jwt's own memory stays off, for it does not know of keys that were dropped.
 */
export function createAccessTokens({
  db,
  sealer,
  issuer,
}: {
  db: Database
  sealer: Sealer
  issuer: string
}): AccessTokens {
  let ring: Ring | undefined
  let loading: Promise<Ring> | undefined
  const verified = new Map<string, Verified>()
  const privateContext = (kid: string) => `signing_keys/${kid}/private`

  const newKey = () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const { x } = publicKey.export({ format: 'jwk' }) as { x: string }
    const publicJwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x }
    // RFC 7638: the thumbprint over the required members in order of their names.
    const kid = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    return { kid, publicJwk, sealedPrivate: sealer.seal(pem, privateContext(kid)) }
  }

  const equip = async (row: SigningKeyRow): Promise<Key> => {
    const { kid, publicJwk, sealedPrivate, retired } = row
    const publicPem = createPublicKey({ key: { ...publicJwk }, format: 'jwk' })
      .export({ type: 'spki', format: 'pem' })
      .toString()
    const privatePem = retired ? undefined : sealer.open(sealedPrivate, privateContext(kid))
    const carrier = Fastify()
    await carrier.register(fastifyJwt, {
      secret: { public: publicPem, ...(privatePem ? { private: privatePem } : {}) },
      sign: { algorithm: 'EdDSA', kid, iss: issuer, aud: audience, expiresIn: accessTokenSeconds },
      verify: {
        algorithms: ['EdDSA'],
        allowedIss: issuer,
        allowedAud: audience,
        requiredClaims: ['iss', 'aud', 'sub', 'sid', 'iat', 'exp'],
        cache: false,
      },
    })
    await carrier.ready()
    return { ...row, jwt: carrier.jwt }
  }

  const load = async (): Promise<Ring> => {
    const loadedAt = performance.now()
    let rows = await loadSigningKeys(db)
    if (!rows.some((row) => !row.retired)) {
      await addSigningKey(db, newKey())
      rows = await loadSigningKeys(db)
    }
    const keys = new Map<string, Key>()
    for (const row of rows) {
      const known = ring?.keys.get(row.kid)
      keys.set(row.kid, known?.retired === row.retired ? known : await equip(row))
    }
    const current = [...keys.values()].find((key) => !key.retired)
    if (!current) throw new Error('there is no current signing key')
    ring = { keys, current, loadedAt }
    return ring
  }
  const reload = () =>
    (loading ??= load().finally(() => {
      loading = undefined
    }))
  const fresh = async () => (ring && performance.now() - ring.loadedAt < freshMs ? ring : reload())

  const keyFor = async (kid: string): Promise<Key | undefined> => {
    const known = await fresh()
    const key = known.keys.get(kid)
    if (key || performance.now() - known.loadedAt < unknownKeyPauseMs) return key
    return (await reload()).keys.get(kid)
  }

  return {
    async issue({ accountId, sessionId }) {
      const { current } = await fresh()
      const accessToken = current.jwt.sign({ sub: accountId, sid: sessionId })
      return { accessToken, expiresInSeconds: accessTokenSeconds }
    },

    async verify(token) {
      const known = await fresh()
      const remembered = verified.get(token)
      if (remembered && known.keys.get(remembered.key.kid) === remembered.key) {
        if (Date.now() < remembered.expiresAtMs) return remembered.person
      }
      verified.delete(token)
      const kid = kidOf(token)
      const key = kid === undefined ? undefined : await keyFor(kid)
      if (!key) throw notSignedIn()
      const { person, expiresAtMs } = verifyWith(key, token)
      if (verified.size >= mostRemembered) verified.delete(verified.keys().next().value ?? '')
      verified.set(token, { person, key, expiresAtMs })
      return person
    },

    async keySet() {
      const { keys } = await fresh()
      return {
        keys: [...keys.values()].map(({ kid, publicJwk: { kty, crv, x } }) => ({
          kty,
          crv,
          x,
          kid,
          use: 'sig' as const,
          alg: 'EdDSA' as const,
        })),
      }
    },

    async rotate({ atOnce = false } = {}) {
      const key = newKey()
      await db.transaction(async (tx) => {
        await retireSigningKeys(tx, { atOnce })
        await addSigningKey(tx, key)
      })
      await loading
      await reload()
      return { kid: key.kid }
    },
  }
}

function verifyWith(key: Key, token: string): Omit<Verified, 'key'> {
  try {
    const { sub, sid, exp } = key.jwt.verify<{ sub: unknown; sid: unknown; exp: number }>(token)
    if (!isId('account', sub) || !isId('session', sid)) throw notSignedIn()
    return { person: { kind: 'person', accountId: sub, sessionId: sid }, expiresAtMs: exp * 1000 }
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (code === 'FAST_JWT_EXPIRED') throw accessTokenExpired(error)
    if (typeof code === 'string' && code.startsWith('FAST_JWT_')) throw notSignedIn(error)
    throw error
  }
}

const idPatterns = { account: idPattern('account'), session: idPattern('session') }

const isId = <K extends keyof typeof idPatterns>(kind: K, value: unknown): value is Id<K> =>
  typeof value === 'string' && idPatterns[kind].test(value)

/** The key id that a token names in its header, not yet believed. */
function kidOf(token: string): string | undefined {
  const end = token.indexOf('.')
  if (end < 2 || end > 300) return undefined
  try {
    const header: unknown = JSON.parse(Buffer.from(token.slice(0, end), 'base64url').toString('utf8'))
    const kid = (header as { kid?: unknown } | null)?.kid
    return typeof kid === 'string' ? kid : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
