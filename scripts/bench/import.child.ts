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

const [url, files] = process.argv.slice(2) as [string, string]
const catalogue = openCatalogue(openDatabase(url), createFolderStore({ folder: files }))
const [job] = await catalogue.handlers()
const rssMb = () => process.memoryUsage.rss() / 1024 / 1024

process.on('message', async (importId: Id<'import'>) => {
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
  process.send!({ ms, beforeMb, highMb } satisfies Finished)
})
