import { readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { buildTests } from './build.ts'
import type { Count } from './count-tap.ts'
import { type LaneOptions, openLane } from './lane.ts'
import { idlers, isAlone, longest } from './longest.ts'

export interface TestOptions {
  /** Files or folders; none for all. */
  paths: string[]
  /** How many at once; without it, as many as there are processors. Those that mostly wait run beside them. */
  jobs?: number
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  /** Receives the report: a line for each file, and what failed. */
  print: (line: string) => void
}

/** Builds the test files, runs them in a process for each lane, counts their assertions and reports on each file. */
export const runTests = async ({ paths, jobs, env, signal, print }: TestOptions): Promise<Count> => {
  const files = testFiles(paths)
  const build = await buildTests(files)
  const total: Count = { passed: 0, failed: 0, skipped: 0 }
  const working = longestFirst(files)
  const idling = working.filter((file) => idlers.has(file))
  const options: LaneOptions = { build, env, signal, print }
  const begun = new Set<string>()
  const work = async (waiting: string[]) => {
    const together = openLane(options)
    for (const file of waiting) {
      if (begun.has(file) || signal.aborted) continue
      begun.add(file)
      const began = performance.now()
      const lane = isAlone(file) ? openLane(options) : together
      const count = await lane.run(file)
      if (lane !== together) count.failed += await lane.close()
      for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key]
      print(describeFile(file, count, performance.now() - began))
    }
    total.failed += await together.close()
  }
  try {
    const lanes = Array.from({ length: jobs ?? availableParallelism() }, () => work(working))
    await Promise.all(jobs === 1 ? lanes : [...lanes, work(idling)])
  } finally {
    await build.remove()
  }
  return total
}

const isTest = (name: string): boolean => name.endsWith('.test.ts')

/** The test files that paths name. @throws when there is no such path */
const testFiles = (paths: string[]): string[] =>
  (paths.length > 0 ? paths : ['src', 'test']).flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path]
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
    return names.filter(isTest).map((name) => join(path, name))
  })

/** A long file that begins last keeps a processor waiting. What the list does not know comes where its like do. */
const longestFirst = (files: string[]): string[] => {
  const rank = (file: string) =>
    longest.indexOf(file) + 1 || (file.startsWith('test/') ? longest.length + 1 : longest.length + 2)
  return [...new Set(files)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}

const describeFile = (file: string, { passed, failed }: Count, milliseconds: number): string =>
  `${failed > 0 ? 'FAIL' : 'ok  '} ${file} (${passed} passed${failed ? `, ${failed} failed` : ''}, ${(milliseconds / 1000).toFixed(1)} s)`
