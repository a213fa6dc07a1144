/** The worker process of the import bench: runs the imports that it is told of, one at a time. */
import type { Id } from '../../src/kernel/ids.ts'
import { createFolderStore } from '../../src/platform/storage/index.ts'
import { openCatalogue, openDatabase, shopId } from './import.world.ts'

export interface Finished {
  ms: number
  /** The process in memory (RSS) before, and at its highest. */
  beforeMb: number
  highMb: number
}

export interface Task {
  databaseUrl: string
  importId: Id<'import'>
}

const [files] = process.argv.slice(2) as [string]
const storage = createFolderStore({ folder: files })
const rssMb = () => process.memoryUsage.rss() / 1024 / 1024

process.on('message', async ({ databaseUrl, importId }: Task) => {
  const db = openDatabase(databaseUrl)
  const [job] = await openCatalogue(db, storage).handlers()
  const beforeMb = rssMb()
  let highMb = beforeMb
  const look = setInterval(() => {
    highMb = Math.max(highMb, rssMb())
  }, 10)
  const start = performance.now()
  const run = { attempt: 1, lastAttempt: false, signal: new AbortController().signal }
  await job!.handle({ shopId, importId } as never, run)
  const ms = performance.now() - start
  clearInterval(look)
  await db.close()
  process.send!({ ms, beforeMb, highMb } satisfies Finished)
})
