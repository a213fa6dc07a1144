import t from 'tap'
import { until } from '../../src/app/demo/steps.ts'
import { noChromium, openBrowser } from '../support/browser.ts'
import { newPhone, startTestMarket } from '../support/market.ts'

t.test(
  'a startup without a server registers on its pages, and none speaks of a server',
  {
    skip: noChromium,
  },
  async (t) => {
    const market = await startTestMarket(t, { workers: true })
    const { baseUrl } = market
    const owner = await market.signIn(newPhone())
    const { page, context, check } = await openBrowser(t, { baseUrl, width: 360 })
    await context.addCookies([{ name: 'haat_access', value: owner, url: baseUrl }])
    const main = page.locator('main')
    const press = (name: string) => Promise.all([page.waitForEvent('load'), main.locator(name).click()])
    const next = () => press('button[name=go][value=next]')
    const step = () => main.locator('[aria-current=step]').innerText()
    const fill = async (fields: Record<string, string>) => {
      for (const [name, value] of Object.entries(fields)) await main.locator(`[name="${name}"]`).fill(value)
    }

    await page.goto('/deliver/register')
    await fill({ name: 'Gaon Express', dipp: 'DIPP41050', contactPhone: '98765 43210' })
    await next()
    await fill({
      coverage: '411038\n41105\nhello\n899999\nAtlantis, Maharashtra',
      districts: 'Nowhere, Kerala',
    })
    await fill({ circles: '411038, 5 km', maxWeightKg: '-3' })
    await next()
    t.match(await step(), /Where/)
    await check('provider-pull-rows')
    t.equal(await main.locator('table tbody tr').count(), 4, 'each row that is no PIN or district is told')
    t.equal(await main.locator('.field.wrong').count(), 1, 'and a weight that is none')
    await fill({ coverage: '411038', maxWeightKg: '12.5' })
    await next()
    await fill({ base: '20', perKm: '3', perKg: '1' })
    await next()
    await main.locator('[name=channel][value=pull]').check()
    await main.locator('details summary').click()
    await fill({ monOpen2: '21:30', monClose2: '23:00' })
    await next()
    t.match(await step(), /Where/, 'where the district is that the market does not know')
    t.match(await main.locator('.field.wrong').innerText(), /no such district/)
    await fill({ districts: '' })
    for (let at = 0; at < 3; at += 1) await next()
    await page.waitForURL('**/deliver')
    t.match(await main.innerText(), /Make an API key/)
    t.notMatch(await main.innerText(), /secret/)

    await page.goto('/deliver/coverage')
    t.match(
      await main.locator('[name=circles]').inputValue(),
      /^18\.\d+, 73\.\d+, 5 km$/,
      'around the PIN’s middle',
    )
    await page.goto('/deliver/hours')
    await fill({ parcelsPerDay: '30' })
    await press('button.main')
    t.equal(await main.locator('[name=monOpen2]').inputValue(), '21:30', 'a second opening stays')

    for (const [path, text] of [
      ['keys', /fetches offers/],
      ['checks', /no server to check/],
      ['calls', /no server of yours/],
    ] as const) {
      await page.goto(`/deliver/${path}`)
      t.match(await main.innerText(), text)
      t.notMatch(await main.innerText(), /[Ww]ebhook secret|Check my server|your server/)
      await check(`provider-pull-${path}`)
    }
    await page.goto('/deliver/keys')
    await press('form[action="/deliver/keys"] button')
    await page.goto('/deliver')
    await press('form[action="/deliver/submit"] button')
    await until('it is tried out, without another word', async () => {
      await page.reload()
      return /artificial parcels/.test(await main.innerText())
    })
    const { items } = await market.ok<{ items: { providerId: string }[] }>('GET', '/v1/providers', {
      token: owner,
    })
    const operator = await openBrowser(t, { baseUrl, width: 360 })
    await operator.context.addCookies([{ name: 'haat_access', value: await market.operator(), url: baseUrl }])
    await operator.page.goto('/govern')
    t.match(await operator.page.locator('main').innerText(), /One is tried out/)
    await operator.page.goto(`/govern/providers/${items[0]!.providerId}`)
    await operator.check('provider-sandbox-operator')
    await operator.page.locator('main button[value=approve]').click()
    await until('it is approved', async () => {
      await page.reload()
      return /Approved/.test(await main.innerText())
    })
  },
)
