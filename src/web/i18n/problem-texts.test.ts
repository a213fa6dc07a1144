import t from 'tap'
import { collectProblems } from '../../../scripts/problems/collect.ts'
import { isMessageKey } from './index.ts'

/** Told on the command line alone. */
const isOfCommands = ({ file }: { file: string }): boolean =>
  /^(?:app\/commands|platform\/(?:database|config))\//.test(file)

t.test('every problem that a page may meet has a text in every language', async (t) => {
  const problems = collectProblems(new URL('../../', import.meta.url)).filter(
    (problem) => problem.status !== undefined && !isOfCommands(problem),
  )
  t.ok(problems.length > 50)
  for (const code of new Set(problems.map((problem) => problem.code)))
    t.ok(isMessageKey(`problems.${code}`), `${code} stands in i18n/messages/*/problems.json`)
})
