import pg from 'pg'
import type { Statement } from './statement.ts'

/** The answer to a statement: its rows, and the command as the server names it (`INSERT 0 1`). */
export interface Answer {
  rows: object[]
  command: string
}

export interface Batches {
  /** Asks for a statement; it goes out with all others that are asked for in this turn of the event loop. */
  run(statement: Statement, values: readonly unknown[]): Promise<Answer>
  /** Resolves when nothing is underway: the connection takes other work. */
  quiet(): Promise<void>
  /** The first error that any of its statements ended with. */
  failure(): Error | undefined
}

/** How the rows of a statement are read, as the server described them. */
interface Shape {
  names: string[]
  parsers: ((text: string) => unknown)[]
}

interface Asked {
  statement: Statement
  /** As they go over the wire. */
  values: unknown[]
  answer: Answer
  broken: Error | undefined
  isDescribed: boolean
  since: number
  resolve(answer: Answer): void
  reject(error: Error): void
}

/** What of the driver's connection is used here: the messages of the extended query protocol. */
interface Wire {
  /** What is prepared on it, by name. */
  parsedStatements: Record<string, string | undefined>
  stream: { cork(): void; uncork(): void }
  parse(message: { name: string; text: string }): void
  bind(message: { statement: string; values: unknown[] }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: { portal: string }): void
  sync(): void
}

const noRows: Shape = { names: [], parsers: [] }
const shapesOf = new WeakMap<pg.PoolClient, Map<string, Shape>>()
const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils

/**
 * Sends the statements of a connection in batches: one message each way for all that one turn of the event loop asks
 * for, and one for what is asked for until its answer comes. The server runs them in their order; after one that
 * fails it runs no other of the batch. What it once said of a statement's rows is not asked for again.
 */
export function startBatches(client: pg.PoolClient, observe?: (durationMs: number) => void): Batches {
  const shapes = shapesOf.get(client) ?? new Map<string, Shape>()
  shapesOf.set(client, shapes)
  let gathered: Asked[] = []
  let failure: Error | undefined
  let underway: Promise<void> | undefined
  let isPlanned = false

  const plan = () => {
    if (isPlanned || underway || gathered.length === 0) return
    isPlanned = true
    setImmediate(send)
  }
  const send = () => {
    isPlanned = false
    const asked = gathered
    gathered = []
    underway = new Promise((resolve) => {
      const onEnd = () => {
        underway = undefined
        plan()
        resolve()
      }
      const settle = (one: Asked, error: Error | undefined) => {
        observe?.(performance.now() - one.since)
        failure ??= error
        if (error) one.reject(error)
        else one.resolve(one.answer)
      }
      const typeParser = (type: number) => client.getTypeParser(type, 'text')
      client.query(createBatch({ asked, shapes, typeParser, settle, onEnd }) as unknown as pg.Submittable)
    })
  }

  return {
    run: (statement, values) =>
      new Promise((resolve, reject) => {
        gathered.push({
          statement,
          values: values.map(prepareValue),
          answer: { rows: [], command: '' },
          broken: undefined,
          isDescribed: false,
          since: performance.now(),
          resolve,
          reject,
        })
        plan()
      }),
    async quiet() {
      while (underway || gathered.length > 0) await (underway ?? new Promise(setImmediate))
    },
    failure: () => failure,
  }
}

/** Several statements as the driver takes one of its caller's making: it calls the methods as the answers come. */
function createBatch({
  asked,
  shapes,
  typeParser,
  settle,
  onEnd,
}: {
  asked: readonly Asked[]
  shapes: Map<string, Shape>
  typeParser(type: number): (text: string) => unknown
  settle(one: Asked, error: Error | undefined): void
  onEnd(): void
}) {
  /** The statement that the next message is about. */
  let at = 0
  let hasEnded = false
  const end = (failure?: Error) => {
    if (hasEnded) return
    hasEnded = true
    asked.forEach((one, nth) => {
      settle(one, one.broken ?? (nth === at ? failure : nth > at ? notRun(failure) : undefined))
    })
    onEnd()
  }
  return {
    // The driver notes under them what the server has prepared.
    get name() {
      return asked[at]?.statement.name
    },
    get text() {
      return asked[at]?.statement.text
    },
    submit(wire: Wire): Error | undefined {
      const parsed = new Map<string, string>()
      for (const { statement } of asked) {
        const { name, text } = statement
        const known = wire.parsedStatements[name] ?? parsed.get(name)
        if (known !== undefined && known !== text) return new Error(`two statements are named ${name}`)
        parsed.set(name, text)
      }
      wire.stream.cork()
      try {
        const begun = new Set<string>()
        for (const one of asked) {
          const { name, text } = one.statement
          if (!begun.has(name)) {
            begun.add(name)
            if (wire.parsedStatements[name] === undefined) wire.parse({ name, text })
            one.isDescribed = !shapes.has(name)
          }
          wire.bind({ statement: name, values: one.values })
          if (one.isDescribed) wire.describe({ type: 'P', name: '' })
          wire.execute({ portal: '' })
        }
        wire.sync()
      } finally {
        wire.stream.uncork()
      }
      return undefined
    },
    handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }) {
      shapes.set(asked[at]!.statement.name, {
        names: fields.map((field) => field.name),
        parsers: fields.map((field) => typeParser(field.dataTypeID)),
      })
    },
    handleDataRow({ fields }: { fields: readonly (string | null)[] }) {
      const one = asked[at]!
      const { names, parsers } = shapes.get(one.statement.name) ?? noRows
      try {
        const row: Record<string, unknown> = {}
        for (let nth = 0; nth < names.length; nth++) {
          const text = fields[nth]!
          row[names[nth]!] = text === null ? null : parsers[nth]!(text)
        }
        one.answer.rows.push(row)
      } catch (error) {
        one.broken = error as Error
      }
    },
    handleCommandComplete({ text }: { text: string }) {
      const one = asked[at++]!
      one.answer.command = text
      if (one.isDescribed && !shapes.has(one.statement.name)) shapes.set(one.statement.name, noRows)
    },
    handleReadyForQuery: () => end(),
    handleError: (error: Error) => end(error),
    handleEmptyQuery() {
      at++
    },
    handlePortalSuspended() {},
    handleCopyInResponse() {},
    handleCopyData() {},
  }
}

const notRun = (cause: Error | undefined) =>
  new Error('a statement before this one failed, so it was not run', { cause })
