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
    const drop = async () => {
      const { items } = await market.ok<{ items: { capabilities: { drop?: object } }[] }>(
        'GET',
        '/v1/providers',
        { token: owner },
      )
      return items[0]!.capabilities.drop
    }
    t.notOk(
      await main.locator('[name=dropCoverage]').isVisible(),
      'who brings where it fetches is asked nothing',
    )
    await check('provider-coverage-one')
    await main
      .locator('details', { has: page.locator('[name=dropCoverage]') })
      .locator('summary')
      .click()
    await fill({ dropCoverage: '411001\n899999', dropDistricts: 'Nowhere, Kerala' })
    await press('button.main')
    t.match(await main.locator('.notice table tbody').innerText(), /2\s+899999\s+there is no such PIN code/)
    t.match(await main.locator('.notice').first().innerText(), /deliver/)
    t.ok(await main.locator('[name=dropCoverage]').isVisible())
    await check('provider-coverage-drop-rows')
    await fill({ dropCoverage: '411001\n4110*' })
    await press('button.main')
    t.match(await main.locator('.field.wrong').innerText(), /no such district/)
    await fill({ dropDistricts: 'Pune, Maharashtra', dropCircles: '411038, 8 km' })
    await press('button.main')
    const pune = { state: 'Maharashtra', district: 'Pune' }
    t.match(await drop(), { pins: ['411001'], pinPrefixes: ['4110'], districts: [pune], circles: [{}] })
    t.match(await main.locator('[name=coverage]').inputValue(), '411038')
    await check('provider-coverage-drop')
    await main.locator('[name=area][value=drop]').check()
    await main.locator('[name=list]').setInputFiles({
      ...{ name: 'areas.csv', mimeType: 'text/csv', buffer: Buffer.from('pin\n411002\n899999\n') },
    })
    await press('form[action^="/deliver/coverage/upload"] button')
    t.match(await main.locator('.notice table tbody').innerText(), /3\s+899999/)
    t.equal(await main.locator('[name=dropCoverage]').inputValue(), '4110*\n411001\n411002')
    t.equal(await main.locator('[name=coverage]').inputValue(), '411038', 'the other list is as it was')
    await fill({ dropCoverage: '', dropDistricts: '', dropCircles: '' })
    await press('button.main')
    t.equal(await drop(), undefined, 'without any it delivers where it fetches')
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
