import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { startups, traders } from '../../src/app/demo/cast.ts'
import { acceptAndPack, admitProvider, openShop, type Steps, until } from '../../src/app/demo/steps.ts'
import { noChromium, openBrowser } from '../support/browser.ts'
import { newPhone, startTestMarket } from '../support/market.ts'
import { buyOne, parcelOf, shelve, type Town } from '../support/town.ts'

/** What startups read on their pages, by its key. */
const wordsOf = (lang: 'en' | 'hi'): Record<string, string> =>
  JSON.parse(
    readFileSync(new URL(`../../src/web/i18n/messages/${lang}/provider.json`, import.meta.url), 'utf8'),
  )

/** A startup's server that goes down as it is asked for its first parcel, and comes back where it was. */
const startServer = async (t: Test) => {
  const booked = new Set<string>()
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      if (request.method === 'POST' && request.url?.endsWith('/bookings')) {
        booked.add(JSON.parse(text).reference)
        response.destroy()
        server.close()
        server.closeAllConnections()
        return
      }
      const isKnown = booked.has(request.url?.split('/').at(-1) ?? '')
      response
        .writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(isKnown ? { decision: 'accepted' } : {}))
    })
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen(0)
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${port}`, booked, comeBack: () => listen(port) }
}

interface Call {
  operation: string
  outcome: string
  status: number | null
}

t.test('a question that found no server is asked again from the log', { skip: noChromium }, async (t) => {
  const market = await startTestMarket(t, { workers: true })
  const steps: Steps = { market, codeFor: (phone) => market.texts.codeFor(phone) }
  const operator = await market.operator()
  const shop = await openShop(steps, traders.kirana, operator)
  const server = await startServer(t)
  const provider = await admitProvider(steps, startups[0], server.url, operator)
  const town = { steps, operator, shop } as Town
  const buyer = await market.signIn(newPhone())
  const { orders } = await buyOne(town, buyer, await shelve(town, buyer, 5), 'calls')
  await acceptAndPack(steps, shop, orders[0]!.orderId)
  const calls = () =>
    market
      .ok<{ items: Call[] }>('GET', `/v1/providers/${provider.providerId}/calls`, { token: provider.owner })
      .then(({ items }) => items)
  await until('it was asked after, in vain', async () =>
    (await calls()).some(({ operation, status }) => operation === 'status' && status === null),
  )

  const visit = async (lang: 'en' | 'hi', width: number) => {
    const { baseUrl } = market
    const opened = await openBrowser(t, { baseUrl, lang, width, script: false })
    await opened.context.addCookies([{ name: 'haat_access', value: provider.owner, url: baseUrl }])
    const main = opened.page.locator('main')
    const again = async () => {
      const row = main.locator('tbody tr', { has: opened.page.locator('form[action$="/again"]') }).first()
      await row.locator('details summary').click()
      await Promise.all([opened.page.waitForEvent('load'), row.locator('form button').click()])
      return opened.page.locator('.notice').first().innerText()
    }
    return { ...opened, main, again, words: wordsOf(lang) }
  }
  const down = await visit('en', 1280)
  await down.page.goto('/deliver/calls?failed=true')
  await down.check('provider-calls-down')
  const before = (await calls()).length
  t.match(await down.again(), down.words['calls.unanswered']!, 'what came is told, and it was nothing')
  await down.check('provider-calls-down-again')
  t.ok((await calls()).length > before, 'it is in the log')
  t.match(await down.main.locator('tbody tr').first().innerText(), /Not reached|No answer/)

  await server.comeBack()
  const up = await visit('hi', 360)
  await up.page.goto('/deliver/calls?failed=true')
  t.match(await up.again(), up.words['calls.repeated']!)
  t.match(await up.main.locator('tbody tr').first().innerText(), /200/)
  await up.check('provider-calls-up')
  await until(
    'the parcel is booked',
    async () => (await parcelOf(town, orders[0]!.orderId))?.state === 'booked',
  )
  t.equal(server.booked.size, 1, 'once')
})
