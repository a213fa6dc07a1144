import t from 'tap'
import { acceptAndPack } from '../../src/app/demo/steps.ts'
import { idOf, uuidOf } from '../../src/kernel/ids.ts'
import { openBazaar } from '../support/bazaar.ts'
import { noChromium, openBrowser } from '../support/browser.ts'
import { newPhone } from '../support/market.ts'

const { market, steps, shops, tell } = await openBazaar(t)
const { baseUrl } = market

/** Everything by links and forms alone: from the first page to the parcel, paid by UPI. */
t.test('without any script, from search to delivered', { skip: noChromium }, async (t) => {
  for (const [lang, width] of [
    ['en', 360],
    ['hi', 1280],
  ] as const) {
    const { page, check } = await openBrowser(t, { baseUrl, lang, width, script: false })
    const shot = (what: string) => check(`consumer-plain-${lang}-${what}`)
    const press = async (selector: string) => {
      await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()])
    }
    await page.goto('/')
    await page.locator('.hero [name=pin]').fill('000000')
    await press('.hero .pin-form button')
    await page.locator('.notice.bad').waitFor()
    await shot('1-no-such-pin')
    await page.locator('.pin-form [name=pin]').fill('411 038')
    await press('.pin-form button')
    await page.locator('#search-large').fill('dal')
    await press('.search-box.large button')
    t.equal(await page.locator('.goods-card').count(), 4)
    await press('.goods-card .add')
    await page.locator('.notice.good').waitFor()
    t.match(page.url(), /\/search\?q=dal$/, 'back where one was')
    await page.goto('/basket')
    await press('.quantity button[value^="2 "]')
    t.equal(await page.locator('.quantity output').innerText(), '2')
    await shot('2-basket')
    await press('.sum a.button')
    const phone = newPhone()
    await page.locator('[name=phone]').fill(phone.slice(3))
    await press('main .card button')
    await page.locator('[name=code]').fill(await market.texts.codeFor(phone))
    await press('main .card button')
    t.match(page.url(), /\/checkout$/)
    await page.locator('[name="drop.name"]').fill('Vitthal Dhamale')
    await press('[name=do][value=buy]')
    t.equal(await page.locator('.field.wrong').count(), 1, 'the street is missing')
    await shot('3-checkout-refused')
    await page.locator('[name="drop.line1"]').fill('House beside the temple')
    await page.locator('input[value=pickup]').check()
    await press('[name=do][value=review]')
    t.equal(await page.locator('[name="drop.line1"]').inputValue(), 'House beside the temple')
    await page.locator('input[value=delivery]').check()
    await press('[name=do][value=buy]')
    t.ok(
      await page.locator('.notice.warning').count(),
      'the sum was of picking up: it is told, and nothing is bought',
    )
    await shot('4-sum-changed')
    await press('[name=do][value=buy]')
    await page.waitForURL('**/pay')
    await shot('5-pay')
    t.match(await page.locator('.pay-ways a').getAttribute('href'), /^upi:\/\/pay\?pa=/)
    t.ok(await page.locator('.qr svg').isVisible())

    const purchaseId = /(pur_\w+)/.exec(page.url())![1]!
    const { rows } = await market.database.pool.query(
      `select id from payments where state = 'pending' order by id desc limit 1`,
    )
    const paymentId = idOf('payment', rows[0].id)
    await market.ok('POST', `/v1/payments/${paymentId}/confirm`, {
      token: (await ownerOf(purchaseId)).owner,
      idempotencyKey: `confirm-${purchaseId}`,
      body: { bankReference: lang === 'en' ? '412345678901' : '412345678902' },
    })
    await page.reload()
    await page.waitForURL('**/purchases/*')
    await shot('6-paid')
    await press('.purchase-order .button')
    const orderId = /(ord_\w+)/.exec(page.url())![1]!
    await acceptAndPack(steps, await ownerOf(purchaseId), orderId)
    for (const status of ['agentAssigned', 'pickedUp', 'atDrop']) await tell(orderId, status)
    await page.reload()
    const deliveryCode = (await page.locator('.code strong').innerText()).replaceAll(/\D/g, '')
    await shot('7-at-the-door')
    await tell(orderId, 'delivered', { deliveryCode })
    await page.reload()
    await page.locator('.rate').waitFor()
    await page.locator('.rate [name=stars][value="4"]').check()
    await press('.rate .button')
    await page.locator('.notice.good').waitFor()
  }

  async function ownerOf(purchaseId: string) {
    const { rows } = await market.database.pool.query('select shop_id from orders where purchase_id = $1', [
      uuidOf(purchaseId),
    ])
    return Object.values(shops).find(({ shopId }) => shopId === idOf('shop', rows[0].shop_id))!
  }
})
