import t from 'tap'
import { bengaluru, createTradeWorld } from '../../../test/support/trade-world.ts'
import { HaatError } from '../../kernel/errors.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import { placeOfSupply } from './quote.rules.ts'
import { createQuoter, type QuoteFacts } from './quote.service.ts'

const world = await createTradeWorld(t, { max: 32 })
const { newShop, newListing, fill, buy, consumer, stockOf, sql, told, payments } = world

const code = (error: unknown) => (error instanceof HaatError ? error.code : String(error))
const refused = async (work: Promise<unknown>): Promise<HaatError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof HaatError) return error
  throw error ?? new Error('it was not refused')
}

t.test('a checkout writes all that it agreed to, and empties the cart', async (t) => {
  const [one, two] = [await newShop(), await newShop({ upiId: 'two@upi' })]
  const atta = await newListing(one, { pricePaise: 10500, gstBps: 500, available: 5 })
  const salt = await newListing(two, { pricePaise: 2000, gstBps: 0, available: 9 })
  const buyer = consumer()
  await fill(buyer, one, atta, 2)
  await fill(buyer, two, salt, 3)
  const answer = await buy(buyer, { expectedTotalPaise: 21000n + 2500n + 6000n + 2500n, method: 'upi' })
  t.equal(answer.state, 'awaitingPayment')
  t.equal(answer.totalPaise, 32000)
  t.equal(answer.orders.length, 2)
  t.match(answer.payment.link, /^upi:\/\/pay\?pa=haat@upi/, 'two shops: the platform collects')
  t.strictSame(await stockOf(atta), { available: 3, reserved: 2 })
  t.strictSame(await stockOf(salt), { available: 6, reserved: 3 })
  t.strictSame(await sql('select 1 from cart_items where buyer_id = $1', [uuidOf(buyer.accountId)]), [])
  const [line] = await sql('select * from order_lines where listing_id = $1', [uuidOf(atta)])
  t.match(line, { quantity: 2, price_paise: 10500n, total_paise: 21000n, cgst_paise: 500n, sgst_paise: 500n })
  t.equal(line.igst_paise, 0n)
  const [purchase] = await sql('select drop, expires_at from purchases where id = $1', [
    uuidOf(answer.purchaseId),
  ])
  t.strictSame(purchase.drop, bengaluru)
  t.ok(purchase.expires_at > new Date())
  t.strictSame((await payments.checkLedger()).problems, [])
})

t.test('cash stands at once and is told to the shops', async (t) => {
  const shop = await newShop()
  const listing = await newListing(shop)
  const buyer = consumer()
  await fill(buyer, shop, listing)
  const before = (await told()).length
  const answer = await buy(buyer)
  t.equal(answer.state, 'confirmed')
  t.equal(answer.payment.link, null)
  t.strictSame((await told()).slice(before), ['order.confirmed'])
  t.equal(code(await refused(buy(buyer))), 'emptyCart')
})

t.test('one shop with a UPI id is paid directly', async (t) => {
  const shop = await newShop({ upiId: 'sharma@okaxis' })
  const buyer = consumer()
  await fill(buyer, shop, await newListing(shop))
  const { payment } = await buy(buyer, { method: 'upi' })
  t.match(payment.link, 'upi://pay?pa=sharma@okaxis&pn=Sharma%20Kirana&')
  t.match(payment.link, '&am=125.00&cu=INR&')
})

t.test('another total than the agreed one is told with the new quote, and nothing happens', async (t) => {
  const shop = await newShop()
  const listing = await newListing(shop, { pricePaise: 11000 })
  const buyer = consumer()
  await fill(buyer, shop, listing)
  const error = await refused(buy(buyer))
  t.equal(error.code, 'totalChanged')
  t.equal(error.kind, 'conflict')
  t.match(error.facts, { quote: { totalPaise: 13500, shops: [{ lines: [{ pricePaise: 11000 }] }] } })
  t.strictSame(await stockOf(listing), { available: 100, reserved: 0 })
  t.equal((await buy(buyer, { expectedTotalPaise: 13500n })).totalPaise, 13500, 'the cart is still there')
})

t.test('a quote reads anew what was not read with the cart', async (t) => {
  const { catalogue, traders, db } = world
  const quoter = createQuoter({ catalogue, traders, delivery: world.delivery, points: world.points })
  const shop = await newShop()
  const items = [
    { shopId: shop.shopId, listingId: await newListing(shop), quantity: 2 },
    { shopId: shop.shopId, listingId: await newListing(shop), quantity: 1 },
  ]
  const quote = (facts?: QuoteFacts) =>
    quoter.quote(db, {
      buyer: { kind: 'consumer' },
      items,
      drop: bengaluru,
      fulfilment: new Map(),
      method: 'cod',
      ...(facts ? { facts } : {}),
    })
  const whole = await quote()
  t.strictSame([whole.problems, whole.totalPaise], [[], 32500n])
  const terms = await catalogue.terms(db, items.slice(0, 1))
  const shops = await traders.shopFacts(db, [shop.shopId])
  t.strictSame(await quote({ terms, shops }), whole)
  t.strictSame(await quote({ terms: await catalogue.terms(db, items), shops: new Map() }), whole)
})

t.test('what cannot be bought is told, each with its reason', async (t) => {
  const good = await newShop()
  const cases: [
    string,
    string,
    () => Promise<[Parameters<typeof fill>[1], Parameters<typeof fill>[2], number?]>,
  ][] = [
    ['paused listing', 'listingGone', async () => [good, await newListing(good, { status: 'paused' })]],
    ['no such listing', 'listingGone', async () => [good, newId('listing')]],
    [
      'sold to the trade',
      'notSoldToYou',
      async () => [good, await newListing(good, { soldTo: ['retailer'] })],
    ],
    ['too few', 'belowMinimum', async () => [good, await newListing(good, { minimumQuantity: 3 }), 2]],
    [
      'suspended',
      'shopNotOpen',
      async () => {
        const shop = await newShop({ status: 'suspended' })
        return [shop, await newListing(shop)]
      },
    ],
    [
      'paused shop',
      'shopNotOpen',
      async () => {
        const shop = await newShop({ paused: true })
        return [shop, await newListing(shop)]
      },
    ],
    [
      'far away',
      'shopDoesNotServe',
      async () => {
        const shop = await newShop({ radiusMetres: 200 })
        return [shop, await newListing(shop)]
      },
    ],
    ['too heavy', 'tooMuch', async () => [good, await newListing(good, { weightGrams: 900_000 }), 50]],
  ]
  for (const [what, expected, make] of cases) {
    const [shop, listing, quantity] = await make()
    const buyer = consumer()
    await fill(buyer, shop, listing, quantity)
    const error = await refused(buy(buyer))
    t.equal(error.code, 'cartNeedsChange', what)
    t.match(error.facts, { problems: [{ code: expected, shopId: shop.shopId }] }, what)
  }
})

t.test('too little stock is told with what is left', async (t) => {
  const shop = await newShop()
  const [few, many] = [await newListing(shop, { available: 1 }), await newListing(shop)]
  const buyer = consumer()
  await fill(buyer, shop, few, 2)
  await fill(buyer, shop, many, 1)
  const error = await refused(buy(buyer, { expectedTotalPaise: 32500n }))
  t.equal(error.code, 'outOfStock')
  t.strictSame(error.facts, { listings: [{ shopId: shop.shopId, listingId: few, available: 1 }] })
  t.strictSame(await stockOf(many), { available: 100, reserved: 0 }, 'all or nothing')
})

t.test('tax follows the place of supply', async (t) => {
  const shop = await newShop({ state: 'Tamil Nadu', pinsServed: ['560001'] })
  const buyer = consumer()
  const listing = await newListing(shop, { pricePaise: 10500 })
  await fill(buyer, shop, listing)
  await buy(buyer, { expectedTotalPaise: 13000n })
  const [delivered] = await sql('select igst_paise, cgst_paise from order_lines where listing_id = $1', [
    uuidOf(listing),
  ])
  t.strictSame(delivered, { igst_paise: 500n, cgst_paise: 0n }, 'delivered into another state')
  const other = await newListing(shop, { pricePaise: 10500 })
  await fill(buyer, shop, other)
  await buy(buyer, { expectedTotalPaise: 10500n, fulfilment: [[shop.shopId, 'pickup']] })
  const [fetched] = await sql('select igst_paise, cgst_paise from order_lines where listing_id = $1', [
    uuidOf(other),
  ])
  t.strictSame(fetched, { igst_paise: 0n, cgst_paise: 250n }, 'handed out at the counter')
  t.equal(placeOfSupply({ state: 'Goa' } as never, 'delivery', { state: null }), null)
})

t.test('a seller without GSTIN sells inside its state alone', async (t) => {
  const shop = await newShop({ state: 'Tamil Nadu', gstin: null, pinsServed: ['560001'] })
  const buyer = consumer()
  await fill(buyer, shop, await newListing(shop))
  const error = await refused(buy(buyer))
  t.match(error.facts, { problems: [{ code: 'shopDoesNotServe' }, { code: 'outsideState' }] })
  t.equal(
    (await buy(buyer, { expectedTotalPaise: 10000n, fulfilment: [[shop.shopId, 'pickup']] })).state,
    'confirmed',
    'at the counter it is inside',
  )
})

t.test('without a provider the shop delivers itself; pickup costs nothing', async (t) => {
  const shop = await newShop({ selfPickup: false })
  const buyer = consumer()
  await fill(buyer, shop, await newListing(shop))
  const error = await refused(buy(buyer, { fulfilment: [[shop.shopId, 'pickup']] }))
  t.match(error.facts, { problems: [{ code: 'noPickup' }] })
  world.delivery.estimate = async () => null
  t.teardown(() => {
    world.delivery.estimate = async () => ({ feePaise: 2500n, minutes: 40 })
  })
  t.equal((await buy(buyer, { expectedTotalPaise: 10000n })).totalPaise, 10000)
})

t.test('a retailer restocks from a wholesaler, by the tiers that both hold', async (t) => {
  const wholesaler = await newShop({ tiers: ['wholesaler'] })
  const retailer = await newShop({ tiers: ['retailer'] })
  const sacks = await newListing(wholesaler, { soldTo: ['retailer'], minimumQuantity: 5 })
  const buyer = { kind: 'trader', traderId: retailer.traderId, accountId: retailer.owner } as const
  await fill(buyer, wholesaler, sacks, 5)
  const answer = await buy(buyer, { expectedTotalPaise: 52500n })
  t.equal(answer.totalPaise, 52500)
  const own = await newListing(retailer, { soldTo: ['retailer', 'consumer'] })
  await fill(buyer, retailer, own)
  t.match((await refused(buy(buyer))).facts, { problems: [{ code: 'ownShop' }] })
  await sql(`update traders set status = 'suspended' where id = $1`, [uuidOf(retailer.traderId)])
  t.equal(code(await refused(buy(buyer))), 'traderNotVerified')
})

t.test('1,000 buyers for 100 pieces over 32 connections: 100 sold, 900 told so', async (t) => {
  const shop = await newShop()
  const listing = await newListing(shop, { available: 100 })
  const buyers = Array.from({ length: 1000 }, consumer)
  await sql(
    `insert into cart_items (buyer_id, listing_id, shop_id, quantity)
     select id, $2, $3, 1 from unnest($1::uuid[]) as id`,
    [buyers.map((buyer) => uuidOf(buyer.accountId)), uuidOf(listing), uuidOf(shop.shopId)],
  )
  const codes: string[] = []
  let sold = 0
  let next = 0
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      for (let at = next++; at < buyers.length; at = next++) {
        await buy(buyers[at]!, { method: at % 2 ? 'cod' : 'upi' }).then(
          () => sold++,
          (error: unknown) => codes.push(code(error)),
        )
      }
    }),
  )
  t.equal(sold, 100)
  t.equal(codes.length, 900)
  t.strictSame([...new Set(codes)], ['outOfStock'])
  t.strictSame(await stockOf(listing), { available: 0, reserved: 100 })
  const [lines] = await sql('select count(*)::int as n from order_lines where listing_id = $1', [
    uuidOf(listing),
  ])
  t.equal(lines.n, 100)
  t.strictSame((await payments.checkLedger()).problems, [])
})
