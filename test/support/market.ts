import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Test } from 'tap'
import { createMarketClient, type MarketClient } from '../../src/app/demo/client.ts'
import { startTextMessages, type TextMessages } from '../../src/app/demo/text-messages.ts'
import { type RunningMarket, runMarket } from '../../src/app/run.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import type { TestEngine } from './engines.ts'

export interface TestMarket extends MarketClient {
  running: RunningMarket
  database: TestDatabase
  texts: TextMessages
  /** Signs a person in by a code, as a phone would; answers the access token. */
  signIn(phone: string): Promise<string>
  /** A signed-in operator's token. */
  operator(): Promise<string>
}

export interface TestMarketOptions {
  engine?: TestEngine
  /** Relay and workers too; without them nothing leaves the outbox. */
  workers?: boolean
  env?: Record<string, string>
}

let phones = 0
/** A phone number that no other test of this process uses. */
export const newPhone = (): string =>
  `+919${String(100_000_000 + (process.pid % 1000) * 800_000 + phones++).slice(0, 9)}`

/** A whole market over HTTP in this process, on a database of the test's own; gone when the test ends. */
export const startTestMarket = async (t: Test, options: TestMarketOptions = {}): Promise<TestMarket> => {
  const database = await createTestDatabase(t)
  const texts = await startTextMessages()
  const dataDir = await mkdtemp(join(tmpdir(), 'haat-test-'))
  const config = readConfig({
    HAAT_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    DATABASE_POOL: '16',
    ...(options.engine?.redisUrl ? { REDIS_URL: options.engine.redisUrl } : {}),
    OTP_SENDER: 'http',
    OTP_HTTP_URL: texts.url,
    OTP_HTTP_TOKEN: 'test',
    ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    OTP_PER_ADDRESS_HOUR: '100000',
    RATE_LIMIT_PER_MINUTE: '1000000',
    OUTBOX_POLL_MS: '20',
    LOG_LEVEL: 'silent',
    ...options.env,
  })
  const running = await runMarket({
    api: true,
    workers: options.workers ?? false,
    migrate: false,
    config,
    log: pino({ level: config.LOG_LEVEL }),
    queuePrefix: `market${process.pid}`,
  })
  t.teardown(async () => {
    await running.stop()
    await texts.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  const client = createMarketClient(running.address!)
  const signIn = async (phone: string) => {
    await client.ok('POST', '/v1/auth/codes', { body: { phone } })
    const code = await texts.codeFor(phone)
    return (await client.ok<{ accessToken: string }>('POST', '/v1/auth/sessions', { body: { phone, code } }))
      .accessToken
  }
  return {
    ...client,
    running,
    database,
    texts,
    signIn,
    async operator() {
      const phone = newPhone()
      const token = await signIn(phone)
      await running.modules.identity.makeOperator(phone)
      return token
    },
  }
}
