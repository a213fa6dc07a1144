import { resolve } from 'node:path'
import type { MarketChoice } from '../choice.ts'
import { withModules } from '../run.ts'

/** Makes somebody an operator, and says of which market: a wrong folder would be a new market of its own. */
export const operator = (phone: string, choice: MarketChoice): Promise<void> =>
  withModules(choice, async ({ identity }, { config }) => {
    await identity.makeOperator(phone)
    const market = config.DATABASE_URL ? 'of DATABASE_URL' : `in ${resolve(config.DATA_DIR)}`
    process.stdout.write(
      `${phone} is an operator now, of the market ${market}. Sign in with a code sent to that number.\n`,
    )
  })
