import t from 'tap'
import { startups, traders } from '../../src/app/demo/cast.ts'
import {
  acceptAndPack,
  buy,
  type Steps,
  shipmentsOf,
  type TraderPlan,
  until,
} from '../../src/app/demo/steps.ts'
import { noChromium, openBrowser } from '../support/browser.ts'
import { startCourier } from '../support/courier.ts'
import { newPhone, startTestMarket } from '../support/market.ts'

const alwaysOpen = Object.fromEntries(
  ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, [{ open: '00:00', close: '24:00' }]]),
)

t.test('an operator verifies, approves, finds and settles', { skip: noChromium }, async (t) => {
  const market = await startTestMarket(t, { workers: true })
  const { baseUrl } = market
  const steps: Steps = { market, codeFor: (phone) => market.texts.codeFor(phone) }
  const operator = await market.operator()

  /** A trader that was put forward and waits. */
  const putForward = async ({ phone, shop, ...registration }: TraderPlan) => {
    const owner = await market.signIn(phone)
    const { traderId } = await market.ok<{ traderId: string }>('POST', '/v1/traders', {
      token: owner,
      body: registration,
    })
    const { spot, pinsServed = [], ...facts } = shop
    const { shopId } = await market.ok<{ shopId: string }>('POST', `/v1/traders/${traderId}/shops`, {
      token: owner,
      body: {
        ...facts,
        pin: spot.pin,
        point: { lat: spot.lat, lng: spot.lng },
        carePhone: phone,
        hours: { week: alwaysOpen },
        selfPickup: true,
        pinsServed,
      },
    })
    await market.ok('POST', `/v1/traders/${traderId}/submit`, { token: owner })
    return { owner, traderId, shopId, name: shop.name }
  }

  /** A startup that was put forward and waits. */
  const applying = async (at: 0 | 1, webhookUrl: string) => {
    const { phone, pinPrefixes, ...facts } = startups[at]
    const token = await market.signIn(phone)
    const { providerId } = await market.ok<{ providerId: string }>('POST', '/v1/providers', {
      token,
      body: {
        ...facts,
        contactPhone: phone,
        capabilities: {
          pickup: { pins: [], pinPrefixes, circles: [] },
          maxWeightGrams: 20_000,
          food: true,
          cod: true,
          hours: { week: alwaysOpen },
        },
        webhookUrl,
      },
    })
    await market.ok('POST', `/v1/providers/${providerId}/webhook-secrets`, { token })
    await market.ok('POST', `/v1/providers/${providerId}/submit`, { token })
    return providerId
  }

  const shop = await putForward(traders.kirana)
  const second = await putForward(traders.provisions)
  const courier = await startCourier(t)

  /** A parcel that was booked five hours ago and never fetched. */
  const stuckParcel = async (key: string): Promise<string> => {
    const { listingId } = await market
      .ok<{ items: { listingId: string }[] }>('GET', `/v1/shops/${shop.shopId}/listings`, {
        token: shop.owner,
      })
      .then(({ items }) => items[0]!)
    const phone = newPhone()
    const { spot } = traders.kirana.shop
    const drop = {
      name: 'Asha',
      phone,
      line1: 'Flat 9',
      pin: spot.pin,
      point: { lat: spot.lat, lng: spot.lng },
    }
    const items = [{ listingId, shopId: shop.shopId, quantity: 1 }]
    const { orders } = await buy(steps, await market.signIn(phone), { items, method: 'cod', drop }, key)
    const { orderId } = orders[0]!
    await acceptAndPack(steps, shop, orderId)
    const parcel = await until('the parcel is booked', async () => {
      const [seen] = await shipmentsOf(steps, shop.owner, orderId, 'shop')
      return seen?.state === 'booked' && seen
    })
    await market.database.pool.query(
      `update shipments set state_since = now() - interval '5 hours' where order_id in
         (select id from orders order by id desc limit 1)`,
    )
    return parcel.shipmentId
  }

  /** Two products in two spellings, found by the walk. */
  const twice = async (brand: string): Promise<string> => {
    for (const name of ['Sona Masoori', 'Sona Masuri']) {
      const body = {
        ...{
          traderId: shop.traderId,
          brand,
          name,
          category: 'Rice',
          netQuantity: 1,
          unit: 'kg',
          hsn: '1006',
        },
        ...{ gstBps: 500, mrpPaise: 8000, origin: 'IN', maker: 'A mill, Pune', foodMark: 'veg' },
        fssai: '10018000000001',
      }
      await market.ok('POST', '/v1/products', { token: shop.owner, body })
    }
    return until('the two are found alike', async () => {
      await market.running.modules.duplicates.look()
      const { items } = await market.ok<{ items: { pairId: string }[] }>('GET', '/v1/operator/duplicates', {
        token: operator,
      })
      return items[0]?.pairId
    })
  }

  for (const [lang, width, nth, script] of [
    ['en', 1280, 0, false],
    ['hi', 360, 1, true],
  ] as const) {
    await t.test(`in ${lang}, ${width} px wide${script ? '' : ', without script'}`, async (t) => {
      const { page, check, context } = await openBrowser(t, { baseUrl, lang, width, script })
      await context.addCookies([{ name: 'haat_access', value: operator, url: baseUrl }])
      const main = page.locator('main')
      const press = async (name: string) => {
        await main.locator(name).first().click()
        await page.waitForLoadState('load')
      }

      await page.goto('/govern')
      await check(`operator-board-${lang}`)
      await press('a[href="/govern/traders"]')
      await check(`operator-traders-${lang}`)
      await press('tbody th a')
      t.equal(await main.locator('.checks > li').count(), 10)
      await check(`operator-trader-${lang}`)
      if (lang === 'en') {
        await press('button[value=verify]')
        const { status } = await market.ok<{ status: string }>('GET', `/v1/traders/${shop.traderId}`, {
          token: shop.owner,
        })
        t.equal(status, 'verified')
      } else {
        await main.locator('details summary').first().click()
        await main.locator('[name="reason.fssai"]').fill('लाइसेंस की तारीख़ निकल चुकी है।')
        await check(`operator-send-back-${lang}`)
        await press('button[value=sendBack]')
        const trader = await market.ok('GET', `/v1/traders/${second.traderId}`, { token: second.owner })
        t.match(trader, { status: 'sentBack', sendBackReasons: [{ pointer: '/fssai' }] })
      }
      await check(`operator-traders-after-${lang}`)

      const providerId = await applying(nth, courier.url)
      await page.goto('/govern/providers')
      await check(`operator-providers-${lang}`)
      await press('tbody th a')
      await check(`operator-provider-${lang}`)
      await press('button[value=approve]')
      t.match(await market.ok('GET', `/v1/operator/providers/${providerId}`, { token: operator }), {
        status: 'approved',
      })

      if (lang === 'en') {
        await market.ok('POST', `/v1/shops/${shop.shopId}/imports`, {
          token: shop.owner,
          raw: { type: 'text/csv', content: priceList },
        })
        await until('the goods are in', async () => {
          const { items } = await market.ok<{ items: unknown[] }>(
            'GET',
            `/v1/shops/${shop.shopId}/listings`,
            { token: shop.owner },
          )
          return items.length > 0
        })
      }
      const shipmentId = await stuckParcel(`stuck-${lang}`)
      await page.goto('/govern')
      await check(`operator-board-busy-${lang}`)
      await press('a[href="/govern/stuck"]')
      await check(`operator-stuck-${lang}`)
      await page.goto('/govern/post')
      await page.setInputFiles('[name="file"]', {
        name: 'events.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'Article Number,Event,Event Date,Event Time,Office,Remarks\r\nCK100000005IN,Item Booked,22-11-2026,11:05:00,Koramangala SO,\r\nEND,1\r\n',
        ),
      })
      await press('form[action^="/govern/post/tracking"] button')
      await check(`operator-post-report-${lang}`)
      await page.goto('/govern/post')
      await check(`operator-post-${lang}`)
      await page.goto('/govern/stuck')
      await press(`a[href="/govern/parcels/${shipmentId}"]`)
      await check(`operator-parcel-${lang}`)
      await press('form[action$="/settle"] button')
      t.ok(await main.locator('[role=alert]').isVisible(), 'a reason is wanted')
      await main.locator('[name=reason]').fill('The buyer said so by phone.')
      await main.locator('[name=status][value=delivered]').check()
      await press('form[action$="/settle"] button')
      t.match(await market.ok('GET', `/v1/shipments/${shipmentId}?as=operator`, { token: operator }), {
        state: 'delivered',
      })
      await check(`operator-settled-${lang}`)
      await page.goto('/govern/stuck')
      await check(`operator-stuck-none-${lang}`)

      await page.goto('/govern/india')
      t.ok((await main.locator('.india circle').count()) > 300, 'the country is drawn')
      await check(`operator-india-${lang}`)

      await page.goto('/govern/announcements')
      await press('form[action="/govern/announcements"] button')
      await check(`operator-announcements-refused-${lang}`)
      for (const [name, text] of Object.entries({
        title: 'Rain in Pune',
        titleHi: 'पुणे में बारिश',
        body: 'Parcels come later today.',
        bodyHi: 'आज पार्सल देर से आएँगे।',
        shownUntil: '2035-01-01T10:00',
      }))
        await main.locator(`[name=${name}]`).fill(text)
      await press('form[action="/govern/announcements"] button')
      await check(`operator-announcements-${lang}`)
      t.equal((await market.ok<{ items: unknown[] }>('GET', '/v1/announcements')).items.length, 1)
      const front = await fetch(new URL('/', baseUrl), { headers: { 'accept-language': lang } })
      t.match(await front.text(), lang === 'hi' ? /पुणे में बारिश/ : /Rain in Pune/, 'buyers read it')
      await main.locator('article details summary').first().click()
      await press('article form button')
      t.equal((await market.ok<{ items: unknown[] }>('GET', '/v1/announcements')).items.length, 0)

      const phone = newPhone()
      await page.goto('/govern/people')
      await main.locator('[name=phone]').first().fill(phone)
      await press('form[method=get] button')
      await main.locator('.empty summary').click()
      await check(`operator-people-grant-${lang}`)
      await press('.empty form button')
      await check(`operator-people-${lang}`)
      await main.locator('details.ask summary').last().click()
      await press('details.ask[open] button')
      t.equal(await main.locator('details.ask').count(), 0, 'the seat is taken away again')

      await page.goto('/govern/synonyms?q=atta')
      await main.locator('article details summary').first().click()
      await check(`operator-synonyms-${lang}`)
      await main.locator('article [name=terms]').first().fill(`gahu ${lang}`)
      await press('article details form button')
      t.match(await main.locator('article .badge.good').allInnerTexts(), [`gahu ${lang}`])
      await check(`operator-synonyms-added-${lang}`)
      await press('article .word-list form button')
      await main.locator('textarea').fill('alone')
      await press('.card > form button')
      t.ok(await main.locator('[role=alert]').isVisible(), 'a group needs two words')
      await check(`operator-synonyms-refused-${lang}`)

      const pairId = await twice(lang)
      await page.goto('/govern/duplicates')
      await check(`operator-duplicates-${lang}`)
      await page.goto(`/govern/duplicates/${pairId}`)
      t.ok((await main.locator('mark').count()) >= 2, 'what differs is marked')
      await check(`operator-duplicates-pair-${lang}`)
      await press('form[action$="/merge"] button')
      t.equal(await main.locator(`a[href$="${pairId}"]`).count(), 0, 'it waits no more')
      await page.goto('/govern/merges')
      await check(`operator-merges-${lang}`)
      await press('form[action$="/undo"] button')
      t.equal(await main.locator('form[action$="/undo"]').count(), 0, 'and is undone once')

      await page.goto('/govern/products')
      await main.locator('[name=q]').fill('sona')
      await press('form[method=get] button')
      await check(`operator-products-${lang}`)
      await press('tbody th a')
      await main.locator('[name=weightGrams]').fill('1100')
      await main.locator('[name=lengthMm]').fill('22')
      await press('form[action$="/parcel"] button')
      t.ok(await main.locator('[name=widthMm][aria-invalid]').isVisible(), 'a size has three sides')
      await check(`operator-product-refused-${lang}`)
      await main.locator('[name=widthMm]').fill('14')
      await main.locator('[name=heightMm]').fill('6.5')
      await press('form[action$="/parcel"] button')
      t.match(await main.locator('td').allInnerTexts(), /22 × 14 × 6.5 cm/)
      await check(`operator-product-saved-${lang}`)
      await press('form.alone button')
      t.equal(await main.locator('[name=lengthMm]').last().inputValue(), '', 'it is as it was')

      await page.goto('/govern/audit')
      t.ok((await main.locator('tbody tr').count()) >= 5)
      await check(`operator-audit-${lang}`)
    })
  }
})

t.test('operators alone come in', async (t) => {
  const market = await startTestMarket(t)
  const stranger = await market.signIn(newPhone())
  for (const path of ['/govern', '/govern/traders', '/govern/people', '/govern/audit']) {
    const as = (token?: string) =>
      fetch(new URL(path, market.baseUrl), {
        redirect: 'manual',
        headers: { accept: 'text/html', ...(token ? { cookie: `haat_access=${token}` } : {}) },
      })
    t.equal((await as()).status, 303, `${path}: to the sign-in`)
    t.equal((await as(stranger)).status, 403, `${path}: not for everybody`)
  }
})

const priceList = [
  'sku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,fssai,shelfLifeDays,minimumQuantity,imageUrl',
  'ATTA-1,,Sahyadri,Chakki Atta,चक्की आटा,Atta,1,kg,1101,5,60.00,55.00,50,IN,"Sahyadri Foods, Pune",veg,10018000000001,90,1,',
].join('\n')
