// Runs the built test files that its parent names, one after another, and reports on each as a subtest. They come by
// the standard input, a line of JSON each: tap has a use of its own for Node's channel between processes.
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import root from 'tap'
import { beginFile } from './file-test.ts'

export interface FileToRun {
  file: string
  built: string
  timeoutMs: number
}

// Each file has its own time; that of all together has no bound.
root.setTimeout(0)

for await (const line of createInterface({ input: process.stdin })) {
  const { file, built, timeoutMs } = JSON.parse(line) as FileToRun
  await root.test(file, { timeout: timeoutMs }, async (t) => {
    beginFile(t)
    await import(pathToFileURL(resolve(built)).href)
  })
}
