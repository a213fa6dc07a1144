import t from 'tap'
import { traders } from '../../src/app/demo/cast.ts'
import { buy, importPriceList, openShop, shipmentsOf, until } from '../../src/app/demo/steps.ts'
import { noChromium } from '../support/browser.ts'
import { newPhone, startTestMarket } from '../support/market.ts'
import { newTrader, stepsOf } from '../support/web-trader.ts'

const priceList = [
  'sku,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark',
  'ATTA-1,Sahyadri,Chakki Atta,चक्की आटा,Atta,1,kg,1101,5,60.00,55.00,50,IN,"Sahyadri Foods, Pune",veg',
  'RICE-1,Sahyadri,Sona Masoori Rice,सोना मसूरी चावल,Rice,1,kg,1006,5,80.00,72.00,50,IN,"Sahyadri Foods, Pune",veg',
].join('\n')

t.test('a day in the shop', { skip: noChromium }, async (t) => {
  const market = await startTestMarket(t, { workers: true })
  const steps = stepsOf(market)
  const operator = await market.operator()
  const shop = await openShop(steps, traders.kirana, operator)
  await importPriceList(steps, shop, priceList)
  const { spot } = traders.kirana.shop
  const auth = { token: shop.owner }
  const listings = `/v1/shops/${shop.shopId}/listings`
  interface Listing {
    listingId: string
    pricePaise: number
    available: number
    version: number
    status: string
  }
  const bySku = async (sku: string) =>
    (await market.ok<{ items: Listing[] }>('GET', `${listings}?sku=${sku}`, auth)).items[0]!
  const atta = await bySku('ATTA-1')
  const rice = await bySku('RICE-1')
  let purchases = 0
  const order = async (...goods: [string, number][]) => {
    const phone = newPhone()
    const buyer = await market.signIn(phone)
    const bought = await buy(
      steps,
      buyer,
      {
        items: goods.map(([listingId, quantity]) => ({ listingId, shopId: shop.shopId, quantity })),
        method: 'cod',
        drop: {
          name: 'Asha',
          phone,
          line1: 'Flat 9, Shanti Society',
          pin: spot.pin,
          point: { lat: spot.lat, lng: spot.lng },
        },
      },
      `day-${++purchases}`,
    )
    return { buyer, orderId: bought.orders[0]!.orderId }
  }

  const visitor = await newTrader(t, market, { lang: 'en', width: 360 })
  const { page, go, check } = visitor
  await visitor.context.addCookies([{ name: 'haat_access', value: shop.owner, url: market.baseUrl }])

  await t.test('price and stock are changed in place, and conflicts are told plainly', async (t) => {
    await page.goto('/trade/goods')
    const row = page.locator(`#row-${atta.listingId}`)
    await row.locator('[name="price"]').fill('52.50')
    await row.locator('[name="stock"]').fill('44')
    await row.locator('.ware-edit button').click()
    await row.locator('.ware-note.good').waitFor()
    t.match(await bySku('ATTA-1'), { pricePaise: 5250, available: 44 })

    await market.ok('PATCH', `${listings}/${atta.listingId}`, {
      ...auth,
      body: { pricePaise: 5100 },
      ifMatch: `"${(await bySku('ATTA-1')).version}"`,
    })
    await row.locator('[name="price"]').fill('50')
    await row.locator('.ware-edit button').click()
    await row.locator('.ware-note.bad').waitFor()
    t.match(await row.locator('.ware-note').innerText(), /₹51/, 'the price that stands now is told')
    t.equal((await bySku('ATTA-1')).pricePaise, 5100)
    await check('day-goods-conflict')
    await row.locator('.ware-edit button').click()
    await row.locator('.ware-note.good').waitFor()
    t.equal((await bySku('ATTA-1')).pricePaise, 5000, 'saved again, it is what was meant')

    await row.locator('[name="price"]').fill('61')
    await row.locator('.ware-edit button').click()
    await row.locator('.ware-note.bad').waitFor()
    t.match(await row.locator('.ware-note').innerText(), /MRP/)
    await row.locator('.ware-pause button').click()
    await row.locator('.badge').waitFor()
    t.equal((await bySku('ATTA-1')).status, 'paused')
    await row.locator('.ware-pause button').click()
    await page.waitForSelector(`#row-${atta.listingId}:not(.paused)`)
  })

  await t.test('pieces that were sold while somebody counts stay sold', async (t) => {
    await page.goto('/trade/goods?q=rice')
    const row = page.locator(`#row-${rice.listingId}`)
    await order([rice.listingId, 3])
    await row.locator('[name="stock"]').fill('60')
    await row.locator('.ware-edit button').click()
    await row.locator('.ware-note.good').waitFor()
    t.equal((await bySku('RICE-1')).available, 57)
    t.match(await row.locator('.ware-note').innerText(), /57/)
  })

  await t.test(
    'a new order comes in by itself; a line is struck out; the shop brings it itself',
    async (t) => {
      await page.goto('/trade')
      await page.locator('[data-sound]').click()
      t.equal(await page.locator('[data-sound]').getAttribute('aria-pressed'), 'true')
      const { orderId, buyer } = await order([atta.listingId, 2], [rice.listingId, 1])
      await page.waitForSelector(`a[href="/trade/orders/${orderId}"]`)
      await go(`.job a[href="/trade/orders/${orderId}"]`)
      await check('day-order-new')
      await page.locator('.strike summary').last().click()
      await go('.strike[open] button')
      t.match(await page.locator('.struck-line').innerText(), /Sona Masoori/)
      await page.selectOption('[name="minutes"]', '30')
      await go('form[action$="/accept"] button')
      await page.fill('[name="weightGrams"]', '9000')
      await go('form[action$="/pack"] button')
      await check('day-order-weight')
      await page.check('[name="sure"]')
      await go('form[action$="/pack"] button')
      await until('the parcel is looked for', async () => {
        await page.reload()
        return (await page.locator('form[action$="/self"]').count()) === 1
      })
      const labels = await page.request.get('/trade/labels.pdf')
      t.equal(labels.headers()['content-type'], 'application/pdf', 'labels of all that is packed')
      await go('a[href$="/carrier"]')
      await check('day-carrier')
      await page.goto(`/trade/orders/${orderId}`)
      await page.locator('details:has(form[action$="/self"]) summary').click()
      await go('form[action$="/self"] button')
      await go('.errand form button')
      const [parcel] = (await shipmentsOf(steps, buyer, orderId, 'buyer')) as unknown as {
        deliveryCode: string
      }[]
      await page.fill('[name="deliveryCode"]', '000000')
      await page.check('[name="cash"]')
      await go('.errand form button')
      await check('day-errand-wrong-code')
      await page.fill('[name="deliveryCode"]', parcel!.deliveryCode)
      await page.check('[name="cash"]')
      await go('.errand form button')
      t.match(await market.ok('GET', `/v1/orders/${orderId}`, auth), { state: 'delivered' })
      await page.goto('/trade/money')
      await check('day-money')
      await page.goto('/trade/sales?days=7')
      await check('day-sales')
      await page.goto('/trade/orders?state=delivered')
      t.equal(await page.locator('.order-list li').count(), 1)
    },
  )

  await t.test('an order is turned down with a reason that the buyer reads', async (t) => {
    const { orderId, buyer } = await order([atta.listingId, 1])
    await page.goto('/trade')
    await go(`a[href="/trade/orders/${orderId}#reject"]`).catch(() => undefined)
    await page.goto(`/trade/orders/${orderId}`)
    await page.locator('#reject summary').click()
    await page.fill('#reject [name="reason"]', 'The mill did not deliver.')
    await go('#reject button')
    t.match(await market.ok('GET', `/v1/orders/${orderId}`, { token: buyer }), {
      state: 'rejected',
      endReason: 'The mill did not deliver.',
    })
  })

  await t.test('closed today, no orders for now, staff', async (t) => {
    await page.goto('/trade/shop')
    await check('day-shop')
    await go('form[action$="/closed"] button')
    const shopOf = async () =>
      (
        await market.ok<{ items: { paused: boolean; hours: { closedDates: string[] } }[] }>(
          'GET',
          `/v1/traders/${shop.traderId}/shops`,
          auth,
        )
      ).items[0]!
    t.equal((await shopOf()).hours.closedDates.length, 1)
    await go('form[action$="/closed"] button')
    t.equal((await shopOf()).hours.closedDates.length, 0)
    await go('form[action$="/pause"] button')
    t.equal((await shopOf()).paused, true)
    await check('day-shop-paused')
    await go('form[action$="/pause"] button')
    await page.goto('/trade/people')
    await page.fill('[name="phone"]', newPhone())
    await go('main form[action$="/people"] button')
    t.equal(await page.locator('.people li').count(), 2)
    await check('day-people')
    await page.locator('.people li').last().locator('summary').click()
    await go('.people li:last-child form button')
    t.equal(await page.locator('.people li').count(), 1)
  })
})
