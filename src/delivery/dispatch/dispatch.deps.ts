import type { Logger } from 'pino'
import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { EventStreams, LiveHub } from '../../platform/live/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import type { PointsService } from '../points/index.ts'
import type { CallBook, ProviderDirectory } from '../providers/index.ts'
import type {
  CheckList,
  DoorNote,
  ParcelFacts,
  ProviderShipmentView,
  Shipment,
  ShipmentOrders,
  ShipmentPeople,
  ShipmentShops,
  Shipments,
  TakenWord,
  ToldWord,
} from '../shipments/index.ts'
import type { NetworkGate, NetworkParcel, ParcelOffer, ProviderConnector } from './dispatch.ports.ts'
import type { CashLimits, MarketView } from './market.view.ts'
import type { Weights } from './weights.rules.ts'

export interface DispatchSettings {
  /** Time that a provider has for its answer to one call. */
  answerSeconds: number
  /** Time to accept or decline an offer that was left pending. */
  decisionSeconds: number
  /** Pause before a parcel that nobody took is offered again. */
  retrySeconds: number
  /** What counts how much when providers are compared; as published when absent. */
  weights?: Weights | undefined
}

/** Keeps photos taken at doors. */
export type PhotoStore = Pick<FileStore, 'put' | 'get'>

export type { CallBook }

/** What dispatch asks of payments, for statements. */
export interface CashPort {
  /** Cash in this hand by the ledger: when the time began, what came and went in it, and at its end. */
  cashOf(
    sql: Sql,
    holder: Id<'provider'>,
    time: { from: Date; to: Date },
  ): Promise<{ openingPaise: Paise; collectedPaise: Paise; remittedPaise: Paise; closingPaise: Paise }>
  /** What it pays for delays that were reckoned in this time, less what was given back in it. */
  penaltiesOf(sql: Sql, holder: Id<'provider'>, time: { from: Date; to: Date }): Promise<Paise>
}

/** What dispatch asks of the module that plans ways over several hands. Each runs in the caller's transaction. */
export interface RelayPort {
  /** A (locked) parcel whose way leads over a point begins it; false for any other. */
  begins(tx: Tx, parcel: Shipment): Promise<boolean>
  /** Nobody took this (locked) parcel or leg: true when another way was found for it. */
  takes(tx: Tx, parcel: Shipment): Promise<boolean>
  /** The leg by which the shop brings a (locked) parcel that nobody has to the point where its buyer fetches it. */
  brings(tx: Tx, parcel: Shipment): Promise<Shipment>
}

/** What dispatch asks of whoever keeps what buyers decide about their doors. */
export interface DoorNotes {
  /** What carriers of these parcels have to know; nothing for those without. */
  notesFor(sql: Sql, parcels: readonly Shipment[]): Promise<Map<Id<'shipment'>, DoorNote>>
}

/** Artificial parcels of providers that are tried out: told of and asked for as all others are. */
export interface SandboxPort {
  /** Undefined: it is no artificial parcel of this provider. */
  told(
    providerId: Id<'provider'>,
    word: { reference: Id<'offer'>; eventId: string; status: string } & Pick<
      ToldWord,
      'handoverCode' | 'deliveryCode' | 'reason' | 'occurredAt'
    >,
  ): Promise<TakenWord | undefined>
  /** Those that a provider which fetches offers may take now, and how long until a lease of one ends. */
  free(providerId: Id<'provider'>): Promise<{ offers: ParcelOffer[]; nextFreeMs: number | null }>
  /** Undefined: it is none of these. Throws as leases of other offers do. */
  lease(ref: SandboxRef, given: { holder: string; seconds: number }): Promise<Date | undefined>
  decide(ref: SandboxRef, holder: string, yes: boolean, reason?: string): Promise<TakenWord | undefined>
  /** The parcel as its provider sees it; undefined: it has none of these, or no longer. */
  shipment(providerId: Id<'provider'>, shipmentId: Id<'shipment'>): Promise<ProviderShipmentView | undefined>
  /** A booking, whether it is undecided, and whether it has ended; undefined: it is none of these. */
  networked(
    ref: SandboxRef,
  ): Promise<{ parcel: NetworkParcel; isAsked: boolean; hasEnded: boolean } | undefined>
}
type SandboxRef = { providerId: Id<'provider'>; reference: Id<'offer'> }

/** What dispatch asks of whoever checks sellers of an open network. */
export interface CheckTalks {
  /** Keeps what came for a check; false: there is no check of this provider under this reference. */
  hear(
    providerId: Id<'provider'>,
    heard: { reference: Id<'offer'>; action: string; messageId: string; isSigned: boolean; body: unknown },
  ): Promise<boolean>
}

/** What dispatch asks of whoever keeps returns. */
export interface CheckLists {
  /** What carriers of these legs look at at the buyer's door; nothing for all others. */
  listsFor(sql: Sql, parcels: readonly Shipment[]): Promise<Map<Id<'shipment'>, CheckList>>
}

export interface DispatchDeps {
  /** Nobody is tried out when absent. */
  sandbox?: SandboxPort | undefined
  /** Nobody is checked when absent. */
  checkTalks?: CheckTalks | undefined
  db: Database
  outbox: Outbox
  log: Logger
  shipments: Shipments
  directory: ProviderDirectory
  orders: Pick<ShipmentOrders, 'orderFor' | 'ordersFor' | 'statesOf'>
  shops: ShipmentShops
  people: ShipmentPeople
  connect: ProviderConnector
  /** Takes in what sellers of an open network send; nobody is spoken with so when absent. */
  network?: NetworkGate | undefined
  /** Whose API key this is. Throws `unauthenticated`. */
  keyHolder(key: string): Promise<{ providerId: Id<'provider'> }>
  /** Tells when offers come that providers wait for. */
  hub: Pick<LiveHub, 'subscribe'>
  streams: EventStreams
  relay: RelayPort
  door: DoorNotes
  checks: CheckLists
  /** What the post asks between two places, and how long it takes; null for what it does not take. */
  post?: ((parcel: ParcelFacts) => { pricePaise: Paise; minutes: number } | null) | undefined
  points: Pick<PointsService, 'several'>
  settings: DispatchSettings
  /** Nobody has too much cash when absent. */
  cashLimits?: CashLimits | undefined
  /** The middle of a PIN, for addresses without a point. */
  pointOfPin: (pin: string) => Point | undefined
  /** How a status text of a provider reads in our words; itself when absent. */
  readStatus?: (text: string) => string
  now?: () => Date
}

/** The same, with the market that decisions look at. */
export interface SearchDeps extends DispatchDeps {
  market: MarketView
}
