import type { Database } from '../../platform/database/index.ts'
import type { Routes } from '../../platform/http/index.ts'
import type { EventStreams } from '../../platform/live/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import { countStuck, deliveriesByShop, parcelsByState, stuckParcels } from './figures.store.ts'
import { closeEndedShipments } from './legs.store.ts'
import { createShipmentCodes, type ShipmentCodes } from './shipments.codes.ts'
import type {
  CashBook,
  DoorPort,
  LegFollower,
  PickupGate,
  PostFollower,
  ProofBook,
  ShipmentOrders,
  ShipmentPeople,
} from './shipments.ports.ts'
import { shipmentsRoutes } from './shipments.routes.ts'
import { createShipmentsService, type ShipmentsService } from './shipments.service.ts'

export { type Booking, carrierOfOrder } from './bookings.store.ts'
export { type StuckParcel, type StuckReason, stuckReasons } from './figures.store.ts'
export type { CustodyStep, Way } from './legs.store.ts'
export { type Attention, attentionFields, attentionShape } from './shipments.attention.ts'
export { codeOwner, createShipmentCodes, type ShipmentCodes } from './shipments.codes.ts'
export { codeWrong, notForThisState } from './shipments.errors.ts'
export { providerShipmentExample, shipmentId as shipmentIdExample } from './shipments.examples.ts'
export { effectsFor, type Viewer, viewerOf } from './shipments.policy.ts'
export type {
  CashBook,
  DoorPort,
  Hand,
  LegFollower,
  ParcelProof,
  PickupGate,
  PostFollower,
  ProofBook,
  ShipmentOrders,
  ShipmentPeople,
  ShipmentShops,
} from './shipments.ports.ts'
export { goodsOf, outcomeViewOf, providerViewOf } from './shipments.presenters.ts'
export {
  holderAfter,
  isFromDoor,
  judgeWord,
  mostTries,
  numberOf,
  pointsOf,
  proofRadiusMetres,
} from './shipments.rules.ts'
export type { EntryView, ProviderShipmentView } from './shipments.schema.ts'
export {
  goodsShape,
  outcomeView,
  photoUrl,
  pickupFound,
  providerShipmentView,
  receivedBy,
  shipmentParams,
} from './shipments.schema.ts'
export type { ShipmentsService } from './shipments.service.ts'
export {
  type CarrierWord,
  carrierWords,
  endedInSql,
  isBeforeHandover,
  isCarrierWord,
  isEnded,
  isSearching,
  type ShipmentState,
  shipmentStates,
} from './shipments.states.ts'
export { refuseWrongCode, type TakenWord } from './shipments.telling.ts'
export { changesHands } from './shipments.together.ts'
export {
  type Carrier,
  type CheckList,
  carrierInstructions,
  type DoorAnswer,
  type DoorNote,
  doorAnswers,
  type EntryDetail,
  type EntryEffect,
  type Holder,
  type LegFacts,
  type NewShipment,
  type ParcelFacts,
  type PickupCheckName,
  type PickupFound,
  pickupChecks,
  type Shipment,
  type ShipmentRef,
  type ToldWord,
  type WordOutcome,
} from './shipments.types.ts'
export { readEntries } from './timeline.store.ts'

export interface Shipments extends ShipmentsService {
  codes: ShipmentCodes
  routes: Routes
  consumers: readonly Consumer[]
  subscriptions(): Promise<Subscription[]>
  upkeep: readonly { name: string; everyMs: number; run(): Promise<unknown> }[]
}

/** Counts for operators, and the parcels that need a person. */
export const shipmentFigures = {
  byState: parcelsByState,
  byShop: deliveriesByShop,
  stuck: stuckParcels,
  countStuck,
}

/** Parcels: their states, their codes, and a timeline for every party. */
export function createShipments(deps: {
  db: Database
  orders: ShipmentOrders
  cash: CashBook
  legs: LegFollower
  /** Hears of legs by post that are called off before they were handed in. */
  post: PostFollower
  /** Keeps a signed proof of each hand-over, delivery and return, in the transaction in which it happens. */
  proofs: ProofBook
  /** Who else may take a parcel at its door. */
  door: DoorPort
  /** Looks at goods before they are fetched at a buyer's door. */
  pickups: PickupGate
  people: ShipmentPeople
  decisions: Pick<Audit, 'record'>
  directory: ProviderDirectory
  streams: EventStreams
  /** Derives and protects the codes; at least 16 bytes, kept outside the database. */
  codeKey: string | Buffer
  /** Counts status words of providers that we do not know. */
  onUnknownStatus?: (provider: string) => void
}): Shipments {
  const codes = createShipmentCodes({ key: deps.codeKey })
  const service = createShipmentsService({
    ...deps,
    codes,
    onUnknownStatus: deps.onUnknownStatus ?? (() => {}),
  })
  return {
    ...service,
    codes,
    routes: shipmentsRoutes({ ...deps, codes, service }),
    consumers: [],
    subscriptions: async () => [],
    upkeep: [{ name: 'shipments.closeEnded', everyMs: 60_000, run: () => closeEndedShipments(deps.db) }],
  }
}
