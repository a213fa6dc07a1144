// npm test [-- --jobs=N, files or folders]: starts what the tests need, runs them, stops it, counts.
import { parseArgs } from 'node:util'
import { runTests } from '../test/support/run-tests.ts'
import { NO_REDIS, startTestServices, type TestServices } from '../test/support/services.ts'

const { values, positionals } = parseArgs({ options: { jobs: { type: 'string' } }, allowPositionals: true })

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
  const { passed, failed, skipped } = await runTests({
    paths: positionals,
    jobs: values.jobs ? Number(values.jobs) : undefined,
    env,
    signal: abort.signal,
    print: console.log,
  })
  const nothingRan = passed + failed === 0
  if (nothingRan) console.log('No test ran: look at the file names.')
  if (skipped > 0) console.log(`${skipped} skipped`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || nothingRan || stoppedBy ? 1 : 0
} finally {
  await services?.stop()
}
process.exit(process.exitCode)
