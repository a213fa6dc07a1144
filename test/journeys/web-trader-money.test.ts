import t from 'tap'
import { traders } from '../../src/app/demo/cast.ts'
import { buy, importPriceList, openShop } from '../../src/app/demo/steps.ts'
import { noChromium } from '../support/browser.ts'
import { newPhone, startTestMarket } from '../support/market.ts'
import { newTrader, stepsOf } from '../support/web-trader.ts'

const barCode = '8901030865275'
const priceList = [
  'sku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark',
  `ATTA-1,${barCode},Sahyadri,Chakki Atta,चक्की आटा,Atta,1,kg,1101,5,60.00,55.00,50,IN,"Sahyadri Foods, Pune",veg`,
].join('\n')

t.test('money, further shops and the camera', { skip: noChromium }, async (t) => {
  const market = await startTestMarket(t, { workers: true })
  const steps = stepsOf(market)
  const operator = await market.operator()
  const shop = await openShop(steps, traders.kirana, operator)
  await importPriceList(steps, shop, priceList)
  const { spot } = traders.kirana.shop
  const { items } = await market.ok<{ items: { listingId: string }[] }>(
    'GET',
    `/v1/shops/${shop.shopId}/listings`,
    { token: shop.owner },
  )
  const visitor = await newTrader(t, market, { lang: 'hi', width: 360 })
  const { page, go, check } = visitor
  const signIn = (token: string) =>
    visitor.context.addCookies([{ name: 'haat_access', value: token, url: market.baseUrl }])
  await signIn(shop.owner)

  await t.test('a payment by UPI is confirmed by its reference, and a refund paid back', async (t) => {
    const phone = newPhone()
    const buyer = await market.signIn(phone)
    const drop = {
      name: 'Asha',
      phone,
      line1: 'Flat 9, Shanti Society',
      pin: spot.pin,
      point: { lat: spot.lat, lng: spot.lng },
    }
    const line = { listingId: items[0]!.listingId, shopId: shop.shopId, quantity: 1 }
    const { orders } = await buy(steps, buyer, { items: [line], method: 'upi', drop }, 'money-1')
    const { orderId } = orders[0]!
    const stateOf = async () =>
      (await market.ok<{ state: string }>('GET', `/v1/orders/${orderId}`, { token: shop.owner })).state
    await page.goto('/trade')
    await go('.notice a[href="/trade/money"]')
    await check('money-to-confirm')
    await page.fill('[name^="bankReference-pay_"]', '123')
    await go('form[action*="/payments/"] button')
    await check('money-wrong-reference')
    t.equal(await stateOf(), 'awaitingPayment')
    await page.fill('[name^="bankReference-pay_"]', '4123 4567 8901')
    await go('form[action*="/payments/"] button')
    t.equal(await stateOf(), 'confirmed')
    t.equal(await page.locator('form[action*="/payments/"]').count(), 0)

    await page.goto(`/trade/orders/${orderId}`)
    await page.locator('#reject summary').click()
    await go('#reject button')
    t.equal(await stateOf(), 'rejected')
    await page.goto('/trade/money')
    await check('money-to-pay-back')
    await page.fill('[name^="bankReference-rfd_"]', '512345678901')
    await go('form[action*="/refunds/"] button')
    t.equal(await page.locator('form[action*="/refunds/"]').count(), 0)
  })

  await t.test('a further shop is added, and one changes between them', async (t) => {
    await page.goto('/trade/shop/business')
    await go('a[href$="/shop?further"]')
    await page.fill('[name="name"]', 'Jagtap Kirana, Warje')
    await page.fill('[name="line1"]', '7 Ring Road')
    await page.fill('[name="city"]', 'Pune')
    await page.fill('[name="pin"]', '411058')
    await go('main form button[type="submit"]')
    await page.goto('/trade/goods')
    t.match(await page.locator('.desk').innerText(), /Warje/, 'the new shop is the one that is shown')
    await check('further-shop')
    await go('.desk a[href="/trade/choose"]')
    await check('choose')
    await page
      .getByRole('button', { name: /Jagtap Kirana, Pune/ })
      .first()
      .click()
    await page.waitForURL('**/trade')
    await page.goto('/trade/goods')
    t.match(await page.locator('main').innerText(), /ATTA-1/)
  })

  await t.test('the camera reads a bar code, and the goods are found', async (t) => {
    // As text: what a compiler adds to functions is not there in the browser.
    await page.addInitScript(`
      window.BarcodeDetector = function () {
        this.detect = () => Promise.resolve([{ rawValue: '${barCode}' }])
      }
      Object.defineProperty(navigator, 'mediaDevices', {
        value: { getUserMedia: () => Promise.resolve(document.createElement('canvas').captureStream(5)) },
        configurable: true,
      })
      // A picture of nothing never begins to play.
      HTMLMediaElement.prototype.play = () => Promise.resolve()
    `)
    await page.goto('/trade/goods/add')
    await go('[data-scan-start]')
    t.match(page.url(), new RegExp(`q=${barCode}`))
    t.equal(await page.locator('.found li').count(), 1)
    await check('scanned')
  })

  await t.test('staff does the work, and leaves the business to its owners', async (t) => {
    const phone = newPhone()
    await market.ok('POST', `/v1/traders/${shop.traderId}/members`, {
      token: shop.owner,
      body: { phone, role: 'staff' },
    })
    await signIn(await market.signIn(phone))
    await page.goto('/trade/goods')
    t.match(await page.locator('main').innerText(), /ATTA-1/)
    await page.goto('/trade/people')
    t.equal(await page.locator('form[action$="/people"]').count(), 0)
    await page.goto('/trade/shop/business')
    t.equal(await page.locator('a[href$="/payout"]').count(), 0)
  })
})
