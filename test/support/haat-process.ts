import type { Test } from 'tap'
import { program } from './build.ts'
import type { TestMarket } from './market.ts'
import { startProcess, type TestProcess } from './process.ts'
import { townSecret } from './town.ts'

/** `haat …` as a child process with these settings alone; ready when it says so. */
export const startHaat = (
  t: Test,
  args: readonly string[],
  env: Record<string, string | undefined>,
  options: { readyLine?: RegExp; timeoutMs?: number } = {},
): Promise<TestProcess> =>
  startProcess(t, {
    command: process.execPath,
    args: [...program('src/main.ts'), ...args],
    env: { HAAT_ENV: 'test', PORT: '0', LOG_LEVEL: 'warn', ...env },
    readyLine: /Haat is open at (\S+)|Haat works/,
    timeoutMs: 60_000,
    ...options,
  })

/** A further process of a town's market: on its database (or a way to it), its queue engine and its secrets. */
export const joinMarket = (
  t: Test,
  command: 'api' | 'worker',
  market: TestMarket,
  env: Record<string, string | undefined> = {},
): Promise<TestProcess> => {
  const { config } = market.running.resources
  return startHaat(t, [command], {
    DATABASE_URL: config.DATABASE_URL,
    DATABASE_POOL: '8',
    REDIS_URL: config.REDIS_URL,
    DATA_DIR: config.DATA_DIR,
    SECRET_KEY: townSecret,
    ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    OTP_SENDER: 'http',
    OTP_HTTP_URL: config.OTP_HTTP_URL,
    OTP_HTTP_TOKEN: config.OTP_HTTP_TOKEN,
    ...env,
  })
}
