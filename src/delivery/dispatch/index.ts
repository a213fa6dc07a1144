import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import type { DeliveryEstimatePort } from '../../trade/orders/index.ts'
import type { ParcelFacts, Shipment } from '../shipments/index.ts'
import { choicesRoutes } from './choices.routes.ts'
import { crewRoutes } from './crew.routes.ts'
import { type CrewDeps, createCrew } from './crew.service.ts'
import { callOff } from './dispatch.closing.ts'
import {
  cancelledConsumer,
  dispatchConsumer,
  searchConsumer,
  unwantedConsumer,
} from './dispatch.consumers.ts'
import { createEstimate } from './dispatch.estimate.ts'
import { dispatchRoutes } from './dispatch.routes.ts'
import { createSearch } from './dispatch.search.ts'
import { createShopChoices } from './dispatch.shop.ts'
import { createTold } from './dispatch.told.ts'
import { instructionsRoutes } from './instructions.routes.ts'
import { createInstructions } from './instructions.service.ts'
import { forgetInstructions } from './instructions.store.ts'
import { createMarketView } from './market.view.ts'
import { networkRoutes } from './network.routes.ts'
import { createNetwork } from './network.service.ts'
import { lockLiveOffer, moveOffer } from './offers.store.ts'
import { pullRoutes } from './pull.routes.ts'
import { createPull } from './pull.service.ts'
import { forgetLeases } from './pull.store.ts'
import { recordRoutes } from './record.routes.ts'
import { createRecord } from './record.service.ts'
import { createSimulation, type Simulation } from './simulate.service.ts'
import { writeRecordDays } from './standings.store.ts'
import { plainWeights } from './weights.rules.ts'

export { type CrewDeps, keepDoorPhoto } from './crew.service.ts'
export { consequenceOf, type Talk } from './dispatch.answers.ts'
export type {
  CashPort,
  CheckLists,
  CheckTalks,
  DispatchDeps,
  DispatchSettings,
  DoorNotes,
  PhotoStore,
  RelayPort,
  SandboxPort,
} from './dispatch.deps.ts'
export { bookingReleased, leaseMissing, offerHeld } from './dispatch.errors.ts'
export { createEstimate } from './dispatch.estimate.ts'
export { searchDue } from './dispatch.events.ts'
export { providerEventExample } from './dispatch.examples.ts'
export type {
  BookResult,
  CancelResult,
  DeliveryProvider,
  DoorUpdate,
  NetworkGate,
  NetworkParcel,
  ParcelOffer,
  ProviderConnector,
  PullInstruction,
  QuoteRequest,
  QuoteResult,
  StatusResult,
  UpdateResult,
} from './dispatch.ports.ts'
export { plainChoice, type Strategy, strategies, wayRefused } from './dispatch.rules.ts'
export { riderId } from './dispatch.schema.ts'
export { keepInstruction } from './instructions.store.ts'
export { findLapses, type Lapse, pickupPercent, takenBackAt } from './lapses.store.ts'

export { type Market, marketOf } from './market.view.ts'
export { createWayOf } from './network.service.ts'
export { findOffers } from './offers.store.ts'
export { announcePool } from './pull.store.ts'
export { type Ranking, rankProviders } from './score.rules.ts'
export { giniOf, type Replay } from './simulate.rules.ts'
export { type LaneRecord, readLaneRecords } from './standings.store.ts'
export { plainWeights, type Weights } from './weights.rules.ts'

export interface Dispatch {
  /** What delivery would cost at checkout. */
  estimate: DeliveryEstimatePort['estimate']
  /** The best startup between two places by rate cards, whatever the hour; null: nobody goes there. */
  lane(
    sql: Sql,
    parcel: ParcelFacts & { shopId: Id<'shop'> },
  ): Promise<{ pricePaise: Paise; minutes: number } | null>
  /** Ends the search or booking of a locked parcel or leg that is not fetched yet. */
  callOff(tx: Tx, parcel: Shipment): Promise<Shipment>
  /** The booking of a locked parcel is of one of its legs from now on. */
  moveBooking: typeof moveOffer
  routes: Routes
  consumers: readonly Consumer[]
  subscriptions(): Promise<Subscription[]>
  upkeep: readonly { name: string; everyMs: number; run(): Promise<unknown> }[]
  /** Replays a day against other weights or providers. */
  simulation: Simulation
}

/** Finds a carrier for every packed order, and takes in what carriers tell. */
export function createDispatch(given: CrewDeps): Dispatch {
  const weights = given.settings.weights ?? plainWeights
  const market = createMarketView({
    db: given.db,
    directory: given.directory,
    weights,
    cashLimits: given.cashLimits,
  })
  const deps = { ...given, market }
  const search = createSearch(deps)
  const told = createTold(deps, search)
  const crew = createCrew(deps, told)
  const pull = createPull(deps, told)
  const consumers = [dispatchConsumer, searchConsumer, cancelledConsumer, unwantedConsumer]
  const { estimate, lane } = createEstimate(deps)
  return {
    estimate,
    simulation: createSimulation(deps),
    lane,
    moveBooking: moveOffer,
    callOff: async (tx, parcel) => callOff(deps, tx, parcel, await lockLiveOffer(tx, parcel)),
    routes: (app) => {
      dispatchRoutes(deps, told, createShopChoices(deps, search))(app)
      crewRoutes(crew)(app)
      recordRoutes(crew, createRecord(deps))(app)
      pullRoutes(pull, deps.streams)(app)
      instructionsRoutes({ ...deps, waits: pull.waits, instructions: createInstructions(deps) })(app)
      networkRoutes(createNetwork(deps, told))(app)
      choicesRoutes(deps, crew)(app)
    },
    consumers: consumers,
    upkeep: [
      {
        name: 'dispatch.forgetLeases',
        everyMs: 6 * 3_600_000,
        run: async () => {
          await forgetLeases(deps.db)
          await forgetInstructions(deps.db)
        },
      },
      {
        name: 'dispatch.standings',
        everyMs: 15 * 60_000,
        run: async () => {
          await writeRecordDays(deps.db, deps.now?.() ?? new Date())
          market.forgetMarks()
        },
      },
    ],
    async subscriptions() {
      const { dispatchSubscriptions } = await import('./dispatch.worker.ts')
      return dispatchSubscriptions(deps, search)
    },
  }
}
