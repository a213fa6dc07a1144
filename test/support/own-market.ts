import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { createMarketClient, type MarketClient } from '../../src/app/demo/client.ts'
import { signIn, type Token } from '../../src/app/demo/steps.ts'
import { startTextMessages } from '../../src/app/demo/text-messages.ts'
import type { TestEngine } from './engines.ts'
import { startHaat } from './haat-process.ts'
import { newPhone } from './market.ts'
import type { TestProcess } from './process.ts'
import { settle, type Town } from './town.ts'

/** `haat start` as it comes: one process, with a PostgreSQL of its own in a folder. */
export interface OwnMarket {
  dataDir: string
  /** The process of the last start. */
  process: TestProcess
  /** Starts it in its folder; answers a client of it. */
  start(env?: Record<string, string>): Promise<MarketClient>
  /** Process id of its PostgreSQL, as that has written it down. */
  postmaster(): Promise<number>
  signIn(phone?: string): Promise<Token>
  /** A shop and two startups, registered and verified in it. */
  settle(t: Test): Promise<Town>
}

/** A market in a folder of the test's own, not started yet. The folder goes when the test ends. */
export async function ownMarket(
  t: Test,
  { engine, env = {} }: { engine?: TestEngine; env?: Record<string, string> } = {},
): Promise<OwnMarket> {
  const folder = await mkdtemp(join(tmpdir(), 'haat-own-market-'))
  const dataDir = join(folder, 'data')
  const texts = await startTextMessages()
  t.teardown(async () => {
    await texts.close()
    await rm(folder, { recursive: true, force: true })
  })
  const settings = {
    DATA_DIR: dataDir,
    DATABASE_URL: undefined,
    REDIS_URL: engine?.redisUrl,
    OTP_SENDER: 'http',
    OTP_HTTP_URL: texts.url,
    OTP_HTTP_TOKEN: 'test',
    ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    OTP_PER_ADDRESS_HOUR: '100000',
    RATE_LIMIT_PER_MINUTE: '1000000',
    ...env,
  }
  let client: MarketClient
  const self: OwnMarket = {
    dataDir,
    process: undefined as unknown as TestProcess,
    async start(more = {}) {
      self.process = await startHaat(t, ['start'], { ...settings, ...more })
      client = createMarketClient(self.process.ready![1]!)
      return client
    },
    async postmaster() {
      const [pid] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
      return Number(pid)
    },
    signIn: (phone = newPhone()) => signIn({ market: client, codeFor: texts.codeFor }, phone),
    async settle(t) {
      const phone = newPhone()
      const operator = await self.signIn(phone)
      await startHaat(t, ['operator', phone], settings, { readyLine: /is an operator now/ })
      return settle(t, { market: client, codeFor: texts.codeFor }, operator)
    },
  }
  return self
}
