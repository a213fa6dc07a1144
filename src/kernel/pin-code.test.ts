import t from 'tap'
import { checkPinCode, isArmyPostal, pinParts } from './pin-code.ts'

t.test('PIN codes as people write them', async (t) => {
  for (const text of ['560001', '560 001', ' 560-001'])
    t.same(checkPinCode(text), { ok: true, value: '560001' })
  for (const text of ['', '060001', '56000', '5600011', '56000A', '५६०००१']) {
    t.match(checkPinCode(text), { ok: false, reason: /six digits/ }, text)
  }
})

t.test('how the post reads one', async (t) => {
  t.same(pinParts('560001'), { zone: '5', region: '56', sortingDistrict: '560' })
  t.equal(isArmyPostal('900056'), true)
  t.equal(isArmyPostal('190001'), false)
})
