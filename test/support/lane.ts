import { type ChildProcess, spawn } from 'node:child_process'
import type { Build } from './build.ts'
import { type Count, countFiles } from './count-tap.ts'
import type { FileToRun } from './test-host.ts'

export interface LaneOptions {
  build: Build
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  print: (line: string) => void
}

export interface Lane {
  /** Runs a file and counts its assertions. */
  run(file: string): Promise<Count>
  /** Waits until its process has ended. @returns how many of its processes did not end as they should */
  close(): Promise<number>
}

/** A file that takes longer is ended and counts as failed. Long enough for a machine busy with something else. */
const FILE_SECONDS = 900

/** What a process that has run all its files has to end by itself: otherwise a test left something open. */
const END_SECONDS = 60

/** After so many a new process takes over, so that what modules keep does not add up. */
const FILES_A_PROCESS = 40

/**
 * Runs test files one after another in one process: to start it and to read the market's code into it takes longer
 * than most files do. A file that failed leaves a new process to the next.
 */
export const openLane = (options: LaneOptions): Lane => {
  let host: Host | undefined
  let files: string[] = []
  let failed = 0
  const leave = async (): Promise<void> => {
    const wrong = await host?.end()
    host = undefined
    if (wrong) {
      failed += 1
      options.print(`  ✖ ${files.join(', ')}: ${wrong}`)
    }
    files = []
  }
  return {
    async run(file) {
      if (files.length === FILES_A_PROCESS) await leave()
      host ??= startHost(options)
      files.push(file)
      const count = await host.run(file)
      // Its process fails with it, and may hold what it left behind.
      if (count.failed > 0) {
        await host.kill()
        host = undefined
        files = []
      }
      return count
    },
    async close() {
      await leave()
      return failed
    },
  }
}

interface Host {
  run(file: string): Promise<Count>
  /** Lets it end; answers what was wrong with that. */
  end(): Promise<string | undefined>
  kill(): Promise<void>
}

const startHost = ({ build, env, signal, print }: LaneOptions): Host => {
  const child = spawn(process.execPath, ['--enable-source-maps', build.built('test/support/test-host.ts')], {
    env: { ...env, HAAT_TEST_BUILD: build.folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const closed = new Promise<{ code: number | null; killedBy: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, killedBy) => resolve({ code, killedBy })),
  )
  const counts = countFiles(child.stdout!, print)
  const stop = () => stopChild(child)
  signal.addEventListener('abort', stop)
  void closed.finally(() => signal.removeEventListener('abort', stop))
  // One that has ended says so by its report, which breaks off.
  child.on('error', () => {})
  child.stdin!.on('error', () => {})
  return {
    async run(file) {
      // tap itself tells of a test that takes too long, a little before.
      const tooLate = setTimeout(stop, (FILE_SECONDS + 10) * 1000)
      const order: FileToRun = { file, built: build.built(file), timeoutMs: FILE_SECONDS * 1000 }
      const counted = counts.next(file)
      child.stdin!.write(`${JSON.stringify(order)}\n`)
      const count = await counted
      clearTimeout(tooLate)
      return count
    },
    async end() {
      child.stdin!.end()
      const tooLate = setTimeout(stop, END_SECONDS * 1000)
      const { code, killedBy } = await closed
      clearTimeout(tooLate)
      const wrong = await counts.ended
      if (code === 0 && !wrong) return undefined
      if (killedBy) return `the process did not end by itself (${killedBy}): something was left open`
      return wrong ?? `the process ended with ${code}`
    },
    async kill() {
      stop()
      await closed
    },
  }
}

const stopChild = (child: ChildProcess): void => {
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
}
