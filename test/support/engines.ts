import type { Test } from 'tap'
import { testRedisUrl } from './redis.ts'

export interface TestEngine {
  name: 'postgres' | 'redis'
  /** Set for the engine `redis` only, as the configuration has it. */
  redisUrl: string | undefined
}

/** Runs the same subtest on each queue engine: always on PostgreSQL, and on Redis when the tests have one. */
export const forEachQueueEngine = async (
  t: Test,
  work: (t: Test, engine: TestEngine) => Promise<void>,
): Promise<void> => {
  await t.test('on PostgreSQL', (t) => work(t, { name: 'postgres', redisUrl: undefined }))
  if (!process.env.HAAT_TEST_REDIS_URL) return
  await t.test('on Redis', async (t) => work(t, { name: 'redis', redisUrl: await testRedisUrl(t) }))
}
