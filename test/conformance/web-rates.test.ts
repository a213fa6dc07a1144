import t from 'tap'
import { newPhone, startTestMarket } from '../support/market.ts'

const market = await startTestMarket(t, { env: { RATE_LIMIT_PER_MINUTE: '12' } })

const visit = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, market.baseUrl), { headers: { accept: 'text/html', ...headers }, redirect: 'manual' })

t.test('a page counts once, whatever it asks of the API; too many are told to wait', async (t) => {
  const token = await market.signIn(newPhone()) // two requests
  // Signed in, the account asks the API for more than itself.
  const headers = { cookie: `haat_access=${token}` }
  for (let nth = 3; nth <= 12; nth += 1) t.equal((await visit('/account', headers)).status, 200, `${nth}`)
  const refused = await visit('/account', headers)
  t.equal(refused.status, 429)
  t.match(await refused.text(), /Wait a minute[\s\S]*एक मिनट रुकें/)
  t.ok(refused.headers.get('retry-after'))
  const api = await visit('/v1/me', { authorization: `Bearer ${token}` })
  t.equal(api.status, 429, 'programs count beside it')
  const pretended = await visit('/v1/me', { authorization: `Bearer ${token}`, 'x-haat-inner': 'yes' })
  t.equal(pretended.status, 429, 'the mark of the process cannot be made up')
})
