import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Parser, type Result } from 'tap-parser'

export interface Count {
  passed: number
  failed: number
  skipped: number
}

export interface TapRun extends Count {
  exitCode: number
}

export interface TapOptions {
  /** Files or folders, or none for all, and any options of tap's own. */
  args: string[]
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  /** Receives the report: a line for each file, and what failed. */
  print: (line: string) => void
}

/** Runs tap, counts its assertions and reports on each file as it ends. */
export const runTap = async ({ args, env, signal, print }: TapOptions): Promise<TapRun> => {
  const tap = join(dirname(createRequire(import.meta.url).resolve('tap/package.json')), 'dist/esm/run.mjs')
  // The job count comes first, so that the caller's own word wins.
  const child = spawn(
    process.execPath,
    [tap, 'run', '--jobs=2', ...args.flatMap(filesIn), '--reporter=tap'],
    {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const pass = () => child.kill('SIGTERM')
  signal.addEventListener('abort', pass)
  const exit = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, killedBy) => resolve(killedBy ? 1 : (code ?? 1)))
  })
  const [count, exitCode] = await Promise.all([countTap(child.stdout, print), exit])
  signal.removeEventListener('abort', pass)
  return { ...count, exitCode }
}

/** The test files of a folder; anything else is handed on as it is. */
const filesIn = (arg: string): string[] => {
  if (!statSync(arg, { throwIfNoEntry: false })?.isDirectory()) return [arg]
  const names = readdirSync(arg, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(arg, name))
}

/** Counts the assertions in raw TAP. A test file that crashed or timed out counts as failed. */
export const countTap = async (tap: Readable, print: (line: string) => void): Promise<Count> => {
  const count: Count = { passed: 0, failed: 0, skipped: 0 }
  const parser = new Parser()
  watch(parser, count, [], print)
  // What is no TAP at the top level are words of tap itself, such as that it finds no such file.
  parser.on('extra', (text) => print(text.trimEnd()))
  const ended = new Promise<void>((resolve) => parser.once('complete', () => resolve()))
  tap.setEncoding('utf8')
  for await (const chunk of tap) parser.write(chunk as string)
  parser.end()
  await ended
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
    if (path.length === 0 && subtest) print(describeFile(result, subtest))
  })
  parser.on('bailout', (reason) => {
    if (path.length > 0) return
    count.failed += 1
    print(`Bail out! ${reason}`)
  })
}

const describeFile = (result: Result, { passed, failed }: { passed: number; failed: number }): string => {
  const seconds = ((result.time ?? 0) / 1000).toFixed(1)
  return `${result.ok ? 'ok  ' : 'FAIL'} ${result.name} (${passed} passed${failed ? `, ${failed} failed` : ''}, ${seconds} s)`
}

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
