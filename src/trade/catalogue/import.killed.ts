/** A worker for the tests to kill: imports one file, in small pieces. Its arguments come from the test. */
import pino from 'pino'
import { createDatabase } from '../../platform/database/index.ts'
import { createFolderStore } from '../../platform/storage/index.ts'
import { createWorld, seenOutbox } from './catalogue.testing.ts'
import { createImportRunner } from './import.runner.ts'
import type { ImportRef } from './import.store.ts'

const [url, folder, shopId, importId, traderId] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
]
const world = createWorld()
world.trader({ shopId: shopId as ImportRef['shopId'], traderId: traderId as `trd_${string}` })
const run = createImportRunner({
  db: createDatabase({ url, max: 3, log: pino({ level: 'silent' }) }),
  outbox: seenOutbox(),
  storage: createFolderStore({ folder }),
  traders: world.traders,
  chunkRows: 200,
})
const ref = { shopId, importId } as ImportRef
while ((await run(ref)) === 'busy') await new Promise((wake) => setTimeout(wake, 20))
process.exit(0)
