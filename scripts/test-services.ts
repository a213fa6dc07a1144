// Starts the services of the tests in the foreground, for several runs to share; Ctrl-C stops them.
import { NO_REDIS, startTestServices } from '../test/support/services.ts'

const services = await startTestServices()
console.log(`export HAAT_TEST_DATABASE_URL='${services.databaseUrl}'`)
console.log(services.redisUrl ? `export HAAT_TEST_REDIS_URL='${services.redisUrl}'` : `# ${NO_REDIS}`)

const alive = setInterval(() => {}, 60_000)
const stop = async (): Promise<void> => {
  clearInterval(alive)
  await services.stop()
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => void stop())
