import type { Routes } from '../../platform/http/index.ts'
import { handsRoutes } from './hands.routes.ts'
import { createHandsService } from './hands.service.ts'
import { createParties } from './parties.ts'
import type { RemittancesDeps } from './remittances.deps.ts'
import { remittanceRoutes } from './remittances.routes.ts'
import { createRemittancesService } from './remittances.service.ts'
import { createRidersService, type RidersDeps } from './riders.service.ts'
import { settlementRoutes } from './settlement.routes.ts'

export type { RemittancesDeps } from './remittances.deps.ts'
export { readSheet } from './sheet.ts'

/** Cash that providers and points send on, what riders hand in, and how much of it each may have in hand. */
export function createRemittances(deps: RemittancesDeps & RidersDeps) {
  const parties = createParties(deps)
  const service = createRemittancesService(deps, parties)
  const hands = createHandsService(deps, parties)
  const riders = createRidersService(deps)
  const routes: Routes = (app) => {
    for (const kind of ['provider', 'point'] as const) settlementRoutes({ service, hands }, kind)(app)
    remittanceRoutes(service)(app)
    handsRoutes({ hands, riders })(app)
  }
  return {
    /** Who has more cash than it may, for the choice of carriers. Remember it for a while. */
    full: hands.full,
    /** Points that take no cash now. */
    fullPoints: hands.fullPoints,
    riderIsFull: riders.riderIsFull,
    routes,
  }
}

export type Remittances = ReturnType<typeof createRemittances>
