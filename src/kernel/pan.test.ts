import t from 'tap'
import { checkPan, panHolderKind } from './pan.ts'

t.test('a PAN is read as people paste it', async (t) => {
  for (const text of ['AAPFU0939F', 'aapfu0939f', ' AAPFU 0939 F ', 'AAPFU-0939-F']) {
    t.same(checkPan(text), { ok: true, value: 'AAPFU0939F' }, text)
  }
})

t.test('what is no PAN is refused with what to do', async (t) => {
  for (const text of ['', 'AAPFU0939', 'AAPFU09390', '1APFU0939F', 'AAPFU0939FF', 'AAPFÜ0939F']) {
    t.match(checkPan(text), { ok: false, reason: /five letters, four digits/ }, text)
  }
  t.match(checkPan('AAPDU0939F'), { ok: false, reason: /D as its fourth letter/ })
})

t.test('the fourth letter names the holder', async (t) => {
  t.equal(panHolderKind('AAPFU0939F'), 'firm or LLP')
  t.equal(panHolderKind('AAAPA1234A'), 'individual')
  t.equal(panHolderKind('AAACA1234A'), 'company')
  t.equal(panHolderKind('AAADA1234A'), undefined)
})
