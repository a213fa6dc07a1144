import type { DestinationStream } from 'pino'

type Line = Record<string, unknown> & { level?: string; time?: string; msg?: string }

/** Fields that a person at a terminal does not need to see in each line. */
const quiet = new Set(['level', 'time', 'msg', 'pid', 'correlationId', 'traceId', 'err'])

/** One line of the log for a person at a terminal: local time, level where it matters, words, facts, the error's stack. */
export function readableLine(json: string): string {
  let line: Line
  try {
    line = JSON.parse(json) as Line
  } catch {
    return json
  }
  const time = line.time ? new Date(line.time).toTimeString().slice(0, 8) : ''
  const level = line.level === undefined || line.level === 'info' ? '' : `${line.level.toUpperCase()} `
  const words = line.msg === 'request' ? requestWords(line) : [line.msg ?? '', ...factsOf(line)].join('  ')
  const { stack, message } = (line.err ?? {}) as { stack?: string; message?: string }
  const trace = stack ?? message
  return `${time}  ${level}${words}\n${trace ? `${trace.replace(/^/gm, '          ')}\n` : ''}`
}

const requestWords = ({ method, route, status, durationMs, correlationId }: Line): string =>
  `${method} ${route} ${status} in ${Math.round(Number(durationMs))} ms${Number(status) >= 500 ? `  correlationId=${correlationId}` : ''}`

const factsOf = (line: Line): string[] =>
  Object.entries(line)
    .filter(([name]) => !quiet.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)

/** Writes the log's lines of JSON as people read them. */
export const readableLines = (out: { write(text: string): unknown }): DestinationStream => ({
  write: (json) => void out.write(readableLine(json)),
})
