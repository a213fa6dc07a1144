import t from 'tap'
import { openBazaar } from '../support/bazaar.ts'
import { noChromium, openBrowser } from '../support/browser.ts'

t.setTimeout(200_000)

const { market, shops } = await openBazaar(t)
const { baseUrl } = market

interface Row {
  listingId: string
  name: string
  netQuantity: number
  pricePaise: number
  mrpPaise: number
  version: number
}

/** The listings of a shop by name. */
async function rowsOf(shop: 'kirana' | 'provisions'): Promise<Map<string, Row>> {
  const { shopId, owner } = shops[shop]
  const { items } = await market.ok<{ items: Row[] }>('GET', `/v1/shops/${shopId}/listings?limit=100`, {
    token: owner,
  })
  return new Map(items.map((item) => [item.name, item]))
}

/** A basket is compared over the shops, taken over whole, and brought back. */
t.test('compare a basket', { skip: noChromium }, async (t) => {
  const paneer = (await rowsOf('kirana')).get('Paneer')!
  const rows = await rowsOf('provisions')
  const tea = rows.get('Leaf Tea')!
  await market.ok('PATCH', `/v1/shops/${shops.provisions.shopId}/listings/${tea.listingId}`, {
    token: shops.provisions.owner,
    headers: { 'if-match': `"${tea.version}"` },
    body: { pricePaise: 2_000, confirmDeepDiscount: true },
  })
  for (const [lang, width, script] of [
    ['en', 360, false],
    ['hi', 1280, true],
  ] as const) {
    const { page, check } = await openBrowser(t, { baseUrl, lang, width, script })
    const press = async (selector: string) => {
      await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()])
    }
    await page.goto('/basket/compare')
    await page.locator('.pin-form [name=pin]').fill('411038')
    await press('.pin-form button')
    t.ok(await page.locator('.empty').isVisible(), 'an empty basket says so')
    await check(`compare-${lang}-1-empty`)
    for (const [name, shopId, times] of [
      ['Sugar', shops.provisions.shopId, 2],
      ['Leaf Tea', shops.kirana.shopId, 4],
      ['Paneer', shops.kirana.shopId, 1],
    ] as const) {
      const own = (await rowsOf(shopId === shops.kirana.shopId ? 'kirana' : 'provisions')).get(name)!
      await page.goto(`/shops/${shopId}/items/${own.listingId}`)
      const quantity = page.locator('main input[name=quantity]')
      if (await quantity.count()) await quantity.first().fill(String(times))
      await page.locator('main form[action^="/basket/items"] button, main .add').first().click()
      await page.waitForLoadState('networkidle')
    }
    await page.goto('/basket')
    const before = await page.locator('.basket-line').allInnerTexts()
    t.equal(before.length, 3)
    await press('a[href="/basket/compare"]')
    await check(`compare-${lang}-2-plans`)
    t.equal(await page.locator('.plan form').count(), 2, 'one shop and a split')
    t.match(await page.locator('.plan').nth(0).innerText(), /JK|Jadhav|Kirana|किराना/i)
    await page.locator('.plan form button').last().click()
    await page.waitForURL('**/basket')
    t.equal(await page.locator('.basket-line').count(), 3)
    await check(`compare-${lang}-3-taken`)
    await press('form[action="/basket/before"] button')
    t.same(await page.locator('.basket-line').allInnerTexts(), before, 'as it was before')
    t.equal(await page.locator('form[action="/basket/before"]').count(), 0)
    await press('form[action="/basket/clear"] button')
    t.equal(await page.locator('.basket-line').count(), 0, 'all of it is out')
    await press('form[action="/basket/before"] button')
    t.same(await page.locator('.basket-line').allInnerTexts(), before, 'and in again')
  }
  t.ok(paneer)
})
