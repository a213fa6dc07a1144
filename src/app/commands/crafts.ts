import { readFile } from 'node:fs/promises'
import { HaatError } from '../../kernel/errors.ts'
import { type MarkKind, markKinds } from '../../trade/crafts/index.ts'
import type { MarketChoice } from '../choice.ts'
import { withModules } from '../run.ts'

/** Takes a list of crafts in and prints what it came to; exit status 1 when some rows are wrong. */
export async function importList(kind: string, path: string, choice: MarketChoice): Promise<void> {
  if (!markKinds.includes(kind as MarkKind))
    throw new HaatError('invalid', 'unknownList', `There is no list "${kind}". Say odop or gi.`)
  const file = await readFile(path, 'utf8')
  await withModules(choice, async ({ crafts }) => {
    const { rows, created, changed, unchanged, problems } = await crafts.importList(kind as MarkKind, file)
    process.stdout.write(`${rows} rows: ${created} new, ${changed} changed, ${unchanged} as before\n`)
    for (const { row, column, detail } of problems) process.stdout.write(`row ${row}, ${column}: ${detail}\n`)
    if (problems.length > 0) process.exitCode = 1
  })
}
