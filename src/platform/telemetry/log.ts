import { type DestinationStream, type Logger, pino } from 'pino'
import { knownContext } from './context.ts'
import { readableLines } from './readable.ts'
import { redactLine } from './redact.ts'

export type LoggerOptions = {
  level: string
  /** Where the lines go; standard output unless given, and there as people read them when it is a terminal. */
  destination?: DestinationStream
}

/** Lines that are written together: a write for each costs a busy server a tenth of its time. */
const together = { minLength: 8192, periodicFlush: 50 }

/**
 * The log: one JSON object a line, with the correlation id (and the trace id) of the request or job that
 * wrote it. Secrets, codes and what identifies a person are taken out of the finished line, wherever in it
 * they stand. A process that is killed loses the lines of its last 50 milliseconds; one that ends or crashes loses none.
 */
export function createLogger({ level, destination: given }: LoggerOptions): Logger {
  const destination =
    given ?? (process.stdout.isTTY ? readableLines(process.stdout) : pino.destination(together))
  const options = {
    level,
    serializers: { err: plainError },
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: (_line: object, _level: number, logger: unknown) => contextFields(logger as Bindings),
    hooks: { streamWrite: redactLine },
  }
  return pino(options, destination)
}

/** An error without the objects that drivers hang on it (a whole connection, with all its buffers). */
function plainError(error: unknown): unknown {
  const shown = pino.stdSerializers.err(error as Error) as unknown
  return typeof shown === 'object' && shown !== null ? withoutObjects(shown) : shown
}

const withoutObjects = (shown: object): object =>
  Object.fromEntries(
    Object.entries(shown).flatMap(([name, value]: [string, unknown]) => {
      if (name === 'aggregateErrors' && Array.isArray(value)) return [[name, value.map(withoutObjects)]]
      const kept = typeof value !== 'object' || name === 'fields' || name === 'facts'
      return kept ? [[name, value]] : []
    }),
  )

type Bindings = { [pino.symbols.chindingsSym]?: string }

function contextFields(logger: Bindings): Record<string, string> {
  const context = knownContext()
  if (!context) return {}
  const fields: Record<string, string> = {}
  // A child logger that was made with the id has it already; a key twice in one object is no good JSON.
  if (!logger[pino.symbols.chindingsSym]?.includes('"correlationId":'))
    fields.correlationId = context.correlationId
  if (context.traceparent) fields.traceId = context.traceparent.split('-')[1] ?? ''
  return fields
}
