import { Redis } from 'ioredis'
import type { Test } from 'tap'

/** Databases that the test server is started with; a server given by hand may have fewer. */
const DATABASES = 4096

/**
 * The URL of an empty Redis database that no other test uses, emptied when the test ends,
 * or undefined when the tests run without Redis.
 */
export const testRedisUrl = async (t: Test): Promise<string | undefined> => {
  const server = process.env.HAAT_TEST_REDIS_URL
  if (!server) return undefined
  const registry = new Redis(server, { db: 0 })
  let number = 0
  for (let tries = 0; number === 0 && tries < 100; tries++) {
    const candidate = 1 + Math.floor(Math.random() * (DATABASES - 1))
    const mine = await registry.set(`haat-test-database-${candidate}`, process.pid, 'EX', 3600, 'NX')
    if (mine) number = candidate
  }
  if (number === 0) throw new Error('No Redis database is free for this test.')
  const own = new Redis(server, { db: number })
  await own.flushdb()
  t.teardown(async () => {
    await own.flushdb()
    await registry.del(`haat-test-database-${number}`)
    own.disconnect()
    registry.disconnect()
  })
  const url = new URL(server)
  url.pathname = `/${number}`
  return url.href
}
