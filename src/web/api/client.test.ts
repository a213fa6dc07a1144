import { once } from 'node:events'
import fastify, { type FastifyRequest } from 'fastify'
import t from 'tap'
import type { HaatApp } from '../../platform/http/index.ts'
import { createInnerApi } from './client.ts'

t.test('a stream ends when its reader leaves, so that nothing goes on for nobody', async (t) => {
  const app = fastify()
  t.teardown(() => app.close())
  const left = new Promise<void>((resolve) => {
    app.get('/v1/shops/:shopId/imports/:importId/live', (request, reply) => {
      t.equal(request.headers.authorization, 'Bearer token')
      reply.hijack()
      reply.raw.once('close', resolve)
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
      reply.raw.write('event: import\ndata: {}\n\n')
    })
  })
  const inner = createInnerApi(() => app as unknown as HaatApp)
  const request = { id: 'one', ip: '127.0.0.1' } as FastifyRequest
  const params = { shopId: 'shp_1', importId: 'imp_1' }
  const { status, body } = await inner.stream({ request, accessToken: 'token' }, 'watchImport', { params })
  t.equal(status, 200)
  const [piece] = await once(body, 'data')
  t.match(String(piece), /event: import/)
  body.destroy()
  await left
})
