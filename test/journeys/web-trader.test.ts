import t, { type Test } from 'tap'
import { buy } from '../../src/app/demo/steps.ts'
import { loadPinDirectory } from '../../src/places/index.ts'

import { noChromium } from '../support/browser.ts'
import { newPhone, startTestMarket, type TestMarket } from '../support/market.ts'
import {
  newTrader,
  registerByPages,
  signInByPages,
  stepsOf,
  type TraderVisitor,
} from '../support/web-trader.ts'

const point = { lat: 18.5074, lng: 73.8077 }

interface Trade {
  traderId: string
  shopId: string
  token: string
}

/** What the API knows of the trader that was just registered by pages. */
async function tradeOf(market: TestMarket, { context }: TraderVisitor): Promise<Trade> {
  const token = (await context.cookies()).find(({ name }) => name === 'haat_access')!.value
  const me = await market.ok<{ parties: { id: string }[] }>('GET', '/v1/me', { token })
  const traderId = me.parties[0]!.id
  const shops = await market.ok<{ items: { shopId: string }[] }>('GET', `/v1/traders/${traderId}/shops`, {
    token,
  })
  return { traderId, shopId: shops.items[0]!.shopId, token }
}

/** Somebody buys two pieces of the shop's only goods, in cash. */
async function sell(market: TestMarket, { shopId, token }: Trade, key: string): Promise<string> {
  const { items } = await market.ok<{ items: { listingId: string }[] }>(
    'GET',
    `/v1/shops/${shopId}/listings`,
    {
      token,
    },
  )
  const phone = newPhone()
  const buyer = await market.signIn(phone)
  const bought = await buy(
    stepsOf(market),
    buyer,
    {
      items: [{ listingId: items[0]!.listingId, shopId, quantity: 2 }],
      method: 'cod',
      drop: { name: 'Asha', phone, line1: 'Flat 9, Shanti Society', pin: '411038', point },
    },
    key,
  )
  return bought.orders[0]!.orderId
}

/** From the door to the first packed order; every page on the way is held to what pages must be. */
async function firstOrder(
  t: Test,
  market: TestMarket,
  visitor: TraderVisitor,
  name: string,
  script: boolean,
) {
  const { page, go, check } = visitor
  await page.goto('/trade')
  await check(`${name}-welcome`)
  await go('main a[href="/trade/register"]')
  await signInByPages(market, visitor)
  t.match(page.url(), /\/trade\/register$/, 'signing in leads back')
  if (script) {
    await page.locator('[name="pan"]').pressSequentially('AAPXU0939F')
    await page.waitForSelector('#check-pan .not-right')
    await check(`${name}-typing`)
    await page.fill('[name="pan"]', '')
  }
  await registerByPages(visitor, name)
  t.equal(new URL(page.url()).pathname, '/trade')
  await check(`${name}-submitted`)

  const trade = await tradeOf(market, visitor)
  const operator = await market.operator()
  await market.ok('POST', `/v1/operator/traders/${trade.traderId}/send-back`, {
    token: operator,
    body: { reasons: [{ pointer: '/legalName', reason: 'Write the name as on the PAN card.' }] },
  })
  await page.reload()
  await check(`${name}-sent-back`)
  await go('main .notice a[href*="/business#"]')
  await check(`${name}-mending`)
  await page.fill('[name="legalName"]', 'Suresh Ganpat Jagtap')
  await go('main form button[type="submit"]')
  await go('main form[action$="/submit"] button')
  await market.ok('POST', `/v1/operator/traders/${trade.traderId}/verify`, { token: operator })

  await page.goto('/trade')
  await check(`${name}-empty-today`)
  await page.goto('/trade/goods')
  await check(`${name}-empty-goods`)
  await go('main a[href="/trade/goods/add"]')
  await page.fill('[name="q"]', `Nothing like ${name}`)
  await go('main search button')
  await check(`${name}-not-found`)
  await go('main a[href^="/trade/goods/new"]')
  await page.fill('[name="name"]', `Chakki Atta ${name}`)
  await page.fill('[name="nameHi"]', 'चक्की आटा')
  await page.fill('[name="category"]', 'Atta')
  await page.fill('[name="netQuantity"]', '1')
  await page.selectOption('[name="unit"]', 'kg')
  await page.fill('[name="maker"]', 'Sahyadri Foods, Pune')
  await page.fill('[name="hsn"]', '1101')
  await page.check('[name="foodMark"][value="veg"]')
  await page.fill('[name="price"]', '65')
  await page.fill('[name="mrp"]', '60')
  await page.fill('[name="stock"]', '20')
  await go('main form button[type="submit"]')
  await check(`${name}-above-mrp`)
  await page.fill('[name="price"]', '55')
  await go('main form button[type="submit"]')
  await page.goto('/trade/goods')
  await check(`${name}-goods`)

  const orderId = await sell(market, trade, `${name}-first`)
  await page.goto('/trade')
  await check(`${name}-new-order`)
  await go('main form[action$="/accept"] button')
  await check(`${name}-accepted`)
  await go('main form[action$="/pack"] button')
  await check(`${name}-packed`)
  await page.goto(`/trade/orders/${orderId}`)
  await check(`${name}-order`)
  const order = await market.ok('GET', `/v1/orders/${orderId}`, { token: trade.token })
  t.match(order, { state: 'packed', invoiceNumber: /\/1\/1$/ })
  return { ...trade, orderId }
}

const journeys: [string, 'en' | 'hi', number, boolean, boolean, number?][] = [
  ['trader-en', 'en', 1280, true, false],
  // On a line of 400 kbit a second.
  ['trader-hi-phone', 'hi', 360, true, true, 400],
  ['trader-plain', 'en', 360, false, false],
]

t.test('a trader, from registration to the first packed order', { skip: noChromium }, async (t) => {
  const market = await startTestMarket(t, { workers: true })
  await loadPinDirectory({ db: market.database.db })
  for (const [name, lang, width, script, dark, kbits] of journeys) {
    await t.test(name, async (t) => {
      const visitor = await newTrader(t, market, { lang, width, script, dark, kbits })
      await firstOrder(t, market, visitor, name, script)
    })
  }
})
