import { readFileSync } from 'node:fs'
import t from 'tap'
import { collectProblems, problemsIn } from '../../scripts/problems/collect.ts'
import { problemsPage } from '../../scripts/problems/page.ts'

const problems = collectProblems(new URL('../../src/', import.meta.url))

t.test('the page of problems says what the source says', async (t) => {
  t.equal(readFileSync('docs/problems.md', 'utf8'), problemsPage(problems), 'npx tsx scripts/problems.ts')
  t.ok(problems.length > 100, `${problems.length} problems`)
})

t.test('one code means one status everywhere over HTTP', async (t) => {
  const statuses = new Map<string, Set<number>>()
  for (const { code, status } of problems) {
    if (status !== undefined) statuses.set(code, (statuses.get(code) ?? new Set()).add(status))
  }
  for (const [code, known] of statuses) t.equal(known.size, 1, `${code}: ${[...known].join(', ')}`)
})

t.test('a problem whose code or sentence cannot be read stops the page', async (t) => {
  const read = (source: string) => problemsIn('trade/x/x.errors.ts', source)
  t.strictSame(
    read(`new HaatError('conflict', 'late', \`Only \${a.b({ c: 1 })} of \${n}. Don\\'t wait.\`)`),
    [{ file: 'trade/x/x.errors.ts', code: 'late', status: 409, sentence: "Only … of …. Don't wait." }],
  )
  t.throws(() => read("new HaatError(kind, 'late', 'Too late.')"), /cannot read the code/)
  t.throws(() => read("new HaatError('conflict', codeOf(x), 'Too late.')"), /cannot read the code/)
  t.throws(() => read("new HaatError('conflict', 'late', sentenceOf(x))"), /late needs a sentence/)
  t.throws(
    () => problemsPage([{ file: 'elsewhere/x.ts', code: 'late', status: 409, sentence: '' }]),
    /section/,
  )
})
