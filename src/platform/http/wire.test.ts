import t, { type Test } from 'tap'
import { z } from 'zod'
import { newId } from '../../kernel/ids.ts'
import { maxWirePaise } from '../../kernel/money.ts'
import {
  pageOf,
  pageQuery,
  wireId,
  wireInstant,
  wirePaise,
  wirePin,
  wirePoint,
  wireSignedPaise,
  wireText,
} from './index.ts'

const reads = (t: Test, schema: z.ZodType, good: readonly unknown[], bad: readonly unknown[]) => {
  for (const value of good) t.ok(schema.safeParse(value).success, `takes ${show(value)}`)
  for (const value of bad) t.notOk(schema.safeParse(value).success, `refuses ${show(value)}`)
}
const show = (value: unknown) =>
  typeof value === 'bigint' || typeof value === 'symbol' ? String(value) : JSON.stringify(value)?.slice(0, 60)

t.test('ids: the right kind, written in the one way', async (t) => {
  const id = newId('order')
  reads(
    t,
    wireId('order'),
    [id, 'ord_00000000000000000000000000', 'ord_7zzzzzzzzzzzzzzzzzzzzzzzzz'],
    [
      newId('listing'),
      id.toUpperCase(),
      `${id}x`,
      id.slice(0, -1),
      ` ${id}`,
      `${id}\n`,
      'ord_8zzzzzzzzzzzzzzzzzzzzzzzzz',
      id.replace('ord_', 'ord-'),
      `ord_${'i'.repeat(26)}`,
      '',
      null,
      7,
      [id],
      { toString: () => id },
    ],
  )
})

t.test('paise: whole, exact, within bounds, both ways', async (t) => {
  for (const sum of [0, 1, maxWirePaise]) {
    t.equal(wirePaise.decode(sum), BigInt(sum))
    t.equal(wirePaise.encode(BigInt(sum)), sum)
  }
  reads(t, wirePaise, [], [-1, 0.5, maxWirePaise + 1, 2 ** 53, 1e308, Number.NaN, '1', 1n, null, true, [1]])
  t.throws(() => wirePaise.encode(-1n), 'no reply with a negative price')
  t.throws(() => wirePaise.encode(BigInt(maxWirePaise) + 1n), 'no reply that JSON would round')
  t.equal(wireSignedPaise.encode(-5n), -5)
  reads(t, wireSignedPaise, [-maxWirePaise, -1], [-maxWirePaise - 1, -0.5])
})

t.test('instants: RFC 3339 with its offset, and only days that there are', async (t) => {
  t.equal(wireInstant.decode('2026-03-01T10:00:00+05:30').toISOString(), '2026-03-01T04:30:00.000Z')
  t.equal(wireInstant.encode(new Date(0)), '1970-01-01T00:00:00.000Z')
  reads(
    t,
    wireInstant,
    ['2024-02-29T00:00:00Z', '2026-12-31T23:59:59.999Z', '2026-01-01T00:00:00.123456Z'],
    [
      '2026-02-29T00:00:00Z',
      '2026-02-30T25:61:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:00:00',
      '2026-01-01',
      '2026-01-01T00:00:00+99:99',
      '+012026-01-01T00:00:00Z',
      '-000001-01-01T00:00:00Z',
      '1/1/2026',
      'now',
      '',
      0,
      null,
    ],
  )
  t.throws(() => wireInstant.encode(new Date(Number.NaN)), 'no reply with a day that is none')
})

t.test('instants stay within what every part can keep', async (t) => {
  reads(
    t,
    wireInstant,
    ['1900-01-01T00:00:00Z', '2999-12-31T00:00:00Z'],
    ['0000-01-01T00:00:00Z', '9999-01-01T00:00:00Z'],
  )
  const sentence = (text: string) => wireInstant.safeParse(text).error?.issues[0]?.message
  t.equal(sentence('0001-01-01T00:00:00Z'), 'must be in the year 1900 or later')
  t.equal(sentence('9999-01-01T00:00:00Z'), 'must be before the year 3000')
})

t.test('text: what people write, without what a terminal obeys', async (t) => {
  const text = wireText(20)
  t.equal(text.parse('  चावल  '), 'चावल')
  t.equal(text.parse('one\r\ntwo\rthree'), 'one\ntwo\nthree', 'the line breaks of forms')
  reads(
    t,
    text,
    ['a', 'two\nlines', 'x'.repeat(20), '💥', 'न्यू'],
    [
      '',
      '   ',
      '\n',
      'x'.repeat(21),
      'a\u0000',
      'tab\tstop',
      'a\u001b[31m',
      'a\u0085b',
      'a\u007f',
      '\ud800',
      null,
      5,
    ],
  )
  t.ok(
    text.safeParse('💥'.repeat(10)).success,
    'the length counts UTF-16 units, as JSON Schema lets clients check',
  )
})

t.test('PINs and points', async (t) => {
  reads(
    t,
    wirePin,
    ['560001', '110001'],
    ['060001', '56000', '5600011', '५६०००१', '560 001', '560001\n', 560001, null],
  )
  reads(
    t,
    wirePoint,
    [
      { lat: 12.97, lng: 77.59 },
      { lat: -90, lng: 180 },
    ],
    [
      { lat: 91, lng: 0 },
      { lat: 0, lng: 181 },
      { lat: '12', lng: 77 },
      { lat: 1 },
      { lat: 1, lng: 1, alt: 1 },
      [12, 77],
    ],
  )
})

t.test('pages', async (t) => {
  const query = z.strictObject(pageQuery)
  t.strictSame(query.parse({}), { limit: 20 })
  t.strictSame(query.parse({ limit: '100', cursor: 'abc' }), { limit: 100, cursor: 'abc' })
  reads(
    t,
    query,
    [{ limit: '1' }],
    [
      { limit: '0' },
      { limit: '101' },
      { limit: '-1' },
      { limit: '1.5' },
      { limit: '' },
      { limit: ['1', '2'] },
      { limit: 'all' },
      { cursor: 'x'.repeat(501) },
      { cursor: ['a', 'b'] },
      { page: '2' },
    ],
  )
  t.throws(() =>
    pageOf(z.strictObject({ a: z.string() })).encode({ items: [{ a: 'x', secret: 1 } as never] }),
  )
})
