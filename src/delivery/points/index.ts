import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import { pointsRoutes } from './points.routes.ts'
import { createPointsService, type PointsDeps, type PointsService } from './points.service.ts'

export { pointFull } from './points.errors.ts'
export { pointId as pointIdExample } from './points.examples.ts'
export type { NearPoint } from './points.rules.ts'
export { pointParams } from './points.schema.ts'
export type { PointsService } from './points.service.ts'
export type { PointFacts, PointKind, PointTerms, Stay } from './points.types.ts'

export interface Points extends PointsService {
  routes: Routes
  consumers: readonly Consumer[]
  subscriptions(): Promise<Subscription[]>
}

/** Neighbourhood points and hubs: who keeps parcels between two hands, how many, and for what. */
export function createPoints(deps: PointsDeps): Points {
  const service = createPointsService(deps)
  return {
    ...service,
    routes: pointsRoutes({ ...deps, service }),
    consumers: [],
    subscriptions: async () => [],
  }
}
