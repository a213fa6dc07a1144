import type { Logger } from 'pino'
import type { Routes } from '../../platform/http/index.ts'
import { duplicatesRoutes } from './duplicates.routes.ts'
import { createDuplicatesService, type DuplicatesDeps } from './duplicates.service.ts'
import { createWalk } from './walk.service.ts'

export interface DuplicatesModuleDeps extends DuplicatesDeps {
  /** DUPLICATES_MERGE: whether the market merges by itself what is certain. */
  mergeCertain: boolean
  log?: Logger
}

/** Products that are there twice: found, shown to operators, merged, and taken apart again. */
export function createDuplicates({ mergeCertain, log, ...deps }: DuplicatesModuleDeps) {
  const duplicates = createDuplicatesService(deps)
  const walk = createWalk(deps)

  /** One turn of the upkeep: looks at what changed, and merges what is certain where the market is set to. `more`: it has
   * not come to the end yet. */
  const look = async (): Promise<'more' | 'done'> => {
    if (!(await walk.look())) return 'more'
    if (!mergeCertain) return 'done'
    await duplicates.mergeCertain(({ olderId, youngerId }, error) => {
      log?.warn(
        { err: error, olderId, youngerId },
        'two products could not be merged; they wait for an operator',
      )
    })
    return 'done'
  }
  return {
    routes: duplicatesRoutes(duplicates) satisfies Routes,
    upkeep: [{ name: 'duplicates.look', everyMs: 20_000, run: look }],
    look,
    twinOf: walk.twinOf,
  }
}
