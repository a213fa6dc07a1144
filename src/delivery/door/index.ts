import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import type { DoorDeps } from './door.deps.ts'
import { tellCarrier } from './door.events.ts'
import { createDoorNotes } from './door.notes.ts'
import { doorRoutes } from './door.routes.ts'
import { createDoorService } from './door.service.ts'

export type { DoorDeps } from './door.deps.ts'
export { attemptsIn, choicesAfter, type DoorSettings } from './door.rules.ts'

/** What buyers decide about their doors, and what carriers have to know there. */
export function createDoor(deps: DoorDeps) {
  const service = createDoorService(deps)
  const { mayTake, notesFor } = createDoorNotes(deps)
  const routes: Routes = doorRoutes(service)
  const consumers: readonly Consumer[] = [tellCarrier as Consumer]
  return {
    mayTake,
    notesFor,
    sweep: service.sweep,
    routes,
    consumers,
    async subscriptions(): Promise<Subscription[]> {
      const { doorSubscriptions } = await import('./door.worker.ts')
      return doorSubscriptions(deps)
    },
    upkeep: [{ name: 'door.sweep', everyMs: 60_000, run: service.sweep }],
  }
}

export type Door = ReturnType<typeof createDoor>
