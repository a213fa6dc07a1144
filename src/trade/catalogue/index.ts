import type { Logger } from 'pino'
import type { Database } from '../../platform/database/index.ts'
import type { Routes } from '../../platform/http/index.ts'
import type { EventStreams } from '../../platform/live/index.ts'
import type { Consumer, Outbox, Subscription } from '../../platform/outbox/index.ts'
import type { JobHandler, Queues } from '../../platform/queue/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import { importsConsumer, productsConsumer } from './catalogue.jobs.ts'
import type { AuditPort, IdentityPort, TradersPort, TwinPort } from './catalogue.ports.ts'
import type { CatalogueFacts } from './catalogue.types.ts'
import { importMoreRoutes } from './import.more.routes.ts'
import { importRoutes } from './import.routes.ts'
import { createImports } from './import.service.ts'
import { lintRoutes } from './lint.routes.ts'
import { createLint } from './lint.service.ts'
import { listingRoutes } from './listing.routes.ts'
import { createListings } from './listing.service.ts'
import { listingsNamed, listingsPage, readListings } from './listing.store.ts'
import { createMerges, type MergeUseCases } from './merge.service.ts'
import { mergesPage, survivingProducts } from './merge.store.ts'
import { offerRoutes } from './offer.routes.ts'
import { priceListRoutes } from './price-lists.routes.ts'
import { createPriceLists } from './price-lists.service.ts'
import { productRoutes } from './product.routes.ts'
import { createProducts } from './product.service.ts'
import { imageUrlsOf } from './product.store.ts'
import { productCards, productsChangedSince } from './product.walk.ts'
import { pushRoutes } from './push.routes.ts'
import { createPush } from './push.service.ts'
import { createStock, type StockUseCases } from './stock.service.ts'
import { readTerms, readTermsOf } from './terms.store.ts'
import { tradeRoutes } from './trade.routes.ts'
import { createTrade } from './trade.service.ts'

export { listingsChanged, picturesNamed, productMergedNow } from './catalogue.events.ts'
export { shownFacts } from './catalogue.schema.ts'
export {
  type Audience,
  audiences,
  type CatalogueFacts,
  type FoodMark,
  foodMarks,
  type ListingRef,
  type ListingStatus,
  type NamedBuyer,
  type Offer,
  type OffersPage,
  type ProductFacts,
  type QuantityUnit,
  quantityUnits,
  type SaleTerms,
  type SaleUnit,
  type Shortage,
  type StockLine,
  type Trade,
} from './catalogue.types.ts'
export type { MergeUseCases, WantedMerge } from './merge.service.ts'
export type { ProductMerge } from './merge.store.ts'
export {
  decidePrice,
  leastOf,
  type PriceDecision,
  type PriceReason,
  priceLadder,
  priceReasons,
  quantityFault,
  stepOf,
} from './price.rules.ts'
export { identityKey, isFood } from './product.rules.ts'
export type { ChangedProduct, ChangesMark, ProductCard } from './product.walk.ts'
export { type PriceUnit, type UnitPrice, unitPrice } from './unit-price.rules.ts'

export interface CatalogueDeps {
  db: Database
  outbox: Outbox
  queues: Pick<Queues, 'add'>
  traders: TradersPort
  identity: IdentityPort
  audit: AuditPort
  storage: FileStore
  /** Live views; without them nobody watches an import. */
  streams?: EventStreams
  log?: Logger
  /** DEEP_DISCOUNT_PERCENT; 60 when absent. */
  deepDiscountPercent?: number
  /** The product that one of these facts certainly is, whatever its spelling; without it only keys tell. */
  twinOf?: TwinPort
}

export interface Catalogue extends CatalogueFacts {
  /** Goods that came back can be bought again; in the caller's transaction. */
  restock: StockUseCases['restock']
  /** Products that are one, and are no more; the operator's decisions are made elsewhere. */
  merges: MergeUseCases & {
    page: typeof mergesPage
    changedSince: typeof productsChangedSince
    cards: typeof productCards
  }
  routes: Routes
  /** What it listens to: to be registered with the outbox. */
  consumers: readonly Consumer[]
  subscriptions(): Promise<Subscription[]>
  handlers(): Promise<JobHandler<never>[]>
}

/** The catalogue: products, listings, their stock, and price lists as files. */
export function createCatalogue(deps: CatalogueDeps): Catalogue {
  const { db, outbox, traders, identity, audit, storage, deepDiscountPercent = 60 } = deps
  const stock = createStock({ db, outbox, traders })
  const products = createProducts({ db, outbox, identity, audit, twinOf: deps.twinOf })
  const listings = createListings({ db, outbox, traders, identity, deepDiscountPercent })
  const trade = createTrade({ db, outbox, traders, deepDiscountPercent })
  const lint = createLint({ db, traders, listings, products })
  const imports = createImports({ db, outbox, traders, storage })
  return {
    offers: readListings,
    terms: readTerms,
    termsOf: readTermsOf,
    offersPage: listingsPage,
    imageUrls: imageUrlsOf,
    listingsNamed,
    survivors: survivingProducts,
    merges: {
      ...createMerges({ outbox }),
      page: mergesPage,
      changedSince: productsChangedSince,
      cards: productCards,
    },
    reserve: stock.reserve,
    release: stock.release,
    consume: stock.consume,
    restock: stock.restock,
    consumers: [importsConsumer, productsConsumer],
    routes: (app) => {
      productRoutes({ db, products })(app)
      listingRoutes({ listings, stock })(app)
      offerRoutes({ listings, trade })(app)
      tradeRoutes({ db, trade, traders })(app)
      priceListRoutes({ lists: createPriceLists({ db, traders }) })(app)
      pushRoutes({ push: createPush({ db, outbox, traders }) })(app)
      lintRoutes({ lint })(app)
      importRoutes({ imports })(app)
      importMoreRoutes({ imports, streams: deps.streams })(app)
    },
    subscriptions: async () => (await import('./catalogue.worker.ts')).catalogueSubscriptions(deps),
    handlers: async () => (await import('./catalogue.worker.ts')).catalogueHandlers(deps),
  }
}
