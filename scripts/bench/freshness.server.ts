// A process for the freshness bench: a market with its outbox, queue and search workers, where goods run out and come
// back at a steady rate. Told by and tells its parent by messages.
import { setTimeout as pause } from 'node:timers/promises'
import pino from 'pino'
import { createPlaces } from '../../src/places/index.ts'
import { createDatabase } from '../../src/platform/database/index.ts'
import { createOutbox, event, startRelay, subscriptionHandlers } from '../../src/platform/outbox/index.ts'
import { createQueues } from '../../src/platform/queue/index.ts'
import { type ListingRef, listingsChanged } from '../../src/trade/catalogue/index.ts'
import { createSearch } from '../../src/trade/search/index.ts'
import { createBenchMarket, scatter } from './search.market.ts'

const { BENCH_DATABASE_URL: url, BENCH_SHOPS: shops, BENCH_LISTINGS: listingsInShop } = process.env
const log = pino({ level: 'silent' })
const db = createDatabase({ url: url!, max: 16, log })
const places = createPlaces()
const market = createBenchMarket({
  directory: places,
  shops: Number(shops),
  listingsInShop: Number(listingsInShop),
})
const flipped = new Set<string>()
const { catalogue } = market
const flip = <T extends { listingId: string; available: number }>(offer: T): T =>
  flipped.has(offer.listingId) ? { ...offer, available: offer.available === 0 ? 10 : 0 } : offer
const refuse = () => Promise.reject(new Error('nobody signs in here'))
const outbox = createOutbox()
const search = createSearch({
  db,
  outbox,
  catalogue: {
    offers: async (sql, refs) => (await catalogue.offers(sql, refs)).map(flip),
    offersPage: async (sql, page) => (await catalogue.offersPage(sql, page)).map(flip),
    survivors: catalogue.survivors,
  },
  traders: market.traders,
  places,
  identity: { authenticate: refuse, requireMember: refuse },
  audit: { record: refuse },
  log,
})
outbox.register(search.consumers)
const queues = createQueues({ databaseUrl: url!, log })

const tickMs = 20
/** Of so many changes one is looked for by a search until it is seen. */
const watchedOneOf = 50
const lookAgainMs = 50

/** So many changes a second, each an event of its own; the milliseconds from commit until a search shows them. */
async function change(perSecond: number, seconds: number): Promise<number[]> {
  const workers = queues.work(subscriptionHandlers(db, await search.subscriptions()), { concurrency: 4 })
  await workers.ready()
  const relay = startRelay({ db, queues, outbox, log, pollMs: 200, leaseSeconds: 60 })
  const times: number[] = []
  const watching: Promise<void>[] = []
  const all = Number(shops) * Number(listingsInShop)
  const start = performance.now()
  for (let done = 0; done < perSecond * seconds; ) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - start) / 1000) * perSecond))
    const refs: ListingRef[] = []
    // A step without a factor in common with the listings: each changes once.
    for (; done < due; done += 1) refs.push(market.refOf((done * 7919 + scatter(1, all)) % all))
    if (refs.length > 0) {
      for (const ref of refs) flipped.add(ref.listingId)
      await db.transaction((tx) =>
        outbox.publish(
          tx,
          refs.map((ref) =>
            event(listingsChanged, { shopId: ref.shopId, listingIds: [ref.listingId], urgent: true }),
          ),
        ),
      )
      outbox.nudge()
      const committed = performance.now()
      const watched = refs.filter((_, nth) => (done - nth) % watchedOneOf === 0)
      for (const ref of watched)
        watching.push(seen(ref).then(() => void times.push(performance.now() - committed)))
    }
    await pause(tickMs)
  }
  await Promise.all(watching)
  await relay.stop()
  await workers.close()
  return times
}

/** Resolves when a search in its shop shows its stock as it is. */
async function seen(ref: ListingRef): Promise<void> {
  const [now] = (await catalogue.offers(db, [ref])).map(flip)
  for (;;) {
    const { shopId, productId } = now!
    const { items } = await search.search({ shopId, productId }, null)
    if (items.some((item) => item.listingId === ref.listingId && item.inStock === now!.available > 0)) return
    await pause(lookAgainMs)
  }
}

process.on('message', async (told: { perSecond: number; seconds: number } | 'fill') => {
  try {
    process.send!(told === 'fill' ? await search.rebuild() : await change(told.perSecond, told.seconds))
  } catch (error) {
    process.send!({ failed: String(error) })
  }
})
process.on('disconnect', () => process.exit(0))
process.send!('ready')
