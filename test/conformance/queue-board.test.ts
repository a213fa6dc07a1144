/** The board that looks into the queues: for operators alone, to look only; without Redis there is none. */
import t from 'tap'
import { queueNames } from '../../src/platform/queue/index.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { newPhone, startTestMarket } from '../support/market.ts'

await forEachQueueEngine(t, async (t, engine) => {
  const market = await startTestMarket(t, { engine })
  const [operator, other] = [await market.operator(), await market.signIn(newPhone())]
  const board = `${market.baseUrl}/govern/queues/board`
  const ask = (url: string, token?: string, method = 'GET') =>
    fetch(url, {
      method,
      redirect: 'manual',
      headers: token ? { cookie: `haat_access=${token}` } : {},
    })
  const page = await ask(`${market.baseUrl}/govern/queues`, operator)
  t.equal(page.status, 200)
  t.equal((await page.text()).includes('/govern/queues/board/'), engine.name === 'redis')
  t.equal((await ask(`${market.baseUrl}/govern/queues`, other)).status, 403)
  t.equal((await ask(`${market.baseUrl}/govern/queues`)).status, 303, 'to the sign-in')
  if (engine.name === 'postgres') return void t.equal((await ask(`${board}/`, operator)).status, 404)

  for (const path of ['/', '/api/queues', '/queue/dispatch']) {
    t.equal((await ask(`${board}${path}`)).status, 401, path)
    t.equal((await ask(`${board}${path}`, 'no.token.atall')).status, 401, path)
    t.equal((await ask(`${board}${path}`, other)).status, 403, path)
  }
  const shown = await ask(`${board}/`, operator)
  t.equal(shown.status, 200)
  const text = await shown.text()
  t.notMatch(text, /href="https?:/, 'nothing of other sites')
  t.match(shown.headers.get('content-security-policy'), /default-src 'none'.*script-src 'self'/)
  const [, script] = /src="(static\/js\/main[^"]+)"/.exec(text) ?? []
  t.equal((await ask(`${board}/${script}`, operator)).status, 200)
  t.equal((await ask(`${board}/${script}`)).status, 401, 'its files, too')
  const { queues } = (await (await ask(`${board}/api/queues`, operator)).json()) as {
    queues: { name: string; readOnlyMode: boolean }[]
  }
  t.same(queues.map(({ name }) => name).sort(), [...queueNames].sort())
  t.ok(queues.every(({ readOnlyMode }) => readOnlyMode))
  for (const [method, path] of [
    ['PUT', '/api/queues/dispatch/pause'],
    ['PUT', '/api/queues/dispatch/clean/failed'],
    ['POST', '/api/queues/dispatch/add'],
  ] as const)
    t.equal((await ask(`${board}${path}`, operator, method)).status, 405, path)
})
