import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import { contactRoutes } from './contact.routes.ts'
import { type ContactDeps, createContact } from './contact.service.ts'
import type { DoorDeps } from './door.deps.ts'
import { tellCarrier } from './door.events.ts'
import { createDoorNotes } from './door.notes.ts'
import { doorRoutes } from './door.routes.ts'
import { forgetAfterDays } from './door.rules.ts'
import { createDoorService } from './door.service.ts'
import { forgetDoors, mostPoints } from './forget.store.ts'

export { createHttpBridge, createLogBridge, createPagesBridge } from './contact.bridges.ts'
export type { BridgeOutcome, ContactBridge, ContactPhones } from './contact.ports.ts'
export { type ContactLine, type ContactSide, contactWords, otherSide } from './contact.rules.ts'
export type { DoorDeps } from './door.deps.ts'
export { attemptsIn, choicesAfter, type DoorSettings } from './door.rules.ts'

/** What buyers decide about their doors, and what carriers have to know there. */
export function createDoor(deps: DoorDeps & ContactDeps) {
  const service = createDoorService(deps)
  const { mayTake, notesFor } = createDoorNotes(deps)
  const routes: Routes = (app) => {
    doorRoutes(service)(app)
    contactRoutes(createContact(deps))(app)
  }
  const forgetOld = () => forgetDoors(deps.db, forgetAfterDays)
  const forgetSome = async () => ((await forgetOld()) >= mostPoints ? 'more' : 'done')
  const consumers: readonly Consumer[] = [tellCarrier as Consumer]
  return {
    mayTake,
    notesFor,
    sweep: service.sweep,
    forgetOld,
    routes,
    consumers,
    async subscriptions(): Promise<Subscription[]> {
      const { doorSubscriptions } = await import('./door.worker.ts')
      return doorSubscriptions(deps)
    },
    upkeep: [
      { name: 'door.sweep', everyMs: 60_000, run: service.sweep },
      { name: 'door.forgetOld', everyMs: 3_600_000, run: forgetSome },
    ],
  }
}

export type Door = ReturnType<typeof createDoor>
