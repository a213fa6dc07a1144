// A program for tests: starts the embedded PostgreSQL in the folder it is given and holds it until it is told to end.
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {} }
const server = await startEmbeddedPostgres({ dataDir: process.argv[2]!, log: silent, unsafeButQuick: true })
const alive = setInterval(() => {}, 60_000)
process.once('SIGTERM', async () => {
  await server.stop()
  clearInterval(alive)
  console.log('stopped')
})
process.once('SIGUSR2', () => process.exit(3))
console.log(`ready ${server.pid} ${server.url}`)
