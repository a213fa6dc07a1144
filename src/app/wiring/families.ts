import type { createCertification, RunChecks } from '../../delivery/certification/index.ts'
import type { createDispatch, ProviderConnector } from '../../delivery/dispatch/index.ts'
import type { createDoor } from '../../delivery/door/index.ts'
import type { createLabels } from '../../delivery/labels/index.ts'
import type { createPoints } from '../../delivery/points/index.ts'
import type { createPost } from '../../delivery/post/index.ts'
import type { createProviders } from '../../delivery/providers/index.ts'
import type { createRelay } from '../../delivery/relay/index.ts'
import type { createReturns } from '../../delivery/returns/index.ts'
import type { createShipments } from '../../delivery/shipments/index.ts'
import type { createIdentity, OtpSender } from '../../identity/index.ts'
import type { createPlaces } from '../../places/index.ts'
import type { createOutbox } from '../../platform/outbox/index.ts'
import type { createCatalogue } from '../../trade/catalogue/index.ts'
import type { createCrafts } from '../../trade/crafts/index.ts'
import type { createDuplicates } from '../../trade/duplicates/index.ts'
import type { createOrders } from '../../trade/orders/index.ts'
import type { createPayments } from '../../trade/payments/index.ts'
import type { createPictures } from '../../trade/pictures/index.ts'
import type { createSearch } from '../../trade/search/index.ts'
import type { createTraders } from '../../trade/traders/index.ts'
import type { createAnnouncements } from '../../trust/announcements/index.ts'
import type { createAudit } from '../../trust/audit/index.ts'
import type { createDocuments } from '../../trust/documents/index.ts'
import type { createOversight } from '../../trust/oversight/index.ts'
import type { createPayouts } from '../../trust/payouts/index.ts'
import type { createPromises } from '../../trust/promises/index.ts'
import type { createRatings } from '../../trust/ratings/index.ts'
import type { createReceipts } from '../../trust/receipts/index.ts'
import type { createRemittances } from '../../trust/remittances/index.ts'
import type { contactBridge } from '../contact-bridge.ts'

export interface Ground {
  outbox: ReturnType<typeof createOutbox>
  sender: OtpSender & { close?(): Promise<void> }
  bridge: ReturnType<typeof contactBridge>
  audit: ReturnType<typeof createAudit>
  identity: ReturnType<typeof createIdentity>
  places: ReturnType<typeof createPlaces>
}

export interface Trade {
  traders: ReturnType<typeof createTraders>
  catalogue: ReturnType<typeof createCatalogue>
  pictures: ReturnType<typeof createPictures>
  crafts: ReturnType<typeof createCrafts>
  search: ReturnType<typeof createSearch>
  duplicates: ReturnType<typeof createDuplicates>
  orders: ReturnType<typeof createOrders>
  payments: ReturnType<typeof createPayments>
}

export interface Carriers {
  providers: ReturnType<typeof createProviders>
  points: ReturnType<typeof createPoints>
}

export interface Trust {
  ratings: ReturnType<typeof createRatings>
  remittances: ReturnType<typeof createRemittances>
  receipts: ReturnType<typeof createReceipts>
}

export interface Delivery {
  shipments: ReturnType<typeof createShipments>
  post: ReturnType<typeof createPost>
  dispatch: ReturnType<typeof createDispatch>
  relay: ReturnType<typeof createRelay>
  /** The way in which a provider is told. */
  connect: ProviderConnector
  /** Checks a seller of ONDC; undefined where this market is not in the registry. */
  checkSeller: RunChecks | undefined
}

export interface Parcels {
  door: ReturnType<typeof createDoor>
  labels: ReturnType<typeof createLabels>
  returns: ReturnType<typeof createReturns>
  certification: ReturnType<typeof createCertification>
}

export interface Oversight {
  payouts: ReturnType<typeof createPayouts>
  promises: ReturnType<typeof createPromises>
  announcements: ReturnType<typeof createAnnouncements>
  documents: ReturnType<typeof createDocuments>
  oversight: ReturnType<typeof createOversight>
}

/** The modules that an earlier one asks, but not before the market runs. */
export interface Later {
  documents(): Oversight['documents']
  payouts(): Oversight['payouts']
  ratings(): Trust['ratings']
  dispatch(): Delivery['dispatch']
  remittances(): Trust['remittances']
  points(): Carriers['points']
  shipments(): Delivery['shipments']
  returns(): Parcels['returns']
  door(): Parcels['door']
  certification(): Parcels['certification']
}
