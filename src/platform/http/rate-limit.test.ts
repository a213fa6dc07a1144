import t from 'tap'
import { bareApp, getRoute } from '../../../test/support/bare-app.ts'
import { ownRedis } from '../../../test/support/own-servers.ts'
import { waitFor } from '../../../test/support/wait.ts'
import type { HaatApp } from './index.ts'

const routes = [
  getRoute('/v1/thing', () => ({ ok: true })),
  getRoute('/v1/mine', () => ({ ok: true }), 'person'),
]

const ask = (app: HaatApp, url = '/v1/thing', options: { from?: string; forwarded?: string } = {}) =>
  app.inject({
    url,
    ...(options.from ? { remoteAddress: options.from } : {}),
    ...(options.forwarded ? { headers: { 'x-forwarded-for': options.forwarded } } : {}),
  })

t.test('every answer tells what is left, also refusals and what is not there', async (t) => {
  const app = await bareApp(t, routes, { rateLimitPerMinute: 10 })
  let left = 10
  for (const [url, status] of [
    ['/v1/thing', 200],
    ['/v1/mine', 401],
    ['/nowhere', 404],
    ['/v1/thing?x=%00', 400],
  ] as const) {
    const reply = await ask(app, url)
    t.equal(reply.statusCode, status, url)
    t.equal(reply.headers['ratelimit-limit'], '10', url)
    t.equal(reply.headers['ratelimit-remaining'], String(--left), url)
    t.match(reply.headers['ratelimit-reset'], /^(?:[1-9]|[1-5][0-9]|60)$/, url)
  }
})

t.test('beyond the limit a problem says when to come again', async (t) => {
  const app = await bareApp(t, routes, { rateLimitPerMinute: 10 })
  for (let n = 0; n < 10; n++) t.equal((await ask(app, '/v1/mine')).statusCode, 401)
  const reply = await ask(app, '/v1/mine')
  t.equal(reply.statusCode, 429, 'guessing tokens is limited, too')
  t.match(reply.headers['content-type'], 'application/problem+json')
  t.match(reply.json(), {
    status: 429,
    code: 'rateLimited',
    correlationId: reply.headers['x-correlation-id'],
  })
  t.match(reply.headers['retry-after'], /^[1-9][0-9]?$/)
  t.equal(reply.headers['ratelimit-remaining'], '0')
  t.equal((await ask(app, '/docs')).statusCode < 400, true, 'the documentation is not counted')
})

t.test('each address has its own limit; an IPv6 neighbourhood is one', async (t) => {
  const app = await bareApp(t, routes, { rateLimitPerMinute: 1 })
  for (const from of ['10.0.0.1', '10.0.0.2', '2001:db8::1', '2001:db8:0:1::1'])
    t.equal((await ask(app, undefined, { from })).statusCode, 200, from)
  for (const from of ['10.0.0.1', '::ffff:10.0.0.2', '2001:db8::2'])
    t.equal((await ask(app, undefined, { from })).statusCode, 429, from)
})

t.test('who stands behind a proxy', async (t) => {
  await t.test('is not believed when there is none', async (t) => {
    const app = await bareApp(t, routes, { rateLimitPerMinute: 1 })
    t.equal((await ask(app, undefined, { forwarded: '1.1.1.1' })).statusCode, 200)
    t.equal((await ask(app, undefined, { forwarded: '2.2.2.2' })).statusCode, 429)
  })
  await t.test('is what the proxy saw, not what the caller wrote before it', async (t) => {
    const app = await bareApp(t, routes, { rateLimitPerMinute: 1, trustProxy: 1 })
    t.equal((await ask(app, undefined, { forwarded: '1.1.1.1' })).statusCode, 200)
    t.equal((await ask(app, undefined, { forwarded: '2.2.2.2' })).statusCode, 200)
    t.equal((await ask(app, undefined, { forwarded: '9.9.9.9, 1.1.1.1' })).statusCode, 429, 'made up')
  })
  await t.test('is found behind two', async (t) => {
    const app = await bareApp(t, routes, { rateLimitPerMinute: 1, trustProxy: 2 })
    t.equal((await ask(app, undefined, { forwarded: '1.1.1.1, 10.0.0.9' })).statusCode, 200)
    t.equal((await ask(app, undefined, { forwarded: '2.2.2.2, 10.0.0.9' })).statusCode, 200)
    t.equal((await ask(app, undefined, { forwarded: '7.7.7.7, 1.1.1.1, 10.0.0.9' })).statusCode, 429)
  })
})

t.test('several processes count together through Redis, and alone while it is away', async (t) => {
  const redis = await ownRedis(t)
  if (!redis) return t.pass('there is no redis-server here')
  const options = { rateLimitPerMinute: 6, redisUrl: redis.url }
  const apps = [await bareApp(t, routes, options), await bareApp(t, routes, options)]
  const both = async (times: number) => {
    const statuses: number[] = []
    for (let n = 0; n < times; n++) statuses.push((await ask(apps[n % 2]!)).statusCode)
    return statuses.filter((status) => status === 200).length
  }
  // Until Redis has answered for the first time each counts for itself.
  await waitFor(async () => (await ask(apps[0]!, undefined, { from: '9.9.9.9' })).statusCode === 429)
  await waitFor(async () => (await ask(apps[1]!, undefined, { from: '9.9.9.9' })).statusCode === 429)
  t.equal(await both(20), 6)
  await redis.kill9()
  const start = Date.now()
  t.equal(await both(20), 12, 'each by itself')
  t.comment(`nobody waits for Redis: ${Date.now() - start} ms`)
  await redis.start()
  await waitFor(async () => (await ask(apps[0]!, undefined, { from: '8.8.8.8' })).statusCode === 429)
  await waitFor(async () => (await ask(apps[1]!, undefined, { from: '8.8.8.8' })).statusCode === 429)
  t.ok((await both(20)) <= 6, 'together again')
})
