/**
 * Writes docs/problems.md: every problem by its stable code, with what happened and what to do, as the source
 * says it. With --check changes nothing and exits 1 when the page differs.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { collectProblems } from './problems/collect.ts'
import { problemsPage } from './problems/page.ts'

const file = 'docs/problems.md'
const page = problemsPage(collectProblems(new URL('../src/', import.meta.url)))
if (!process.argv.includes('--check')) {
  writeFileSync(file, page)
  console.log(`${file} is written.`)
} else if (readFileSync(file, 'utf8') === page) {
  console.log(`${file} is up to date.`)
} else {
  console.error(`${file} is not what the source says: run \`npx tsx scripts/problems.ts\`.`)
  process.exitCode = 1
}
