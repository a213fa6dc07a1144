import t from 'tap'
import { checksOf } from './review.checks.ts'

const good = {
  pan: 'AAPFU0939F',
  gstin: '27AAPFU0939F1ZV',
  enrolmentId: null,
  udyam: null,
  fssai: null,
  upiId: 'shop@upi',
  bankEnding: null,
  state: 'Maharashtra',
}
const resultsOf = (...given: Parameters<typeof checksOf>) =>
  Object.fromEntries(checksOf(...given).map(({ check, result }) => [check, result]))

t.test('what is in order is said so, and what was not given is neither good nor bad', async (t) => {
  t.match(resultsOf(good, ['Maharashtra'], []), {
    pan: 'good',
    gstin: 'good',
    panInGstin: 'good',
    enrolmentId: 'absent',
    fssai: 'absent',
    payout: 'good',
    shops: 'good',
    stateOfShops: 'good',
    duplicates: 'good',
  })
})

t.test('each fault is found by its check', async (t) => {
  t.equal(resultsOf({ ...good, gstin: '27AAPFU0939F1ZX' }, [], []).gstin, 'bad', 'check digit')
  t.equal(resultsOf({ ...good, pan: 'AAPFU0939G' }, [], []).panInGstin, 'bad')
  t.equal(resultsOf({ ...good, upiId: null }, [], []).payout, 'bad')
  t.equal(resultsOf(good, [], []).shops, 'bad')
  const [states] = checksOf(good, ['Maharashtra', 'Goa'], []).filter(({ check }) => check === 'stateOfShops')
  t.match(states, { result: 'bad', seen: ['Goa'] })
  const [alike] = checksOf(good, [], ['Another Traders']).filter(({ check }) => check === 'duplicates')
  t.match(alike, { result: 'bad', seen: ['Another Traders'] })
})
