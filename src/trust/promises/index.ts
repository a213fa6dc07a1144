import { promiseRoutes } from './promises.routes.ts'
import { createPromisesService, type PromisesDeps } from './promises.service.ts'

export { promiseBroken } from './promises.events.ts'
export { type Bands, plainBands } from './promises.rules.ts'
export type { PromisesDeps } from './promises.service.ts'

const sweepEveryMs = 60_000

/** What providers promise, and what a promise that is not kept costs them. */
export function createPromises(deps: PromisesDeps) {
  const service = createPromisesService(deps)
  return {
    countBroken: service.countBroken,
    sweep: service.sweep,
    routes: promiseRoutes(service),
    upkeep: [{ name: 'promises.sweep', everyMs: sweepEveryMs, run: service.sweep }],
  }
}

export type Promises = ReturnType<typeof createPromises>
