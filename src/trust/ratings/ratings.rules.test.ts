import t from 'tap'
import { changeableUntil, meanOf, withoutContacts } from './ratings.rules.ts'

t.test('what everybody reads holds no phone number and no address', async (t) => {
  for (const [written, read] of [
    ['Call me at 98765 43210 please', 'Call me at ••• please'],
    ['+91-98765-43210', '•••'],
    ['Write to asha.rao@example.in, or asha@okaxis.', 'Write to •••, or •••.'],
    ['5 kg at ₹265, came in 40 minutes', '5 kg at ₹265, came in 40 minutes'],
    ['PIN 560001 is far', 'PIN 560001 is far'],
    ['बहुत अच्छा', 'बहुत अच्छा'],
  ] as const) {
    t.equal(withoutContacts(written), read)
  }
})

t.test('the mean has one decimal; thirty days to change', async (t) => {
  t.equal(meanOf(13, 3), 4.3)
  t.equal(meanOf(14, 3), 4.7)
  t.equal(changeableUntil(new Date('2026-04-01T00:00:00Z')).toISOString(), '2026-05-01T00:00:00.000Z')
})

t.test('numbers are struck out in whatever digits they are written', (t) => {
  t.equal(withoutContacts('फ़ोन करें: ९८७६५ ४३२१०।'), 'फ़ोन करें: •••।')
  t.equal(withoutContacts('+९१-९८७६५४३२१०'), '•••')
  t.equal(withoutContacts('२ किलो आटा'), '२ किलो आटा')
  t.end()
})
