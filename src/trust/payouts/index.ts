import type { Routes } from '../../platform/http/index.ts'
import { createDues } from './dues.service.ts'
import type { PayoutsDeps } from './payouts.deps.ts'
import { payoutSumsOf } from './reports.store.ts'
import { createResults } from './results.service.ts'
import { runsRoutes } from './runs.routes.ts'
import { createRuns } from './runs.service.ts'
import { traderPayoutsRoutes } from './trader.routes.ts'
import { createTraderPayouts } from './trader.service.ts'

export type { PayoutsDeps } from './payouts.deps.ts'

/** How often it is looked whether the day's run is to be opened. */
const openEveryMs = 10 * 60_000

/** Traders get the money that the platform holds for them. */
export function createPayouts(deps: PayoutsDeps) {
  const dues = createDues(deps)
  const runs = createRuns({ ...deps, dues })
  const results = createResults(deps)
  const traders = createTraderPayouts({ ...deps, dues })
  const routes: Routes = (app) => {
    runsRoutes({ runs, results })(app)
    traderPayoutsRoutes(traders)(app)
  }
  return {
    /** What stands of payouts by trader, for the check of the ledger. */
    sums: payoutSumsOf,
    routes,
    upkeep:
      deps.openingHour === undefined
        ? []
        : [{ name: 'payouts.openDaily', everyMs: openEveryMs, run: () => runs.openDaily() }],
  }
}

export type Payouts = ReturnType<typeof createPayouts>
