import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import t from 'tap'
import { program } from '../../../test/support/build.ts'
import { createTestDatabase } from '../../../test/support/database.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import {
  createWorld,
  csv,
  csvRow,
  layImport,
  seenOutbox,
  takeEvents,
  temporaryStore,
} from './catalogue.testing.ts'
import { importProblemsPage } from './import.problems.store.ts'
import { createImportRunner, type RunnerDeps } from './import.runner.ts'
import { createImports } from './import.service.ts'
import { type ImportRef, readImport } from './import.store.ts'

const { db, url } = await createTestDatabase(t)
const world = createWorld()
const storage = await temporaryStore(t)
const outbox = seenOutbox()
const deps: RunnerDeps = { db, outbox, storage, traders: world.traders, chunkRows: 200 }

/** 5,000 rows: every tenth has no price, and every hundredth repeats the SKU of the row before. */
const rows = Array.from({ length: 5000 }, (_, nth) =>
  csvRow({
    sku: nth % 100 === 99 ? `S-${nth - 1}` : `S-${nth}`,
    name: `Good ${nth % 1700}`,
    price: nth % 10 === 3 ? '' : '20.00',
  }),
)
const file = csv(...rows)
const whole = {
  rowsRead: 5000,
  created: 4450,
  refused: 550,
  problems: 550,
  changed: 0,
  unchanged: 0,
  lastRow: 5001,
}

async function settled(ref: ImportRef) {
  const { rowsRead, created, refused, problems, changed, unchanged, lastRow } = (await readImport(db, ref))!
  return { rowsRead, created, refused, problems, changed, unchanged, lastRow }
}
const count = async (table: string, shopId: string): Promise<number> => {
  const { rows } = await db.pool.query(`select count(*)::int as n from ${table} where shop_id = $1`, [
    uuidOf(shopId),
  ])
  return rows[0].n
}

t.test('a worker that is killed again and again gets through, and nothing is done twice', async (t) => {
  const { shop } = world.trader()
  const ref = await layImport(db, storage, shop.shopId, file)
  const [flag = '', child = ''] = program('src/trade/catalogue/import.killed.ts')
  let kills = 0
  const seen: number[] = []
  for (let round = 0; round < 4; round++) {
    const worker = fork(child, [url, storage.folder, ref.shopId, ref.importId, shop.traderId], {
      execArgv: [flag],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const ended = once(worker, 'exit')
    const before = (await readImport(db, ref))!.rowsRead
    // Killed somewhere inside the pieces that follow the first one of this run.
    while (worker.exitCode === null && (await readImport(db, ref))!.rowsRead < before + 400) await pause(3)
    await pause(round * 4)
    worker.kill('SIGKILL')
    const [, signal] = await ended
    if (signal === 'SIGKILL') kills++
    seen.push((await readImport(db, ref))!.rowsRead)
  }
  t.equal(kills, 4, 'each was killed at work')
  t.same(
    seen,
    seen.toSorted((a, b) => a - b),
  )
  t.ok(seen[0]! >= 200 && seen.at(-1)! < 5000, `it got on: ${seen}`)

  // The database lets the lock go when it notices that the worker is gone.
  const run = createImportRunner(deps)
  let outcome = await run(ref)
  for (let tries = 0; outcome === 'busy' && tries < 100; tries++) {
    await pause(50)
    outcome = await run(ref)
  }
  t.equal(outcome, 'done')
  t.same(await settled(ref), whole)
  t.equal(await count('listings', shop.shopId), 4450)
  t.equal(await count('stock', shop.shopId), 4450)
  t.equal(await count('import_problems', shop.shopId), 550)
  const told = (await takeEvents(db)).flatMap((event) => event.listingIds)
  t.equal(told.length, 4450)
  t.equal(new Set(told).size, 4450, 'each listing is told of once')
  t.equal(await run(ref), 'idle')
})

t.test('of two workers one does the work', async (t) => {
  const { shop } = world.trader()
  const ref = await layImport(db, storage, shop.shopId, file)
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => createImportRunner(deps)(ref)))
  t.same(outcomes.toSorted(), ['busy', 'busy', 'busy', 'done'])
  t.same(await settled(ref), whole)
})

t.test('a worker that was believed dead writes nothing more', async (t) => {
  const { shop } = world.trader()
  const ref = await layImport(db, storage, shop.shopId, file)
  // Between two pieces of the first, another one moves the import on.
  let pieces = 0
  const meddling: RunnerDeps['db'] = {
    ...db,
    query: (stmt, values) => db.query(stmt, values),
    async transaction(work) {
      if (++pieces === 3)
        await db.pool.query('update imports set last_row = last_row + 1 where state = $1', ['running'])
      return db.transaction(work)
    },
  }
  await t.rejects(createImportRunner({ ...deps, db: meddling })(ref), /another worker/)
  t.equal(await count('listings', shop.shopId), (await settled(ref)).created)
})

t.test('a worker that shuts down saves its place and has somebody go on', async (t) => {
  const { shop } = world.trader()
  const ref = await layImport(db, storage, shop.shopId, file)
  const published: unknown[] = []
  const noting: typeof outbox = {
    ...outbox,
    publish: async (tx, events) => {
      published.push(...events.filter((event) => event.topic === 'import.due'))
      await outbox.publish(tx, events)
    },
  }
  t.equal(await createImportRunner({ ...deps, outbox: noting })(ref, AbortSignal.abort()), 'stopped')
  t.match(published, [{ payload: { importId: ref.importId, again: true } }])
  const half = (await readImport(db, ref))!
  t.equal(half.state, 'running')
  t.ok(half.rowsRead > 0 && half.rowsRead < 5000, `${half.rowsRead} rows`)
  t.equal(await createImportRunner(deps)(ref), 'done')
  t.same(await settled(ref), whole)
})

t.test('shops that hand in the same goods at one moment share the products', async (t) => {
  const shops = Array.from({ length: 6 }, () => world.trader().shop)
  const list = (shift: number) =>
    csv(
      ...Array.from({ length: 1000 }, (_, nth) =>
        csvRow({
          sku: `S-${nth}`,
          name: `Common ${(nth * 7 + shift * 131) % 1000}`,
          maker: `Maker ${shift}`,
        }),
      ),
    )
  const outcomes = await Promise.all(
    shops.map(async (shop, nth) => {
      const ref = await layImport(db, storage, shop.shopId, list(nth))
      return [await createImportRunner(deps)(ref), (await readImport(db, ref))!.created]
    }),
  )
  t.same(
    outcomes,
    shops.map(() => ['done', 1000]),
  )
  const { rows } = await db.pool.query(
    `select count(*)::int as products, count(*) filter (where shared)::int as shared from products where name like 'Common %'`,
  )
  t.same(rows[0], { products: 1000, shared: 1000 })
})

t.test('an import that never gets on is given up', async (t) => {
  const { shop } = world.trader()
  const ref = await layImport(db, storage, shop.shopId, file)
  const failing = { ...storage, get: async () => Promise.reject(new Error('the disk does not answer')) }
  for (let tries = 0; tries < 10; tries++) {
    await t.rejects(createImportRunner({ ...deps, storage: failing })(ref), /the disk/)
  }
  t.equal(await createImportRunner(deps)(ref), 'failed')
  t.equal((await readImport(db, ref))?.failure?.code, 'gaveUp')
  const gone = await layImport(db, storage, shop.shopId, file)
  await storage.delete((await readImport(db, gone))!.fileKey)
  t.equal(await createImportRunner(deps)(gone), 'failed')
  t.equal((await readImport(db, gone))?.failure?.code, 'fileGone')
  t.equal(await createImportRunner(deps)({ ...ref, importId: newId('import') }), 'idle')
  t.same(await importProblemsPage(db, ref, undefined, 10), [])
})

t.test('an upload that breaks off leaves nothing behind', async (t) => {
  const { shop, account } = world.trader()
  const person = { accountId: account, sessionId: newId('session') }
  const breaking = Readable.from(
    (async function* () {
      yield Buffer.from(file)
      throw new Error('aborted')
    })(),
  )
  const imports = createImports({ db, outbox, traders: world.traders, storage })
  await t.rejects(imports.receive(person, shop.shopId, breaking), { code: 'brokenUpload' })
  t.same(await imports.list(person, shop.shopId, undefined, 10), [])
  t.notOk(existsSync(join(storage.folder, 'imports', shop.shopId)))
})

const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms))
