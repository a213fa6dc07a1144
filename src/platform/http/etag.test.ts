import t from 'tap'
import { z } from 'zod'
import { bareApp } from '../../../test/support/bare-app.ts'
import { contract, expectedVersion, type Routes, sendVersion, stale } from './index.ts'

const routes: Routes = (app) => {
  let version = 1
  app.get(
    '/v1/thing',
    contract({
      operationId: 'readThing',
      summary: 'Read',
      tag: 'test',
      access: 'public',
      replies: { 200: z.strictObject({ version: z.int() }) },
      example: { reply: { version: 1 } },
    }),
    async (_request, reply) => {
      sendVersion(reply, version)
      return { version }
    },
  )
  app.patch(
    '/v1/thing',
    contract({
      operationId: 'changeThing',
      summary: 'Change',
      tag: 'test',
      access: 'public',
      ifMatch: true,
      replies: { 200: z.strictObject({ version: z.int() }) },
      example: { reply: { version: 2 } },
    }),
    async (request, reply) => {
      if (expectedVersion(request) !== version) throw stale()
      sendVersion(reply, ++version)
      return { version }
    },
  )
}

t.test('a change names the version that it changes', async (t) => {
  const app = await bareApp(t, [routes])
  const change = (ifMatch?: string) =>
    app.inject({
      method: 'PATCH',
      url: '/v1/thing',
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    })
  const { etag } = (await app.inject('/v1/thing')).headers
  t.equal(etag, '"1"')
  t.match((await change()).json(), { status: 428, code: 'ifMatchRequired' })
  t.match((await change('')).json(), { status: 428 })
  const first = await change(String(etag))
  t.equal(first.statusCode, 200)
  t.equal(first.headers.etag, '"2"')
  for (const old of [String(etag), '1', '2', 'W/"2"', '*', '"2", "3"', '"99999999999"', '"-1"', '"2"x', '""'])
    t.match((await change(old)).json(), { status: 412, code: 'stale' }, old)
  t.equal((await change('"2"')).statusCode, 200)
})
