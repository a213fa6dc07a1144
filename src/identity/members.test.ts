import t from 'tap'
import { createTestDatabase } from '../../test/support/database.ts'
import { createTestApp, createTestIdentity, newPhone, type SignedIn } from '../../test/support/identity.ts'
import { newId } from '../kernel/ids.ts'

const { db } = await createTestDatabase(t)
const market = createTestIdentity(db)
const { identity } = market
const { call, signIn } = await createTestApp(t, market)

/** A party of this kind with its owner. */
async function newParty(kind: 'trader' | 'provider', owner: SignedIn) {
  const party =
    kind === 'trader'
      ? { kind: 'trader' as const, id: newId('trader') }
      : { kind: 'provider' as const, id: newId('provider') }
  await db.transaction((tx) => identity.grant(tx, { accountId: owner.accountId, party, role: 'owner' }))
  return { party, url: `/v1/${kind}s/${party.id}/members` }
}

for (const kind of ['trader', 'provider'] as const) {
  t.test(`an owner of a ${kind} says who else acts for it`, async (t) => {
    const [asha, ravi, stranger] = [await signIn(), await signIn(), await signIn()]
    const { party, url } = await newParty(kind, asha)
    const phone = (await call('GET', '/v1/me', { as: ravi })).body.phone as unknown as string

    const added = await call('POST', url, { as: asha, body: { phone } })
    t.match(added, { status: 201, body: { accountId: ravi.accountId, phone, role: 'staff', name: null } })
    t.match(await call('POST', url, { as: asha, body: { phone, role: 'owner' } }), {
      status: 409,
      body: { code: 'alreadyMember' },
    })
    const listed = await call<{ items: { accountId: string }[] }>('GET', url, { as: ravi })
    t.same(
      listed.body.items.map(({ accountId }) => accountId),
      [asha.accountId, ravi.accountId],
    )
    const me = await call('GET', '/v1/me', { as: ravi })
    t.same(me.body.parties, [{ kind, id: party.id, role: 'staff' }])

    t.equal((await call('POST', url, { as: ravi, body: { phone: newPhone() } })).status, 403, 'staff')
    t.equal((await call('DELETE', `${url}/${asha.accountId}`, { as: ravi })).status, 403)
    for (const [method, address] of [
      ['GET', url],
      ['DELETE', `${url}/${ravi.accountId}`],
    ] as const) {
      t.equal((await call(method, address, { as: stranger })).status, 404, `${method} of a stranger`)
      t.equal((await call(method, address)).status, 401, `${method} of nobody`)
    }
    const byStranger = await call('POST', url, { as: stranger, body: { phone: 'no number at all' } })
    t.equal(byStranger.status, 404, 'a stranger is not even told of a wrong number')
    t.match(await call('POST', url, { as: asha, body: { phone: '12345 67890' } }), {
      status: 400,
      body: { errors: [{ pointer: '/phone' }] },
    })
    t.equal((await call('DELETE', `${url}/${stranger.accountId}`, { as: asha })).status, 404)

    t.equal((await call('DELETE', `${url}/${ravi.accountId}`, { as: ravi })).status, 204, 'leaving')
    t.equal((await call('GET', url, { as: ravi })).status, 404, 'and it is no longer theirs to see')
    t.equal((await call('DELETE', `${url}/${ravi.accountId}`, { as: asha })).status, 404, 'twice')
  })
}

t.test('a party is told by its kind', async (t) => {
  const asha = await signIn()
  const { party } = await newParty('trader', asha)
  const asProvider = party.id.replace('trd_', 'prv_')
  t.equal((await call('GET', `/v1/providers/${asProvider}/members`, { as: asha })).status, 404)
  t.equal((await call('GET', `/v1/providers/${party.id}/members`, { as: asha })).status, 400)
})

t.test('somebody can be named before their first sign-in', async (t) => {
  const asha = await signIn()
  const { url } = await newParty('trader', asha)
  const phone = newPhone()
  const added = await call('POST', url, { as: asha, body: { phone, role: 'owner' } })
  t.equal(added.status, 201)
  const coming = await signIn(phone)
  t.equal(coming.accountId, added.body.accountId)
  t.equal((await call('DELETE', `${url}/${asha.accountId}`, { as: coming })).status, 204)
})

t.test('the last owner stays, also when two owners leave at one moment', async (t) => {
  for (let round = 0; round < 5; round++) {
    const [asha, ravi] = [await signIn(), await signIn()]
    const { party, url } = await newParty('trader', asha)
    await db.transaction((tx) => identity.grant(tx, { accountId: ravi.accountId, party, role: 'owner' }))
    const leaving = await Promise.all(
      [asha, ravi].map((person) => call('DELETE', `${url}/${person.accountId}`, { as: person })),
    )
    t.same(leaving.map(({ status }) => status).sort(), [204, 409])
    t.equal(leaving.find(({ status }) => status === 409)!.body.code, 'lastOwner')
  }
})

t.test('one person added many times at one moment is one member', async (t) => {
  const asha = await signIn()
  const { url } = await newParty('provider', asha)
  const phone = newPhone()
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => call('POST', url, { as: asha, body: { phone } })),
  )
  t.same(replies.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
})

t.test('what the other modules ask', async (t) => {
  const [asha, stranger] = [await signIn(), await signIn()]
  const { party } = await newParty('trader', asha)
  t.equal(await identity.roleOf(db, asha.accountId, party), 'owner')
  t.equal(await identity.requireMember(db, asha, party, 'owner'), 'owner')
  await t.rejects(identity.requireMember(db, stranger, party), { code: 'notFound' })
  t.same(await identity.partiesOf(db, asha.accountId), [{ party, role: 'owner' }])
  t.match(await identity.contactOf(db, asha.accountId), { phone: /^\+91/, name: null })
  await t.rejects(identity.contactOf(db, newId('account')), { code: 'notFound' })
  const contacts = await identity.contactsOf(db, [asha.accountId, stranger.accountId, newId('account')])
  t.same([...contacts.keys()].sort(), [asha.accountId, stranger.accountId].sort())
})

t.test('the first operator is made by a command', async (t) => {
  const phone = newPhone()
  const made = await identity.makeOperator(phone.slice(3))
  t.equal(await identity.makeOperator(phone), made, 'twice is once')
  t.ok(await identity.isOperator(made))
  const operator = await signIn(phone)
  t.equal(operator.accountId, made)
  t.match((await call('GET', '/v1/me', { as: operator })).body, { operator: true, parties: [] })
  await t.rejects(identity.makeOperator('12345'), { code: 'invalidFields' })

  const asha = await signIn()
  const { url } = await newParty('trader', asha)
  t.equal((await call('GET', url, { as: operator })).status, 200, 'an operator sees who acts')
  t.equal((await call('POST', url, { as: operator, body: { phone: newPhone() } })).status, 404)
  const none = `/v1/traders/${newId('trader')}/members`
  t.equal((await call('GET', none, { as: operator })).status, 404)

  t.equal((await call('GET', '/v1/operator/audit', { as: asha })).status, 403)
  t.equal((await call('GET', '/v1/operator/audit')).status, 401)
  const audit = await call('GET', `/v1/operator/audit?objectId=${made}`, { as: operator })
  t.match(audit, {
    status: 200,
    body: { items: [{ action: 'operator.made', objectId: made, actorId: null }] },
  })
})
