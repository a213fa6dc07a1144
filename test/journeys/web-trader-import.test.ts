import t, { type Test } from 'tap'
import { traders } from '../../src/app/demo/cast.ts'
import { type OpenShop, openShop } from '../../src/app/demo/steps.ts'

import { noChromium } from '../support/browser.ts'
import { startTestMarket, type TestMarket } from '../support/market.ts'
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
    for (let tries = 0; tries < 60; tries++) {
      const text = await page.locator('main').innerText()
      if ((await page.locator('main form[action$="/cancel"]').count()) === 0 && text) return
      await page.waitForTimeout(500)
      if (!script) await page.reload()
    }
    t.fail('the import did not end')
  }

  await page.goto('/trade/goods/import')
  await check(`${name}-upload`)
  await send('wrong.csv', 'Item Code,Product Name\r\nA,Salt\r\n')
  await check(`${name}-wrong-columns`)
  await go('main form[action$="/cancel"] button')

  const before = await listings()
  await send('prices.csv', priceList)
  const preview = await page.locator('main').innerText()
  t.match(preview, /480/, 'good rows are counted')
  t.match(preview, /\b26\b/, 'the first bad row is named as the spreadsheet counts')
  await check(`${name}-preview`)
  t.equal(await listings(), before, 'looking changes nothing')
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
    })
  }
})
