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
import { type Id, newId, uuidOf } from '../../src/kernel/ids.ts'
import { noChromium, openBrowser } from '../support/browser.ts'
import { startCourier } from '../support/courier.ts'
import { newPhone, startTestMarket } from '../support/market.ts'

const priceList = [
  'sku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,fssai,shelfLifeDays,minimumQuantity,imageUrl',
  'SOAP-1,,Sahyadri,Bath Soap,नहाने का साबुन,Soap,100,g,3401,18,60.00,55.00,50,IN,"Sahyadri, Pune",,,,1,',
].join('\n')

t.test('at the door: the buyer decides, shop and rider read it', { skip: noChromium }, async (t) => {
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
    return opened
  }
  const bought = async (key: string) => {
    const phone = newPhone()
    const buyer = await market.signIn(phone)
    const drop = {
      ...{ name: 'Asha', phone, line1: 'Flat 9, Shanti Society', pin: spot.pin },
      ...{ point: { lat: spot.lat, lng: spot.lng } },
      neighbour: { name: 'Ramesh Gupta', house: 'Flat 10' },
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
    const tell = (status: string, more: Record<string, unknown> = {}) =>
      market.ok('POST', `/v1/providers/${startup.providerId}/shipments/${shipmentId}/events`, {
        token: startup.owner,
        body: { status, ...more },
      })
    return { buyer, phone, orderId, shipmentId, handoverCode, deliveryCode, tell, seen }
  }

  const { key } = await market.ok<{ key: string }>('POST', `/v1/providers/${startup.providerId}/keys`, {
    token: startup.owner,
  })
  /** As a startup without a server says that it knows what was decided. */
  const acknowledge = async (shipmentId: string): Promise<void> => {
    const instructionId = newId('instruction')
    await market.database.pool.query(
      `insert into provider_instructions (id, provider_id, offer_id, shipment_id, action, attempt)
       select $1, provider_id, id, shipment_id, 'address', 1 from offers where shipment_id = $2 and state = 'booked'`,
      [uuidOf(instructionId), uuidOf(shipmentId as Id<'shipment'>)],
    )
    const body = { instructionIds: [instructionId] }
    await market.ok('POST', '/v1/provider/instructions/acknowledge', { token: key, body })
  }
  const knows = { en: /The (delivery partner|carrier) knows/, hi: /को पता है/ }
  const acknowledged = { en: /Instruction acknowledged/, hi: /निर्देश की पुष्टि हुई/ }

  for (const [lang, width] of [
    ['en', 1280],
    ['hi', 360],
  ] as const) {
    await t.test(`in ${lang}, ${width} px wide`, async (t) => {
      const { buyer, orderId, shipmentId, handoverCode, tell, deliveryCode } = await bought(`door-${lang}`)
      await tell('pickedUp', { handoverCode })
      await tell('outForDelivery')
      await tell('deliveryFailed', { reason: 'Nobody opened the door.' })
      const { page, check } = await visitor(buyer, lang, width)
      const press = async (selector: string) => {
        await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()])
      }
      await page.goto(`/orders/${orderId}`)
      const choices = page.locator('.at-the-door details.door-choice')
      t.equal(await choices.count(), 4, 'another time, address, neighbour, return')
      await check(`door-asked-${lang}`)
      // An answer that lacks something comes again with what it lacks.
      await choices.nth(2).locator('summary').click()
      await choices.nth(2).locator('[name="neighbour.name"]').fill('Ramesh')
      await press('.at-the-door details.door-choice:nth-of-type(3) button')
      await check(`door-refused-${lang}`)
      await page.goto(`/orders/${orderId}`)
      await choices.nth(1).locator('summary').click()
      await page.locator('.at-the-door [name=gate]').fill('Gate 2')
      await page.locator('.at-the-door [name=note]').fill('Ring twice')
      await press('.at-the-door details.door-choice:nth-of-type(2) button')
      await check(`door-answered-${lang}`)
      t.match(await page.locator('.at-the-door').innerText(), /Ring twice/)

      await acknowledge(shipmentId!)
      await page.goto(`/orders/${orderId}`)
      t.match(await page.locator('.at-the-door .timeline').innerText(), knows[lang])
      await check(`door-known-${lang}`)
      const keeper = await visitor(shop.owner, lang, width)
      await keeper.page.goto(`/trade/orders/${orderId}`)
      t.match((await keeper.page.locator('.timeline').allInnerTexts()).join(), knows[lang])
      await keeper.check(`door-shop-${lang}`)
      const rider = await visitor(startup.owner, lang, width)
      await rider.page.goto(`/deliver/parcels/${shipmentId}`)
      t.match(await rider.page.locator('.timeline').innerText(), acknowledged[lang])
      await rider.check(`door-carrier-${lang}`)
      const govern = await visitor(operator, lang, width)
      await govern.page.goto(`/govern/parcels/${shipmentId}`)
      t.match(await govern.page.locator('.timeline').innerText(), acknowledged[lang])
      await govern.check(`door-operator-${lang}`)
      await rider.page.goto(`/deliver/ride/${shipmentId}`)
      t.match(await rider.page.locator('main').innerText(), /Gate 2/)
      t.match(await rider.page.locator('main').innerText(), /Ramesh Gupta/)
      await Promise.all([
        rider.page.waitForEvent('load'),
        rider.page.locator('.contact form button').first().click(),
      ])
      await rider.check(`door-rider-${lang}`)
      await page.goto(`/orders/${orderId}`)
      t.equal(await page.locator('.contact .timeline li').count(), 1, 'the rider is at the gate')
      await press('.contact form button')
      t.equal(await page.locator('.contact .timeline li').count(), 2)
      await check(`door-contact-${lang}`)
      await tell('outForDelivery')
      await tell('delivered', {
        deliveryCode,
        receivedBy: 'neighbour',
        cashCollectedPaise: await due(orderId),
      })
      await page.goto(`/orders/${orderId}`)
      t.match(await page.locator('.order-state').innerText(), /Ramesh Gupta/)
      await check(`door-neighbour-${lang}`)
    })
  }

  async function due(orderId: string): Promise<number> {
    const order = await market.ok<{ totalPaise: number }>('GET', `/v1/orders/${orderId}`, {
      token: shop.owner,
    })
    return order.totalPaise
  }
})
