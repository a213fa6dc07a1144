import t from 'tap'
import { newNumbers, startTraders } from '../../../test/support/traders.ts'
import { checkNumbers } from './checks.rules.ts'

t.test('each number is judged by itself, and what a right one tells is told', async (t) => {
  const checks = checkNumbers({
    pan: 'aapfu-0939-f',
    gstin: '27 AAPFU0939F 1ZV',
    udyam: 'UDYAM-MH-01',
    fssai: '11521999000123',
    upiId: 'asha@okaxis',
    accountNumber: '12',
    ifsc: 'sbin0001234',
    enrolmentId: '99ABCDEFGHIJKLM',
  })
  t.same(
    checks.map(({ field, ok, value, code, tells }) => [field, ok, value, code, tells]),
    [
      ['pan', true, 'AAPFU0939F', null, 'firm or LLP'],
      ['gstin', true, '27AAPFU0939F1ZV', null, 'Maharashtra'],
      ['enrolmentId', false, '99ABCDEFGHIJKLM', 'enrolmentState', null],
      ['udyam', false, 'UDYAM-MH-01', 'udyamShape', null],
      ['fssai', true, '11521999000123', null, 'licence'],
      ['upiId', true, 'asha@okaxis', null, null],
      ['accountNumber', false, '12', 'accountShape', null],
      ['ifsc', true, 'SBIN0001234', null, 'SBIN'],
    ],
  )
  t.ok(checks.every((check) => check.ok === (check.detail === null)))
})

t.test('what is wrong has a name of its own', async (t) => {
  const wrong: [Parameters<typeof checkNumbers>[0], string][] = [
    [{ pan: 'AAPFU0939' }, 'panShape'],
    [{ pan: 'AAPXU0939F' }, 'panHolder'],
    [{ gstin: '27AAPFU0939F1Z' }, 'gstinLength'],
    [{ gstin: '27AAPFU0939F1YV' }, 'gstinShape'],
    [{ gstin: '00AAPFU0939F1ZV' }, 'gstinState'],
    [{ gstin: '27AAPXU0939F1ZV' }, 'gstinPan'],
    [{ gstin: '27AAPFU0939F1ZX' }, 'gstinCheck'],
    [{ fssai: '1' }, 'fssaiShape'],
    [{ ifsc: 'SBIN1' }, 'ifscShape'],
    [{ upiId: 'asha' }, 'upiShape'],
    [{ enrolmentId: '27' }, 'enrolmentShape'],
  ]
  for (const [given, code] of wrong) t.equal(checkNumbers(given)[0]?.code, code, JSON.stringify(given))
})

t.test('over HTTP: only what was given, and the PAN inside the GSTIN', async (t) => {
  const { call, signIn } = await startTraders(t)
  const asha = await signIn()
  const [one, other] = [newNumbers(), newNumbers()]
  t.same((await call('POST', '/v1/traders/checks', { as: asha, body: {} })).body, { items: [] })
  t.match(await call('POST', '/v1/traders/checks', { as: asha, body: one }), {
    status: 200,
    body: {
      items: [
        { field: 'pan', ok: true },
        { field: 'gstin', ok: true },
      ],
    },
  })
  const mixed = await call('POST', '/v1/traders/checks', {
    as: asha,
    body: { pan: one.pan, gstin: other.gstin },
  })
  t.match(mixed.body, { items: [{ ok: true }, { ok: false, code: 'panMismatch' }] })
  t.equal((await call('POST', '/v1/traders/checks', { body: one })).status, 401)
})
