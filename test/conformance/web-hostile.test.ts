/** What hands and programs send to pages that no form of ours would: refused, or taken, and never an error of ours. */
import { request as ask } from 'node:http'
import t from 'tap'
import { newPhone, startTestMarket } from '../support/market.ts'

const market = await startTestMarket(t)
const { baseUrl } = market
const asha = await market.signIn(newPhone())

interface Asked {
  cookies?: Record<string, string>
  headers?: Record<string, string>
  form?: Record<string, string>
}
interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** As it stands: no client of a browser mends the address on its way. */
const raw = (path: string, { cookies = {}, headers = {}, form }: Asked = {}): Promise<Answer> =>
  new Promise((done, failed) => {
    const { hostname, port } = new URL(baseUrl)
    const cookie = Object.entries({ haat_access: asha, ...cookies })
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
    const body = form && new URLSearchParams(form).toString()
    const request = ask(
      {
        hostname,
        port,
        path,
        method: form ? 'POST' : 'GET',
        headers: {
          accept: 'text/html',
          cookie,
          ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          ...headers,
        },
      },
      (response) => {
        let text = ''
        response.on('data', (piece) => {
          text += piece
        })
        response.on('end', () => done({ status: response.statusCode!, headers: response.headers, text }))
      },
    )
    request.on('error', failed)
    request.end(body)
  })

const [csrf, secret] = await (async () => {
  const { text, headers } = await raw('/place')
  const [, token] = /name="_csrf" value="([^"]+)"/.exec(text)!
  const [, kept] = /_csrf=([^;]+)/.exec(String(headers['set-cookie']))!
  return [token!, kept!] as const
})()
const send = (path: string, form: Record<string, string>, more: Asked = {}): Promise<Answer> =>
  raw(path, { ...more, form: { _csrf: csrf, ...form }, cookies: { _csrf: secret, ...more.cookies } })

t.test('names in addresses that no header may hold', async (t) => {
  for (const name of ['%E0%A4%86%E0%A4%9F%E0%A4%BE', '%0D%0ASet-Cookie:%20a=b', '%C3%A9']) {
    const { status, headers } = await raw(`/orders/${name}/bill`)
    t.ok(status < 500, `${name}: ${status}`)
    t.notMatch(String(headers['set-cookie']), /a=b/)
  }
})

t.test('dots in addresses', async (t) => {
  for (const path of ['/orders/%2e%2e', '/orders/%2e%2e/bill', '/shops/%2e', '/purchases/%2e%2e/pay']) {
    const { status } = await raw(path)
    t.ok(status < 500, `${path}: ${status}`)
  }
})

t.test('a notice that was made up', async (t) => {
  for (const notice of [
    { key: 'consumer.place.kept' },
    { key: 'consumer.purchase.againPartly', values: { n: 'many' } },
    { key: 'constructor' },
  ]) {
    const cookies = { haat_notice: encodeURIComponent(JSON.stringify(notice)) }
    const { status } = await raw('/place', { cookies })
    t.equal(status, 200, notice.key)
  }
})

t.test('a page before this one that is no address', async (t) => {
  const cookies = { haat_access: '' }
  for (const referer of ['http://[', '//', 'http://a b'])
    t.equal((await send('/account', {}, { cookies, headers: { referer } })).status, 303, referer)
})

t.test('a saved address with a long first line is a place', async (t) => {
  const drop = { name: 'Asha', phone: '98765 43210', line1: 'x'.repeat(200), pin: '411038' }
  const { addressId } = await market.ok<{ addressId: string }>('POST', '/v1/me/addresses', {
    token: asha,
    body: { drop },
  })
  const { headers } = await send('/place', { addressId, next: '/' })
  const [, kept] = /haat_place=([^;]+)/.exec(String(headers['set-cookie']))!
  t.match((await raw('/', { cookies: { haat_place: kept! } })).text, /411038/)
})

t.test('forms that cannot be taken are no fault of ours, nor of who sent them', async (t) => {
  const stale = await raw('/account', { form: { name: 'Asha' } })
  t.match(stale, { status: 403, text: /open for too long/ })
  const large = await send('/account', { name: 'x'.repeat(300_000) })
  t.match(large, { status: 413, text: /That did not work/ })
  const headers = { 'content-type': 'text/plain' }
  t.match(await send('/account', {}, { headers }), { status: 415, text: /That did not work/ })
})

t.test(
  'the secret of forms stays as long as the session, so that a page kept open can be sent',
  async (t) => {
    const { headers } = await raw('/place', { cookies: { _csrf: '' } })
    t.match(String(headers['set-cookie']), /_csrf=[^;]+; Max-Age=\d{6,}/)
  },
)

t.test('what is no page is kept by no cache either, unless it says so', async (t) => {
  t.equal((await raw('/search/suggestions?q=a')).headers['cache-control'], 'no-store')
  t.match((await raw('/manifest.webmanifest')).headers['cache-control'], /max-age/)
})
