import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import type { ShipmentOrders, ShipmentPeople } from '../shipments/index.ts'
import { createDesk } from './desk.service.ts'
import type { RelayDeps } from './relay.deps.ts'
import { relayRoutes } from './relay.routes.ts'
import { createRelayService, type RelayService } from './relay.service.ts'
import { createShopHand, type ShopHand } from './shop.service.ts'
import { createSweep } from './sweep.service.ts'

export type { LaneFinder, PostCarrier, RelayCarriers, RelaySettings } from './relay.ports.ts'
export { afterLeg } from './relay.rules.ts'
export type { RelayService } from './relay.service.ts'

export interface Relay extends RelayService, ShopHand {
  sweep: ReturnType<typeof createSweep>
  routes: Routes
  consumers: readonly Consumer[]
  subscriptions(): Promise<Subscription[]>
  upkeep: readonly { name: string; everyMs: number; run(): Promise<unknown> }[]
}

/** Parcels that go through several hands: over hubs, neighbourhood points and the post. */
export function createRelay(
  deps: RelayDeps & {
    orders: ShipmentOrders
    people: ShipmentPeople
    directory: Pick<ProviderDirectory, 'find'>
    decisions: Pick<Audit, 'record'>
  },
): Relay {
  const relay = createRelayService(deps)
  const shop = createShopHand(deps)
  const sweep = createSweep(deps)
  return {
    ...relay,
    ...shop,
    sweep,
    routes: relayRoutes({ ...deps, relay, shop, desk: createDesk(deps) }),
    consumers: [],
    subscriptions: async () => [],
    upkeep: [{ name: 'relay.sweep', everyMs: 60_000, run: sweep }],
  }
}
