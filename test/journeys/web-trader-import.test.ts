import type { Readable } from 'node:stream'
import sharp from 'sharp'
import t, { type Test } from 'tap'
import yazl from 'yazl'
import { traders } from '../../src/app/demo/cast.ts'
import { type OpenShop, openShop } from '../../src/app/demo/steps.ts'

import { noChromium } from '../support/browser.ts'
import { newPhone, startTestMarket, type TestMarket } from '../support/market.ts'
import { newTrader, stepsOf, type TraderVisitor } from '../support/web-trader.ts'

const heading =
  'Item Code,Brand,Product Name,Category,Net Qty,Unit,HSN,GST %,M.R.P.,Selling Price,Stock,Country of origin,Maker,Food mark,Rack'

/** A row as a billing program writes it; the price of every bad one is above its MRP. */
const rowOf = (nth: number, isBad: boolean): string =>
  `R-${nth},Sahyadri,Biscuit No. ${nth},Biscuits,100,g,1905,18,20.00,${isBad ? '22.00' : '18.50'},40,IN,"Sahyadri Foods, Pune",veg,A${nth}`

/** 500 rows, of which every 25th is bad. */
const priceList = (() => {
  const rows = Array.from({ length: 500 }, (_, at) => rowOf(at + 1, (at + 1) % 25 === 0))
  return [heading, ...rows, ''].join('\r\n')
})()

const mended = [heading, ...Array.from({ length: 20 }, (_, at) => rowOf((at + 1) * 25, false)), ''].join(
  '\r\n',
)

const signedIn = async ({ context }: TraderVisitor, market: TestMarket, shop: OpenShop) =>
  context.addCookies([{ name: 'haat_access', value: shop.owner, url: market.baseUrl }])

/** The stream that the page listens to: its first event tells how the list stands; nobody else's. */
async function watched(t: Test, market: TestMarket, shop: OpenShop, url: string) {
  const stop = new AbortController()
  const listen = (token: string) =>
    fetch(`${url}/live`, { headers: { cookie: `haat_access=${token}` }, signal: stop.signal })
  const stream = await listen(shop.owner)
  t.match(stream.headers.get('content-type'), /text\/event-stream/)
  for await (const piece of stream.body!) {
    const text = Buffer.from(piece).toString()
    if (!text.includes('data:')) continue
    t.match(text, /event: import[\s\S]*"state":"held"/)
    break
  }
  const stranger = await listen(await market.signIn(newPhone()))
  t.notMatch(stranger.headers.get('content-type'), /event-stream/)
  stop.abort()
}

/** As a shop keeps it for itself: no HSN code, no rate, no maker. */
const oldList = [
  'sku,brand,name,quantity,price,mrp,category,subcategory',
  'O-1,Sahyadri,Onion,1 kg,40,50,Fruits & Vegetables,"Potato, Onion & Tomato"',
  'O-2,Sahyadri,Toor Dal,500 g Pouch,80,90,Foodgrains,Dals & Pulses',
  'O-3,Sahyadri,Brass Bell,1 pc,80,90,Temple,Bells',
  '',
].join('\n')

async function importList(
  t: Test,
  market: TestMarket,
  shop: OpenShop,
  visitor: TraderVisitor,
  name: string,
  script: boolean,
) {
  const { page, go, check } = visitor
  const send = async (file: string, content: string) => {
    await page.goto('/trade/goods/import')
    await page.setInputFiles('[name="file"]', {
      name: file,
      mimeType: 'text/csv',
      buffer: Buffer.from(content),
    })
    await go('main form button[type="submit"]')
  }
  const listings = async () =>
    (
      await market.ok<{ items: unknown[] }>('GET', `/v1/shops/${shop.shopId}/listings?limit=100`, {
        token: shop.owner,
      })
    ).items.length
  /** Waits for the end of the import; without script by loading the page again, as its reader would. */
  const wait = async () => {
    for (let tries = 0; tries < 200; tries++) {
      const text = await page.locator('main').innerText()
      if ((await page.locator('main form[action$="/cancel"]').count()) === 0 && text) return
      await page.waitForTimeout(200)
      if (!script) await page.reload()
    }
    t.fail('the import did not end')
  }

  await page.goto('/trade/goods/import')
  await check(`${name}-upload`)
  await send('wrong.csv', 'Item Code,Product Name\r\nA,Salt\r\n')
  await check(`${name}-wrong-columns`)
  await go('main form[action$="/cancel"] button')

  await send('old.csv', oldList)
  t.match(await page.locator('main').innerText(), /Potato, Onion & Tomato › onion/)
  await page.fill('[name="origin"]', 'IN')
  await page.check('[name="makerIsBrand"]')
  await go('main form[action$="/values"] button[type="submit"]')
  t.equal(await page.locator('main form[action$="/start"]').count(), 0, 'proposals alone list nothing')
  await page.check('[name="checked"]')
  await check(`${name}-values`)
  await go('main form[action$="/values"] button[type="submit"]')
  t.equal(await page.locator('main form[action$="/start"]').count(), 1)
  t.equal(await page.locator('[name="hsn"]').first().inputValue(), '0703')
  await check(`${name}-values-taken`)
  await go('main form[action$="/cancel"] button')

  const before = await listings()
  await send('prices.csv', priceList)
  const preview = await page.locator('main').innerText()
  t.match(preview, /480/, 'good rows are counted')
  t.match(preview, /\b26\b/, 'the first bad row is named as the spreadsheet counts')
  await check(`${name}-preview`)
  t.equal(await listings(), before, 'looking changes nothing')
  await watched(t, market, shop, page.url())
  await go('main form[action$="/start"] button')
  await wait()
  await check(`${name}-done`)
  const rows = await page.locator('main table tbody tr').count()
  t.equal(rows, 20, 'every bad row is shown in place')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('main a[href$="problems.csv"]').click(),
  ])
  const report = Buffer.concat(await (await download.createReadStream()).toArray()).toString()
  t.equal(report.trim().split('\r\n').length, 21, 'the report has a heading and 20 rows')
  t.match(report, /^.?row,column,value,code/u)

  await send('mended.csv', mended)
  await go('main form[action$="/start"] button')
  await wait()
  await check(`${name}-mended`)
  t.equal(await page.locator('main table').count(), 0)
  await page.goto('/trade/goods?q=R-500')
  t.match(await page.locator('main').innerText(), /Biscuit No\. 500/)
}

const photo = (text: string) =>
  sharp(
    Buffer.from(
      `<svg width="900" height="900"><rect width="900" height="900" fill="#f3e3c3"/><rect x="220" y="120" width="460" height="680" rx="30" fill="#b5462f"/><text x="450" y="460" font-size="70" text-anchor="middle" fill="#fff">${text}</text></svg>`,
    ),
  )
    .jpeg()
    .toBuffer()

/** A picture for one of the goods from the phone, a ZIP for two more, and how buyers see them. */
async function showPictures(
  t: Test,
  market: TestMarket,
  shop: OpenShop,
  { page, context, go, check }: TraderVisitor,
  name: string,
) {
  const listings = await market.ok<{ items: { listingId: string }[] }>(
    'GET',
    `/v1/shops/${shop.shopId}/listings?sku=R-1`,
    { token: shop.owner },
  )
  const { listingId } = listings.items[0]!
  await page.goto(`/trade/goods/${listingId}/pictures`)
  await check(`${name}-no-picture`)
  const choose = (file: string, buffer: Buffer) =>
    page.setInputFiles('[name="file"]', { name: file, mimeType: 'application/octet-stream', buffer })
  await choose('notes.jpg', Buffer.from('no picture at all'))
  await go('main form[enctype] button[type="submit"]')
  await check(`${name}-wrong-picture`)
  for (const text of ['Biscuit', 'Back']) {
    await choose(`${text}.jpg`, await photo(text))
    await go('main form[enctype] button[type="submit"]')
  }
  await check(`${name}-pictures`)
  t.equal(await page.locator('.picture-list li').count(), 2)

  const zip = new yazl.ZipFile()
  zip.addBuffer(await photo('Two'), 'R-2.jpg')
  zip.addBuffer(await photo('Three'), 'R-3.jpg')
  zip.addBuffer(await photo('Nobody'), 'shelf.jpg')
  zip.end()
  const pieces = await (zip.outputStream as Readable).toArray()
  await page.goto('/trade/goods/pictures')
  await choose('pictures.zip', Buffer.concat(pieces))
  await go('main form button[type="submit"]')
  for (let tries = 0; tries < 200 && (await page.locator('main .badge.good').count()) === 0; tries++) {
    await page.waitForTimeout(300)
    await page.reload()
  }
  await page.locator('main details summary').click()
  await check(`${name}-package`)
  t.match(await page.locator('main').innerText(), /shelf\.jpg/)

  await page.goto(`/shops/${shop.shopId}/items/${listingId}`)
  const width = await page.evaluate(`document.querySelector('.item-image img').naturalWidth`)
  t.equal(width, 800, 'the buyer sees the picture')
  await check(`${name}-item`)
  const place = { pin: '411038', lat: 18.5074, lng: 73.8077, name: 'Kothrud' }
  await context.addCookies([
    { name: 'haat_place', value: encodeURIComponent(JSON.stringify(place)), url: market.baseUrl },
  ])
  await page.goto(`/shops/${shop.shopId}?q=biscuit`)
  await check(`${name}-shelf`)
  await page.goto(`/trade/goods/${listingId}/pictures`)
  await go('.picture-list li:first-child button')
  t.equal(await page.locator('.picture-list li').count(), 1, 'and the other stays')
}

/** Weight, size and keeping cold of goods of its own; of those that another shop lists too they are only shown. */
async function tellParcel(
  t: Test,
  market: TestMarket,
  shop: OpenShop,
  { page, go, check }: TraderVisitor,
  name: string,
) {
  const { token, productId, listingId } = await ownGoods(market, shop, `Mishti Doi ${name}`)
  const product = () =>
    market.ok<{ packSize: unknown; weightGrams: number; keepCold: boolean; version: number }>(
      'GET',
      `/v1/products/${productId}`,
      { token },
    )
  const save = () => go('main form[action$="/parcel"] button[type="submit"]')
  await page.goto(`/trade/goods/${listingId}`)
  await go(`main a[href="/trade/goods/${listingId}/parcel"]`)
  t.equal(await page.locator('[name="weightGrams"]').inputValue(), '400')
  await page.fill('[name="lengthMm"]', '10.5')
  await page.fill('[name="widthMm"]', '10')
  await save()
  await check(`${name}-parcel-refused`)
  t.equal(await page.locator('[name="lengthMm"]').inputValue(), '10.5', 'what was typed stays')
  await page.fill('[name="heightMm"]', '6')
  await page.fill('[name="weightGrams"]', '430')
  await page.check('[name="keepCold"]')
  await save()
  await check(`${name}-parcel`)
  const told = { weightGrams: 430, packSize: { lengthMm: 105, widthMm: 100, heightMm: 60 }, keepCold: true }
  t.match(await product(), { ...told, version: 2 })

  await market.ok('PATCH', `/v1/products/${productId}`, {
    token,
    headers: { 'if-match': '"2"' },
    body: { weightGrams: 450 },
  })
  await page.fill('[name="weightGrams"]', '999')
  await save()
  await check(`${name}-parcel-stale`)
  t.equal(await page.locator('[name="weightGrams"]').inputValue(), '450', 'what stands is shown')
  t.match(await product(), { weightGrams: 450, version: 3 })
}

async function ownGoods(market: TestMarket, { owner: token, shopId, traderId }: OpenShop, name: string) {
  const { productId } = await market.ok<{ productId: string }>('POST', '/v1/products', {
    token,
    body: {
      ...{ traderId, name, category: 'Dairy', netQuantity: 400, unit: 'g', hsn: '0403', gstBps: 500 },
      ...{ mrpPaise: 9000, origin: 'IN', maker: 'Sahyadri Dairy, Pune 411026', foodMark: 'veg' },
    },
  })
  const { listingId } = await market.ok<{ listingId: string }>('POST', `/v1/shops/${shopId}/listings`, {
    token,
    body: { productId, sku: 'OWN-1', pricePaise: 8500, available: 5 },
  })
  return { token, productId, listingId }
}

t.test('a file of 500 rows with 20 bad ones', { skip: noChromium }, async (t) => {
  const market = await startTestMarket(t, { workers: true })
  const operator = await market.operator()
  const plans = [traders.kirana, traders.provisions]
  const journeys: [string, 'en' | 'hi', number, boolean][] = [
    ['import-en', 'en', 1280, true],
    ['import-hi-plain', 'hi', 360, false],
  ]
  for (const [nth, [name, lang, width, script]] of journeys.entries()) {
    await t.test(name, async (t) => {
      const shop = await openShop(stepsOf(market), plans[nth]!, operator)
      const visitor = await newTrader(t, market, { lang, width, script })
      await signedIn(visitor, market, shop)
      await importList(t, market, shop, visitor, name, script)
      await showPictures(t, market, shop, visitor, name)
      await tellParcel(t, market, shop, visitor, name)
    })
  }
})
