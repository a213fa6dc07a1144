import t from 'tap'
import { openBazaar } from '../support/bazaar.ts'
import { newPhone } from '../support/market.ts'

const { market, shops } = await openBazaar(t)
const { baseUrl } = market
const place = encodeURIComponent(JSON.stringify({ pin: '411038', name: 'Kothrud, Pune' }))

interface Asked {
  token?: string | undefined
  cookies?: Record<string, string>
  form?: Record<string, string>
  headers?: Record<string, string>
  lang?: 'en' | 'hi'
}

/** Asks for a page as a browser does; a form goes with the token of a page. */
async function visit(path: string, { token, cookies = {}, form, headers = {}, lang = 'en' }: Asked = {}) {
  const jar = { haat_place: place, haat_lang: lang, ...(token ? { haat_access: token } : {}), ...cookies }
  const cookieOf = (all: Record<string, string>) =>
    Object.entries(all)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
  let body: URLSearchParams | undefined
  if (form) {
    const page = await fetch(new URL('/place', baseUrl), { headers: { cookie: cookieOf(jar) } })
    const [, csrf] = /name="_csrf" value="([^"]+)"/.exec(await page.text())!
    const [, secret] = /_csrf=([^;]+)/.exec(page.headers.get('set-cookie') ?? '')!
    Object.assign(jar, { _csrf: secret })
    body = new URLSearchParams({ _csrf: csrf!, ...form })
  }
  const reply = await fetch(new URL(path, baseUrl), {
    redirect: 'manual',
    headers: { accept: 'text/html', cookie: cookieOf(jar), ...headers },
    ...(body ? { method: 'POST', body } : {}),
  })
  const text = await reply.text()
  return { status: reply.status, text, to: reply.headers.get('location'), kept: reply.headers.getSetCookie() }
}

const asha = await market.signIn(newPhone())
const stranger = await market.signIn(newPhone())
const { items } = await market.ok<{ items: { listingId: string; shopId: string; name: string }[] }>(
  'GET',
  '/v1/search?pin=411038&q=salt',
)
const salt = items[0]!

t.test('pages of one person are for that person', async (t) => {
  for (const path of ['/checkout', '/orders', '/account', '/account/addresses/new']) {
    const { status, to } = await visit(path)
    t.equal(status, 303, path)
    t.equal(to, `/sign-in?next=${encodeURIComponent(path)}`, path)
  }
  await market.ok('PUT', `/v1/cart/items/${salt.listingId}`, {
    token: asha,
    body: { shopId: salt.shopId, quantity: 1 },
  })
  const drop = { name: 'Asha', phone: '98765 43210', line1: 'Flat 9', pin: '411038' }
  const quote = await market.ok<{ totalPaise: number }>('POST', '/v1/cart/quote', {
    token: asha,
    body: { drop: { pin: drop.pin }, method: 'upi' },
  })
  const bought = await market.ok<{ purchaseId: string; orders: { orderId: string }[] }>(
    'POST',
    '/v1/checkouts',
    {
      token: asha,
      idempotencyKey: 'http-1',
      body: { drop, method: 'upi', expectedTotalPaise: quote.totalPaise },
    },
  )
  const { purchaseId } = bought
  const { orderId } = bought.orders[0]!
  const pages = [
    `/purchases/${purchaseId}`,
    `/purchases/${purchaseId}/pay`,
    `/purchases/${purchaseId}/cancel`,
    `/orders/${orderId}`,
    `/orders/${orderId}/live`,
    `/orders/${orderId}/cancel`,
    `/orders/${orderId}/help`,
    `/orders/${orderId}/bill`,
  ]
  for (const path of pages) {
    t.equal((await visit(path, { token: stranger })).status, 404, `a stranger: ${path}`)
    t.notMatch((await visit(path, { token: stranger })).text, /Flat 9/)
  }
  for (const path of pages.slice(0, -1)) t.equal((await visit(path, { token: asha })).status, 200, path)
  t.equal(
    (await visit(pages.at(-1)!, { token: asha })).to,
    `/orders/${orderId}`,
    'no bill before it is packed',
  )
  const form = { reason: 'mind' }
  t.equal((await visit(`/orders/${orderId}/cancel`, { token: stranger, form })).status, 404)
  t.equal((await visit(`/orders/${orderId}/rating`, { token: asha, form: { stars: '5' } })).status, 409)
  t.equal((await visit(`/orders/${orderId}/cancel`, { token: asha, form })).status, 303)
  t.match((await visit(`/orders/${orderId}`, { token: asha })).text, /This order is cancelled/)
  t.equal((await visit(`/purchases/${purchaseId}/pay`, { token: asha })).to, `/purchases/${purchaseId}`)
})

t.test('what somebody made up is no page, and no error of ours', async (t) => {
  for (const path of [
    '/shops/shp_x',
    '/shops/shp_01h455vb4pex5vsknk084sn02q',
    `/shops/${salt.shopId}/items/lst_01h455vb4pex5vsknk084sn02q`,
    '/search?cursor=made-up',
    '/search?q=%00',
    `/search?q=${'x'.repeat(500)}&min=abc&max=-1&sort=paid&category=${'y'.repeat(300)}`,
    '/search/suggestions?q=%F0%9F%98%80',
    '/place?name=%3Cscript%3E',
    '/products/prd_01h455vb4pex5vsknk084sn02q',
  ]) {
    const { status, text } = await visit(path)
    t.ok(status < 500, `${path}: ${status}`)
    t.notMatch(text, /<script>/)
  }
  for (const cookie of ['nonsense', '%7B', encodeURIComponent('{"pin":"1"}'), 'x'.repeat(3000)]) {
    t.equal((await visit('/', { cookies: { haat_place: cookie, haat_basket: cookie } })).status, 200)
    t.equal((await visit('/basket', { cookies: { haat_place: cookie, haat_basket: cookie } })).status, 200)
  }
})

t.test('forms say what is wrong, keep what was typed, and want the token of a page', async (t) => {
  const refused = await visit('/account/addresses', {
    token: asha,
    form: { 'drop.name': 'Asha <b>', 'drop.phone': '12', 'drop.line1': '', 'drop.pin': '411038' },
  })
  t.equal(refused.status, 400)
  t.match(refused.text, /Asha &lt;b>|Asha &lt;b&gt;/)
  t.match(refused.text, /id="f-drop-line1-error"/)
  const hindi = await visit('/place', { form: { pin: '000000' }, lang: 'hi' })
  t.equal(hindi.status, 400)
  t.match(hindi.text, /पिन कोड में छह अंक/)
  t.match((await visit('/place', { form: { pin: '209999' } })).text, /no such PIN code/i)
  for (const path of ['/place', '/basket/items', '/basket/clear', '/checkout', '/account']) {
    const { status } = await fetch(new URL(path, baseUrl), {
      method: 'POST',
      headers: { cookie: `haat_access=${asha}` },
      body: new URLSearchParams({ pin: '411038' }),
    })
    t.equal(status, 403, path)
  }
})

t.test('a place is said by PIN, position, DIGIPIN or a saved address', async (t) => {
  for (const form of [
    { pin: '411 038' },
    { lat: '18.5074', lng: '73.8077' },
    { digipin: '39J-49L-L8T4' },
  ] as Record<string, string>[]) {
    const { status, kept } = await visit('/place', { form: { next: '/search?q=rice', ...form } })
    t.equal(status, 303, JSON.stringify(form))
    t.ok(
      kept.some((cookie) => cookie.startsWith('haat_place=') && /HttpOnly/.test(cookie)),
      JSON.stringify(form),
    )
  }
  const elsewhere = await visit('/place', { form: { next: 'https://evil.example', pin: '411038' } })
  t.equal(elsewhere.to, '/', 'and leads nowhere else')
})

t.test('a basket before signing in moves into the account', async (t) => {
  const put = await visit('/basket/items', {
    form: { shopId: salt.shopId, listingId: salt.listingId, label: 'Salt', quantity: '3' },
  })
  t.equal(put.status, 303)
  const basket = /haat_basket=([^;]+)/.exec(put.kept.join('\n'))![1]!
  const before = await visit('/basket', { cookies: { haat_basket: basket } })
  t.match(before.text, /Iodised Salt/)
  const token = await market.signIn(newPhone())
  const after = await visit('/basket', { token, cookies: { haat_basket: basket } })
  t.match(after.text, /Iodised Salt/)
  t.ok(
    after.kept.some((cookie) => /^haat_basket=;/.test(cookie)),
    'the cookie is gone',
  )
  const cart = await market.ok<{ items: { quantity: number }[] }>('GET', '/v1/cart', { token })
  t.match(cart.items, [{ quantity: 3 }])
  const partial = await visit('/basket/items', {
    token,
    form: { add: ` ${salt.shopId} ${salt.listingId} Rock "salt" <b>` },
    headers: { 'hx-request': 'true' },
  })
  t.match(partial.text, /^<span class="quantity"/, 'with htmx the button becomes the number')
  t.match(partial.text, />4<\/output>/)
  t.match(partial.text, 'Rock &quot;salt&quot; &lt;b')
  const none = await visit('/basket/items/set', {
    token,
    form: { set: `0 ${salt.shopId} ${salt.listingId} Rock "salt" <b>` },
    headers: { 'hx-request': 'true' },
  })
  t.match(none.text, /^<button.* aria-label="Add Rock &quot;salt&quot; &lt;b> to the basket"/)
})

t.test('whom to turn to is told to everybody, in both languages', async (t) => {
  const { status, text } = await visit('/help')
  t.equal(status, 200)
  for (const said of ['Grievance officer', '1915', 'within 48 hours']) t.match(text, said)
  t.match((await visit('/help', { lang: 'hi' })).text, 'शिकायत अधिकारी')
})

t.test('what the shop page says by law, and in both languages', async (t) => {
  const { text } = await visit(`/shops/${shops.kirana.shopId}`)
  for (const said of ['Suresh Jagtap', '27ABCPJ4504N', 'Shop 3, Paud Road', 'FSSAI']) t.match(text, said)
  const hindi = await visit(`/shops/${shops.kirana.shopId}`, { lang: 'hi' })
  t.match(hindi.text, /<html lang="hi"/)
  t.match(hindi.text, 'यहाँ कौन बेचता है')
  t.match(hindi.text, 'चक्की आटा', 'names of goods in Hindi where the shop gave them')
  const item = await visit(`/shops/${salt.shopId}/items/${salt.listingId}`)
  for (const said of ['Maximum retail price', 'Country of origin', 'Net quantity', 'Maker', 'Shops nearby'])
    t.match(item.text, said)
})
