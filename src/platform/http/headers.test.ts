import t from 'tap'
import { z } from 'zod'
import { bareApp, getRoute } from '../../../test/support/bare-app.ts'
import { contract, pageOf, pageQuery, type Routes, toPage } from './index.ts'

const list: Routes = (app) =>
  void app.get(
    '/v1/things',
    contract({
      operationId: 'listThings',
      summary: 'Things',
      tag: 'test',
      access: 'public',
      query: z.strictObject({ ...pageQuery, q: z.string().optional() }),
      replies: { 200: pageOf(z.strictObject({ n: z.int() })) },
      example: { reply: { items: [{ n: 1 }] } },
    }),
    async ({ query }) => {
      const from = query.cursor ? Number(JSON.parse(Buffer.from(query.cursor, 'base64url').toString())[0]) : 0
      const rows = Array.from({ length: 5 - from }, (_, n) => ({ n: from + n + 1 })).slice(0, query.limit + 1)
      return toPage(rows, query.limit, ({ n }) => [n])
    },
  )

t.test('every answer is guarded', async (t) => {
  const app = await bareApp(t, [
    getRoute('/v1/thing', () => ({})),
    getRoute('/v1/mine', () => ({}), 'person'),
  ])
  const guarded = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  }
  for (const url of ['/v1/thing', '/v1/mine', '/nowhere', '/v1/%zz'])
    t.match((await app.inject(url)).headers, url === '/v1/%zz' ? { 'content-type': /problem/ } : guarded, url)
  t.equal((await app.inject('/v1/thing')).headers['cache-control'], undefined)
  const mine = { url: '/v1/mine', headers: { authorization: 'Bearer good' } }
  t.equal(
    (await app.inject(mine)).headers['cache-control'],
    'no-store',
    'what one person sees is for no cache',
  )
})

t.test('only behind TLS is the browser told to stay with it', async (t) => {
  const routes = [getRoute('/v1/thing', () => ({}))]
  const headers = { 'x-forwarded-proto': 'https' }
  const direct = await bareApp(t, routes)
  t.equal(
    (await direct.inject({ url: '/v1/thing', headers })).headers['strict-transport-security'],
    undefined,
  )
  const behind = await bareApp(t, routes, { trustProxy: 1 })
  t.match(
    (await behind.inject({ url: '/v1/thing', headers })).headers['strict-transport-security'],
    /max-age/,
  )
})

t.test('the documentation may load its own files and nothing else', async (t) => {
  const app = await bareApp(t, [getRoute('/v1/thing', () => ({}))])
  const page = await app.inject('/docs/')
  t.equal(page.statusCode, 200)
  const policy = String(page.headers['content-security-policy'])
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
  ])
    t.match(policy, part)
  t.notMatch(policy, /unsafe-eval|https:|script-src[^;]*unsafe/)
  t.notMatch(page.body, /<script(?![^>]*\bsrc=)[^>]*>[^<]/, 'no script in the page itself')
  const files = [...page.body.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, path]) => path!)
  t.ok(files.length >= 4)
  for (const file of files)
    t.equal((await app.inject(new URL(file, 'http://x/docs/').pathname)).statusCode, 200, file)
})

t.test('a list that goes on links to its next page, and the links lead through all of it', async (t) => {
  const app = await bareApp(t, [list, getRoute('/v1/odd', () => ({ nextCursor: 7 }))])
  const seen: number[] = []
  let url: string | undefined = '/v1/things?limit=2&q=a%26b'
  while (url) {
    const reply: Awaited<ReturnType<typeof app.inject>> = await app.inject(url)
    t.equal(reply.statusCode, 200, url)
    seen.push(...reply.json().items.map(({ n }: { n: number }) => n))
    const link: string | undefined = reply.headers.link as string | undefined
    t.equal(link !== undefined, reply.json().nextCursor !== undefined)
    url = link && /^<([^>]+)>; rel="next"$/.exec(link)?.[1]
    if (url) t.match(url, /^\/v1\/things\?limit=2&q=a%26b&cursor=/)
  }
  t.strictSame(seen, [1, 2, 3, 4, 5])
  t.equal((await app.inject('/v1/odd')).headers.link, undefined)
})

t.test('the documentation holds the contract and its neighbours', async (t) => {
  const http = await bareApp(t, [getRoute('/v1/thing', () => ({}))], {
    docs: {
      headings: [{ name: 'things', description: 'All of them' }],
      contracts: [
        { slug: 'other', name: 'Another side', document: { openapi: '3.1.0', info: { title: 'x' } } },
      ],
    },
  })
  t.match((await http.inject('/docs/market.json')).json(), {
    tags: [{ name: 'things' }],
    paths: { '/v1/thing': { get: { responses: { 429: { $ref: '#/components/responses/Problem' } } } } },
  })
  t.match((await http.inject('/docs/other.json')).json(), { info: { title: 'x' } })
  const start = (await http.inject('/docs/static/swagger-initializer.js')).body
  t.match(start, /\/docs\/market\.json[\s\S]*\/docs\/other\.json/)
})
