import type { MarketChoice } from '../choice.ts'
import { withModules } from '../run.ts'

/** Compares the index with the database; exit status 1 when they differ. `heal` has the worker write anew what does. */
export const check = (options: MarketChoice & { json?: boolean; heal?: boolean }): Promise<void> =>
  withModules(options, async ({ search }) => {
    const drift = options.heal ? (await search.heal()).at(-1)! : await search.check()
    const clean = drift.missing + drift.surplus + drift.different === 0
    process.stdout.write(
      options.json
        ? `${JSON.stringify(drift)}\n`
        : `${drift.engine}: ${drift.listings} listings; ${drift.missing} missing, ${drift.surplus} surplus, ${drift.different} different.\n`,
    )
    if (!clean) process.exitCode = 1
  })

export const rebuild = (choice: MarketChoice): Promise<void> =>
  withModules(choice, async ({ search }) => {
    const { documents } = await search.rebuild()
    process.stdout.write(`The index was built anew with ${documents} listings.\n`)
  })
