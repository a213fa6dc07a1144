import { invalid } from '../../kernel/errors.ts'
import { allRegions } from '../../trade/search/index.ts'
import type { MarketChoice } from '../choice.ts'
import { withModules } from '../run.ts'

interface RegionChoice {
  region?: string | undefined
}

/** Undefined for all. Throws `invalidFields` for what no PIN begins with. */
const regionsOf = ({ region }: RegionChoice): string[] | undefined => {
  if (region === undefined || allRegions.includes(region)) return region === undefined ? undefined : [region]
  const detail = `No PIN begins with "${region}". Give the first two digits of one, such as 11.`
  throw invalid([{ pointer: '/region', code: 'unknownPin', detail }])
}

/** Compares the index with the database; exit status 1 when they differ. `heal` has the worker write anew what does. */
export const check = (
  options: MarketChoice & RegionChoice & { json?: boolean; heal?: boolean },
): Promise<void> => {
  const regions = regionsOf(options)
  return withModules(options, async ({ search }) => {
    const drift = options.heal ? (await search.heal(regions)).at(-1)! : await search.check(regions)
    const clean = drift.missing + drift.surplus + drift.different === 0
    process.stdout.write(
      options.json
        ? `${JSON.stringify(drift)}\n`
        : `${drift.engine}: ${drift.listings} listings; ${drift.missing} missing, ${drift.surplus} surplus, ${drift.different} different.\n`,
    )
    if (!clean) process.exitCode = 1
  })
}

export const rebuild = (options: MarketChoice & RegionChoice): Promise<void> => {
  const regions = regionsOf(options)
  return withModules(options, async ({ search }) => {
    const { documents } = await search.rebuild(regions)
    process.stdout.write(`The index was built anew with ${documents} listings.\n`)
  })
}
