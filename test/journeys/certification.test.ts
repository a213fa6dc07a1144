import t from 'tap'
import { signIn, until } from '../../src/app/demo/steps.ts'
import { checkCodes } from '../../src/delivery/adapters/webhook/index.ts'
import { openTown } from '../support/town.ts'

interface Check {
  checkId: string
  endedAt: string | null
  passed: boolean
  findings: { code: string; passed: boolean; help: string; saw: string | null }[]
}

const { market, providers, operator, steps } = await openTown(t, { workers: true })
const [provider, rival] = providers
const base = `/v1/providers/${provider.providerId}/checks`

t.test('a startup has its server checked, and reads what to mend', async (t) => {
  const begun = await market.call<Check>('POST', base, { token: provider.owner })
  t.match(begun, { status: 202, body: { endedAt: null, passed: false, findings: [] } })
  const again = await market.call('POST', base, { token: provider.owner })
  t.ok(again.status === 409 || again.status === 202, 'one at a time')
  const over = await until('the check is over', async () => {
    const seen = await market.ok<Check>('GET', `${base}/${begun.body.checkId}`, { token: provider.owner })
    return seen.endedAt !== null && seen
  })
  t.ok(over.findings.length > 1)
  for (const { code, passed, saw, help } of over.findings) {
    t.ok((checkCodes as string[]).includes(code), code)
    t.equal(saw === null, passed, code)
    t.ok(help, code)
  }
  // The courier of the tests looks at no signature.
  t.equal(over.findings.find(({ code }) => code === 'refusesForged')?.passed, false)
  t.equal(over.passed, false)
  const { items } = await market.ok<{ items: Check[] }>('GET', base, { token: provider.owner })
  t.ok(items.some(({ checkId }) => checkId === over.checkId))
})

t.test('operators read it, strangers and other startups do not', async (t) => {
  t.equal((await market.call('GET', base, { token: operator })).status, 200)
  t.equal((await market.call('POST', base, { token: operator })).status, 404, 'nor do operators begin one')
  const { items } = await market.ok<{ items: Check[] }>('GET', base, { token: provider.owner })
  const stranger = await signIn(steps, '+919822003999')
  for (const token of [stranger, rival.owner]) {
    t.equal((await market.call('GET', base, { token })).status, 404)
    t.equal((await market.call('GET', `${base}/${items[0]!.checkId}`, { token })).status, 404)
    t.equal((await market.call('POST', base, { token })).status, 404)
  }
  const elsewhere = `/v1/providers/${rival.providerId}/checks/${items[0]!.checkId}`
  t.equal(
    (await market.call('GET', elsewhere, { token: rival.owner })).status,
    404,
    "not under another's name",
  )
})

const addChecks = (many: number, age: string) =>
  market.database.pool.query(
    `insert into provider_checks (id, provider_id, asked_by, asked_at, ended_at)
     select gen_random_uuid(), provider_id, asked_by, now() - $2::interval, now()
     from provider_checks, generate_series(1, $1) limit $1`,
    [many, age],
  )

t.test('the last twenty are kept', async (t) => {
  await addChecks(30, '2 hours')
  const begun = await market.ok<Check>('POST', base, { token: provider.owner })
  await until('it is over', async () => {
    const seen = await market.call<Check>('GET', `${base}/${begun.checkId}`, { token: provider.owner })
    return seen.status === 404 || seen.body.endedAt !== null
  })
  const { items } = await market.ok<{ items: Check[] }>('GET', base, { token: provider.owner })
  t.ok(items.length <= 20)
  const { rows } = await market.database.pool.query('select count(*)::int as n from provider_checks')
  t.equal(rows[0].n, 20)
})

t.test('nobody can have a server asked on and on', async (t) => {
  await addChecks(12, '50 minutes')
  const refused = await market.call<{ code: string }>('POST', base, { token: provider.owner })
  t.match(refused, { status: 429, body: { code: 'tooManyChecks' } })
  const wait = Number(refused.headers.get('retry-after'))
  t.ok(wait > 0 && wait <= 600, `again in ${wait} s`)
})
