import type { Page, Request } from 'playwright-core'
import t, { type Test } from 'tap'
import { acceptAndPack } from '../../src/app/demo/steps.ts'
import { openBazaar } from '../support/bazaar.ts'
import { noChromium, openBrowser, type Visitor } from '../support/browser.ts'
import { newPhone } from '../support/market.ts'

const bazaar = await openBazaar(t)
const { market, steps, shops, tell } = bazaar
const { baseUrl } = market

/** Signs in on the page that asks for it. */
async function signInHere({ page }: Visitor, phone: string): Promise<void> {
  await page.locator('[name=phone]').fill(phone.slice(3))
  await page.locator('main .card button').click()
  await page.locator('[name=code]').fill(await market.texts.codeFor(phone))
  await page.locator('main .card button').click()
}

async function fillAddress({ page }: Visitor, name: string): Promise<void> {
  await page.locator('[name="drop.name"]').fill(name)
  await page.locator('[name="drop.line1"]').fill('Flat 9, Shanti Society')
  await page.locator('[name="drop.landmark"]').fill('Near the temple')
}

const orderIdOf = (visitor: Visitor): string => /\/orders\/(ord_\w+)/.exec(visitor.page.url())![1]!

for (const { lang, width, dark, query, name } of [
  { lang: 'en', width: 1280, dark: false, query: 'rice', name: 'desk' },
  { lang: 'hi', width: 360, dark: true, query: 'चावल', name: 'phone' },
] as const) {
  t.test(`from search to delivered: ${name}`, { skip: noChromium }, async (t) => {
    const visitor = await openBrowser(t, { baseUrl, lang, width, dark })
    const { page, check } = visitor
    const shot = (what: string) => check(`consumer-${name}-${what}`)

    await page.goto('/')
    await shot('01-home-nowhere')
    await page.locator('.hero [name=pin]').fill('411038')
    await page.locator('.hero .pin-form button').click()
    await page.locator('.shop-card').first().waitFor()
    await shot('02-home')

    await page.locator('#search-large').pressSequentially(query.slice(0, 3), { delay: 30 })
    await page.locator('.suggestions li').first().waitFor()
    await shot('03-suggestions')
    await page.locator('#search-large').fill(query)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await page.locator('.goods-card').first().waitFor()
    t.equal(await page.locator('.goods-card').count(), 4, 'two kinds in two shops')
    await shot('04-search')
    await page.locator('.search-tools a.button').click()
    await page.locator('.local-map').waitFor()
    await shot('05-search-map')
    await page.goBack()

    await page.locator('.goods-card .add').first().click()
    await page.locator('.goods-card .quantity').waitFor()
    t.equal(await page.locator('.entry-count [aria-hidden]').innerText(), '1', 'the navigation counts it')
    t.equal(await page.locator('.goods-card .quantity output').innerText(), '1')
    await shot('06-added')

    await page.goto(`/shops/${shops.kirana.shopId}`)
    await shot('07-shop')
    await page.locator('.goods-card h3 a').first().click()
    await page.locator('.item').waitFor()
    await shot('08-item')
    await page.locator('.buy-form [name=quantity]').fill('2')
    await page.locator('.buy-form button').click()
    await page.locator('.notice.good').waitFor()

    await page.goto('/basket')
    await shot('09-basket-anonymous')
    await page.locator('.sum a.button').click()
    await signInHere(visitor, newPhone())
    await page.locator('.checkout').waitFor()
    await shot('10-checkout')
    await fillAddress(visitor, 'Asha Deshpande')
    // Cash costs more to collect: the page shows the new sum before it is agreed to.
    const before = await page.locator('[name=expected]').getAttribute('value')
    await page.locator('[name=method][value=cod]').check()
    await page.locator(`[name=expected]:not([value="${before}"])`).waitFor({ state: 'attached' })
    await shot('11-checkout-filled')
    await page.locator('[name=do][value=buy]').click()
    await page.waitForURL('**/purchases/**')
    await shot('12-purchase')

    await page.locator('.purchase-order .button').first().click()
    await page.locator('.order-state').waitFor()
    await shot('13-order-placed')
    await restsWhileHidden(t, page)
    const orderId = orderIdOf(visitor)
    const shop = (await page.locator('h1').innerText()).includes(shops.kirana.name)
      ? shops.kirana
      : shops.provisions
    await acceptAndPack(steps, shop, orderId)
    await tell(orderId, 'agentAssigned')
    await tell(orderId, 'pickedUp')
    await tell(orderId, 'outForDelivery', { location: { lat: 18.5089, lng: 73.8085 } })
    await page.locator('.order-state .local-map').waitFor()
    await shot('14-order-on-the-way')
    const deliveryCode = (await page.locator('.code strong').innerText()).replaceAll(/\D/g, '')
    t.equal(deliveryCode.length, 6, 'the code that the buyer tells at the door')
    const { totalPaise } = await market.ok<{ totalPaise: number }>('GET', `/v1/orders/${orderId}`, {
      token: shop.owner,
    })
    await tell(orderId, 'delivered', { deliveryCode, cashCollectedPaise: totalPaise })
    await page.locator('.order-state .badge.good').waitFor()
    await page.reload()
    await page.locator('.rate').waitFor()
    await shot('15-order-delivered')
    await page.locator('.rate [name=stars][value="5"]').check()
    await page.locator('.rate textarea').fill(lang === 'en' ? 'Fresh, and on time.' : 'ताज़ा, और समय पर।')
    await page.locator('.rate .button').click()
    await page.locator('.notice.good').waitFor()
    await shot('16-rated')
    await page.goto(`/orders/${orderId}/bill`)
    await shot('17-bill')
    await page.goto('/orders')
    await shot('18-history')
    await page.locator('.past form button').click()
    await page.waitForURL('**/basket')
    await shot('19-basket-again')
    t.ok((await page.locator('.basket-line').count()) >= 1)
    await page.goto('/account')
    await shot('20-account')
    await page.locator('a[href$="/sign-out-everywhere"]').click()
    await page.locator('.danger').waitFor()
    await shot('21-everywhere-asks')
    await page.locator('.danger').click()
    await page.waitForURL('**/')
    t.equal(await page.locator('.bar-link[href^="/sign-in"]').count(), 1, 'signed out')
  })
}

/** A live part asks for nothing while nobody looks, and at once when somebody does again. */
async function restsWhileHidden(t: Test, page: Page): Promise<void> {
  const asked: string[] = []
  const note = (request: Request) => void (request.headers()['hx-request'] && asked.push(request.url()))
  const look = (hidden: boolean) =>
    page.evaluate((isHidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden })
      document.dispatchEvent(new Event('visibilitychange'))
      document.querySelector('.live')?.dispatchEvent(new Event('every'))
    }, hidden)
  await look(true)
  page.on('request', note)
  await look(true)
  t.strictSame(asked, [], 'hidden')
  await Promise.all([page.waitForRequest((request) => Boolean(request.headers()['hx-request'])), look(false)])
  page.off('request', note)
  t.ok(asked.length > 0, 'seen again')
}

const pageOf = async (t: Test, path: string, lang: 'en' | 'hi' = 'en') => {
  const visitor = await openBrowser(t, { baseUrl, lang, width: 360 })
  await visitor.page.goto(path)
  return visitor
}

t.test('other pages, on a phone', { skip: noChromium }, async (t) => {
  for (const [path, name] of [
    ['/place?name=Pune', 'place'],
    ['/ranking', 'ranking'],
    ['/offline', 'offline'],
    ['/basket', 'basket-empty'],
  ] as const) {
    const { check } = await pageOf(t, path)
    await check(`consumer-${name}`)
  }
})
