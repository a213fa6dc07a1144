import t from 'tap'
import { z } from 'zod'
import { readCursor, toPage, writeCursor } from './index.ts'

const shape = z.tuple([z.string(), z.int()])
const bad = { kind: 'invalid', code: 'invalidFields', message: String }

t.test('a cursor comes back as it went', async (t) => {
  for (const key of [
    ['a', 1],
    ['चावल & "quotes"', -5],
    ['', 0],
  ] as const)
    t.strictSame(readCursor(writeCursor(key), shape), [...key])
  t.equal(readCursor(undefined, shape), undefined)
  t.match(writeCursor(['ÿ'.repeat(50), 1]), /^[\w-]+$/, 'fit for an address as it is')
})

t.test('a made-up cursor is refused, whatever is in it', async (t) => {
  const written = (text: string) => Buffer.from(text).toString('base64url')
  for (const cursor of [
    '',
    'x',
    '!!!',
    writeCursor(['a']),
    writeCursor([1, 'a']),
    writeCursor(['a', 1, 2]),
    written('{"0":"a","1":1}'),
    written('["a",1'),
    written('null'),
    written('["a",1.5]'),
    written('["a",1e999]'),
    written('["\\u0000",1]'),
    written('["\\ud800",1]'),
    written(`${'['.repeat(300)}${']'.repeat(300)}`),
    Buffer.from([0xff, 0xfe]).toString('base64url'),
  ])
    t.throws(() => readCursor(cursor, shape), bad)
})

t.test('pages of a list have no gap and no double', async (t) => {
  const all = Array.from({ length: 23 }, (_, n) => ({ n }))
  const seen: number[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const after = readCursor(cursor, z.tuple([z.int()]))?.[0] ?? -1
    const rows = all.filter(({ n }) => n > after).slice(0, 5 + 1)
    const page: { items: { n: number }[]; nextCursor?: string } = toPage(rows, 5, ({ n }) => [n])
    seen.push(...page.items.map(({ n }) => n))
    cursor = page.nextCursor
    pages++
  } while (cursor)
  t.strictSame(
    seen,
    all.map(({ n }) => n),
  )
  t.equal(pages, 5)
  t.strictSame(
    toPage([], 5, () => []),
    { items: [] },
  )
  t.strictSame(
    toPage([1, 2], 2, (n) => [n]),
    { items: [1, 2] },
    'a last page that is full has none after it',
  )
})

t.test('an error of ours in a shape is not blamed on the caller', async (t) => {
  const broken = z.unknown().transform(() => {
    throw new TypeError('a defect')
  })
  t.throws(() => readCursor(writeCursor([1]), broken), TypeError)
})
