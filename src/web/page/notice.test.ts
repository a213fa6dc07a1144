import fc from 'fast-check'
import t from 'tap'
import { anyText } from '../../../test/support/any-text.ts'
import { fitting } from './notice.ts'

const key = 'consumer.basket.put'
const written = (values: Record<string, string | number>): number =>
  encodeURIComponent(JSON.stringify(fitting({ key, values }))).length

t.test('a notice always fits into a cookie, and short values stay as they are', async (t) => {
  const values = { name: 'चक्की आटा, 5 kg', n: 3 }
  t.strictSame(fitting({ key, values }), { key, values })
  t.strictSame(fitting({ key }), { key })
  const long = fitting({ key, values: { name: 'क्षि'.repeat(5000) } }).values!.name as string
  t.match(long, /^(?:क्षि){20,}…$/, 'cut between letters, not within one')
  const name = fc.constantFrom('name', 'n', 'shop')
  const text = fc.oneof(
    anyText(6000),
    fc.constantFrom(
      '"'.repeat(9000),
      'a\u0300'.repeat(9000),
      `a${'\u0300'.repeat(9000)}`,
      '\ud800'.repeat(9000),
    ),
  )
  fc.assert(
    fc.property(fc.dictionary(name, text), (given) => written(given) < 3900),
    { numRuns: 50 },
  )
})
