import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type FinalResults, Parser, type Result } from 'tap-parser'
import { buildTests } from './build.ts'
import { idlers, longest } from './longest.ts'

export interface Count {
  passed: number
  failed: number
  skipped: number
}

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

/** A file that takes longer is ended and counts as failed. Long enough for a machine busy with something else. */
const FILE_SECONDS = 900

/** Builds the test files, runs each in a process of its own, counts its assertions and reports on it as it ends. */
export const runTests = async ({ paths, jobs, env, signal, print }: TestOptions): Promise<Count> => {
  const files = testFiles(paths)
  const build = await buildTests(files)
  const total: Count = { passed: 0, failed: 0, skipped: 0 }
  const working = longestFirst(files)
  const idling = working.filter((file) => idlers.has(file))
  const runOne = async (file: string) => {
    const began = performance.now()
    const child = spawn(process.execPath, ['--enable-source-maps', build.built(file)], {
      env: { ...env, HAAT_TEST_BUILD: build.folder, TAP_TIMEOUT: String(FILE_SECONDS) },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [count, code] = await Promise.all([countTap(child.stdout, file, print), endOf(child, signal)])
    if (code !== 0 && count.failed === 0) {
      count.failed = 1
      print(`  ✖ ${file} ended with ${code}`)
    }
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key]
    print(describeFile(file, count, performance.now() - began))
  }
  const begun = new Set<string>()
  const lane = async (waiting: string[]) => {
    for (const file of waiting) {
      if (begun.has(file) || signal.aborted) continue
      begun.add(file)
      await runOne(file)
    }
  }
  try {
    const lanes = Array.from({ length: jobs ?? availableParallelism() }, () => lane(working))
    await Promise.all(jobs === 1 ? lanes : [...lanes, lane(idling)])
  } finally {
    await build.remove()
  }
  return total
}

/** Waits for the end of a test file's process and sees to it that it comes. Gives the exit code or the signal. */
const endOf = async (child: ChildProcess, signal: AbortSignal): Promise<number | string> => {
  const stop = () => {
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
  }
  // tap itself tells of a test that takes too long, a little before.
  const tooLate = setTimeout(stop, (FILE_SECONDS + 10) * 1000)
  signal.addEventListener('abort', stop)
  const [code, killedBy] = (await once(child, 'close')) as [number | null, string | null]
  clearTimeout(tooLate)
  signal.removeEventListener('abort', stop)
  return code ?? killedBy ?? 'no code'
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

/** Counts the assertions in the raw TAP of one file. What broke off, or never began, counts as failed. */
export const countTap = async (
  tap: Readable,
  file: string,
  print: (line: string) => void,
): Promise<Count> => {
  const count: Count = { passed: 0, failed: 0, skipped: 0 }
  const parser = new Parser()
  watch(parser, count, [file], print)
  const ended = new Promise<FinalResults>((resolve) => parser.once('complete', resolve))
  tap.setEncoding('utf8')
  for await (const chunk of tap) parser.write(chunk as string)
  parser.end()
  const { ok, plan, failures } = await ended
  if (plan.skipAll && plan.skipReason) count.skipped += 1
  if (!ok && count.failed === 0) {
    count.failed += 1
    print(`  ✖ ${file}: ${failures[0]?.tapError ?? 'the report of the tests is broken'}`)
  }
  return count
}

/** The path is that of the subtest being watched: the file first. */
const watch = (parser: Parser, count: Count, path: string[], print: (line: string) => void): void => {
  let inside: { before: Count; failed: number; passed: number } | undefined
  parser.on('child', (child) => {
    const before = { ...count }
    watch(child, count, [...path, child.name], print)
    child.once('complete', () => {
      inside = { before, failed: count.failed - before.failed, passed: count.passed - before.passed }
    })
  })
  parser.on('assert', (result) => {
    const subtest = inside
    inside = undefined
    if (result.skip || result.todo) count.skipped += subtest ? 0 : 1
    else if (result.ok) count.passed += subtest ? 0 : 1
    // The line that sums up a subtest counts only when it fails for a reason that none inside it told.
    else if (!subtest || subtest.failed === 0) {
      count.failed += 1
      if (subtest) subtest.failed += 1
      print(describeFailure(path, result))
    }
  })
  parser.on('bailout', (reason) => {
    if (path.length > 1) return
    count.failed += 1
    print(`Bail out! ${reason}`)
  })
}

const describeFile = (file: string, { passed, failed }: Count, milliseconds: number): string =>
  `${failed > 0 ? 'FAIL' : 'ok  '} ${file} (${passed} passed${failed ? `, ${failed} failed` : ''}, ${(milliseconds / 1000).toFixed(1)} s)`

const describeFailure = (path: string[], result: Result): string => {
  const { source, at, stack, diff, ...rest } = (result.diag ?? {}) as Record<string, unknown>
  const where = at && typeof at === 'object' ? Object.values(at).slice(0, 2).join(':') : undefined
  const details = [
    diff,
    source,
    stack ?? where,
    Object.keys(rest).length ? JSON.stringify(rest, null, 2) : undefined,
  ]
  const text = details.filter((part) => part !== undefined).map((part) => String(part).trimEnd())
  // A stack into a minified package would quote a line of a hundred thousand letters.
  const lines = text
    .join('\n')
    .split('\n')
    .map((line) => `       ${line.slice(0, 300)}`)
  return `\n  ✖ ${[...path, result.name].join(' › ')}\n${lines.join('\n')}\n`
}
