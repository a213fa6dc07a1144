import t from 'tap'
import { move } from '../../kernel/states.ts'
import { reaches } from './shops.rules.ts'
import {
  checkBank,
  checkRegistration,
  maySell,
  missingForSubmission,
  type Registration,
} from './traders.rules.ts'
import { type TraderEvent, traderEvents, traderTransitions } from './traders.states.ts'
import { type BuyerKind, type TraderStatus, tiers } from './traders.types.ts'

const valid: Registration = {
  tiers: ['retailer'],
  legalName: 'Asha Verma',
  tradeName: 'Verma Kirana',
  pan: 'AAPFU0939F',
  gstin: '27AAPFU0939F1ZV',
  enrolmentId: null,
  udyam: null,
  fssai: null,
  upiId: null,
}

t.test('numbers come out in their normal spelling', async (t) => {
  const { value, problems } = checkRegistration({
    ...valid,
    tiers: ['retailer', 'manufacturer', 'retailer'],
    pan: ' aapfu 0939 f',
    gstin: '27-aapfu0939f-1zv',
    udyam: 'udyam mh 01 0000001',
    fssai: '1152 1999 000123',
    upiId: 'Verma.Kirana@OkAxis',
  })
  t.same(problems, [])
  t.same(value, {
    ...valid,
    tiers: ['manufacturer', 'retailer'],
    udyam: 'UDYAM-MH-01-0000001',
    fssai: '11521999000123',
    upiId: 'verma.kirana@okaxis',
    state: 'Maharashtra',
  })
  const panOnly = checkRegistration({ ...valid, gstin: null, enrolmentId: '29ABCDE1234F1XY' })
  t.match(panOnly, { problems: [], value: { state: 'Karnataka', gstin: null } })
  t.equal(checkRegistration({ ...valid, gstin: null }).value.state, null)
})

t.test('all problems are told at once, each at its field', async (t) => {
  const { problems } = checkRegistration({
    ...valid,
    pan: 'AAPXU0939F',
    gstin: '27AAPFU0939F1Z0',
    udyam: '1',
    fssai: '2',
    upiId: 'a@b.com',
  })
  t.same(
    problems.map(({ pointer }) => pointer),
    ['/pan', '/gstin', '/udyam', '/fssai', '/upiId'],
  )
  for (const { detail } of problems) t.match(detail, /\S \S.*\.$/, 'a sentence')
})

t.test('numbers that contradict each other', async (t) => {
  const other = checkRegistration({ ...valid, pan: 'AAPFU0938F' })
  t.match(other.problems, [{ pointer: '/gstin', code: 'panMismatch' }])
  const both = checkRegistration({ ...valid, enrolmentId: '27ABCDE1234F1XY' })
  t.match(both.problems, [{ pointer: '/enrolmentId', code: 'oneOfTwo' }])
  const wrongPan = checkRegistration({ ...valid, pan: 'x' })
  t.same(
    wrongPan.problems.map(({ pointer }) => pointer),
    ['/pan'],
    'nothing is compared with a PAN that is none',
  )
})

t.test('a bank account is a number and a branch', async (t) => {
  t.match(checkBank({ accountNumber: '3012 3456 789', ifsc: 'sbin0001234' }), {
    value: { accountNumber: '30123456789', ifsc: 'SBIN0001234' },
    problems: [],
  })
  t.match(checkBank({ accountNumber: '1', ifsc: 'SBIN1001234' }).problems, [
    { pointer: '/bank/accountNumber' },
    { pointer: '/bank/ifsc' },
  ])
})

t.test('what a submission needs', async (t) => {
  const pointers = (trader: Registration, hasBank: boolean, shops: number) =>
    missingForSubmission({ trader, hasBank, shops }).map(({ pointer }) => pointer)
  t.same(pointers({ ...valid, gstin: null }, false, 0), ['/gstin', '/upiId', '/shops'])
  t.same(pointers(valid, true, 1), [])
  t.same(pointers({ ...valid, gstin: null, enrolmentId: 'x', upiId: 'a@b' }, false, 2), [])
})

t.test('every status answers every event', async (t) => {
  const expected: Record<TraderStatus, Record<TraderEvent, string>> = {
    draft: {
      submit: 'submitted',
      verify: 'refuse',
      sendBack: 'refuse',
      suspend: 'refuse',
      reinstate: 'refuse',
      editIdentity: 'stay',
    },
    submitted: {
      submit: 'stay',
      verify: 'verified',
      sendBack: 'sentBack',
      suspend: 'refuse',
      reinstate: 'refuse',
      editIdentity: 'stay',
    },
    sentBack: {
      submit: 'submitted',
      verify: 'refuse',
      sendBack: 'stay',
      suspend: 'refuse',
      reinstate: 'refuse',
      editIdentity: 'stay',
    },
    verified: {
      submit: 'stay',
      verify: 'stay',
      sendBack: 'refuse',
      suspend: 'suspended',
      reinstate: 'stay',
      editIdentity: 'submitted',
    },
    suspended: {
      submit: 'refuse',
      verify: 'refuse',
      sendBack: 'refuse',
      suspend: 'stay',
      reinstate: 'verified',
      editIdentity: 'refuse',
    },
  }
  for (const [status, answers] of Object.entries(expected) as [TraderStatus, Record<TraderEvent, string>][]) {
    for (const event of traderEvents) {
      const moved = move(traderTransitions, status, event)
      t.equal(moved.moved ? moved.to : moved.reason, answers[event], `${event} of ${status}`)
    }
  }
})

t.test('who sells to whom', async (t) => {
  const buyers: BuyerKind[] = ['consumer', ...tiers]
  const table = Object.fromEntries(
    tiers.map((tier) => [tier, buyers.filter((buyer) => maySell([tier], buyer)).sort()]),
  )
  t.same(table, {
    manufacturer: ['consumer', 'distributor', 'retailer', 'wholesaler'],
    distributor: ['retailer', 'wholesaler'],
    wholesaler: ['retailer'],
    retailer: ['consumer'],
  })
  t.ok(maySell(['wholesaler', 'retailer'], 'consumer'), 'any of several tiers')
  t.notOk(maySell([], 'consumer'))
})

t.test('how far a shop reaches', async (t) => {
  const dadar = { lat: 19.01603, lng: 72.84601 }
  const shop = {
    point: dadar,
    radiusMetres: 3000,
    pinsServed: ['400069'],
    state: 'Maharashtra',
    panOnly: false,
  }
  const near = { pin: '400014', point: { lat: 19.02206, lng: 72.83889 }, state: 'Maharashtra' }
  const far = { pin: '400001', point: { lat: 18.9386, lng: 72.8353 }, state: 'Maharashtra' }
  t.ok(reaches(shop, near), 'within the radius')
  t.notOk(reaches(shop, far), '9 km away')
  t.ok(reaches(shop, { ...far, pin: '400069' }), 'a PIN that it serves, whatever the distance')
  t.notOk(reaches({ ...shop, radiusMetres: 0 }, { ...near, point: dadar }), 'no radius: by PIN alone')
  t.notOk(reaches(shop, { ...near, point: null }), 'nobody knows where it is')
  t.ok(reaches(shop, { pin: '400069', point: null, state: null }))

  const small = {
    ...shop,
    panOnly: true,
    radiusMetres: 4_000_000,
    pinsServed: ['110001', '400069', '900001'],
  }
  t.ok(reaches(small, near), 'inside its state')
  t.notOk(reaches(small, { pin: '110001', point: { lat: 28.63, lng: 77.22 }, state: 'Delhi' }))
  t.notOk(reaches(small, { pin: '900001', point: null, state: null }), 'the Army is in no state')
  t.ok(reaches({ ...small, panOnly: false }, { pin: '110001', point: null, state: 'Delhi' }))
})
