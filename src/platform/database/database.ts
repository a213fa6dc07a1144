import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Logger } from 'pino'
import { isTracing, knownContext, withSpan } from '../telemetry/index.ts'
import { startBatches } from './batches.ts'
import { onBrokenConnections } from './broken-connections.ts'
import { type Statement, statement } from './statement.ts'

export { type Statement, statement }

export type Row = Record<string, unknown>

/** What can run queries: the database, or one transaction on it. */
export interface Sql {
  /** Drizzle, for queries that are built. */
  readonly orm: NodePgDatabase
  /** Runs a prepared statement. Values in the order of `$1…`; `int8` comes back as bigint. */
  query<R extends object = Row>(statement: Statement, values?: readonly unknown[]): Promise<R[]>
}

/** One transaction. Work in it must have no effect outside the database: it may run again after a deadlock. */
export interface Tx extends Sql {
  readonly transactional: true
  /** The connection itself, for COPY. */
  readonly client: pg.PoolClient
  /**
   * Asks for a statement whose answer nothing waits for. It goes out with those that are asked for beside it, at the
   * latest with the commit; should it fail, so does the transaction, with its error.
   */
  send(statement: Statement, values?: readonly unknown[]): void
}

export interface TransactionOptions {
  /**
   * Resolves before the disk has it: a crash of the server may undo the last half second. Only for work that is
   * then found undone and done again, and that tells nobody outside before that.
   */
  quick?: boolean
  /**
   * For hot paths. Statements may be asked for before earlier ones have answered, and go out together: fewer
   * round trips. Wait for all of them; after one that fails the rest fail too. No COPY. Each prepared statement
   * is planned once a connection, whatever its values: by itself the server plans some anew each time, and that
   * costs more than running them.
   */
  pipelined?: boolean
}

export interface Database extends Sql {
  readonly pool: pg.Pool
  /**
   * A few connections beside the pool, a quarter as many, for statements over partitions: each is planned once a
   * connection, and which partitions are read is decided when it starts. By itself the server would plan such a
   * statement anew for every call.
   */
  readonly planned: Pick<Sql, 'query'> & { readonly connections: number }
  /** Longest wait for a row lock. */
  readonly lockTimeoutMs: number
  /** Commits when `work` resolves, rolls back when it throws. Repeats `work` after a deadlock, at most 3 times. */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>
  close(): Promise<void>
}

/** SQLSTATEs after which the same transaction may simply be run again. */
const repeatable = new Set(['40P01', '40001'])

/** The SQLSTATE and constraint of a database error, also under Drizzle's wrapper; undefined for other errors. */
export function databaseError(thrown: unknown): { code: string; constraint: string | undefined } | undefined {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const { code, constraint } = error as { code?: unknown; constraint?: string }
    // Each SQLSTATE has a digit; `EPIPE` is none.
    if (typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code)) return { code, constraint }
  }
  return undefined
}

// Named like all others, since the statements of a batch are.
const begin = statement('begin', 'begin')
const commitQuickly = statement('commit_quickly', 'set local synchronous_commit = off')
const planOnce = statement('plan_once', 'set local plan_cache_mode = force_generic_plan')
const commit = statement('commit', 'commit')
const rollback = statement('rollback', 'rollback')

/** SQLSTATE of whatever is asked in a transaction after a statement of it failed. */
const afterFailure = '25P02'

const unheard = (cause: unknown) =>
  new Error('a statement of this transaction failed and nobody heard: it was rolled back', { cause })

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text))

export interface DatabaseOptions {
  url: string
  /** Most connections that this process opens. */
  max: number
  log: Logger
  applicationName?: string
  /** Longest wait for a row lock, so that one stuck transaction cannot hold every request. */
  lockTimeoutMs?: number
  /** Called with the milliseconds of each query, for metrics. */
  observe?: (durationMs: number) => void
}

/** Opens a pool of connections; the first query connects. */
export function createDatabase(options: DatabaseOptions): Database {
  const lockTimeoutMs = options.lockTimeoutMs ?? 5000
  const open = (max: number, settings = ''): pg.Pool => {
    const opened = new pg.Pool({
      connectionString: options.url,
      max,
      types,
      application_name: options.applicationName ?? 'haat',
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      // A server that vanished without a word is noticed while a query waits for it.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      options: `-c lock_timeout=${lockTimeoutMs} -c idle_in_transaction_session_timeout=60000${settings}`,
    })
    return onBrokenConnections(opened, (error) =>
      options.log.warn({ err: error }, 'an idle database connection broke'),
    )
  }
  const pool = open(options.max)
  // A plan for all values is reckoned dear, which is no reason to compile it; and one that was made while a
  // partition was empty must serve when it has grown.
  const planning = ' -c plan_cache_mode=force_generic_plan -c jit=off -c enable_seqscan=off'
  const connections = Math.max(1, Math.floor(options.max / 4))
  const plannedPool = open(connections, planning)

  // Only what a request or job asks for: the polling of the relay is not worth traces.
  const spanned = <T>(name: string, work: () => Promise<T>): Promise<T> =>
    isTracing() && knownContext()
      ? withSpan(`sql ${name}`, { 'db.system.name': 'postgresql' }, work, 'client')
      : work()
  const run = async <R extends object>(
    target: pg.Pool | pg.PoolClient,
    { name, text }: Statement,
    values: readonly unknown[] = [],
  ): Promise<R[]> => {
    const start = performance.now()
    try {
      return await spanned(
        name,
        async () => (await target.query({ name, text, values: [...values] })).rows as R[],
      )
    } finally {
      options.observe?.(performance.now() - start)
    }
  }

  const once = async <T>(
    work: (tx: Tx) => Promise<T>,
    { quick = false, pipelined = false }: TransactionOptions,
  ): Promise<T> => {
    const client = await pool.connect()
    // A connection that breaks while we hold it also emits 'error'; the pending query rejects and tells the caller.
    const onError = (error: Error) =>
      options.log.warn({ err: error }, 'a database connection broke in a transaction')
    client.on('error', onError)
    let orm: NodePgDatabase | undefined
    let broken: Error | undefined
    let isOver = false
    const batches = pipelined ? startBatches(client, options.observe) : undefined
    const control = async ({ name, text }: Statement): Promise<string> =>
      batches ? (await batches.run({ name, text }, [])).command : (await client.query(text)).command
    // After its end the connection is somebody else's: a statement that comes late must not reach it.
    const refuseLate = () => {
      if (isOver) throw new Error('a statement came after its transaction had ended: await all of them')
    }
    // A connection takes one statement at a time; those that are asked for together wait here.
    let last: Promise<unknown> = Promise.resolve()
    const sent: Promise<unknown>[] = []
    const sentInVain = new Set<unknown>()
    const query = async <R extends object>(stmt: Statement, values?: readonly unknown[]): Promise<R[]> => {
      refuseLate()
      if (!batches) {
        const mine = last.then(() => {
          refuseLate()
          return run<R>(client, stmt, values)
        })
        last = mine.catch(() => {})
        return mine
      }
      return (await spanned(stmt.name, () => batches.run(stmt, values ?? []))).rows as R[]
    }
    try {
      const settings = [...(quick ? [commitQuickly] : []), ...(pipelined ? [planOnce] : [])]
      if (batches) for (const each of [begin, ...settings]) control(each).catch(() => {})
      else await client.query([begin, ...settings].map((each) => each.text).join('; '))
      const result = await work({
        transactional: true,
        client,
        get orm() {
          orm ??= drizzle({
            async query(...parameters: Parameters<pg.PoolClient['query']>) {
              await (batches ? batches.quiet() : last)
              refuseLate()
              return client.query(...parameters)
            },
          } as unknown as pg.PoolClient)
          return orm
        },
        query,
        send(stmt, values) {
          const asked = query(stmt, values)
          asked.catch((error) => sentInVain.add(error))
          sent.push(asked)
        },
      })
      if (!batches) await Promise.all(sent)
      isOver = true
      // PostgreSQL answers ROLLBACK, and no error, to the commit of a transaction in which a statement failed; what
      // failed in the batch of the commit itself keeps it from being run.
      const committed = await control(commit).catch((error: Error) => {
        const first = batches?.failure() ?? error
        throw first === error || sentInVain.has(first) ? first : unheard(first)
      })
      if (committed !== 'COMMIT') throw unheard(batches?.failure())
      return result
    } catch (error) {
      isOver = true
      await last
      await control(rollback).catch((failure: Error) => {
        broken = failure
      })
      const [inVain] = sentInVain
      throw inVain && databaseError(error)?.code === afterFailure ? inVain : error
    } finally {
      client.off('error', onError)
      client.release(broken)
    }
  }

  return {
    pool,
    lockTimeoutMs,
    orm: drizzle(pool),
    query: (stmt, values) => run(pool, stmt, values),
    planned: { connections, query: (stmt, values) => run(plannedPool, stmt, values) },
    async transaction(work, options = {}) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(work, options)
        } catch (error) {
          if (attempt === 3 || !repeatable.has(databaseError(error)?.code ?? '')) throw error
        }
      }
    },
    close: async () => void (await Promise.all([pool.end(), plannedPool.end()])),
  }
}
