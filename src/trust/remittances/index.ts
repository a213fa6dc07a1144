import type { Routes } from '../../platform/http/index.ts'
import { handsRoutes } from './hands.routes.ts'
import { remittanceRoutes } from './remittances.routes.ts'
import { createRemittancesService, type RemittancesDeps } from './remittances.service.ts'
import { createRidersService, type RidersDeps } from './riders.service.ts'
import { settlementRoutes } from './settlement.routes.ts'

export type { RemittancesDeps } from './remittances.service.ts'
export { readSheet } from './sheet.ts'

/** Cash that providers and points send on, what riders hand in, and how much of it each may have in hand. */
export function createRemittances(deps: RemittancesDeps & RidersDeps) {
  const service = createRemittancesService(deps)
  const riders = createRidersService(deps)
  const routes: Routes = (app) => {
    for (const kind of ['provider', 'point'] as const) settlementRoutes(service, kind)(app)
    remittanceRoutes(service)(app)
    handsRoutes({ service, riders })(app)
  }
  return {
    /** Who has more cash than it may, for the choice of carriers. Remember it for a while. */
    full: service.full,
    /** Points that take no cash now. */
    fullPoints: service.fullPoints,
    riderIsFull: riders.riderIsFull,
    routes,
  }
}

export type Remittances = ReturnType<typeof createRemittances>
