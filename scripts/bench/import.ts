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
import { type Database, migrate, startEmbeddedPostgres } from '../../src/platform/database/index.ts'
import { createFolderStore } from '../../src/platform/storage/index.ts'
import type { Finished } from './import.child.ts'
import { openCatalogue, openDatabase, person, shopId, writePriceList } from './import.world.ts'
import { type BenchResult, median, note, quantile } from './result.ts'

const rows = 100_000
const fewRows = 10_000
const turns = 5
const timeLimitMs = 180_000
/** Further turns are left out when this much has gone by; those that ran are enough. */
const reached = 0.3
/** What the worker may take more for ten times the rows: remembered SKUs and products are 5 MB of it. */
const flatMb = 48

const tables = ['products', 'listings', 'stock'] as const
const everything = 'products, listings, stock, imports, import_problems, outbox'

/**
 * Rows a second of a 100,000-row price list, from the start of the job to its end, against COPY of the same rows
 * into the same tables with their indexes, in turns. Besides: the same file once more, and the worker's memory.
 */
export async function benchImport(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'haat-bench-import-'))
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })]
  try {
    const url = await freshDatabase(folder, closers)
    const db = openDatabase(url)
    closers.push(() => db.close())
    const files = join(folder, 'files')
    const imports = await startWorker(url, files, closers)
    const handIn = await handingIn(db, files, closers)
    const empty = () => db.pool.query(`truncate ${everything}`)

    await writePriceList(join(folder, 'few.csv'), fewRows)
    await writePriceList(join(folder, 'many.csv'), rows)
    note(`warming up with ${fewRows} rows`)
    const few = await imports(await handIn(join(folder, 'few.csv')))
    await empty()

    const importMs: number[] = []
    const againMs: number[] = []
    const copyMs: number[] = []
    let highMb = 0
    let contents: Buffer[][] | undefined
    const start = performance.now()
    while (importMs.length < turns && performance.now() - start < timeLimitMs) {
      const first = await imports(await handIn(join(folder, 'many.csv')))
      const again = await imports(await handIn(join(folder, 'many.csv')))
      await requireOutcome(db)
      contents ??= await copyOut(db)
      await empty()
      copyMs.push(await copyIn(db, contents))
      await empty()
      importMs.push(first.ms)
      againMs.push(again.ms)
      highMb = Math.max(highMb, first.highMb, again.highMb)
      note(
        `import ${first.ms.toFixed(0)} ms, again ${again.ms.toFixed(0)} ms, COPY ${copyMs.at(-1)!.toFixed(0)} ms`,
      )
    }

    const perSecond = (ms: readonly number[]) => rows / (median(ms) / 1000)
    const ratio = median(importMs.map((ms, turn) => copyMs[turn]! / ms))
    const isFlat = highMb - few.highMb <= flatMb
    return {
      bench: 'import',
      ratio,
      value: perSecond(importMs),
      limit: perSecond(copyMs),
      unit: 'rows/s',
      p50Ms: median(importMs),
      p99Ms: quantile(importMs, 0.99),
      pass: ratio >= reached && isFlat,
      target: reached,
      rows,
      turns: importMs.length,
      sameFileAgainPerSecond: Math.round(perSecond(againMs)),
      memoryMb: {
        idle: Math.round(few.beforeMb),
        [`at${fewRows}`]: Math.round(few.highMb),
        [`at${rows}`]: Math.round(highMb),
      },
      memoryFlat: isFlat,
    }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

/** An own server; with BENCH_DATABASE_URL a database of its own on that one. */
async function freshDatabase(folder: string, closers: (() => Promise<unknown>)[]): Promise<string> {
  const given = process.env.BENCH_DATABASE_URL
  if (!given) {
    const server = await startEmbeddedPostgres({
      dataDir: join(folder, 'data'),
      log: pino({ level: 'silent' }),
    })
    closers.push(() => server.stop())
    await migrate({ url: server.url })
    return server.url
  }
  const name = `haat_bench_${process.pid}`
  const onServer = async (sql: string) => {
    const client = new pg.Client({ connectionString: given })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await onServer(`create database ${name}`)
  closers.push(() => onServer(`drop database ${name} with (force)`))
  const url = new URL(given)
  url.pathname = `/${name}`
  await migrate({ url: url.href })
  return url.href
}

/** A worker process that runs one import after the other and tells what each took. */
async function startWorker(url: string, files: string, closers: (() => Promise<unknown>)[]) {
  const worker = fork(fileURLToPath(new URL('./import.child.ts', import.meta.url)), [url, files], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const over = once(worker, 'exit')
  closers.push(async () => {
    worker.kill()
    await over
  })
  return async (importId: string): Promise<Finished> => {
    const answer = once(worker, 'message') as Promise<[Finished]>
    worker.send(importId)
    return Promise.race([
      answer.then(([finished]) => finished),
      over.then(() => Promise.reject(new Error('the worker ended before its import did'))),
    ])
  }
}

/** Hands a file in over HTTP, as a shop does. */
async function handingIn(db: Database, files: string, closers: (() => Promise<unknown>)[]) {
  const { createHttpApp } = await import('../../src/platform/http/index.ts')
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
  closers.push(() => http.close())
  return async (path: string): Promise<string> => {
    const reply = await http.inject({
      method: 'POST',
      url: `/v1/shops/${shopId}/imports`,
      headers: { authorization: 'Bearer bench', 'content-type': 'text/csv' },
      payload: createReadStream(path),
    })
    if (reply.statusCode !== 202) throw new Error(`the file was refused: ${reply.body}`)
    return reply.json().importId
  }
}

/** The first import made every row, and the second changed none. */
async function requireOutcome(db: Database): Promise<void> {
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
