import type { Routes } from '../../platform/http/index.ts'
import { claimRoutes } from './claims.routes.ts'
import { craftRoutes } from './crafts.routes.ts'
import { type CraftsDeps, createCraftsService } from './crafts.service.ts'
import { readMarks } from './crafts.store.ts'

export { marksChanged } from './crafts.events.ts'
export type { ListAnswer } from './crafts.service.ts'
export { type Mark, type MarkKind, markKinds } from './crafts.types.ts'

/** District crafts (One District One Product) and registered geographical indications. */
export function createCrafts(deps: CraftsDeps) {
  const crafts = createCraftsService(deps)
  const routes: Routes = (app) => {
    craftRoutes({ db: deps.db, crafts })(app)
    claimRoutes({ db: deps.db, crafts })(app)
  }
  return { routes, importList: crafts.importList, marks: readMarks }
}
