import type { Readable } from 'node:stream'
import { type FinalResults, Parser, type Result } from 'tap-parser'

export interface Count {
  passed: number
  failed: number
  skipped: number
}

export interface FileCounts {
  /** What a file counts whose report comes next. What broke off, or never began, counts as failed. */
  next(file: string): Promise<Count>
  /** Undefined when the report ended as it should, else what is wrong with it. */
  ended: Promise<string | undefined>
}

/** Counts the assertions in the raw TAP of one process, in which each test file is a subtest. */
export const countFiles = (tap: Readable, print: (line: string) => void): FileCounts => {
  let current: { file: string; count: Count; done: (count: Count) => void } | undefined
  let isOver = false
  const parser = new Parser()
  const finish = (isWhole: boolean, why: string) => {
    if (!current) return
    const { file, count, done } = current
    current = undefined
    if (!isWhole && count.failed === 0) {
      count.failed += 1
      print(`  ✖ ${file}: ${why}`)
    }
    done(count)
  }
  parser.on('child', (child) => {
    if (!current) return
    watch(child, current.count, [current.file], print)
    // The line that sums it up is told as a result only when the next one has come, which may be the next file's.
    child.once('complete', () => finish(child.closingTestPoint?.ok ?? false, 'it broke off'))
  })
  parser.on('assert', (result) => {
    if (!current || result.name !== current.file) return
    if (result.skip) current.count.skipped += 1
    finish(result.ok, reasonOf(result) ?? 'the report of its tests is broken')
  })
  const results = new Promise<FinalResults>((resolve) => parser.once('complete', resolve))
  const read = async () => {
    tap.setEncoding('utf8')
    for await (const chunk of tap) parser.write(chunk as string)
    parser.end()
    const { ok, failures } = await results
    isOver = true
    finish(false, 'it broke off')
    const [first] = failures
    return ok ? undefined : (first?.tapError ?? `${first?.name}: ${JSON.stringify(first?.diag)}`)
  }
  return {
    next: (file) =>
      new Promise((done) => {
        current = { file, count: { passed: 0, failed: 0, skipped: 0 }, done }
        if (isOver) finish(false, 'the process had ended')
      }),
    ended: read(),
  }
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

const reasonOf = ({ diag }: Result): string | undefined => {
  const { error, stack } = (diag ?? {}) as Record<string, unknown>
  const words = [error, stack].filter((part) => typeof part === 'string')
  return words.length > 0 ? words.join('\n') : undefined
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
