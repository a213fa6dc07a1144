import t from 'tap'
import { type Id, uuidOf } from '../../src/kernel/ids.ts'
import { buildWorld } from '../support/world.ts'

const world = await buildWorld(t)
const { market, ids } = world
const { baseUrl } = market

interface Answer {
  status: number
  text: string
  location: string | null
}

/** A browser without script: keeps its cookies, and takes the form's token from the page that it is on. */
function visitor(token: string | undefined) {
  const cookies = new Map<string, string>(token ? [['haat_access', token]] : [])
  const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const answer = await fetch(new URL(path, baseUrl), {
      redirect: 'manual',
      ...init,
      headers: {
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(init.headers as Record<string, string>),
      },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      cookies.set(name!, value!)
    }
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') }
  }
  let csrf = ''
  const get = async (path: string) => {
    const answer = await send(path)
    const [, field, address] = /name="_csrf" value="([^"]+)"|[?;&]_csrf=([^"&]+)/.exec(answer.text) ?? []
    csrf = field ?? (address ? decodeURIComponent(address) : csrf)
    return answer
  }
  return {
    get,
    post: (path: string, fields: Record<string, string>, withToken = true) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(withToken ? { ...fields, _csrf: csrf } : fields),
      }),
    upload: (path: string, name: string, content: string) => {
      const body = new FormData()
      body.append('mode', 'replace')
      body.append('list', new Blob([content], { type: 'text/csv' }), name)
      return send(`${path}?_csrf=${encodeURIComponent(csrf)}`, { method: 'POST', body })
    },
  }
}

const parcel = `/deliver/ride/${ids.shipmentId}`

t.test('who is not signed in is led to the sign-in and back', async (t) => {
  const nobody = visitor(undefined)
  t.equal((await nobody.get('/deliver')).status, 200, 'what the door is for, everybody reads')
  for (const path of ['/deliver/ride', '/deliver/keys', '/deliver/money', parcel, '/govern', '/govern/stuck'])
    t.match(await nobody.get(path), { status: 303, location: `/sign-in?next=${encodeURIComponent(path)}` })
})

t.test('another startup’s parcel, and pages of a startup for who belongs to none', async (t) => {
  const rival = visitor(world.rivalProviderOwner)
  t.equal((await rival.get(parcel)).status, 404)
  t.equal((await rival.get(`/deliver/parcels/${ids.shipmentId}`)).status, 404)
  await rival.get('/deliver/people')
  t.equal((await rival.post(parcel, { what: 'pickedUp', code: '000000' })).status, 404)
  const stranger = visitor(world.stranger)
  t.equal((await stranger.get(parcel)).status, 404)
  for (const path of ['/deliver/ride', '/deliver/keys', '/deliver/coverage'])
    t.match(await stranger.get(path), { status: 303, location: '/deliver' }, path)
  t.match((await stranger.get('/deliver')).text, /href="\/deliver\/register"/)
})

t.test('number and label of a parcel between cities: for its carrier and operators alone', async (t) => {
  const { pool } = market.database
  const uuid = uuidOf(ids.shipmentId as Id<'shipment'>)
  const setNumber = (awb: string | null) =>
    pool.query('update shipments set awb = $2, carrier_number = null where id = $1', [uuid, awb])
  const [owner, operator] = [visitor(world.providerOwner), visitor(world.operator)]
  const pageOf = { deliver: owner, govern: operator }
  for (const [door, who] of Object.entries(pageOf)) {
    const at = `/${door}/parcels/${ids.shipmentId}`
    await setNumber(null)
    t.notMatch((await who.get(at)).text, /\(AWB\)/, 'within a city it has none')
    await setNumber('800000000015')
    const { text } = await who.get(at)
    t.match(text, /\(AWB\).*<code>800000000015<\/code>/s)
    for (const [format, begins] of [
      ['pdf', /^%PDF-/],
      ['zpl', /^\^XA.*800000000015/s],
    ] as const) {
      const file = `${at}/label.${format}`
      t.ok(text.includes(`href="${file}"`), file)
      t.match(await who.get(file), { status: 200, text: begins })
      for (const stranger of [world.rivalProviderOwner, world.stranger, world.consumer]) {
        const { status } = await visitor(stranger).get(file)
        t.equal(status, door === 'govern' ? 403 : 404, `${file} is not for everybody`)
      }
    }
  }
  t.equal((await operator.get('/govern/parcels/shm_01jd3h5w6nfz8t6m3m3m3m3m3m/label.pdf')).status, 404)
  await pool.query(`update shipments set state = 'returned' where id = $1`, [uuid])
  for (const [door, who] of Object.entries(pageOf)) {
    const at = `/${door}/parcels/${ids.shipmentId}`
    t.notMatch((await who.get(at)).text, /label\.pdf/, 'once it has ended nobody’s address is printed')
    t.equal((await who.get(`${at}/label.pdf`)).status, 404)
  }
  await pool.query(`update shipments set state = 'booked', awb = null where id = $1`, [uuid])
})

t.test(
  'settlement files: of one’s own point alone, and a wrong one comes back as it was written',
  async (t) => {
    const [owner, rival, operator] = [world.owner, world.rival, world.operator].map(visitor)
    const file = `/trade/parcels/files/${ids.remittanceId}`
    const shown = await owner!.get(file)
    t.match(shown, { status: 200, text: /Still open/ })
    t.match((await owner!.get('/trade/parcels/files')).text, new RegExp(`href="${file}"`))
    await rival!.get('/trade/shop')
    t.equal((await rival!.get(file)).status, 404)
    for (const way of ['files', 'transfers', `files/${ids.remittanceId}/withdraw`])
      t.equal((await rival!.post(`/trade/parcels/${ids.pointId}/${way}`, { csv: 'x' })).status, 404, way)
    const wrong = await owner!.post(`/trade/parcels/${ids.pointId}/files`, { csv: 'reference\nmine' })
    t.match(wrong, { status: 400, text: /needs a first row with reference, amount, date, utr/ })
    t.match(wrong.text, /<textarea[^>]*>reference\nmine<\/textarea>/)
    const taken = await owner!.post(`/trade/parcels/${ids.pointId}/files/${ids.remittanceId}/withdraw`, {})
    t.match(taken, { status: 409, text: /booked once/ })

    await operator!.get(`/govern/cash/points/${ids.pointId}`)
    const refused = await operator!.post(`/govern/cash/points/${ids.pointId}/files`, {
      csv: 'reference,amount,date,utr\nx,1,2026-11-20,412345678901',
    })
    t.match(refused, { status: 400, text: /Row 2, column reference: the id of an order/ })
    t.equal((await operator!.get('/govern/cash/points/pnt_01jd3h5w6nfz8t6m3m3m3m3m3m')).status, 404)
    t.match(await operator!.get(`/govern/cash/startups/${ids.providerId}`), {
      status: 200,
      text: /No settlement/,
    })
    const again = await operator!.post(`/govern/cash/files/${ids.remittanceId}/book`, {})
    t.match(again, { status: 409, text: /booked once/ })
  },
)

t.test(
  'an operator finds goods, corrects their parcel, and takes it back; the record keeps it',
  async (t) => {
    const operator = visitor(world.operator)
    const at = `/govern/products/${ids.productId}`
    const listed = await operator.get('/govern/products?q=chakki+at')
    t.match(listed, { status: 200, text: new RegExp(`href="${at}"`) })
    t.match((await operator.get('/govern/products?q=nosuchthing')).text, /No such goods/)
    t.match(await operator.get(`/govern/products?q=${ids.productId}`), { status: 303, location: at })
    t.match(await operator.get('/govern/products?cursor=x'), { status: 400, text: /role="alert"/ })
    t.equal((await operator.get('/govern/products/prd_01jd3h5w6nfz8t6m3m3m3m3m3m')).status, 404)
    const page = async () => (await operator.get(at)).text
    const versionIn = (text: string) => /name="version" value="(\d+)"/.exec(text)![1]!
    const [version, before] = [
      versionIn(await page()),
      /name="weightGrams"[^>]*value="(\d+)"/.exec(await page()),
    ]
    const wrong = await operator.post(`${at}/parcel`, { version, weightGrams: 'heavy', lengthMm: '30' })
    t.match(wrong, { status: 400, text: /Write grams as a whole number/ })
    t.match(wrong.text, /value="heavy"/)
    const sizes = { lengthMm: '30', widthMm: '20.5', heightMm: '9' }
    const saved = await operator.post(`${at}/parcel`, {
      version,
      weightGrams: '5200',
      ...sizes,
      keepCold: 'yes',
    })
    t.match(saved, { status: 303, location: new RegExp(`^${at}\\?was=\\d+\\.0\\.0\\.0\\.0`) })
    const product = () => market.ok('GET', `/v1/products/${ids.productId}`, { token: world.owner })
    const packSize = { lengthMm: 300, widthMm: 205, heightMm: 90 }
    t.match(await product(), { weightGrams: 5200, packSize, keepCold: true })
    const late = await operator.post(`${at}/parcel`, { version, weightGrams: '1' })
    t.match(late, { status: 412, text: /Somebody changed this meanwhile/ })
    const { text } = await operator.get(saved.location!)
    t.match(text, /Weight in grams: \d+ → 5200 · Size: – → 30 × 20.5 × 9 cm · Cold: No → Yes/)
    t.match(text, /Put this back/)
    t.notMatch((await operator.get(`${at}?was=1.2`)).text, /Put this back/, 'what is no size is passed over')
    await operator.post(`${at}/parcel`, { version: versionIn(text), weightGrams: before![1]! })
    t.match(await product(), { weightGrams: Number(before![1]), packSize: null, keepCold: false })
    t.match((await operator.get('/govern/audit')).text, new RegExp(`href="${at}"`))
    t.equal((await visitor(world.owner).get('/govern/products')).status, 403)
  },
)

t.test('a form without the token of its page is refused', async (t) => {
  const owner = visitor(world.providerOwner)
  await owner.get('/deliver/prices')
  for (const path of ['/deliver/prices', '/deliver/keys', '/deliver/secrets', '/deliver/people', parcel])
    t.equal((await owner.post(path, { base: '1' }, false)).status, 403, path)
  const operator = visitor(world.operator)
  await operator.get('/govern/people')
  t.equal((await operator.post('/govern/people', { phone: '9876543210' }, false)).status, 403)
})

t.test('a form that cannot be taken comes back with what is wrong and what was written', async (t) => {
  const owner = visitor(world.providerOwner)
  await owner.get('/deliver/prices')
  const prices = await owner.post('/deliver/prices', {
    base: 'much',
    perKm: '5',
    perKg: '1',
    codFee: '0',
    promisedMinutes: '60',
  })
  t.equal(prices.status, 400)
  t.match(prices.text, /role="alert"/)
  t.match(prices.text, /id="f-base"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*/)
  t.match(prices.text, /value="much"/)
  const stale = await owner.post('/deliver/prices', {
    version: '1',
    base: '20',
    perKm: '5',
    perKg: '1',
    codFee: '3',
    promisedMinutes: '60',
  })
  t.equal(stale.status, 412, 'changed meanwhile')
  const rows = await owner.post('/deliver/coverage', { coverage: '4110*\nPune', maxWeightKg: '20' })
  t.equal(rows.status, 422)
  t.match(rows.text, /<code>Pune<\/code>/)
  const list = await owner.upload('/deliver/coverage/upload', 'pins.csv', 'pin\n411038\n012345\n')
  t.equal(list.status, 422)
  t.match(list.text, /<code>012345<\/code>/)
  t.match(list.text, /411038/)
  const none = await owner.upload('/deliver/coverage/upload', 'pins.csv', '')
  t.match(none, { status: 303, location: '/deliver/coverage' })
})

t.test('a rider’s wrong code and missing cash are told; nothing moves', async (t) => {
  const owner = visitor(world.providerOwner)
  await owner.get(parcel)
  const wrong = await owner.post(parcel, { what: 'pickedUp', code: '000000' })
  t.equal(wrong.status, 422)
  t.match(wrong.text, /data-word="pickedUp"/)
  const nonsense = await owner.post(parcel, { what: 'eaten' })
  t.equal(nonsense.status, 200, 'what is no button is passed over')
  const { state } = await market.ok<{ state: string }>(
    'GET',
    `/v1/providers/${ids.providerId}/shipments/${ids.shipmentId}`,
    { token: world.providerOwner },
  )
  t.equal(state, 'booked')
})

t.test('secrets stand on the page of the answer alone, and in no address', async (t) => {
  const owner = visitor(world.providerOwner)
  await owner.get('/deliver/keys')
  const made = await owner.post('/deliver/secrets', {})
  t.equal(made.status, 200)
  const [secret] = /whsec_[A-Za-z0-9+/=]+/.exec(made.text)!
  t.notMatch((await owner.get('/deliver/keys')).text, secret)
})

t.test('operators: what is not there is a page, and a decision needs its reason', async (t) => {
  const operator = visitor(world.operator)
  for (const path of [
    '/govern/traders/trd_01jd3h5w6nfz8t6m3m3m3m3m3m',
    '/govern/providers/prv_01jd3h5w6nfz8t6m3m3m3m3m3m',
    '/govern/scorecards/prv_01jd3h5w6nfz8t6m3m3m3m3m3m',
    '/govern/parcels/shm_01jd3h5w6nfz8t6m3m3m3m3m3m',
  ])
    t.equal((await operator.get(path)).status, 404, path)
  t.equal((await operator.get('/govern/audit?objectId=nonsense')).status, 400)
  await operator.get(`/govern/providers/${ids.providerId}`)
  const decide = `/govern/providers/${ids.providerId}/decide`
  t.equal((await operator.post(decide, { decision: 'suspend', reason: '' })).status, 400)
  const settle = `/govern/parcels/${ids.shipmentId}/settle`
  t.equal((await operator.post(settle, { status: 'delivered', reason: ' ' })).status, 400)
  const trader = `/govern/traders/${ids.traderId}`
  const stale = await operator.post(`${trader}/decide`, {
    decision: 'suspend',
    reason: 'Three complaints upheld.',
    version: '"0"',
  })
  t.equal(stale.status, 412, 'nothing that changed meanwhile is decided about')
  const people = await operator.get('/govern/people?phone=12')
  t.equal(people.status, 400)
  t.match(people.text, /role="alert"/)
})
