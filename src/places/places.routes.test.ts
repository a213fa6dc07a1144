import pino from 'pino'
import t from 'tap'
import { HaatError } from '../kernel/errors.ts'
import { createHttpApp, type HaatApp, openApiDocument } from '../platform/http/index.ts'
import { createPlaces } from './index.ts'

const nobody = async (): Promise<never> => {
  throw new HaatError('unauthenticated', 'unauthenticated', 'No.')
}

let http: HaatApp

t.before(async () => {
  http = await createHttpApp({
    log: pino({ level: 'silent' }),
    authenticators: { person: nobody, provider: nobody, isOperator: async () => false },
    routes: [createPlaces().routes],
    trustProxy: false,
    rateLimitPerMinute: 10_000,
  })
  await http.ready()
})
t.teardown(() => http.close())

const get = async (url: string) => {
  const reply = await http.inject(url)
  return { status: reply.statusCode, headers: reply.headers, body: reply.json() }
}

const pointers = (body: { errors?: { pointer: string }[] }) => body.errors?.map((error) => error.pointer)

t.test('one PIN', async (t) => {
  const { status, headers, body } = await get('/v1/pins/560001')
  t.equal(status, 200)
  t.match(headers['cache-control'], /max-age/)
  t.match(body, { pin: '560001', state: 'Karnataka', confidence: 'high', armyPostal: false })
  t.match((await get('/v1/pins/912345')).body, { state: null, point: null, armyPostal: true })
  t.match(await get('/v1/pins/560999'), { status: 404, body: { code: 'notFound' } })
  t.match(await get('/v1/pins/56'), { status: 400, body: { errors: [{ pointer: '/pin' }] } })
})

t.test('search, page by page', async (t) => {
  const first = await get('/v1/pins?prefix=5600&limit=2')
  t.same(
    first.body.items.map((item: { pin: string }) => item.pin),
    ['560001', '560002'],
  )
  const second = await get(`/v1/pins?prefix=5600&limit=2&cursor=${first.body.nextCursor}`)
  t.same(
    second.body.items.map((item: { pin: string }) => item.pin),
    ['560003', '560004'],
  )
  const named = await get('/v1/pins?q=leh%20&limit=100')
  t.ok(named.body.items.length > 0)
  t.equal(named.body.nextCursor, undefined)
  t.same((await get('/v1/pins?q=xyzzy')).body, { items: [] })
})

t.test('search refuses what it cannot read, by field', async (t) => {
  for (const [query, pointer] of [
    ['', '/q'],
    ['q=', '/q'],
    ['prefix=05', '/prefix'],
    ['prefix=5600011', '/prefix'],
    ['q=a&limit=0', '/limit'],
    ['q=a&limit=101', '/limit'],
    ['q=a&cursor=zzz', '/cursor'],
  ] as const) {
    const { status, body } = await get(`/v1/pins?${query}`)
    t.equal(status, 400, query)
    t.same(pointers(body), [pointer], query)
  }
  t.equal((await get('/v1/pins?q=a&colour=red')).status, 400, 'an unknown parameter')
})

t.test('the nearest', async (t) => {
  const { status, body } = await get('/v1/pins/nearest?lat=12.9716&lng=77.5946&limit=3')
  t.equal(status, 200)
  t.equal(body.items.length, 3)
  t.match(body.items[0], { pin: '560001', distanceMetres: 1145 })
  t.same(pointers((await get('/v1/pins/nearest?lat=77.5946&lng=12.9716')).body), ['/lat', '/lng'])
  for (const query of ['lat=12', 'lat=12&lng=x', 'lat=&lng=', 'lat=1e400&lng=77', 'lat=12&lng=77&limit=51']) {
    t.equal((await get(`/v1/pins/nearest?${query}`)).status, 400, query)
  }
})

t.test('DIGIPIN both ways', async (t) => {
  const there = await get('/v1/digipin?lat=28.622788&lng=77.213033')
  t.match(there, { status: 200, body: { digipin: '39J-49L-L8T4' } })
  t.same((await get('/v1/digipin/39j49ll8t4')).body, there.body)
  t.same(pointers((await get('/v1/digipin?lat=51.5&lng=0')).body), ['/lat', '/lng'])
  t.same(pointers((await get('/v1/digipin/39J-49L-L8TX')).body), ['/code'])
})

t.test('the examples of the document are what the addresses answer', async (t) => {
  const document = JSON.stringify(openApiDocument(http))
  for (const url of ['/v1/pins/560001', '/v1/digipin/39J-49L-L8T4']) {
    t.ok(document.includes(JSON.stringify((await get(url)).body)), url)
  }
})
