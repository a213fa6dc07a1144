import t from 'tap'
import { createDeliveryWorld, providerBody } from '../../../test/support/delivery-world.ts'
import { HaatError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'

const world = await createDeliveryWorld(t)
const { call, ok, operator } = world

const register = async (change: Record<string, unknown> = {}) => {
  const owner = newId('account')
  const body = providerBody(change)
  const made = await ok('POST', '/v1/providers', owner, body)
  return { owner, body, url: `/v1/providers/${made.providerId}`, ...made }
}

t.test('a startup registers and sees itself; nobody else does', async (t) => {
  const { owner, url, body, providerId } = await register()
  const seen = await call('GET', url, owner)
  t.match(seen.body, { ...body, providerId, status: 'draft', version: 1 })
  t.equal(seen.headers.etag, '"1"')
  t.match(await ok('GET', '/v1/providers', owner), { items: [{ providerId }] })
  t.same(await ok('GET', '/v1/providers', newId('account')), { items: [] })
  t.equal((await call('GET', url, newId('account'))).status, 404)
  t.equal((await call('GET', url)).status, 401)
  const again = await call('POST', '/v1/providers', owner, { ...providerBody(), dipp: body.dipp })
  t.match(again, { status: 409, body: { code: 'dippTaken' } })
})

t.test('what is registered is checked, field by field', async (t) => {
  const { capabilities } = providerBody()
  const nowhere = { pins: [], pinPrefixes: [], circles: [] }
  const badHours = {
    week: {
      mon: [
        { open: '10:00', close: '12:00' },
        { open: '11:00', close: '13:00' },
      ],
    },
  }
  const cases: [Record<string, unknown>, string][] = [
    [{ dipp: 'DIPPX1' }, '/dipp'],
    [{ contactPhone: '12345678901' }, '/contactPhone'],
    [{ webhookUrl: 'http://parcel.example.com' }, '/webhookUrl'],
    [{ webhookUrl: 'https://169.254.169.254/latest' }, '/webhookUrl'],
    [{ webhookUrl: 'https://localhost/x' }, '/webhookUrl'],
    [{ webhookUrl: 'https://0x0a.1/x' }, '/webhookUrl'],
    [{ webhookUrl: 'https://[::ffff:10.0.0.1]/x' }, '/webhookUrl'],
    [{ webhookUrl: 'https://me:you@parcel.example.com' }, '/webhookUrl'],
    [{ capabilities: { ...capabilities, pickup: nowhere } }, '/capabilities/pickup'],
    [{ capabilities: { ...capabilities, hours: badHours } }, '/capabilities/hours'],
    [{ capabilities: { ...capabilities, maxWeightGrams: 0 } }, '/capabilities/maxWeightGrams'],
    [{ promisedMinutes: 0 }, '/promisedMinutes'],
    [{ rateCard: { basePaise: -1, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 } }, '/rateCard/basePaise'],
  ]
  for (const [change, pointer] of cases) {
    const reply = await call('POST', '/v1/providers', newId('account'), providerBody(change))
    t.equal(reply.status, 400, pointer)
    t.equal(reply.body.errors[0].pointer, pointer)
  }
})

t.test('changes name the version that they change', async (t) => {
  const { owner, url } = await register()
  t.equal((await call('PATCH', url, owner, { promisedMinutes: 30 })).status, 428)
  const changed = await call('PATCH', url, owner, { promisedMinutes: 30 }, { 'if-match': '"1"' })
  t.match(changed, { status: 200, body: { promisedMinutes: 30, version: 2 } })
  t.equal((await call('PATCH', url, owner, { promisedMinutes: 31 }, { 'if-match': '"1"' })).status, 412)
  const staff = newId('account')
  world.members.set(`${staff} ${changed.body.providerId}`, 'staff')
  t.equal((await call('PATCH', url, staff, { promisedMinutes: 31 }, { 'if-match': '"2"' })).status, 403)
})

t.test('only what operators approve is offered parcels', async (t) => {
  const { owner, url, providerId } = await register()
  const approve = () => call('POST', `/v1/operator/providers/${providerId}/approve`, operator)
  const names = async () => {
    world.providers.directory.refresh()
    return (await world.providers.directory.approved()).map((facts) => facts.providerId)
  }
  t.match(await approve(), { status: 409, body: { code: 'providerState' } }, 'not a draft')
  t.match(await call('POST', `${url}/submit`, owner), { status: 422, body: { code: 'webhookSecretMissing' } })
  await ok('POST', `${url}/webhook-secrets`, owner)
  t.match(await ok('POST', `${url}/submit`, owner), { status: 'submitted' })
  t.match(await ok('POST', `${url}/submit`, owner), { status: 'submitted' }, 'twice is once')
  t.notOk((await names()).includes(providerId))
  t.match(await call('GET', '/v1/operator/providers', owner), { status: 403 })
  const queue = await ok('GET', '/v1/operator/providers?limit=1', operator)
  t.match(queue, { items: [{ providerId }] })
  t.match(await approve(), { status: 200, body: { status: 'approved' } })
  t.match(world.decisions.at(-1), { action: 'provider.approved', objectId: providerId })
  t.ok((await names()).includes(providerId))
  const suspend = `/v1/operator/providers/${providerId}/suspend`
  t.equal((await call('POST', suspend, operator, {})).status, 400)
  const reason = 'Parcels were left in the rain.'
  t.match(await ok('POST', suspend, operator, { reason }), { status: 'suspended', statusReason: reason })
  t.notOk((await names()).includes(providerId))
  t.match(await approve(), { body: { status: 'approved', statusReason: null } })
  const dipp = await call(
    'PATCH',
    url,
    owner,
    { dipp: 'DIPP1' },
    { 'if-match': `"${(await ok('GET', url, owner)).version}"` },
  )
  t.match(dipp, { status: 400 }, 'the number is fixed by then')
})

t.test('a key is shown once, kept as a hash, and ends at once; two are live', async (t) => {
  const { owner, url, providerId } = await register()
  const first = await ok('POST', `${url}/keys`, owner)
  const second = await ok('POST', `${url}/keys`, owner)
  t.match(first.key, /^hk_[a-z0-9]{8}_[\w-]{43}$/)
  t.match(await call('POST', `${url}/keys`, owner), { status: 409, body: { code: 'twoKeysLive' } })
  const listed = await ok('GET', `${url}/keys`, owner)
  t.same(listed.items.map((item: { keyId: string }) => item.keyId).sort(), [first.keyId, second.keyId].sort())
  t.notMatch(JSON.stringify(listed), first.key.slice(12))
  const stored = JSON.stringify(await world.sql('select * from provider_keys'))
  t.notMatch(stored, first.key.slice(12))
  const { authenticateKey } = world.providers
  t.match(await authenticateKey(first.key), { kind: 'provider', providerId, keyId: first.keyId })
  for (const bad of [
    '',
    'hk_',
    first.key.slice(0, -1),
    `${first.key.slice(0, -1)}!`,
    first.key.replace('hk_', 'sk_'),
  ])
    await t.rejects(authenticateKey(bad), HaatError, bad)
  t.equal((await call('DELETE', `${url}/keys/${first.keyId}`, newId('account'))).status, 404)
  t.equal((await call('DELETE', `${url}/keys/${first.keyId}`, owner)).status, 204)
  await t.rejects(authenticateKey(first.key), { code: 'unauthenticated' })
  t.equal((await call('DELETE', `${url}/keys/${first.keyId}`, owner)).status, 404)
  t.ok(await authenticateKey(second.key))
})

t.test('webhook secrets are sealed, and two are live', async (t) => {
  const { owner, url, providerId } = await register()
  const secrets: string[] = []
  for (const live of [1, 2, 2]) {
    const made = await ok('POST', `${url}/webhook-secrets`, owner)
    t.equal(made.live, live)
    secrets.unshift(made.secret)
  }
  t.same((await world.providers.directory.find(providerId))!.secrets, secrets.slice(0, 2), 'the newest first')
  const stored = JSON.stringify(await world.sql('select * from provider_secrets'))
  for (const secret of secrets) t.notMatch(stored, secret.slice(6, 30).replaceAll('+', '\\+'))
})

t.test('a change in another process is seen soon', async (t) => {
  const { providerId } = await register()
  await world.providers.directory.find(providerId)
  await world.sql(`update providers set name = 'Elsewhere', version = version + 1 where name <> 'Elsewhere'`)
  await new Promise((resolve) => setTimeout(resolve, 150))
  t.equal((await world.providers.directory.find(providerId))!.name, 'Elsewhere')
})
