import t from 'tap'
import { registrationFrom, startFields } from './offer.fields.ts'
import { problemsOfStep } from './offer.steps.ts'

const url = 'https://parcel.example.com/haat'
const ondc = { ondcSubscriber: ' logistics.example.in ', ondcKey: 'key-1', ondcPublicKey: 'A'.repeat(43) }
const missing = (given: Record<string, string>) =>
  problemsOfStep('work', { ...startFields, ...given }).map(({ name }) => name)
const sent = (given: Record<string, string>) => {
  const { channel, webhookUrl, ondc } = registrationFrom({ ...startFields, ...given })
  return { channel, webhookUrl, ondc }
}

t.test('each way in which parcels come asks for its own fields', async (t) => {
  t.same(missing({}), ['webhookUrl'])
  t.same(missing({ channel: 'pull' }), [])
  t.same(missing({ channel: 'ondc' }), ['webhookUrl', 'ondcSubscriber', 'ondcKey', 'ondcPublicKey'])
  t.same(missing({ channel: 'ondc', webhookUrl: url, ...ondc }), [])
})

t.test('and sends no others', async (t) => {
  t.same(sent({ webhookUrl: url, ...ondc }), { channel: 'push', webhookUrl: url, ondc: undefined })
  t.same(sent({ channel: 'pull', webhookUrl: url }), {
    ...{ channel: 'pull', webhookUrl: undefined, ondc: undefined },
  })
  t.match(sent({ channel: 'ondc', webhookUrl: url, ...ondc }), {
    ondc: { subscriberId: 'logistics.example.in', keyId: 'key-1' },
  })
})

t.test('who carries neither within a city nor between cities is told so', async (t) => {
  const told = (given: Record<string, string>) =>
    problemsOfStep('where', { ...startFields, coverage: '560001', ...given }).map(({ name }) => name)
  t.same(told({}), [])
  t.same(told({ withinCity: '' }), [])
  t.same(told({ interCity: '' }), [])
  t.same(told({ withinCity: '', interCity: '' }), ['withinCity'])
  const { capabilities } = registrationFrom({ ...startFields, withinCity: '' })
  t.match(capabilities, { withinCity: false, interCity: true })
})

t.test('the time of pick-up is a promise of its own, by lane', async (t) => {
  const promised = (given: Record<string, string>) => {
    const { lanes, pickupMinutes, pickupLanes } = registrationFrom({ ...startFields, ...given }).capabilities
    return { lanes, pickupMinutes, pickupLanes }
  }
  t.same(promised({}), { lanes: undefined, pickupMinutes: undefined, pickupLanes: undefined })
  t.match(promised({ pickupMinutes: '20', 'pickup.samePin': '10', pickupPairs: '560, 570, 40' }), {
    lanes: undefined,
    pickupMinutes: 20,
    pickupLanes: { samePin: 10, pairs: [{ from: '560', to: '570', minutes: 40 }] },
  })
})
