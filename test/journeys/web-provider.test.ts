import t from 'tap'
import { traders } from '../../src/app/demo/cast.ts'
import {
  acceptAndPack,
  buy,
  importPriceList,
  openShop,
  type Steps,
  shipmentsOf,
  until,
} from '../../src/app/demo/steps.ts'
import { type BrowserOptions, noChromium, openBrowser } from '../support/browser.ts'
import { startCourier } from '../support/courier.ts'
import { newPhone, startTestMarket } from '../support/market.ts'

const priceList = [
  'sku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,fssai,shelfLifeDays,minimumQuantity,imageUrl',
  'ATTA-1,,Sahyadri,Chakki Atta,चक्की आटा,Atta,1,kg,1101,5,60.00,55.00,50,IN,"Sahyadri Foods, Pune",veg,10018000000001,90,1,',
].join('\n')

t.test('a startup, from registration to its first parcel', { skip: noChromium }, async (t) => {
  const market = await startTestMarket(t, { workers: true })
  const { baseUrl } = market
  const steps: Steps = { market, codeFor: (phone) => market.texts.codeFor(phone) }
  const operator = await market.operator()
  const shop = await openShop(steps, traders.kirana, operator)
  await importPriceList(steps, shop, priceList)
  const { items } = await market.ok<{ items: { listingId: string }[] }>(
    'GET',
    `/v1/shops/${shop.shopId}/listings?sku=ATTA-1`,
    { token: shop.owner },
  )
  const { spot } = traders.kirana.shop
  const point = { lat: spot.lat, lng: spot.lng }

  const visitor = async (
    token: string,
    options: Pick<BrowserOptions, 'lang' | 'width' | 'dark' | 'script' | 'kbits'>,
  ) => {
    const opened = await openBrowser(t, {
      baseUrl,
      ...options,
      position: { latitude: spot.lat, longitude: spot.lng },
    })
    await opened.context.addCookies([{ name: 'haat_access', value: token, url: baseUrl }])
    return opened
  }

  /** A parcel paid in cash that the newest and cheapest startup gets. */
  const parcelOf = async (key: string) => {
    const phone = newPhone()
    const buyer = await market.signIn(phone)
    const drop = { name: 'Asha', phone, line1: 'Flat 9, Shanti Society', pin: spot.pin, point }
    const basket = {
      items: [{ listingId: items[0]!.listingId, shopId: shop.shopId, quantity: 2 }],
      method: 'cod' as const,
      drop,
    }
    const { orders } = await buy(steps, buyer, basket, key)
    const { orderId } = orders[0]!
    await acceptAndPack(steps, shop, orderId)
    const seenBy = async (token: string, as: 'shop' | 'buyer') =>
      (await shipmentsOf(steps, token, orderId, as))[0]!
    await until('the parcel is booked', async () => (await seenBy(shop.owner, 'shop'))?.state === 'booked')
    const { handoverCode = '' } = (await seenBy(shop.owner, 'shop')) as { handoverCode?: string }
    const { deliveryCode = '' } = (await seenBy(buyer, 'buyer')) as { deliveryCode?: string }
    return { handoverCode, deliveryCode, state: async () => (await seenBy(buyer, 'buyer')).state }
  }

  for (const [lang, width, base] of [
    ['en', 1280, '30'],
    ['hi', 360, '20'],
  ] as const) {
    // English without script, Hindi on a line of 400 kbit a second.
    const way = lang === 'en' ? { lang, script: false } : { lang, kbits: 400 }
    await t.test(`in ${lang}, ${width} px wide`, async (t) => {
      const courier = await startCourier(t)
      const owner = await market.signIn(newPhone())
      const { page, check } = await visitor(owner, { ...way, width, dark: lang === 'en' })
      const main = page.locator('main')
      const press = async (name: string) => {
        await Promise.all([page.waitForEvent('load'), main.locator(name).click()])
      }
      const next = () => press('button[name=go][value=next]')

      await page.goto('/deliver')
      await check(`provider-welcome-${lang}`)
      await press('a[href="/deliver/register"]')
      await next()
      await check(`provider-register-refused-${lang}`)
      t.equal(await main.locator('.field.wrong').count(), 3, 'name, number and phone are missing')
      await main.locator('[name=name]').fill(`Tez ${lang}`)
      await main.locator('[name=dipp]').fill(`dipp 4200${base}`)
      await main.locator('[name=contactPhone]').fill('98765 43210')
      await main.locator('[name=insurer]').fill('Bharat General')
      await main.locator('[name=policyNumber]').fill('BG-1')
      await main.locator('[name=insuredUntil]').fill('2030-03-31')
      await next()
      await main.locator('[name=coverage]').fill('4110*\n411038')
      await check(`provider-register-where-${lang}`)
      await next()
      for (const name of ['base', 'perKm', 'perKg']) await main.locator(`[name=${name}]`).fill('1')
      await main.locator('[name=base]').fill(base)
      await check(`provider-register-prices-${lang}`)
      await press('button[value=back]')
      t.equal(await main.locator('[name=coverage]').inputValue(), '4110*\n411038', 'nothing is lost')
      await next()
      t.equal(await main.locator('[name=base]').inputValue(), base)
      await next()
      for (const day of ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']) {
        await main.locator(`[name=${day}Open]`).fill('00:00')
        await main.locator(`[name=${day}Close]`).fill('23:59')
      }
      await main.locator('[name=webhookUrl]').fill(courier.url)
      await check(`provider-register-work-${lang}`)
      await next()
      await page.waitForURL('**/deliver')
      await check(`provider-draft-${lang}`)

      await press('form[action="/deliver/submit"] button')
      t.ok(await main.locator('[role=alert]').isVisible(), 'a secret is missing')
      await page.goto('/deliver/keys')
      await press('form[action="/deliver/secrets"] button')
      t.match(await main.locator('.copy code').innerText(), /^whsec_/)
      await press('form[action="/deliver/keys"] button')
      t.match(await main.locator('.copy code').innerText(), /^hk_/)
      await check(`provider-keys-${lang}`)
      await page.goto('/deliver')
      await press('form[action="/deliver/submit"] button')
      const { items: mine } = await market.ok<{ items: { providerId: string }[] }>('GET', '/v1/providers', {
        token: owner,
      })
      const { providerId } = mine[0]!
      await market.ok('POST', `/v1/operator/providers/${providerId}/approve`, { token: operator })

      await page.goto('/deliver/coverage')
      await main.locator('[type=file]').setInputFiles({
        name: 'pins.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('pin,city\n411004,Pune\n012345,x\n411999,Nowhere\n'),
      })
      await press('form[action^="/deliver/coverage/upload"] button')
      t.equal(await main.locator('.notice tbody tr').count(), 2, 'two rows are told')
      await check(`provider-coverage-rows-${lang}`)
      await press('form[action="/deliver/coverage"] button.main')
      t.match(await main.locator('[name=coverage]').inputValue(), /411004/)
      await check(`provider-coverage-${lang}`)
      for (const part of ['prices', 'hours', 'company']) {
        await page.goto(`/deliver/${part}`)
        await press(`form[action="/deliver/${part}"] button.main`)
        await check(`provider-${part}-${lang}`)
      }

      const riderPhone = newPhone()
      await page.goto('/deliver/people')
      await main.locator('[name=phone]').fill(riderPhone)
      await press('form[action="/deliver/people"] button')
      t.equal(await main.locator('.card-list > li').count(), 2)
      await check(`provider-people-${lang}`)

      const parcel = await parcelOf(`web-${lang}`)
      const rider = await visitor(await market.signIn(riderPhone), { ...way, width: 360 })
      const stop = rider.page.locator('main')
      const tap = async (name: string) => {
        await Promise.all([rider.page.waitForEvent('load'), stop.locator(name).click()])
      }
      await rider.page.goto('/deliver/ride')
      await rider.check(`provider-ride-${lang}`)
      await tap('a.button.wide')
      t.match(await stop.locator('a[href^="geo:"]').getAttribute('href'), /^geo:18\./)
      await rider.check(`provider-ride-pickup-${lang}`)
      const wrong = String((Number(parcel.handoverCode) + 1) % 1_000_000).padStart(6, '0')
      await stop.locator('[name=code]').fill(wrong)
      await tap('[data-word=pickedUp] button[type=submit]')
      t.ok(await stop.locator('[role=alert]').isVisible(), 'the wrong code is told')
      await rider.check(`provider-ride-wrong-${lang}`)
      await stop.locator('[name=code]').fill(parcel.handoverCode)
      await tap('[data-word=pickedUp] button[type=submit]')
      t.equal(await parcel.state(), 'pickedUp')
      await tap('[data-word=outForDelivery] button')
      t.equal(await parcel.state(), 'outForDelivery')
      await rider.check(`provider-ride-drop-${lang}`)
      await stop.locator('details.card summary').click()
      await tap('[data-word=deliveryFailed] button')
      t.equal(await parcel.state(), 'deliveryFailed')
      await rider.check(`provider-ride-failed-${lang}`)
      await stop.locator('[name=cash]').check()
      if (lang === 'en') await stop.locator('[name=code]').fill(parcel.deliveryCode)
      else {
        // The buyer has no code: a photo with its place is as good.
        const form = stop.locator('[data-word=delivered]')
        await form.locator('details summary').click()
        await form.locator('[data-place-found]').waitFor({ state: 'hidden' })
        await form.locator('[type=file]').setInputFiles({
          name: 'door.jpg',
          mimeType: 'image/jpeg',
          buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('a door')]),
        })
        await form.locator('[data-place-found]').waitFor()
        await rider.check(`provider-ride-photo-${lang}`)
      }
      await tap('[data-word=delivered] button[type=submit]')
      await rider.page.waitForURL('**/deliver/ride')
      t.equal(await parcel.state(), 'delivered')
      await rider.check(`provider-ride-done-${lang}`)

      await page.goto('/deliver')
      await check(`provider-home-${lang}`)
      await page.goto('/deliver/parcels?state=ended')
      await press('tbody th a')
      await check(`provider-parcel-${lang}`)
      await page.goto('/deliver/calls')
      t.ok((await main.locator('tbody tr').count()) > 0, 'the booking is in the log')
      await main.locator('tbody details summary').first().click()
      await check(`provider-calls-${lang}`)
      await page.goto('/deliver/score')
      await check(`provider-score-${lang}`)
      await page.goto('/deliver/money')
      t.match(await main.innerText(), /₹135|₹1[0-9]{2}/, 'the cash at the door')
      await check(`provider-money-${lang}`)
      await main.locator('details summary', { hasText: /Write it here|यहाँ लिखें/ }).click()
      const sent = `ord_01jd3h5w6nfz8t6m3m3m3m3m3m,12.00,2026-11-20,4123456789${lang === 'en' ? '01' : '02'}`
      await main.locator('[name=csv]').fill(`reference,amount,date,utr\n${sent}`)
      await press('form[action$="/money/files"]:not([enctype]) button')
      await check(`provider-settlement-${lang}`)
      await main.locator('.notice summary').click()
      await press('form[action$="/withdraw"] button')
      t.equal(await main.locator('form[action$="/withdraw"]').count(), 0, 'taken back once')
      await page.goto('/deliver/money')
      await page.emulateMedia({ media: 'print', colorScheme: 'light' })
      await check(`provider-money-print-${lang}`)
    })
  }
})
