import type { OversightDeps } from './oversight.ports.ts'
import { oversightRoutes } from './oversight.routes.ts'
import { createOversight as createService } from './oversight.service.ts'

export type { OversightDeps } from './oversight.ports.ts'

/** How the market is, for its operators. */
export const createOversight = (deps: OversightDeps) => ({ routes: oversightRoutes(createService(deps)) })
