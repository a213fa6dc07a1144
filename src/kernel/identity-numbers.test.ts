import t from 'tap'
import { checkBankAccount } from './bank-account.ts'
import type { Checked } from './checked.ts'
import { checkDpiit } from './dpiit.ts'
import { checkFssai, fssaiKind } from './fssai.ts'
import { checkGstEnrolment, gstEnrolmentState } from './gst-enrolment.ts'
import { checkHsn, hsnChapter } from './hsn.ts'
import { checkIfsc } from './ifsc.ts'
import { checkUdyam } from './udyam.ts'

interface Example {
  name: string
  check: (text: string) => Checked
  /** Text as typed, and the normal spelling expected. */
  good: Record<string, string>
  bad: readonly string[]
}

const examples: readonly Example[] = [
  {
    name: 'Udyam',
    check: checkUdyam,
    good: {
      'UDYAM-MH-01-0000001': 'UDYAM-MH-01-0000001',
      'udyam mh 01 0000001': 'UDYAM-MH-01-0000001',
      UDYAMKR030123456: 'UDYAM-KR-03-0123456',
    },
    bad: ['', 'UDYAM-MH-1-0000001', 'UDYAM-M1-01-0000001', 'UDYAM-MH-01-000001', 'UAM-MH-01-0000001'],
  },
  {
    name: 'FSSAI',
    check: checkFssai,
    good: { '10012011000123': '10012011000123', '2151 2345 6789 01': '21512345678901' },
    bad: ['', '1001201100012', '100120110001234', '1001201100012A', '00000000000000', '१००१२०११०००१२३'],
  },
  {
    name: 'DPIIT',
    check: checkDpiit,
    good: { DIPP1: 'DIPP1', 'dipp 12345': 'DIPP12345' },
    bad: ['', 'DIPP', '12345', 'DPIIT12345', 'DIPP123456789', 'DIPP12A'],
  },
  {
    name: 'GST enrolment',
    check: checkGstEnrolment,
    good: { '292300001234ESJ': '292300001234ESJ', ' 29aapfu0939f1e5': '29AAPFU0939F1E5' },
    bad: ['', '29230000123ESJ', '392300001234ESJ', '002300001234ESJ', '29230000123_ESJ'],
  },
  {
    name: 'HSN',
    check: checkHsn,
    good: { '1101': '1101', '110100': '110100', '1101.00.00': '11010000', '1006 30 20': '10063020' },
    bad: ['', '11', '110', '11010', '1101000', '110100000', '0011', '11O1'],
  },
  {
    name: 'IFSC',
    check: checkIfsc,
    good: { SBIN0001234: 'SBIN0001234', hdfc0cabcde: 'HDFC0CABCDE' },
    bad: ['', 'SBIN1001234', 'SBI00001234', 'SBIN000123', 'SBIN00012345'],
  },
  {
    name: 'bank account',
    check: checkBankAccount,
    good: { '000123456': '000123456', '1234 5678 9012 3456 78': '123456789012345678' },
    bad: ['', '12345678', '1234567890123456789', '12345678X', '000000000'],
  },
]

for (const { name, check, good, bad } of examples) {
  t.test(`${name}: normal spelling out of what people type`, async (t) => {
    for (const [typed, value] of Object.entries(good)) t.same(check(typed), { ok: true, value }, typed)
  })
  t.test(`${name}: refused with a sentence`, async (t) => {
    for (const typed of bad) t.match(check(typed), { ok: false, reason: /\w{3}.*\.$/ }, `«${typed}»`)
  })
}

t.test('what the numbers say', async (t) => {
  t.equal(fssaiKind('10012011000123'), 'licence')
  t.equal(fssaiKind('21512345678901'), 'registration')
  t.equal(fssaiKind('91512345678901'), undefined)
  t.equal(gstEnrolmentState('292300001234ESJ'), 'Karnataka')
  t.equal(hsnChapter('11010000'), '11')
})
