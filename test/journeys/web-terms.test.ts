import t from 'tap'
import { traders } from '../../src/app/demo/cast.ts'
import { importPriceList, openShop, until } from '../../src/app/demo/steps.ts'
import { openBazaar } from '../support/bazaar.ts'
import { noChromium, openBrowser } from '../support/browser.ts'

const { market, shops, steps } = await openBazaar(t)
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
})

/** A trader claims a mark, an operator reads the list in and approves, a consumer finds it by district. */
t.test('marks of origin, past prices and deep discounts', { skip: noChromium }, async (t) => {
  const operator = await market.operator()
  const tea = (await rowsOf('provisions')).get('Filter Coffee')!
  const signedIn = async (token: string, lang: 'en' | 'hi', width: number, script = true) => {
    const visitor = await openBrowser(t, { baseUrl, lang, width, script })
    await visitor.context.addCookies([{ name: 'haat_access', value: token, url: baseUrl }])
    const press = async (selector: string) => {
      await Promise.all([visitor.page.waitForNavigation(), visitor.page.locator(selector).first().click()])
    }
    return { ...visitor, press }
  }
  const desk = await signedIn(operator, 'en', 1280)
  await desk.page.goto('/govern/crafts')
  await desk.check('marks-en-1-none')
  await desk.page.locator('select[name=kind]').selectOption('gi')
  await desk.page.locator('input[type=file]').setInputFiles({
    name: 'gi.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name,state,number\nCoorg Arabica Coffee,Karnataka,85\nWrong,Nowhere,1\n'),
  })
  await desk.press('form[enctype] button')
  t.match(await desk.page.locator('main').innerText(), /2 rows: 1 new/)
  t.equal(await desk.page.locator('tbody tr').count(), 1, 'the row that was not taken')
  await desk.check('marks-en-2-list')

  const trader = await signedIn(shops.provisions.owner, 'hi', 360, false)
  await trader.page.goto(`/trade/goods/${tea.listingId}`)
  t.equal(await trader.page.locator('[name=minimumQuantity], [name=least]').count(), 1, 'asked once')
  await trader.press(`a[href$="/prices"]`)
  await trader.check('marks-hi-3-prices')
  await trader.page.goto(`/trade/goods/${tea.listingId}/marks?q=coorg`)
  await trader.page.locator('details.card summary').click()
  await trader.page.locator('[name=district]').fill('Kodagu')
  await trader.press('details.card form button')
  t.equal(await trader.page.locator('.field.wrong [name=authorisedUser]').count(), 1, 'the number is missing')
  await trader.check('marks-hi-4-refused')
  await trader.page.locator('[name=district]').fill('Kodagu')
  await trader.page.locator('[name=authorisedUser]').fill('AU/85/1')
  await trader.press('details.card form button')
  await trader.check('marks-hi-5-claimed')

  await desk.page.goto('/govern/crafts')
  await desk.check('marks-en-6-queue')
  await desk.press('form[action$="/approve"] button')
  await desk.page.goto('/govern/discounts')
  t.equal(await desk.page.locator('tbody tr').count(), 1, 'the tea that fell so far')
  await desk.check('marks-en-7-discounts')

  const { page, check } = await openBrowser(t, { baseUrl, lang: 'en', width: 360 })
  await page.goto('/place')
  await page.locator('.pin-form [name=pin]').fill('411038')
  await Promise.all([page.waitForNavigation(), page.locator('.pin-form button').first().click()])
  await until('the mark can be found', async () => {
    await page.goto('/search?district=kodagu')
    return (await page.locator('.goods-card').count()) === 1
  })
  t.match(await page.locator('.goods-card').innerText(), /GI/)
  await check('marks-en-8-found')
  await page.goto('/districts')
  await check('marks-en-9-districts')
})

/** A list of prices for a buyer, by the form: refused with what was typed, made, changed, removed. */
t.test('price lists', { skip: noChromium }, async (t) => {
  const { page, context, check } = await openBrowser(t, { baseUrl, lang: 'hi', width: 360, script: false })
  await context.addCookies([{ name: 'haat_access', value: shops.kirana.owner, url: baseUrl }])
  const press = async (selector: string) => {
    await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()])
  }
  await page.goto('/trade/goods/price-lists')
  await check('lists-hi-1-none')
  await press('a[href$="/new"]')
  await page.locator('[name=name]').fill('Canteens')
  await page.locator('[name=buyers]').fill('27AAPFU0939F1ZX')
  await page.locator('[name=prices]').fill('JK-0 250.00\nNO-SUCH 10')
  await press('main .card form button')
  t.match(await page.locator('.field.wrong .error').innerText(), /NO-SUCH 10/)
  await page.locator('[name=prices]').fill('JK-0 250.00')
  await press('main .card form button')
  t.equal(await page.locator('.field.wrong [name=buyers]').count(), 1, 'the GSTIN has a wrong check digit')
  await check('lists-hi-2-refused')
  await page.locator('[name=buyers]').fill('27AAPFU0939F1ZV')
  await press('main .card form button')
  t.equal(await page.locator('tbody tr').count(), 1)
  await check('lists-hi-3-made')
  await press('tbody a')
  t.equal(await page.locator('[name=prices]').inputValue(), 'JK-0 250')
  await page.locator('[name=off]').fill('5')
  await press('main .card form button')
  t.match(await page.locator('tbody tr').innerText(), /5%/)
  await press('tbody a')
  await page.locator('details summary').last().click()
  await press('form[action$="/remove"] button')
  t.equal(await page.locator('tbody tr').count(), 0)
})

const wholesale = [
  'sku,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,step,packCase,slabs',
  'W-1,Mandai,Jaggery,गुड़,Sugar,1,kg,1701,5,90,80,960,IN,"Mandai Traders, Pune 411037",veg,12,24 Peti,48=76; 96=72',
  'W-2,Mandai,Poha,पोहा,Flour,1,kg,1904,5,70,60,960,IN,"Mandai Traders, Pune 411037",veg,,,',
  '',
].join('\n')

/** A wholesaler's named buyer sees and pays its own price; a rival, and the same person for itself, does not. */
t.test('buy for a trader', { skip: noChromium }, async (t) => {
  const seller = await openShop(steps, traders.wholesaler, await market.operator())
  await importPriceList(steps, seller, wholesale)
  const { items } = await market.ok<{ items: { listingId: string }[] }>(
    'GET',
    `/v1/shops/${seller.shopId}/listings?sku=W-1`,
    { token: seller.owner },
  )
  const { listingId } = items[0]!
  await market.ok('POST', `/v1/shops/${seller.shopId}/price-lists`, {
    token: seller.owner,
    body: {
      name: 'Secret friends',
      buyers: [shops.kirana.traderId],
      prices: [{ listingId, pricePaise: 7_400 }],
    },
  })
  const asKirana = `asTrader=${shops.kirana.traderId}`
  await until('the goods can be found', async () => {
    const found = await market.ok<{ items: unknown[] }>(
      'GET',
      `/v1/search?pin=411038&radiusMetres=40000&q=jaggery&${asKirana}`,
      {
        token: shops.kirana.owner,
      },
    )
    return found.items.length > 0
  })
  const item = `/shops/${seller.shopId}/items/${listingId}`
  const visit = async (token: string, lang: 'en' | 'hi', width: number, script: boolean) => {
    const visitor = await openBrowser(t, { baseUrl, lang, width, script })
    const place = { pin: '411038', lat: 18.5074, lng: 73.8077, name: 'Kothrud' }
    await visitor.context.addCookies([
      { name: 'haat_access', value: token, url: baseUrl },
      { name: 'haat_place', value: encodeURIComponent(JSON.stringify(place)), url: baseUrl },
    ])
    const { page } = visitor
    const press = async (selector: string) => {
      await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()])
    }
    return { ...visitor, press, text: () => page.locator('main').innerText() }
  }

  for (const [lang, width, script] of [
    ['hi', 360, false],
    ['en', 1280, true],
  ] as const) {
    const { page, check, press, text } = await visit(shops.kirana.owner, lang, width, script)
    t.equal((await page.goto(item))?.status(), 404, 'not sold to people for themselves')
    t.notMatch(await text(), /74|80/)
    await press(`.buyer-bar button[value="${shops.kirana.traderId}"]`)
    t.match(
      await page.locator('.your-prices').innerText(),
      /12\D+₹74[\s\S]*96\D+₹72/,
      'the list, then the slab',
    )
    t.match(await page.locator('.your-prices').innerText(), /Mandai Traders, Market Yard/)
    const quantity = page.locator('#f-quantity')
    t.same(await Promise.all(['min', 'step', 'value'].map((name) => quantity.getAttribute(name))), [
      '12',
      '12',
      '12',
    ])
    await check(`buyer-${lang}-1-item`)
    await page.goto(`/shops/${seller.shopId}`)
    t.match(await page.locator('.goods-card', { hasText: /Jaggery|गुड़/ }).innerText(), /₹74/)
    await check(`buyer-${lang}-2-shop`)
    await page.goto('/search?q=jaggery')
    t.match(await page.locator('.goods-card').first().innerText(), /₹74/)
    await page.goto(item)
    await quantity.fill('24')
    await press('.buy-form button')
    await page.goto('/basket')
    t.match(await page.locator('.basket-line').innerText(), /₹74/)
    t.match(await page.locator('.basket-line .yours').innerText(), /Mandai/)
    await check(`buyer-${lang}-3-basket`)
    await press('.sum a[href="/checkout"]')
    t.match(await text(), /1,776/, '24 for 74 rupees')
    await check(`buyer-${lang}-4-checkout`)
    if (!script) {
      for (const [name, value] of Object.entries({ name: 'Jagtap', phone: '9822001199', line1: 'Shop 4' }))
        await page.locator(`[name="drop.${name}"]`).fill(value)
      await page.locator('[name=method][value=cod]').check()
      await press('[name=do][value=review]')
      await press('[name=do][value=buy]')
      t.match(page.url(), /\/purchases\/pur_/)
      const mine = await market.ok<unknown>('GET', `/v1/purchases?${asKirana}`, { token: shops.kirana.owner })
      t.match(JSON.stringify(mine), /177600|7400/, 'bought for the trader, at its price')
      await page.goto('/orders')
      t.match(await text(), /Mandai Traders/)
    }
    await page.goto('/basket')
    await press('.buyer-bar button[value="myself"]')
    t.equal(await page.locator('.basket-line').count(), 0, 'the trader has a basket of its own')
  }

  const { page, press, text, context } = await visit(shops.provisions.owner, 'en', 360, false)
  await context.addCookies([{ name: 'haat_buyer', value: shops.kirana.traderId, url: baseUrl }])
  t.equal((await page.goto(item))?.status(), 404, 'a cookie that somebody made up opens nothing')
  await press(`.buyer-bar button[value="${shops.provisions.traderId}"]`)
  t.notMatch(await text(), /₹74/, 'a rival sees what everybody of the trade pays')
  t.match(await page.locator('.your-prices').innerText(), /48\D+₹76/)
  t.notMatch(await page.content(), /Secret friends/)
})
