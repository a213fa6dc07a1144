import type { Routes } from '../../platform/http/index.ts'
import { promiseRoutes } from './promises.routes.ts'
import { createPromisesService, type PromisesDeps } from './promises.service.ts'
import { scoreRoutes } from './scores.routes.ts'
import { createScoresService, type ScoresDeps } from './scores.service.ts'

export { promiseBroken } from './promises.events.ts'
export { type Bands, plainBands } from './promises.rules.ts'
export type { PromisesDeps } from './promises.service.ts'

const sweepEveryMs = 60_000

/** What providers promise, and what a promise that is not kept costs them. */
export function createPromises(deps: PromisesDeps & ScoresDeps) {
  const service = createPromisesService(deps)
  const scores = createScoresService(deps)
  const routes: Routes = (app) => {
    promiseRoutes(service)(app)
    scoreRoutes(scores)(app)
  }
  return {
    countBroken: service.countBroken,
    sweep: service.sweep,
    routes,
    upkeep: [{ name: 'promises.sweep', everyMs: sweepEveryMs, run: service.sweep }],
  }
}

export type Promises = ReturnType<typeof createPromises>
