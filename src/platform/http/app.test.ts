import pino from 'pino'
import t from 'tap'
import { z } from 'zod'
import { HaatError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import {
  contract,
  createHttpApp,
  openApiDocument,
  type Routes,
  wireId,
  wireInstant,
  wirePaise,
} from './index.ts'

const account = newId('account')
const listing = newId('listing')
const thing = z.strictObject({ id: wireId('listing'), pricePaise: wirePaise, at: wireInstant.optional() })

const routes: Routes = (app) => {
  app.post(
    '/v1/things/:listingId',
    contract({
      operationId: 'makeThing',
      summary: 'Make a thing',
      tag: 'things',
      access: 'person',
      params: z.strictObject({ listingId: wireId('listing') }),
      body: z.strictObject({ pricePaise: wirePaise, name: z.string().max(5) }),
      replies: { 201: thing },
      problems: [422],
      example: { body: { pricePaise: 100, name: 'a' }, reply: { id: listing, pricePaise: 100 } },
    }),
    async (request, reply) => {
      if (request.body.name === 'boom') throw new Error('a defect')
      if (request.body.name === 'mrp') throw new HaatError('unprocessable', 'aboveMrp', 'Lower the price.')
      return reply
        .code(201)
        .send({ id: request.params.listingId, pricePaise: request.body.pricePaise + 1n, at: new Date(0) })
    },
  )
}

async function app() {
  return createHttpApp({
    log: pino({ level: 'silent' }),
    authenticators: {
      person: async (token) => {
        if (token !== 'good') throw new HaatError('unauthenticated', 'unauthenticated', 'No.')
        return { kind: 'person', accountId: account, sessionId: newId('session') }
      },
      provider: async () => {
        throw new HaatError('unauthenticated', 'unauthenticated', 'No.')
      },
      isOperator: async () => false,
    },
    routes: [routes],
    trustProxy: false,
    rateLimitPerMinute: 1000,
  })
}

const post = (body: unknown, token = 'good', id: string = listing) => ({
  method: 'POST' as const,
  url: `/v1/things/${id}`,
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  payload: typeof body === 'string' ? body : JSON.stringify(body),
})

t.test('requests are read and replies written by the same shapes', async (t) => {
  const http = await app()
  t.teardown(() => http.close())
  const reply = await http.inject(post({ pricePaise: 41, name: 'a' }))
  t.equal(reply.statusCode, 201)
  t.same(reply.json(), { id: listing, pricePaise: 42, at: '1970-01-01T00:00:00.000Z' })
  t.ok(reply.headers['x-correlation-id'])
})

t.test('everything that goes wrong is told as a problem', async (t) => {
  const http = await app()
  t.teardown(() => http.close())
  const cases: [string, ReturnType<typeof post>, number, string][] = [
    ['no such token', post({}, 'bad'), 401, 'unauthenticated'],
    ['bad field', post({ pricePaise: -1, name: 'too long' }), 400, 'invalidFields'],
    ['unknown field', post({ pricePaise: 1, name: 'a', extra: 1 }), 400, 'invalidFields'],
    ['bad id', post({ pricePaise: 1, name: 'a' }, 'good', 'lst_x'), 400, 'invalidFields'],
    ['not JSON', post('{'), 400, 'malformedJson'],
    ['NUL', post('{"pricePaise":1,"name":"\\u0000"}'), 400, 'unreadableText'],
    ['half a character', post('{"pricePaise":1,"name":"\\ud800"}'), 400, 'unreadableText'],
    ['a reserved name', post('{"pricePaise":1,"name":"a","__proto__":{}}'), 400, 'unreadableText'],
    [
      'the same by an escape',
      post('{"pricePaise":1,"name":"a","\\u005f_proto__":{}}'),
      400,
      'unreadableText',
    ],
    ['a control character', post('{"pricePaise":1,"name":"\0"}'), 400, 'malformedJson'],
    ['too large', post({ name: 'x'.repeat(300_000) }), 413, 'bodyTooLarge'],
    ['a rule', post({ pricePaise: 1, name: 'mrp' }), 422, 'aboveMrp'],
    ['a defect', post({ pricePaise: 1, name: 'boom' }), 500, 'internal'],
  ]
  for (const [what, request, status, code] of cases) {
    const reply = await http.inject(request)
    t.equal(reply.statusCode, status, what)
    t.match(reply.headers['content-type'], 'application/problem+json')
    t.match(reply.json(), { status, code, correlationId: String })
  }
  const fields = (await http.inject(post({ pricePaise: -1, name: 'too long' }))).json()
  t.same(fields.errors.map((error: { pointer: string }) => error.pointer).sort(), ['/name', '/pricePaise'])
  const wrongType = await http.inject({
    ...post('a'),
    headers: { authorization: 'Bearer good', 'content-type': 'text/plain' },
  })
  t.equal(wrongType.statusCode, 415)
  t.equal((await http.inject('/nowhere')).statusCode, 404)
})

t.test('the document names access, statuses and examples', async (t) => {
  const http = await app()
  t.teardown(() => http.close())
  await http.ready()
  const document = openApiDocument(http) as { paths: Record<string, Record<string, Record<string, unknown>>> }
  const operation = document.paths['/v1/things/{listingId}']!.post!
  t.match(operation, { operationId: 'makeThing', 'x-access': 'person', security: [{ person: [] }] })
  t.same(Object.keys(operation.responses as object), [
    '201',
    '400',
    '401',
    '403',
    '404',
    '413',
    '415',
    '422',
    '429',
    '503',
  ])
  t.match(JSON.stringify(operation.requestBody), '{"pricePaise":100,"name":"a"}')
})

t.test('a route without a contract is refused', async (t) => {
  await t.rejects(
    createHttpApp({
      log: pino({ level: 'silent' }),
      authenticators: {} as never,
      routes: [(scope) => void scope.get('/open', async () => 'x')],
      trustProxy: false,
      rateLimitPerMinute: 10,
    }),
    /has no contract/,
  )
})
