import t from 'tap'
import { acceptAndPack } from '../../src/app/demo/steps.ts'
import { openBazaar } from '../support/bazaar.ts'
import { noChromium, openBrowser } from '../support/browser.ts'
import { newPhone } from '../support/market.ts'

const { market, steps, shops, tell } = await openBazaar(t)
const { baseUrl } = market

t.test(
  'at 400 kbit a second, from search to delivered, and with no network at all',
  { skip: noChromium },
  async (t) => {
    const { page, context, check } = await openBrowser(t, {
      baseUrl,
      lang: 'hi',
      width: 360,
      kbits: 400,
      position: { latitude: 18.5094, longitude: 73.808 },
    })
    await page.goto('/')
    await page.locator('[data-ask-position]').click()
    await page.locator('.shop-card').first().waitFor()
    t.match(await page.locator('.hero .place-line').innerText(), /4110\d\d/, 'the phone says where it is')
    const started = Date.now()
    await page.goto('/search?q=chai')
    await page.locator('.goods-card').first().waitFor()
    t.ok(Date.now() - started < 8000, `search took ${Date.now() - started} ms`)
    await page.locator('.goods-card .add').first().click()
    await page.locator('.quantity').first().waitFor()

    await page.goto('/basket')
    await page.evaluate(
      `Promise.race([navigator.serviceWorker.ready, new Promise((_, no) => setTimeout(no, 60000))]).then(() => true)`,
    )
    await page.goto('/basket')
    await page.locator('.basket-line').waitFor()
    await context.setOffline(true)
    await page.goto('/basket')
    t.equal(await page.locator('.basket-line').count(), 1, 'the basket as it was')
    await page.goto('/orders')
    await check('consumer-offline-at-work')
    await context.setOffline(false)

    await page.goto('/checkout')
    const phone = newPhone()
    await page.locator('[name=phone]').fill(phone.slice(3))
    await page.locator('main .card button').click()
    await page.locator('[name=code]').fill(await market.texts.codeFor(phone))
    await page.locator('main .card button').click()
    await page.locator('.checkout').waitFor()
    await page.locator('[name="drop.name"]').fill('Asha Deshpande')
    await page.locator('[name="drop.line1"]').fill('Flat 9, Shanti Society')
    await page.locator('[name=do][value=buy]').click()
    await page.waitForURL('**/pay')
    const purchaseId = /(pur_\w+)/.exec(page.url())![1]!
    await page.locator('.qr svg').waitFor()
    const token = (await context.cookies()).find(({ name }) => name === 'haat_access')!.value
    const purchase = await market.ok<{
      payments: { paymentId: string }[]
      orders: { orderId: string; shopId: string }[]
    }>('GET', `/v1/purchases/${purchaseId}`, { token })
    const { orderId, shopId } = purchase.orders[0]!
    const shop = Object.values(shops).find((one) => one.shopId === shopId)!
    await market.ok('POST', `/v1/payments/${purchase.payments[0]!.paymentId}/confirm`, {
      token: shop.owner,
      idempotencyKey: 'slow-confirm',
      body: { bankReference: '412345678903' },
    })
    // The page waits for the money by itself, and goes on.
    await page.waitForURL((url) => url.pathname === `/purchases/${purchaseId}`)
    await page.goto(`/orders/${orderId}`)
    await acceptAndPack(steps, shop, orderId)
    await tell(orderId, 'pickedUp')
    await page.locator('.code strong').waitFor()
    const deliveryCode = (await page.locator('.code strong').innerText()).replaceAll(/\D/g, '')
    await tell(orderId, 'delivered', { deliveryCode })
    await page.locator('.order-state .badge.good').waitFor()
    await check('consumer-slow-delivered')
  },
)
