import { remittanceRoutes } from './remittances.routes.ts'
import { createRemittancesService, type RemittancesDeps } from './remittances.service.ts'

export type { RemittancesDeps } from './remittances.service.ts'

/** Cash that providers send on, and how much of it they may have in hand. */
export function createRemittances(deps: RemittancesDeps) {
  const service = createRemittancesService(deps)
  return {
    /** Who has more cash than it may, for the choice of carriers. Reads all cash: remember it for a while. */
    full: service.full,
    routes: remittanceRoutes(service),
  }
}

export type Remittances = ReturnType<typeof createRemittances>
