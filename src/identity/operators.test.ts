import t from 'tap'
import { createTestDatabase } from '../../test/support/database.ts'
import { createTestApp, createTestIdentity, newPhone } from '../../test/support/identity.ts'

const { db } = await createTestDatabase(t)
const market = createTestIdentity(db)
const { call, signIn } = await createTestApp(t, market)
const phone = newPhone()
await market.identity.makeOperator(phone)
const asha = await signIn(phone)

type People = { items: { accountId: string; phone: string; operator: boolean }[] }

t.test('an operator finds people, gives a seat and takes it away, and both are written down', async (t) => {
  const other = newPhone()
  const find = (query = '') => call<People>('GET', `/v1/operator/people${query}`, { as: asha })
  t.same((await find(`?phone=${encodeURIComponent(other)}`)).body.items, [], 'nobody has this number yet')
  const made = await call('POST', '/v1/operator/operators', { as: asha, body: { phone: other } })
  t.match(made, { status: 201, body: { phone: other, operator: true } })
  await call('POST', '/v1/operator/operators', { as: asha, body: { phone: other } })
  const ravi = await signIn(other)
  t.same(
    (await find()).body.items.map((one) => one.accountId),
    [asha.accountId, ravi.accountId],
  )
  t.match((await find(`?phone=${encodeURIComponent(other)}`)).body.items, [{ operator: true }])

  const url = `/v1/operator/operators/${ravi.accountId}`
  t.match(await call('DELETE', `/v1/operator/operators/${asha.accountId}`, { as: asha }), {
    status: 409,
    body: { code: 'ownSeat' },
  })
  t.equal((await call('DELETE', url, { as: asha })).status, 204)
  t.equal((await call('DELETE', url, { as: asha })).status, 404)
  t.equal((await call('GET', '/v1/operator/people', { as: ravi })).status, 403, 'at once')
  const { body } = await call<{ items: { action: string; objectId: string }[] }>(
    'GET',
    `/v1/operator/audit?objectId=${ravi.accountId}`,
    { as: asha },
  )
  t.same(
    body.items.map(({ action }) => action),
    ['operator.removed', 'operator.made'],
    'once each',
  )
})

t.test('two operators who take each other’s seats at one moment: one stays', async (t) => {
  const other = newPhone()
  await market.identity.makeOperator(other)
  const ravi = await signIn(other)
  const remove = (as: typeof asha, whom: typeof asha) =>
    call('DELETE', `/v1/operator/operators/${whom.accountId}`, { as })
  await Promise.all([remove(asha, ravi), remove(ravi, asha)])
  const seats = await Promise.all([asha, ravi].map(({ accountId }) => market.identity.isOperator(accountId)))
  t.equal(seats.filter(Boolean).length, 1)
})
