import t from 'tap'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { newId, uuidOf } from '../../kernel/ids.ts'
import type { MadeCall } from '../providers/index.ts'

const world = await createDeliveryWorld(t)
const provider = await world.addProvider()
const other = await world.addProvider()
const base = `/v1/providers/${provider.providerId}`
const rider = newId('account')
await world.addMember(rider, provider.providerId, 'staff')

const order = await world.packedOrder()
await world.settle()
const { offerId } = await world.parcelOf(order)

const call = (change: Partial<MadeCall> = {}): MadeCall => ({
  providerId: provider.providerId,
  operation: 'book',
  reference: offerId,
  outcome: 'answered',
  status: 200,
  reason: null,
  durationMs: 12,
  request: { reference: offerId },
  answer: '{"decision":"accepted"}',
  calledAt: new Date(),
  ...change,
})
const list = async (query = '') => (await world.ok('GET', `${base}/calls${query}`, rider)).items

t.test('every call is kept with its attempt, its answer and its time', async (t) => {
  world.calls.keep(call({ outcome: 'unknown', status: null, reason: 'No answer.', answer: null }))
  world.calls.keep(call())
  world.calls.keep(call({ operation: 'status', request: null }))
  world.calls.keep(call({ operation: 'quote', reference: null, status: 503 }))
  world.calls.keep(call({ providerId: other.providerId }))
  const seen = await list()
  t.match(
    seen,
    [
      { operation: 'quote', reference: null, attempt: 1, status: 503, repeatable: false },
      { operation: 'status', attempt: 1, request: null, repeatable: true },
      { operation: 'book', attempt: 2, status: 200, repeatable: false },
      { operation: 'book', attempt: 1, status: null, reason: 'No answer.', answer: null },
    ],
    'another’s calls are not among them',
  )
  t.same(JSON.parse(seen[2].request), { reference: offerId })
  t.equal((await list('?failed=true')).length, 2)
  t.equal((await list('?failed=false&operation=book')).length, 1)
  const page = await world.ok('GET', `${base}/calls?limit=3`, rider)
  t.equal((await list(`?limit=3&cursor=${page.nextCursor}`)).length, 1)
})

t.test('what was said is forgotten after 30 days', async (t) => {
  await world.sql(
    `update provider_calls set called_at = now() - interval '31 days' where operation = 'quote'`,
  )
  for (const { run } of world.providers.upkeep) await run()
  const [quote, status] = await list()
  t.match(quote, { operation: 'quote', request: null, answer: null })
  t.match(status, { operation: 'status', answer: '{"decision":"accepted"}' })
})

t.test(
  'a question is asked again; a booking never, a cancellation not while the parcel is carried',
  async (t) => {
    world.calls.keep(call({ operation: 'cancel', request: { reason: 'No longer needed.' } }))
    const [cancel, , status, book] = await list()
    const again = (callId: string, token: string = provider.owner) =>
      world.call('POST', `${base}/calls/${callId}/redeliver`, token)
    provider.fake.state.calls.length = 0
    t.match(await again(status.callId), { status: 202, body: { repeated: true } })
    t.same(provider.fake.state.calls, ['status'])
    t.match(await again(book.callId), { status: 409, body: { code: 'notRepeatable' } })
    t.match(await again(cancel.callId), { status: 409, body: { code: 'notRepeatable' } })
    t.equal((await again(status.callId, rider)).status, 403, 'for owners')
    t.equal((await again(status.callId, other.owner)).status, 404)
    t.equal((await again('cal_01jd3p1v9zfq0v2c8m6t4k7r5n')).status, 404)
    await world.sql(`update offers set state = 'cancelled' where id = $1`, [uuidOf(offerId!)])
    t.equal((await again(cancel.callId)).status, 202)
    t.same(provider.fake.state.calls, ['status', 'cancel'], 'nothing was booked')
  },
)
