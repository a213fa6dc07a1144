import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../kernel/ids.ts'
import { createWorld, layListing, seenOutbox, temporaryStore } from './catalogue.testing.ts'
import type { ListingRef } from './catalogue.types.ts'
import { createCatalogue } from './index.ts'

const { db } = await createTestDatabase(t)
const world = createWorld()
const catalogue = createCatalogue({
  db,
  outbox: seenOutbox(),
  queues: { add: async () => {} },
  traders: world.traders,
  identity: world.identity,
  audit: { record: async () => {} },
  storage: await temporaryStore(t),
})
const laid = await Promise.all(
  Array.from({ length: 3 }, () => newId('shop')).flatMap((shopId) =>
    Array.from({ length: 5 }, () => layListing(db, { shopId })),
  ),
)
const idsOf = (refs: readonly ListingRef[]) => refs.map((ref) => ref.listingId)

t.test('offers tell all that checkout and search need', async (t) => {
  const [one] = laid
  const [offer] = await catalogue.offers(db, [one!])
  t.match(offer, {
    shopId: one!.shopId,
    listingId: one!.listingId,
    productId: one!.productId,
    brand: 'Tata',
    netQuantity: 1,
    unit: 'kg',
    weightGrams: 1000,
    hsn: '2501',
    gstBps: 0,
    pricePaise: 2500n,
    mrpPaise: 2800n,
    soldTo: ['consumer'],
    minimumQuantity: 1,
    status: 'active',
    available: 10,
  })
  const refs = [
    laid[3]!,
    laid[9]!,
    { ...laid[0]!, listingId: newId('listing') },
    { ...laid[0]!, shopId: newId('shop') },
  ]
  t.same(idsOf(await catalogue.offers(db, refs)).toSorted(), idsOf([laid[3]!, laid[9]!]).toSorted())
  t.same(await catalogue.offers(db, []), [])
})

t.test('terms of sale are what the offers say', async (t) => {
  const refs = [laid[4]!, laid[8]!, { ...laid[0]!, listingId: newId('listing') }]
  const terms = await catalogue.terms(db, refs)
  t.same(idsOf(terms).toSorted(), idsOf([laid[4]!, laid[8]!]).toSorted())
  const offers = new Map((await catalogue.offers(db, refs)).map((offer) => [offer.listingId, offer]))
  for (const { listPaise, listOffBps, packSize, keepCold, ...each } of terms) {
    t.hasStrict(offers.get(each.listingId), each)
    t.same([packSize, keepCold], [null, false], 'what carriers have to know besides')
    t.same([listPaise, listOffBps], [null, null], 'no list is asked for who buys for itself')
  }
  t.same(await catalogue.terms(db, []), [])
})

t.test('pages of offers tell every listing once', async (t) => {
  const read = async (shopId?: ListingRef['shopId']): Promise<ListingRef[]> => {
    const all: ListingRef[] = []
    for (let after: ListingRef | undefined; ; after = all.at(-1)) {
      const page = await catalogue.offersPage(db, {
        limit: 4,
        ...(shopId ? { shopId } : {}),
        ...(after ? { after } : {}),
      })
      all.push(...page)
      if (page.length < 4) return all
    }
  }
  t.same(idsOf(await read()).toSorted(), idsOf(laid).toSorted())
  const mine = laid.filter((ref) => ref.shopId === laid[0]!.shopId)
  t.same(idsOf(await read(laid[0]!.shopId)).toSorted(), idsOf(mine).toSorted())
})
