import { randomBytes } from 'node:crypto'
import pino from 'pino'
import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { forEachQueueEngine } from '../../../test/support/engines.ts'
import { createOutbox, onEvent, startRelay, subscriptionHandlers } from '../../platform/outbox/index.ts'
import { createQueues, type NewJob } from '../../platform/queue/index.ts'
import { importDue, listingsChanged, productChanged } from './catalogue.events.ts'
import { importsConsumer, productsConsumer } from './catalogue.jobs.ts'
import {
  createWorld,
  csv,
  csvRow,
  httpApp,
  layImport,
  layListing,
  seenOutbox,
  takeEvents,
  temporaryStore,
} from './catalogue.testing.ts'
import { catalogueSubscriptions } from './catalogue.worker.ts'
import { createImportRunner } from './import.runner.ts'
import { readImport } from './import.store.ts'
import { createCatalogue } from './index.ts'

const log = pino({ level: 'silent' })
const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

t.test('a file handed in over HTTP is in the shop soon after, and everybody hears of it', async (t) => {
  await forEachQueueEngine(t, async (t, engine) => {
    const { db, url } = await createTestDatabase(t)
    const world = createWorld()
    const { shop, account } = world.trader()
    const heard: string[] = []
    const listener = { name: 'listener', on: [listingsChanged], mode: 'single', queue: 'events' } as const
    const outbox = createOutbox({ consumers: [importsConsumer, productsConsumer, listener] })
    const prefix = `t${randomBytes(4).toString('hex')}`
    const queues = createQueues({ databaseUrl: url, redisUrl: engine.redisUrl, prefix, log })
    const storage = await temporaryStore(t)
    const catalogue = createCatalogue({
      db,
      outbox,
      queues,
      traders: world.traders,
      identity: world.identity,
      audit: { record: async () => {} },
      storage,
    })
    const listening = onEvent(listener, async ({ payload }, claim) => {
      await db.transaction(async (tx) => {
        if (await claim(tx)) heard.push(...payload.listingIds)
      })
    })
    const subscriptions = [...(await catalogue.subscriptions()), listening]
    const handlers = [...subscriptionHandlers(db, subscriptions), ...(await catalogue.handlers())]
    const workers = queues.work(handlers, { concurrency: 2 })
    await workers.ready()
    const relay = startRelay({ db, queues, outbox, log, pollMs: 50, leaseSeconds: 30 })
    const http = await httpApp([catalogue.routes], world)
    try {
      const reply = await http.inject({
        method: 'POST',
        url: `/v1/shops/${shop.shopId}/imports`,
        headers: { authorization: `Bearer ${account}`, 'content-type': 'text/csv; charset=utf-8' },
        payload: csv(
          ...Array.from({ length: 1200 }, (_, nth) => csvRow({ sku: `S-${nth}`, name: `Good ${nth}` })),
        ),
      })
      t.equal(reply.statusCode, 202)
      const ref = { shopId: shop.shopId, importId: reply.json().importId }
      for (let tries = 0; tries < 2400 && heard.length < 1200; tries++) await pause(25)
      t.match(await readImport(db, ref), { state: 'done', created: 1200 })
      t.equal(new Set(heard).size, 1200)
      const { rows } = await db.pool.query('select topic, due_at > now() as later from outbox')
      t.same(
        rows,
        [{ topic: 'import.due', later: true }],
        'one look is still planned, to clear the file away',
      )
    } finally {
      await http.close()
      await relay.stop()
      await queues.close()
    }
  })
})

t.test('an import is looked after until it has ended', async (t) => {
  const { db } = await createTestDatabase(t)
  const world = createWorld()
  const { shop } = world.trader()
  const storage = await temporaryStore(t)
  const outbox = createOutbox({ consumers: [importsConsumer, productsConsumer] })
  const jobs: NewJob[] = []
  const queues = {
    add: async (more: readonly NewJob<never>[]) => void jobs.push(...(more as readonly NewJob[])),
  }
  const deps = { db, outbox, queues: queues as never, storage, traders: world.traders }
  const [imports] = catalogueSubscriptions(deps)
  const ref = await layImport(db, storage, shop.shopId, csv(csvRow()))
  const look = async (payload: object, isNew = true) => {
    if (imports!.handle.mode !== 'single') throw new Error('each look is handled by itself')
    await imports!.handle.run({ id: '', topic: importDue.topic, payload } as never, async () => isNew)
    const { rows } = await db.pool.query(
      'delete from outbox returning topic, payload, due_at > now() as later',
    )
    return rows
  }
  t.match(await look({ ...ref, look: 0 }), [{ topic: 'import.due', payload: { look: 1 }, later: true }])
  t.same(await look({ ...ref, look: 0 }, false), [], 'an event that comes twice plans one further look')
  t.same(await look({ ...ref, look: 7, again: true }), [], 'a look out of turn plans none')
  t.same(
    jobs.map((job) => [job.payload, job.id]),
    [
      [ref, `${ref.importId}-look-0`],
      [ref, `${ref.importId}-look-0`],
      [ref, `${ref.importId}-again-7`],
    ],
  )
  const { fileKey } = (await readImport(db, ref))!
  await createImportRunner(deps)(ref)
  t.ok(await storage.stat(fileKey))
  t.same(await look({ ...ref, look: 1 }), [], 'nothing more is planned')
  t.equal(jobs.length, 3)
  t.notOk(await storage.stat(fileKey), 'the file is cleared away')
})

t.test("a changed product's listings are told of, in all shops", async (t) => {
  const { db } = await createTestDatabase(t)
  const world = createWorld()
  const storage = await temporaryStore(t)
  const laid = await layListing(db)
  await db.pool.query(
    `insert into listings (shop_id, id, product_id, sku, price_paise, mrp_paise, sold_to, minimum_quantity)
     select uuidv7(), uuidv7(), l.product_id, 'S' || n, l.price_paise, l.mrp_paise, l.sold_to, 1
     from listings l cross join generate_series(1, 700) n`,
  )
  const outbox = seenOutbox()
  const [, products] = catalogueSubscriptions({
    db,
    outbox,
    queues: { add: async () => {} },
    storage,
    traders: world.traders,
  })
  if (products!.handle.mode !== 'single') throw new Error('each change is handled by itself')
  const delivery = { id: '', topic: productChanged.topic, payload: { productId: laid.productId } }
  await products!.handle.run(delivery as never, async () => false)
  t.same(await takeEvents(db), [], 'nothing for an event that was handled')
  await products!.handle.run(delivery as never, async () => true)
  const told = await takeEvents(db)
  t.equal(told.length, 701)
  t.ok(told.some((event) => event.listingIds[0] === laid.listingId))
})
