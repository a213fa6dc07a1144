import t from 'tap'
import { startups, traders } from '../../src/app/demo/cast.ts'
import {
  acceptAndPack,
  admitProvider,
  buy,
  importPriceList,
  openShop,
  type Steps,
  shipmentsOf,
  until,
} from '../../src/app/demo/steps.ts'
import { noChromium, openBrowser } from '../support/browser.ts'
import { startCourier } from '../support/courier.ts'
import { newPhone, startTestMarket } from '../support/market.ts'

const priceList = [
  'sku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,fssai,shelfLifeDays,minimumQuantity,imageUrl',
  'SOAP-1,,Sahyadri,Bath Soap,नहाने का साबुन,Soap,100,g,3401,18,60.00,55.00,50,IN,"Sahyadri, Pune",,,,1,',
].join('\n')
const photo = {
  name: 'soap.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]),
}

t.test(
  'goods go back: asked, accepted, looked at, closed by the shop’s code',
  { skip: noChromium },
  async (t) => {
    const market = await startTestMarket(t, { workers: true })
    const { baseUrl } = market
    const steps: Steps = { market, codeFor: (phone) => market.texts.codeFor(phone) }
    const operator = await market.operator()
    const shop = await openShop(steps, traders.kirana, operator)
    await importPriceList(steps, shop, priceList)
    const { items } = await market.ok<{ items: { listingId: string }[] }>(
      'GET',
      `/v1/shops/${shop.shopId}/listings?sku=SOAP-1`,
      { token: shop.owner },
    )
    const courier = await startCourier(t)
    const startup = await admitProvider(steps, startups[0], courier.url, operator)
    const { spot } = traders.kirana.shop

    const visitor = async (token: string, lang: 'en' | 'hi', width: number) => {
      const opened = await openBrowser(t, { baseUrl, lang, width, script: lang === 'hi' })
      await opened.context.addCookies([{ name: 'haat_access', value: token, url: baseUrl }])
      const press = async (selector: string) => {
        await Promise.all([opened.page.waitForEvent('load'), opened.page.locator(selector).first().click()])
      }
      return { ...opened, press }
    }
    const delivered = async (key: string) => {
      const phone = newPhone()
      const buyer = await market.signIn(phone)
      const drop = {
        ...{ name: 'Asha', phone, line1: 'Flat 9, Shanti Society', pin: spot.pin },
        point: { lat: spot.lat, lng: spot.lng },
      }
      const basket = {
        items: [{ listingId: items[0]!.listingId, shopId: shop.shopId, quantity: 2 }],
        ...{ method: 'cod' as const, drop },
      }
      const { orders } = await buy(steps, buyer, basket, key)
      const { orderId } = orders[0]!
      await acceptAndPack(steps, shop, orderId)
      const seen = async (token: string, as: 'shop' | 'buyer') =>
        (await shipmentsOf(steps, token, orderId, as))[0] as unknown as Record<string, string> | undefined
      await until('it is booked', async () => (await seen(shop.owner, 'shop'))?.state === 'booked')
      const { shipmentId, handoverCode } = (await seen(shop.owner, 'shop'))!
      const { deliveryCode } = (await seen(buyer, 'buyer'))!
      const { totalPaise } = await market.ok<{ totalPaise: number }>('GET', `/v1/orders/${orderId}`, {
        token: shop.owner,
      })
      for (const body of [
        { status: 'pickedUp', handoverCode },
        { status: 'delivered', deliveryCode, cashCollectedPaise: totalPaise },
      ])
        await market.ok('POST', `/v1/providers/${startup.providerId}/shipments/${shipmentId}/events`, {
          ...{ token: startup.owner, body },
        })
      return { buyer, orderId }
    }
    interface Seen {
      items: {
        state: string
        pickup: { state: string; shipmentId: string; pickupCode?: string; returnCode?: string }
      }[]
    }

    for (const [lang, width] of [
      ['en', 1280],
      ['hi', 360],
    ] as const) {
      await t.test(`in ${lang}, ${width} px wide`, async (t) => {
        const { buyer, orderId } = await delivered(`returns-${lang}`)
        const now = async (token: string) =>
          (await market.ok<Seen>('GET', `/v1/orders/${orderId}/returns`, { token })).items[0]!
        const consumer = await visitor(buyer, lang, width)
        await consumer.page.goto(`/orders/${orderId}`)
        await consumer.press('.returns a.button')
        await consumer.check(`return-ask-${lang}`)
        await consumer.press('main form button')
        await consumer.check(`return-refused-${lang}`)
        await consumer.page.locator('input[type=number]').fill('1')
        await consumer.page.locator('[name=reason][value=changedMind]').check()
        await consumer.page.locator('[name=note]').fill('It smells of roses.')
        await consumer.page.locator('[name=photo]').setInputFiles(photo)
        await consumer.press('main form button')
        await consumer.check(`return-asked-${lang}`)

        const keeper = await visitor(shop.owner, lang, width)
        await keeper.page.goto('/trade')
        t.match(await keeper.page.locator('main').innerText(), /55\.00/)
        await keeper.page.goto(`/trade/orders/${orderId}`)
        await keeper.check(`return-shop-${lang}`)
        await keeper.press('.returns form[action$="/accept"] button')
        await until('it is booked', async () => (await now(buyer)).pickup?.state === 'booked')
        await consumer.page.goto(`/orders/${orderId}`)
        await consumer.check(`return-accepted-${lang}`)

        const { shipmentId, pickupCode } = (await now(buyer)).pickup
        const rider = await visitor(startup.owner, lang, width)
        await rider.page.goto(`/deliver/ride/${shipmentId}`)
        t.match(await rider.page.locator('main').innerText(), /Flat 9/)
        await rider.page.locator('[name=code]').fill(pickupCode!)
        await rider.press('form[data-word=pickedUp] button:not([data-scan])')
        await rider.check(`return-rider-${lang}`)
        await rider.page.locator('[name=pieces]').fill('1')
        for (const check of ['article', 'seal', 'condition'])
          await rider.page.locator(`[name=${check}][value=yes]`).check()
        await rider.page.locator('[name=photo]').setInputFiles(photo)
        await rider.page.locator('[name=code]').fill(pickupCode!)
        await rider.press('form[data-word=pickedUp] button:not([data-scan])')
        await rider.check(`return-fetched-${lang}`)
        t.equal((await now(buyer)).state, 'pickedUp')

        await keeper.page.goto(`/trade/orders/${orderId}`)
        await keeper.check(`return-coming-${lang}`)
        const { returnCode } = (
          await market.ok<Seen>('GET', `/v1/orders/${orderId}/returns?as=shop`, { token: shop.owner })
        ).items[0]!.pickup
        await rider.page.locator('[name=code]').fill(returnCode!)
        await rider.press('form[data-word=delivered] button:not([data-scan])')
        await consumer.page.goto(`/orders/${orderId}`)
        await consumer.check(`return-refunded-${lang}`)
        t.equal((await now(buyer)).state, 'refunded')
        await consumer.page.goto(`/orders/${orderId}/bill`)
        t.match(await consumer.page.locator('main').innerText(), /C\d{4}\/1\/\d+/)
        await consumer.check(`return-bill-${lang}`)
        await keeper.page.goto('/trade/sales')
        await keeper.check(`return-sales-${lang}`)
        await keeper.page.goto(`/trade/orders/${orderId}`)
        await keeper.press('.returns form[action$="/restock"] button')
        await keeper.check(`return-restocked-${lang}`)

        const lines = await market.ok<{ may: { lines: { lineId: string }[] } }>(
          'GET',
          `/v1/orders/${orderId}/returns?as=buyer`,
          { token: buyer },
        )
        const second = await market.ok<{ returnId: string }>('POST', `/v1/orders/${orderId}/returns`, {
          token: buyer,
          body: { lines: [{ lineId: lines.may.lines[0]!.lineId, quantity: 1 }], reason: 'damaged' },
        })
        await market.ok('POST', `/v1/returns/${second.returnId}/refuse`, {
          token: shop.owner,
          body: { reason: 'It was used.' },
        })
        await consumer.page.goto(`/orders/${orderId}`)
        await consumer.page.locator('.returns details summary').click()
        await consumer.page.locator('.returns [name=note]').fill('It came broken.')
        await consumer.press('.returns form[action$="/dispute"] button')
        await consumer.check(`return-disputed-${lang}`)
        const judge = await visitor(operator, lang, width)
        await judge.page.goto('/govern/returns')
        await judge.check(`return-cases-${lang}`)
        await judge.press(`a[href$="${second.returnId}"]`)
        await judge.page.locator('[name=decision][value=part]').check()
        await judge.page.locator('[name=rupees]').fill('500')
        await judge.page.locator('[name=reason]').fill('A fair part.')
        await judge.press('form[action$="/decide"] button')
        await judge.check(`return-case-refused-${lang}`)
        await judge.page.locator('[name=rupees]').fill('20.50')
        await judge.press('form[action$="/decide"] button')
        await judge.check(`return-case-ruled-${lang}`)
        t.match(await judge.page.locator('main').innerText(), /20\.50/)
        await judge.press('form[action$="/undo"] button')
        await judge.check(`return-case-undone-${lang}`)
      })
    }
  },
)
