import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import type { Test } from 'tap'
import { createIdentity, type IdentityDeps, type OtpMessage } from '../../src/identity/index.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { createSealer } from '../../src/platform/crypto/index.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { createHttpApp, type HaatApp, type Routes } from '../../src/platform/http/index.ts'
import { createAudit } from '../../src/trust/audit/index.ts'

const log = pino({ level: 'silent' })

/** The secrets of one installation: several processes of it are several identities with the same ones. */
export const testSecrets = () => ({
  sealer: createSealer({ key: randomBytes(32) }),
  secretKey: randomBytes(32),
})

export interface SignedIn {
  accountId: Id<'account'>
  accessToken: string
  refreshToken: string
  /** For requests of this person. */
  headers: { authorization: string }
}

/** A real identity that keeps the codes it sends. Limits are wide unless given. */
export function createTestIdentity(db: Database, overrides: Partial<IdentityDeps> = {}) {
  const sent: OtpMessage[] = []
  const audit = createAudit({ db })
  const identity = createIdentity({
    db,
    log,
    audit,
    otpSender: {
      async send(message) {
        sent.push(message)
        return { outcome: 'sent' }
      },
    },
    ...testSecrets(),
    limits: { perAddressAnHour: 10_000 },
    ...overrides,
  })
  return { identity, audit, sent, codeOf: (phone: string) => sent.findLast(({ to }) => to === phone)?.code }
}

let lastPhone = 0
/** A phone number that no other call of this process gave, as it is stored. */
export const newPhone = (): string => `+9198${String(++lastPhone).padStart(8, '0')}`

/** An HTTP server in memory with real identity, audit and these routes. */
export async function createTestApp(
  t: Test,
  { identity, audit, sent }: ReturnType<typeof createTestIdentity>,
  routes: readonly Routes[] = [],
) {
  const app = await createHttpApp({
    log,
    authenticators: {
      person: identity.authenticate,
      provider: async () => {
        throw new Error('there are no providers here')
      },
      isOperator: identity.isOperator,
    },
    routes: [identity.routes, audit.routes, ...routes],
    trustProxy: false,
    rateLimitPerMinute: 1_000_000,
  })
  t.teardown(() => app.close())
  return { app, ...callsOf(app, sent) }
}

export interface CallOptions {
  as?: { headers: { authorization: string } } | undefined
  body?: unknown
  headers?: Record<string, string>
}

/** A body into which a test may look without saying its shape. */
export interface Loose {
  [key: string]: Loose
}

export interface Reply<B> {
  status: number
  body: B
  headers: Record<string, string | number | string[] | undefined>
}

function callsOf(app: HaatApp, sent: OtpMessage[]) {
  async function call<B = Loose>(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    { as, body, headers }: CallOptions = {},
  ): Promise<Reply<B>> {
    const reply = await app.inject({
      method,
      url,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...as?.headers,
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    const text = reply.body
    return {
      status: reply.statusCode,
      body: (text === '' ? undefined : JSON.parse(text)) as B,
      headers: reply.headers,
    }
  }

  /** Signs in by code; a number that was not seen before gets its account. */
  async function signIn(phone = newPhone()): Promise<SignedIn> {
    await call('POST', '/v1/auth/codes', { body: { phone } })
    const code = sent.findLast(({ to }) => to === phone)?.code
    const reply = await call<{
      accessToken: string
      refreshToken: string
      account: { accountId: Id<'account'> }
    }>('POST', '/v1/auth/sessions', { body: { phone, code } })
    if (reply.status !== 201) throw new Error(`no sign-in: ${JSON.stringify(reply.body)}`)
    const { accessToken, refreshToken, account } = reply.body
    return {
      accountId: account.accountId,
      accessToken,
      refreshToken,
      headers: { authorization: `Bearer ${accessToken}` },
    }
  }
  return { call, signIn }
}
