import fc from 'fast-check'
import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { databaseError } from '../../platform/database/index.ts'
import { layListing, seenOutbox, takeEvents } from './catalogue.testing.ts'
import type { ListingRef } from './catalogue.types.ts'
import { createStock } from './stock.service.ts'
import { adjustStock, consumeStock, readStock, releaseStock, reserveStock, setStock } from './stock.store.ts'

const { db } = await createTestDatabase(t, { max: 32 })
const reserve = (lines: (ListingRef & { quantity: number })[]) =>
  db.transaction((tx) => reserveStock(tx, lines))

t.test('1,000 buyers for 100 pieces over 32 connections: 100 are sold, twenty rounds', async (t) => {
  for (let round = 1; round <= 20; round++) {
    const ref = await layListing(db, { available: 100 })
    const answers = await Promise.all(Array.from({ length: 1000 }, () => reserve([{ ...ref, quantity: 1 }])))
    const sold = answers.filter((answer) => answer.short.length === 0).length
    const told = answers.filter((answer) => answer.short[0]?.available === 0).length
    t.same([sold, told], [100, 900], `round ${round}`)
    t.same(await readStock(db, ref), { available: 0, reserved: 100 })
    t.equal(answers.filter((answer) => answer.emptied.length === 1).length, 1, 'one buyer took the last')
  }
})

t.test('baskets that want the same listings in opposite order never wait for each other', async (t) => {
  const refs = [await layListing(db, { available: 1000 }), await layListing(db, { available: 1000 })]
  const before = await deadlocks()
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, nth) =>
      reserve((nth % 2 ? refs : refs.toReversed()).map((ref) => ({ ...ref, quantity: 1 }))),
    ),
  )
  t.ok(answers.every((answer) => answer.short.length === 0))
  for (const ref of refs) t.same(await readStock(db, ref), { available: 600, reserved: 400 })
  t.equal(await deadlocks(), before)
})

t.test('one short line keeps the whole basket from being reserved', async (t) => {
  const [plenty, scarce, gone] = [
    await layListing(db, { available: 5 }),
    await layListing(db, { available: 2 }),
    { ...(await layListing(db)), listingId: (await layListing(db)).listingId },
  ]
  const answer = await reserve([plenty, scarce, gone].map((ref) => ({ ...ref, quantity: 3 })))
  t.same(Object.fromEntries(answer.short.map((line) => [line.listingId, line.available])), {
    [scarce.listingId]: 2,
    [gone.listingId]: 0,
  })
  t.same(await readStock(db, plenty), { available: 5, reserved: 0 })
  t.same(
    (
      await reserve([
        { ...scarce, quantity: 1 },
        { ...scarce, quantity: 2 },
      ])
    ).short,
    [{ shopId: scarce.shopId, listingId: scarce.listingId, available: 2 }],
  )
  await t.rejects(reserve([{ ...plenty, quantity: 0 }]), RangeError)
  await t.rejects(reserve([{ ...plenty, quantity: 1.5 }]), RangeError)
  t.same(await reserve([]), { short: [], emptied: [] })
})

t.test('no more comes back or leaves than was reserved', async (t) => {
  const ref = await layListing(db, { available: 5 })
  await reserve([{ ...ref, quantity: 3 }])
  for (const act of [releaseStock, consumeStock]) {
    const error = await db
      .transaction<unknown>((tx) => act(tx, [{ ...ref, quantity: 4 }]))
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
    t.equal(databaseError(error)?.constraint, 'stock_reserved')
  }
  t.same(await readStock(db, ref), { available: 2, reserved: 3 })
  const stranger = { ...ref, shopId: (await layListing(db)).shopId }
  await t.rejects(
    db.transaction((tx) => releaseStock(tx, [{ ...stranger, quantity: 1 }])),
    /no stock row/,
  )
})

t.test('any history keeps available + reserved in step with what was put in and taken out', async (t) => {
  type Act = { kind: 'reserve' | 'release' | 'consume' | 'adjust' | 'set'; by: number }
  const act = fc.record({
    kind: fc.constantFrom('reserve', 'release', 'consume', 'adjust', 'set') as fc.Arbitrary<Act['kind']>,
    by: fc.integer({ min: -8, max: 8 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (history) => {
      const ref = await layListing(db, { available: 10 })
      let available = 10
      let reserved = 0
      for (const { kind, by } of history) {
        const line = [{ ...ref, quantity: Math.abs(by) + 1 }]
        const quantity = line[0]!.quantity
        await db.transaction(async (tx) => {
          if (kind === 'reserve') {
            const { short } = await reserveStock(tx, line)
            if (short.length === 0) [available, reserved] = [available - quantity, reserved + quantity]
          } else if (kind === 'release' && quantity <= reserved) {
            await releaseStock(tx, line)
            ;[available, reserved] = [available + quantity, reserved - quantity]
          } else if (kind === 'consume' && quantity <= reserved) {
            await consumeStock(tx, line)
            reserved -= quantity
          } else if (kind === 'adjust') {
            const change = await adjustStock(tx, ref, by, 1000)
            if (change) available += by
          } else if (kind === 'set') {
            available = quantity
            await setStock(tx, ref, available)
          }
        })
        const now = await readStock(db, ref)
        if (available < 0 || now?.available !== available || now.reserved !== reserved) return false
      }
      return true
    }),
    { numRuns: 60 },
  )
  t.pass('held for random histories')
})

t.test('only a listing that goes to or from zero is told of', async (t) => {
  const outbox = seenOutbox()
  const stock = createStock({ db, outbox, traders: {} as never })
  const ref = await layListing(db, { available: 3 })
  await takeEvents(db)
  const told = async (work: Parameters<typeof db.transaction>[0]) => {
    await db.transaction(work)
    return (await takeEvents(db)).flatMap((event) => event.listingIds)
  }
  t.same(await told((tx) => stock.reserve(tx, [{ ...ref, quantity: 2 }])), [])
  t.same(await told((tx) => stock.reserve(tx, [{ ...ref, quantity: 1 }])), [ref.listingId])
  t.same(await told((tx) => stock.reserve(tx, [{ ...ref, quantity: 1 }])), [], 'short: nothing changed')
  t.same(await told((tx) => stock.release(tx, [{ ...ref, quantity: 1 }])), [ref.listingId])
  t.same(await told((tx) => stock.release(tx, [{ ...ref, quantity: 1 }])), [])
  t.same(await told((tx) => stock.consume(tx, [{ ...ref, quantity: 1 }])), [])
})

async function deadlocks(): Promise<number> {
  const { rows } = await db.pool.query(
    'select deadlocks from pg_stat_database where datname = current_database()',
  )
  return Number(rows[0].deadlocks)
}
