import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import pino from 'pino'
import type { Id } from '../../src/kernel/ids.ts'
import { type Database, migrate, startEmbeddedPostgres } from '../../src/platform/database/index.ts'
import { createHttpApp } from '../../src/platform/http/index.ts'
import { createFolderStore } from '../../src/platform/storage/index.ts'
import type { Finished, Task } from './import.child.ts'
import { writeWorkbook } from './import.workbook.ts'
import { openCatalogue, openDatabase, person, priceList, shopId, writePriceList } from './import.world.ts'
import { type BenchResult, median, note, quantile } from './result.ts'

const usualRows = 100_000
const fewRows = 10_000
const manyRows = 300_000
const turns = 5
/** Further turns are left out when this much has gone by; those that ran are enough. */
const timeLimitMs = 180_000
const reached = 0.4
/** How many times as fast the same file must be the second time, and how many times a workbook may take. */
const fasterAgain = 3
const slowestWorkbook = 4
/**
 * What three times the rows may take more of the worker's memory; ten times may take twice as much. 20 MB of it (of a
 * million rows 50) are the SKUs and products that it remembers to find doubles; the rest is garbage that Node has not
 * collected yet.
 */
const flatMb = 64

const tables = ['products', 'listings', 'stock'] as const

/**
 * Rows a second of a price list of 100,000 rows (or as many as told), from the start of the job to its end, against
 * COPY of the same rows into the same tables with their indexes, in turns. Besides: the same file once more, the same
 * as a workbook, and the worker's memory beside that for another size. Large files have fewer turns.
 */
export async function benchImport({ rows = usualRows }: { rows?: number } = {}): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'haat-bench-import-'))
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })]
  try {
    const server = await databaseServer(folder, closers)
    const files = join(folder, 'files')
    const runImport = await startWorker(files, closers)
    const importInto = async (databaseUrl: string, path: string) =>
      runImport({ databaseUrl, importId: await handIn(databaseUrl, files, path) })

    const hasWorkbook = rows <= usualRows
    await writePriceList(join(folder, 'few.csv'), fewRows)
    await writePriceList(join(folder, 'many.csv'), rows)
    if (hasWorkbook) await writeWorkbook(join(folder, 'many.xlsx'), priceList(rows))
    note(`warming up with ${fewRows} rows`)
    const few = await server.inDatabase((url) => importInto(url, join(folder, 'few.csv')))

    const importMs: number[] = []
    const againMs: number[] = []
    const copyMs: number[] = []
    let highMb = 0
    const workbookMs: number[] = []
    let contents: Buffer[][] = []
    const start = performance.now()
    while (importMs.length < turns && performance.now() - start < timeLimitMs) {
      await server.inDatabase(async (url) => {
        const first = await importInto(url, join(folder, 'many.csv'))
        const again = await importInto(url, join(folder, 'many.csv'))
        importMs.push(first.ms)
        againMs.push(again.ms)
        highMb = Math.max(highMb, first.highMb, again.highMb)
        contents = await withDatabase(url, async (db) => {
          await requireOutcome(db, rows)
          return copyOut(db)
        })
      })
      copyMs.push(await server.inDatabase((url) => withDatabase(url, (db) => copyIn(db, contents))))
      if (hasWorkbook) {
        const workbook = await server.inDatabase((url) => importInto(url, join(folder, 'many.xlsx')))
        workbookMs.push(workbook.ms)
      }
      const shown = [importMs, againMs, copyMs, workbookMs].map((all) => all.at(-1)?.toFixed(0) ?? 'no')
      note(`import ${shown[0]} ms, again ${shown[1]} ms, COPY ${shown[2]} ms, workbook ${shown[3]} ms`)
    }

    const perSecond = (ms: readonly number[]) => rows / (median(ms) / 1000)
    const ratio = median(importMs.map((ms, turn) => copyMs[turn]! / ms))
    const again = median(importMs.map((ms, turn) => ms / againMs[turn]!))
    const workbook = hasWorkbook ? median(workbookMs.map((ms, turn) => ms / importMs[turn]!)) : undefined
    const otherRows = rows > usualRows ? usualRows : manyRows
    note(`${otherRows} rows, for the worker's memory`)
    await writePriceList(join(folder, 'many.csv'), otherRows)
    const other = await server.inDatabase((url) => importInto(url, join(folder, 'many.csv')))
    const isFlat = Math.abs(other.highMb - highMb) <= (rows > usualRows ? 2 * flatMb : flatMb)
    return {
      bench: 'import',
      ratio,
      value: perSecond(importMs),
      limit: perSecond(copyMs),
      unit: 'rows/s',
      p50Ms: median(importMs),
      p99Ms: quantile(importMs, 0.99),
      pass: ratio >= reached && isFlat && again >= fasterAgain && (workbook ?? 0) <= slowestWorkbook,
      target: reached,
      rows,
      turns: importMs.length,
      sameFileAgainTimesAsFast: again,
      ...(workbook === undefined ? {} : { workbookTimesAsLong: workbook }),
      sameFileAgainPerSecond: Math.round(perSecond(againMs)),
      memoryMb: {
        idle: Math.round(few.beforeMb),
        [`at${fewRows}`]: Math.round(few.highMb),
        [`at${rows}`]: Math.round(highMb),
        [`at${otherRows}`]: Math.round(other.highMb),
      },
      memoryFlat: isFlat,
    }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

/**
 * An own server, or the one that BENCH_DATABASE_URL names. Each piece of work gets a database of its own: one
 * that was emptied would have been looked at by autovacuum while it was empty, and be planned for as such.
 */
async function databaseServer(folder: string, closers: (() => Promise<unknown>)[]) {
  let url = process.env.BENCH_DATABASE_URL
  if (!url) {
    const server = await startEmbeddedPostgres({
      dataDir: join(folder, 'data'),
      log: pino({ level: 'silent' }),
    })
    closers.push(() => server.stop())
    url = server.url
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  closers.push(() => client.end())
  let made = 0
  return {
    async inDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
      const name = `haat_bench_${process.pid}_${++made}`
      const own = new URL(url)
      own.pathname = `/${name}`
      await client.query(`create database ${name}`)
      try {
        await migrate({ url: own.href })
        // What one turn left to be written out must not fall into the next.
        await client.query('checkpoint')
        return await work(own.href)
      } finally {
        await client.query(`drop database ${name} with (force)`)
      }
    },
  }
}

async function withDatabase<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(url)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

/** A worker process that runs one import after the other and tells what each took. */
async function startWorker(files: string, closers: (() => Promise<unknown>)[]) {
  const worker = fork(fileURLToPath(new URL('./import.child.ts', import.meta.url)), [files], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const over = once(worker, 'exit')
  closers.push(async () => {
    worker.kill()
    await over
  })
  return async (task: Task): Promise<Finished> => {
    const answer = once(worker, 'message') as Promise<[Finished]>
    worker.send(task)
    return Promise.race([
      answer.then(([finished]) => finished),
      over.then(() => Promise.reject(new Error('the worker ended before its import did'))),
    ])
  }
}

/** Hands a file in over HTTP, as a shop does. */
const handIn = (databaseUrl: string, files: string, path: string): Promise<Id<'import'>> =>
  withDatabase(databaseUrl, async (db) => {
    const catalogue = openCatalogue(db, createFolderStore({ folder: files }))
    const http = await createHttpApp({
      log: pino({ level: 'silent' }),
      authenticators: {
        person: async () => person,
        provider: () => Promise.reject(new Error('no provider comes here')),
        isOperator: async () => false,
      },
      routes: [catalogue.routes],
      trustProxy: false,
      rateLimitPerMinute: 1000,
    })
    const reply = await http.inject({
      method: 'POST',
      url: `/v1/shops/${shopId}/imports`,
      headers: { authorization: 'Bearer bench', 'content-type': 'text/csv' },
      payload: createReadStream(path),
    })
    await http.close()
    if (reply.statusCode !== 202) throw new Error(`the file was refused: ${reply.body}`)
    return reply.json().importId
  })

/** The first import made every row, and the second changed none. */
async function requireOutcome(db: Database, rows: number): Promise<void> {
  const { rows: found } = await db.pool.query(
    'select state, created, unchanged, refused from imports order by id',
  )
  const expected = [
    { state: 'done', created: rows, unchanged: 0, refused: 0 },
    { state: 'done', created: 0, unchanged: rows, refused: 0 },
  ]
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`not imported: ${JSON.stringify(found)}`)
}

async function copyOut(db: Database): Promise<Buffer[][]> {
  const client = await db.pool.connect()
  try {
    const contents: Buffer[][] = []
    for (const table of tables) {
      const pieces: Buffer[] = []
      for await (const piece of client.query(copyTo(`copy ${table} to stdout`))) pieces.push(piece as Buffer)
      // Large pieces, so that sending them costs as little as it can.
      const whole = Buffer.concat(pieces)
      contents.push(
        Array.from({ length: Math.ceil(whole.length / 65_536) }, (_, nth) =>
          whole.subarray(nth * 65_536, (nth + 1) * 65_536),
        ),
      )
    }
    return contents
  } finally {
    client.release()
  }
}

async function copyIn(db: Database, contents: Buffer[][]): Promise<number> {
  const client = await db.pool.connect()
  try {
    const start = performance.now()
    for (const [nth, table] of tables.entries()) {
      await pipeline(Readable.from(contents[nth]!), client.query(copyFrom(`copy ${table} from stdin`)))
    }
    return performance.now() - start
  } finally {
    client.release()
  }
}
