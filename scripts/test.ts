// npm test [-- files and tap options]: starts what the tests need, runs them, stops it, counts.
import { runTap } from '../test/support/run-tap.ts'
import { NO_REDIS, startTestServices, type TestServices } from '../test/support/services.ts'

const abort = new AbortController()
let stoppedBy: NodeJS.Signals | undefined
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    stoppedBy = name
    abort.abort()
  })
}

const given = process.env.HAAT_TEST_DATABASE_URL
let services: TestServices | undefined
try {
  services = given ? undefined : await startTestServices()
  const databaseUrl = given ?? services?.databaseUrl
  const redisUrl = given ? process.env.HAAT_TEST_REDIS_URL : services?.redisUrl
  if (!redisUrl)
    console.log(given ? 'HAAT_TEST_REDIS_URL is not set: the tests on Redis are left out.' : NO_REDIS)
  const env = { ...process.env, HAAT_TEST_DATABASE_URL: databaseUrl, HAAT_TEST_REDIS_URL: redisUrl ?? '' }
  const run = await runTap({ args: process.argv.slice(2), env, signal: abort.signal, print: console.log })
  const nothingRan = run.passed + run.failed === 0
  // tap itself may fail for something that is no assertion: a killed run, a bad option.
  const failed = run.failed === 0 && (run.exitCode !== 0 || stoppedBy !== undefined) ? 1 : run.failed
  if (nothingRan) console.log('No test ran: look at the file names.')
  if (run.skipped > 0) console.log(`${run.skipped} skipped`)
  console.log(`${run.passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || nothingRan ? 1 : 0
} finally {
  await services?.stop()
}
process.exit(process.exitCode)
