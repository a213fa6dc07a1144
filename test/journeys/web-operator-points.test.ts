import t from 'tap'
import { noChromium, openBrowser } from '../support/browser.ts'
import { startTestMarket } from '../support/market.ts'

t.test(
  'an operator opens a hub, finds it, suspends it and takes that back',
  { skip: noChromium },
  async (t) => {
    const market = await startTestMarket(t)
    const { baseUrl } = market
    const operator = await market.operator()
    const points = () =>
      market
        .ok<{ items: Record<string, unknown>[] }>('GET', '/v1/operator/points', { token: operator })
        .then(({ items }) => items)

    for (const [lang, width, script, pin] of [
      ['en', 1280, false, '440001'],
      ['hi', 360, true, '110001'],
    ] as const) {
      await t.test(`in ${lang}, ${width} px wide${script ? '' : ', without script'}`, async (t) => {
        const { page, check, context } = await openBrowser(t, { baseUrl, lang, width, script })
        await context.addCookies([{ name: 'haat_access', value: operator, url: baseUrl }])
        const main = page.locator('main')
        const press = async (name: string) => {
          await main.locator(name).first().click()
          await page.waitForLoadState('load')
        }
        const before = (await points()).length

        await page.goto('/govern')
        await press('a[href="/govern/points"]')
        if (before === 0) t.ok(await main.locator('.empty').isVisible(), 'there is none yet')
        await check(`operator-points-first-${lang}`)
        await press('a[href="/govern/points/hub"]')
        await check(`operator-hub-${lang}`)
        await main.locator('[name=pin]').fill('560999')
        await main.locator('[name=shelfParcels]').fill('many')
        await main.locator('[name=open]').fill('10:00')
        await main.locator('[name=close]').fill('10:00')
        await press('form[action="/govern/points/hub"] > button')
        const wrong = () =>
          main
            .locator('.field.wrong')
            .evaluateAll((fields) => fields.map((field) => field.getAttribute('data-field')))
        t.same(await wrong(), ['name', 'line1', 'shelfParcels'], 'what is missing is said at its field')
        const said = await main.locator('[data-field=shelfParcels] .error').innerText()
        t.match(said, lang === 'en' ? /in digits/ : /अंकों/, 'a number is asked for, where words stand')
        t.equal(await main.locator('[name=pin]').inputValue(), '560999', 'what was typed is kept')
        await check(`operator-hub-refused-${lang}`)
        await main.locator('[name=name]').fill(`Ring Road hub ${lang}`)
        await main.locator('[name=line1]').fill('1 Ring Road')
        await main.locator('[name=shelfParcels]').fill('40')
        await press('form[action="/govern/points/hub"] > button')
        t.same(await wrong(), ['pin'], 'a PIN that there is not')
        await main.locator('[name=pin]').fill(pin)
        await press('form[action="/govern/points/hub"] > button')
        t.same(await wrong(), ['days'], 'hours that are none')
        await main.locator('[name=open]').fill('00:00')
        await main.locator('[name=close]').fill('00:00')
        await main.locator('[name=digipin]').fill('nowhere')
        await press('form[action="/govern/points/hub"] > button')
        t.same(await wrong(), ['digipin'])
        await main.locator('[name=digipin]').fill('')
        await main.locator('[name=days][value=sun]').uncheck()
        await press('form[action="/govern/points/hub"] > button')
        t.match(page.url(), new RegExp(`pin=${pin}$`), 'the list, where the new one is')

        const [made] = (await points()).filter((one) => one.pin === pin)
        const week = made!.hours as { week: Record<string, unknown> }
        t.match(made, { kind: 'hub', status: 'open', shelfParcels: 40, feePaise: 0, place: { lat: Number } })
        t.match(week.week, { mon: [{ open: '00:00', close: '24:00' }] })
        t.notOk('sun' in week.week)
        t.equal(await main.locator('tbody tr').count(), 1)
        await check(`operator-points-${lang}`)

        const status = async () => (await points()).find(({ pointId }) => pointId === made!.pointId)!.status
        await main.locator('tbody details summary').click()
        await press('tbody details form button')
        t.equal(await main.locator('tbody details[open] .field.wrong').count(), 1, 'a reason is wanted')
        await check(`operator-points-refused-${lang}`)
        await main.locator('tbody details input[name^=reason]').fill('Parcels lay in the rain.')
        await press('tbody details form button')
        t.equal(await status(), 'suspended')
        await page.goto(`/govern/points?status=suspended&pin=${pin.slice(0, 2)}`)
        t.match(await main.locator('tbody').innerText(), /Parcels lay in the rain\./)
        await check(`operator-points-suspended-${lang}`)
        await press('form[action*="/resume"] button')
        t.equal(await status(), 'open')
        t.ok(await main.locator('.empty').isVisible(), 'none of these is suspended any more')
        await check(`operator-points-none-${lang}`)
        await page.goto('/govern/points?pin=x')
        t.equal(await main.locator('[name=pin][aria-invalid]').count(), 1)
        await check(`operator-points-wrong-pin-${lang}`)
      })
    }
  },
)
