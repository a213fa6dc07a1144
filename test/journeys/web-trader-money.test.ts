import { readFile } from 'node:fs/promises'
import t from 'tap'
import { traders } from '../../src/app/demo/cast.ts'
import { buy, importPriceList, openShop } from '../../src/app/demo/steps.ts'
import { type Id, newId, uuidOf } from '../../src/kernel/ids.ts'
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

  await t.test('the platform pays the trader, and the bank sends one back', async (t) => {
    const { db, payments } = { ...market.running.resources, ...market.running.modules }
    const sql = async (text: string, values: unknown[]) => market.database.pool.query(text, values)
    /** Sold for cash that the platform has by now, and delivered so long ago that nothing comes back. */
    const sold = async (key: string, days: number) => {
      const phone = newPhone()
      const drop = {
        name: 'Asha',
        phone,
        line1: 'Flat 9',
        pin: spot.pin,
        point: { lat: spot.lat, lng: spot.lng },
      }
      const line = { listingId: items[0]!.listingId, shopId: shop.shopId, quantity: 2 }
      const { orders } = await buy(
        steps,
        await market.signIn(phone),
        { items: [line], method: 'cod', drop },
        key,
      )
      const orderId = orders[0]!.orderId as Id<'order'>
      await sql(
        `update orders set state = 'delivered', closed_at = now() - $2 * interval '1 day' where id = $1`,
        [uuidOf(orderId), days],
      )
      const hand = newId('provider')
      const [shopId, cause] = [shop.shopId as Id<'shop'>, newId('remittanceLine')]
      const amountPaise = BigInt(
        (await market.ok<{ totalPaise: number }>('GET', `/v1/orders/${orderId}`, { token: shop.owner }))
          .totalPaise,
      )
      await db.transaction((tx) =>
        payments.collectCash(tx, { orderId, shopId, providerId: hand, amountPaise }),
      )
      await db.transaction((tx) => payments.remit(tx, { orderId, hand, cause, share: (held) => held }))
    }
    await sold('paid-1', 8)
    await sold('paid-2', 2)
    await sql('update traders set upi_id = null where id = $1', [uuidOf(shop.traderId)])
    await page.goto('/trade/money')
    await check('payout-no-account')
    await page.locator('main .notice a[href$="/payout"]').first().click()
    await page.fill('[name="accountNumber"]', '30123456789')
    await page.fill('[name="ifsc"]', 'SBIN0001234')
    await go('main form button[type="submit"]')
    await page.goto('/trade/money')
    t.match(await page.locator('main').innerText(), /SBIN ••••6789/)
    await check('payout-next')

    const desk = await newTrader(t, market)
    await desk.context.addCookies([{ name: 'haat_access', value: operator, url: market.baseUrl }])
    await desk.page.goto('/govern/payouts')
    await desk.check('operator-payouts-none')
    const run = async () => {
      await desk.page.goto('/govern/payouts')
      await desk.go('.page-actions button')
    }
    await run()
    await desk.check('operator-payout-open')
    await desk.go('form[action$="/approve"] button')
    await desk.check('operator-payout-approved')
    const download = desk.page.waitForEvent('download')
    await desk.page.locator('a[href$="/bank-file.csv"]').click()
    const file = await readFile(await (await download).path(), 'utf8')
    t.match(file, /^reference,[\s\S]*,NEFT,.*,30123456789,SBIN0001234,,/)
    const reference = file.split('\n')[1]!.split(',')[0]!
    const handIn = async (row: string) => {
      const buffer = Buffer.from(`reference,status,utr,reason\n${row}\n`)
      await desk.page.setInputFiles('#f-results', { name: 'results.csv', mimeType: 'text/csv', buffer })
      await desk.go('form[action*="/results"] button')
    }
    await handIn('hello,paid,,')
    await desk.check('operator-payout-wrong-file')
    await handIn(`${reference},returned,,Account closed`)
    await desk.check('operator-payout-returned')
    await page.goto('/trade/money')
    await check('payout-returned')
    await run()
    await desk.go('form[action$="/approve"] button')
    await desk.page.locator('td summary').click()
    await desk.page.fill('[name^="utr-"]', '512345678912')
    await desk.go('form[action$="/paid"] button')
    await desk.check('operator-payout-done')
    await handIn(`${reference},paid,512345678999,`)
    await desk.check('operator-payout-foreign')
    await desk.page.goto('/govern/payouts')
    await desk.page.locator('tbody a').nth(1).click()
    await handIn(`${reference},paid,512345678999,`)
    await desk.page.goto('/govern/payouts')
    await desk.check('operator-payouts')
    await desk.page.fill('[name^="why-"]', 'The bank takes it back.')
    await desk.go('form[action$="/keep"] button')
    t.equal(await desk.page.locator('form[action$="/keep"]').count(), 0)
    await page.goto('/trade/money')
    await check('payout-paid')
    await page.locator('main a[href*="/payouts/pyo_"]').first().click()
    await check('payout-one')
    t.match(await page.locator('main').innerText(), /512345678912/)
    await page.goto('/trade/money/payouts')
    await check('payouts')
    t.same((await payments.checkLedger()).problems, [])
  })

  await t.test(
    'a point sends on the cash of its counter, and an operator looks at what it says',
    async (t) => {
      const { db, payments } = { ...market.running.resources, ...market.running.modules }
      await page.goto('/trade/parcels/files')
      t.equal(new URL(page.url()).pathname, '/trade/parcels', 'without a point there is none of it')
      t.ok(await page.locator('form[action="/trade/parcels"]').isVisible(), 'and it can become one')
      const { pointId } = await market.ok<{ pointId: string }>('POST', `/v1/shops/${shop.shopId}/point`, {
        token: shop.owner,
        body: { hours: { week: {} }, shelfParcels: 20, parcelsPerDay: 20, feePaise: 800 },
      })
      const shopId = shop.shopId as Id<'shop'>
      /** Paid at the counter of the point. */
      const taken = async (key: string) => {
        const phone = newPhone()
        const { lat, lng, pin } = spot
        const drop = { name: 'Asha', phone, line1: 'Flat 9', pin, point: { lat, lng } }
        const line = { listingId: items[0]!.listingId, shopId, quantity: 1 }
        const buyer = await market.signIn(phone)
        const { orders } = await buy(steps, buyer, { items: [line], method: 'cod', drop }, key)
        const orderId = orders[0]!.orderId as Id<'order'>
        await db.transaction((tx) =>
          payments.collectCash(tx, {
            ...{ orderId, shopId, providerId: null, pointId: pointId as Id<'point'>, amountPaise: 5500n },
          }),
        )
        return orderId
      }
      const desk = await newTrader(t, market)
      await desk.context.addCookies([{ name: 'haat_access', value: operator, url: market.baseUrl }])
      await page.goto('/trade/parcels')
      await go('main a[href="/trade/parcels/files"]')
      await check('point-cash-none')
      const one = await taken('point-1')
      const two = await taken('point-2')

      await page.reload()
      t.equal(await page.locator('[name=order]').count(), 2)
      await page.locator('[name=order]').last().uncheck()
      await page.fill('[name=utr]', '12')
      await go('form[action$="/transfers"] button')
      t.ok(await page.locator('[name=utr][aria-invalid]').isVisible(), 'a reference is longer')
      t.notOk(await page.locator('[name=order]').last().isChecked(), 'what was ticked stays')
      await check('point-cash-refused')
      await page.fill('[name=utr]', '4123 4567 8911')
      await go('form[action$="/transfers"] button')
      await check('point-cash-file')
      await page.locator('.notice summary').click()
      await go('form[action$="/withdraw"] button')
      await check('point-cash-withdrawn')
      await page.goto('/trade/parcels/files')
      t.equal(await page.locator('[name=order]').count(), 2, 'taken back, it stands to be sent again')
      const buffer = Buffer.from(
        `reference,amount,date,utr\n${one},50.00,2026-11-20,412345678911\nhello,0,,1\n`,
      )
      await page.setInputFiles('#f-file', { name: 'sent.csv', mimeType: 'text/csv', buffer })
      await go('form[action*="/files"][enctype] button')
      t.equal(await page.locator('.notice.bad li').count(), 4, 'each wrong cell is named')
      await check('point-cash-wrong-file')
      await page.locator('details summary', { hasText: 'यहाँ लिखें' }).click()
      await page.fill('[name=csv]', `reference,amount,date,utr\n${one},50.00,2026-11-20,412345678911`)
      await go('form[action$="/files"]:not([enctype]) button')
      await page.goto('/trade/parcels/files')
      await check('point-cash')

      await desk.page.goto('/govern/cash/hands?kind=point')
      await desk.page.fill('[name=pin]', '000000')
      await desk.go('#find button')
      t.ok(await desk.page.locator('[name=pin][aria-invalid]').isVisible())
      await desk.page.fill('[name=pin]', spot.pin)
      await desk.go('#find button')
      t.equal(await desk.page.locator(`#find a[href$="${pointId}"]`).count(), 1, 'found by where it is')
      await desk.check('operator-cash-find')
      await desk.page.goto('/govern/cash')
      await desk.check('operator-cash')
      await desk.page.locator('tbody th a[href^="/govern/cash/files/"]').first().click()
      await desk.check('operator-cash-file')
      await desk.go('form[action$="/book"] button')
      t.match(await desk.page.locator('main').innerText(), /Too little/)
      await desk.check('operator-cash-booked')
      await desk.page.locator('td summary').click()
      await desk.go('form[action$="/close"] button')
      t.ok(await desk.page.locator('.notice.bad').isVisible(), 'a reason is wanted')
      await desk.page.fill('[name^="reason-"]', 'The rest comes with the next.')
      await desk.go('form[action$="/close"] button')
      t.equal(await desk.page.locator('form[action$="/close"]').count(), 0)
      await desk.page.locator('.lead a').click()
      t.equal(new URL(desk.page.url()).pathname, `/govern/cash/points/${pointId}`)
      const rest = Buffer.from(
        `reference,amount,date,utr\n${one},5.00,2026-11-20,412345678912\n${two},55.00,2026-11-20,412345678912\n`,
      )
      await desk.page.setInputFiles('#f-file', { name: 'rest.csv', mimeType: 'text/csv', buffer: rest })
      await desk.go('form[enctype] button')
      await desk.go('form[action$="/book"] button')
      t.match(await desk.page.locator('.figures').innerText(), /Agrees\s*2/)
      await desk.page.goto(`/govern/cash/points/${pointId}`)
      await desk.check('operator-cash-point')
      t.match(await desk.page.locator('.figures').innerText(), /In hand\s*₹0/)
      await page.goto('/trade/parcels/files')
      await check('point-cash-sent')
      t.same((await payments.checkLedger()).problems, [])
    },
  )

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
