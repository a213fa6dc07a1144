import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import type { DeliveryEstimatePort } from '../../trade/orders/index.ts'
import {
  cancelledConsumer,
  dispatchConsumer,
  searchConsumer,
  unwantedConsumer,
} from './dispatch.consumers.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import { createEstimate } from './dispatch.estimate.ts'
import { dispatchRoutes } from './dispatch.routes.ts'
import { createSearch } from './dispatch.search.ts'
import { createShopChoices } from './dispatch.shop.ts'
import { createTold } from './dispatch.told.ts'

export type { DispatchDeps, DispatchSettings } from './dispatch.deps.ts'
export { createEstimate } from './dispatch.estimate.ts'
export { providerEventExample } from './dispatch.examples.ts'
export type {
  BookResult,
  CancelResult,
  DeliveryProvider,
  ParcelOffer,
  ProviderConnector,
  QuoteRequest,
  QuoteResult,
  StatusResult,
} from './dispatch.ports.ts'

export interface Dispatch {
  /** What delivery would cost at checkout. */
  estimate: DeliveryEstimatePort['estimate']
  routes: Routes
  consumers: readonly Consumer[]
  subscriptions(): Promise<Subscription[]>
}

/** Finds a carrier for every packed order, and takes in what carriers tell. */
export function createDispatch(deps: DispatchDeps): Dispatch {
  const search = createSearch(deps)
  const consumers = [dispatchConsumer, searchConsumer, cancelledConsumer, unwantedConsumer]
  return {
    estimate: createEstimate(deps).estimate,
    routes: dispatchRoutes(deps, createTold(deps, search), createShopChoices(deps, search)),
    consumers: consumers,
    async subscriptions() {
      const { dispatchSubscriptions } = await import('./dispatch.worker.ts')
      return dispatchSubscriptions(deps, search)
    },
  }
}
