import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import type { ReturnsDeps } from './returns.deps.ts'
import { createReturnMoves } from './returns.moves.ts'
import { createPickup } from './returns.pickup.ts'
import { returnsRoutes } from './returns.routes.ts'
import { createReturnsService } from './returns.service.ts'
import { ordersWithOpenReturn } from './returns.store.ts'

export { countDamaged } from './damaged.store.ts'
export type { ReturnsDeps } from './returns.deps.ts'
export { type ReturnReason, type ReturnSettings, returnReasons, returnUntil } from './returns.rules.ts'
export { type ReturnState, returnStates } from './returns.states.ts'

/** Goods that consumers give back after delivery: asked, decided, fetched by a check list, paid back. */
export function createReturns(deps: ReturnsDeps & { decisions: Pick<Audit, 'record'> }) {
  const moves = createReturnMoves(deps)
  const pickup = createPickup(deps, moves)
  const service = createReturnsService(deps, moves)
  const consumers: readonly Consumer[] = []
  return {
    /** The check list at a buyer's door. */
    judge: pickup.judge,
    listsFor: pickup.listsFor,
    legMoved: pickup.legMoved,
    sweep: service.sweep,
    /** Which of these orders have goods on their way back. */
    openOf: ordersWithOpenReturn,
    routes: returnsRoutes(deps, service),
    consumers,
    subscriptions: async (): Promise<Subscription[]> => [],
    upkeep: [{ name: 'returns.sweep', everyMs: 60_000, run: service.sweep }],
  }
}

export type Returns = ReturnType<typeof createReturns>
