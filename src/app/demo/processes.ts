import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A child process of the demo, ended by its own id. */
export interface Child {
  /** The groups of the line that told that it is ready. */
  ready: RegExpMatchArray
  output(): string
  stop(): Promise<void>
}

/**
 * Starts a program of ours with tsx and waits for its ready line. Its variables are `env` over the few that
 * every program needs, so that a setting of the caller's shell does not leak into somebody else's server.
 */
export async function startChild(
  args: string[],
  env: Record<string, string>,
  readyLine: RegExp,
  seconds = 60,
): Promise<Child> {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let onText: () => void = () => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      onText()
    })
  }
  try {
    const ready = await new Promise<RegExpMatchArray>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${args.join(' ')} ${why}:\n${output.slice(-4000)}`))
      const timer = setTimeout(() => fail(`was not ready after ${seconds} s`), seconds * 1000)
      child.once('exit', (code) => fail(`ended with ${code}`))
      onText = () => {
        const match = readyLine.exec(output)
        if (!match) return
        clearTimeout(timer)
        resolve(match)
      }
    })
    return { ready, output: () => output, stop: () => stopChild(child) }
  } catch (error) {
    await stopChild(child)
    throw error
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const tooLate = setTimeout(() => child.kill('SIGKILL'), 30_000)
  await ended
  clearTimeout(tooLate)
}
