import t from 'tap'
import { newEnrolment, newNumbers, registration, startTraders } from '../../../test/support/traders.ts'
import { gstinCheckCharacter } from '../../kernel/gstin.ts'

const { call, signIn, trader } = await startTraders(t)

/** A GSTIN of this PAN in a state. */
const gstinOf = (pan: string, stateCode: string, entity = '1') => {
  const first14 = `${stateCode}${pan}${entity}Z`
  return `${first14}${gstinCheckCharacter(first14)}`
}
const bengaluru = { city: 'Bengaluru', pin: '560001', point: { lat: 12.9716, lng: 77.5946 } }

t.test('a company with GSTINs of two states registers once in each', async (t) => {
  const owner = await signIn()
  const { pan, gstin } = newNumbers('27')
  await trader(owner, { upTo: 'verified', body: { pan, gstin } })
  const south = { pan, gstin: gstinOf(pan, '29') }
  await trader(owner, { upTo: 'verified', body: south, shop: bengaluru })
  const again = await call('POST', '/v1/traders', { as: await signIn(), body: registration(south) })
  t.match(again, { status: 409, body: { code: 'alreadyRegistered' } })
})

t.test(
  'in one state a PAN is taken, whatever the GSTIN, and an enrolment id stands for all India',
  async (t) => {
    const [asha, ravi] = [await signIn(), await signIn()]
    const { pan, gstin } = newNumbers('27')
    await trader(asha, { upTo: 'submitted', body: { pan, gstin } })
    const register = async (body: object) =>
      (await call('POST', '/v1/traders', { as: ravi, body: registration({ pan, ...body }) })).status
    t.equal(await register({ gstin: gstinOf(pan, '27', '2') }), 409)
    t.equal(
      await register(newEnrolment('29')),
      409,
      'below the threshold in one state and above it in another',
    )
    t.equal(await register({ gstin: null }), 409, 'nobody knows yet of which state')

    const small = newNumbers()
    await trader(await signIn(), { upTo: 'submitted', body: { pan: small.pan, ...newEnrolment('27') } })
    const other = { pan: small.pan, gstin: gstinOf(small.pan, '29') }
    t.equal((await call('POST', '/v1/traders', { as: ravi, body: registration(other) })).status, 409)
  },
)

t.test('of two that go forward at one moment only those of different states both pass', async (t) => {
  const race = async (first: Record<string, unknown>, second: Record<string, unknown>) => {
    const [asha, ravi] = [await signIn(), await signIn()]
    const drafts = [
      await trader(asha, { upTo: 'draft', body: first }),
      await trader(ravi, { upTo: 'draft', body: second, shop: bengaluru }),
    ]
    const replies = await Promise.all(
      [asha, ravi].map((as, n) => call('POST', `${drafts[n]!.url}/submit`, { as })),
    )
    return replies.map(({ status }) => status).sort()
  }
  const [one, two] = [newNumbers('27'), newNumbers('27')]
  t.same(await race(one, { pan: one.pan, gstin: gstinOf(one.pan, '29') }), [200, 200])
  t.same(await race(two, { pan: two.pan, ...newEnrolment('29') }), [200, 409])
})
