import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { OpeningHours } from '../../kernel/opening-hours.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { Audience, CatalogueFacts, ListingRef, QuantityUnit } from '../catalogue/index.ts'
import type { Mark, MarkKind } from '../crafts/index.ts'
import type { BuyerFacts, BuyerKind, ShopFacts, Tier } from '../traders/index.ts'
import type { Factors } from './search.rules.ts'

/** The part of the catalogue's door that search uses: the truth about listings. */
export type CatalogueSource = Pick<CatalogueFacts, 'offers' | 'offersPage' | 'survivors'>

/** The part of the traders' door that search uses: the truth about shops, and who may buy. */
export interface TraderSource {
  shopFacts(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopFacts>>
  /** Shops whose PIN begins with these two digits, open or not, in the order of their ids. */
  shopsOfRegion(
    sql: Sql,
    page: { region: string; after?: Id<'shop'> | undefined; limit: number },
  ): Promise<Id<'shop'>[]>
  buyerFacts(sql: Sql, traderId: Id<'trader'>): Promise<BuyerFacts | undefined>
  maySell(sellerTiers: readonly Tier[], buyer: BuyerKind): boolean
}

/** What shops were given by those who bought there, as the module of ratings tells it. */
export interface RatingSource {
  summaries(
    sql: Sql,
    shopIds: readonly Id<'shop'>[],
  ): Promise<Map<Id<'shop'>, { mean: number; count: number }>>
}

/** What orders say of shops, as the module of orders tells it. */
export interface OrderSource {
  /** Orders since then that each shop delivered, and that it turned away. */
  keptByShop(sql: Sql, since: Date): Promise<Map<Id<'shop'>, { kept: number; turnedAway: number }>>
}

/** Approved marks of origin, as the module of crafts tells them. */
export type MarkSource = (
  sql: Sql,
  refs: readonly ListingRef[],
) => Promise<Map<Id<'listing'>, readonly Pick<Mark, 'kind' | 'district'>[]>>

/** What bringing goods costs, as the modules of delivery tell it. */
export interface DeliverySource {
  /** Of a parcel from a shop to a PIN, prepaid; 0 where the shop brings it itself. */
  fee(
    sql: Sql,
    parcel: { shop: ShopFacts; pin: string; point: Point | undefined; weightGrams: number },
  ): Promise<Paise>
}

/** A shop as an index keeps it. Only open shops of verified traders have one. */
export interface ShopDocument {
  shopId: Id<'shop'>
  shopName: string
  pin: string
  state: string
  /** Its listings are found by buyers of `state` alone. */
  panOnly: boolean
  point: Point
  /** Where it delivers, as names of PINs and of whole prefixes: see search.reach.ts. */
  serves: readonly string[]
  /** Goods can be fetched there. */
  selfPickup: boolean
  /** How far it keeps what it takes on, from 0 to 1: see search.rules.ts. */
  reliability: number
  maySellTo: readonly Audience[]
  hours: OpeningHours
}

/** A listing as an index keeps it. Only active listings have one. */
export interface ListingDocument extends ListingRef {
  productId: Id<'product'>
  name: string
  nameHi: string | null
  brand: string | null
  category: string
  netQuantity: number
  unit: QuantityUnit
  pricePaise: Paise
  mrpPaise: Paise
  soldTo: readonly Audience[]
  inStock: boolean
  /** What its marks of origin are found by (search.marks.ts); absent where it has none. */
  marks?: readonly string[]
  words: DocumentWords
}

/** The words by which a listing is found: normalised, each once, in its weightiest class. */
export interface DocumentWords {
  /** Of the names: English, Hindi, romanised Hindi; with their stems and foldings. */
  name: readonly string[]
  /** Of the brand. */
  brand: readonly string[]
  /** Of category, maker and pack. */
  other: readonly string[]
  /** How the words of name and brand sound, where that is no word of theirs. */
  sounds: readonly string[]
  /** Groups of synonyms that a part of the name stands for, and those of its brand or that only lie inside a longer term. */
  concepts: readonly string[]
  innerConcepts: readonly string[]
  /** What it is, of all that its name says (Milk Bread is bread): words in their forms, and concepts. */
  head: { words: readonly string[]; concepts: readonly string[] }
  /** How many words the English name has. */
  nameLength: number
}

export interface SearchDocument {
  listing: ListingDocument
  shop: ShopDocument
  /** Over the listing's part and over the shop's, 16 bytes each in hex: two documents are alike when these are. */
  checksum: string
}

/** What an index is to be brought to; each part may be empty. */
export interface SearchChanges {
  put: readonly SearchDocument[]
  /** With the region where its shop is; null where that is not known. */
  remove: readonly (ListingRef & { region: string | null })[]
  /** Shops of which nothing is to be found any more. */
  hideShops: readonly Id<'shop'>[]
  /** Shops of which nothing is to be found in any other region than this one: they may have moved. */
  settled: readonly { shopId: Id<'shop'>; region: string }[]
}

export const noChanges: SearchChanges = { put: [], remove: [], hideShops: [], settled: [] }

export const sorts = ['relevance', 'nearness', 'price'] as const
export type Sort = (typeof sorts)[number]

/** Who sees what, where and how: what the service makes of a request. */
export interface EngineQuery {
  /** As typed; empty means everything. */
  text: string
  /** Where the buyer is; null where nobody knows (Army PINs). */
  point: Point | null
  /** Only shops at most this far from `point`. At least one of this, `serves` and `shopId` is given. */
  radiusMetres: number | null
  /** Only shops that deliver to a PIN: its names, as search.reach.ts tells them. */
  serves: readonly string[] | null
  /** The buyer's state: PAN-only sellers of other states are not shown; null shows none of them, but in `shopId`. */
  state: string | null
  /** Only what this shop has. */
  shopId: Id<'shop'> | null
  /** Only who sells this product. */
  productId: Id<'product'> | null
  /** What any of these may buy. */
  buyers: readonly Audience[]
  category: string | null
  brand: string | null
  /** The word of a mark that goods must have: see search.marks.ts. */
  mark: string | null
  minPricePaise: Paise | null
  maxPricePaise: Paise | null
  inStock: boolean
  openNow: boolean
  /** Only shops where goods can be fetched. */
  pickup: boolean
  /** Each hit tells what its place is made of. */
  explain: boolean
  /** The moment that "now" is. */
  at: Date
  sort: Sort
  limit: number
  page: PageMark
}

/** Where a page begins: how many hits come before it, and for engines that can, behind which hit. */
export interface PageMark {
  offset: number
  after: { key: number; listingId: Id<'listing'> } | null
}

export interface Hit extends ListingRef {
  productId: Id<'product'>
  name: string
  nameHi: string | null
  brand: string | null
  category: string
  netQuantity: number
  unit: QuantityUnit
  pricePaise: Paise
  mrpPaise: Paise
  inStock: boolean
  shopName: string
  shopPin: string
  distanceMetres: number | null
  openNow: boolean
  marks: MarkKind[]
  /** What its place in the order is made of; only where that is asked for. */
  factors?: Factors | undefined
}

/** Goods that shops nearby have. */
export interface NearbyGoods extends Pick<Hit, 'productId' | 'name' | 'nameHi' | 'brand'> {
  /** How many of the listings that were looked at are of them. */
  listings: number
}

export interface FacetCount {
  value: string
  count: number
}

export interface EngineResult {
  hits: Hit[]
  facets: { category: FacetCount[]; brand: FacetCount[]; price: { band: number; count: number }[] }
  /** Hits in all, counted to `maxHits`. */
  total: number
  next: PageMark | null
}

/** A checksum per document, for telling drift. */
export interface StoredDocument extends ListingRef {
  checksum: string
}

/** A region's index being built beside the live one. Nothing of it is seen before `swap`. */
export interface Rebuild {
  /** Adds documents of which none is there yet; only before `settle`. */
  fill(documents: readonly SearchDocument[]): Promise<void>
  /** As `SearchEngine.write`, into the new index; only after `settle`. */
  write(changes: SearchChanges): Promise<void>
  /** After the bulk is in, before the last changes: whatever makes the new index quick. */
  settle(): Promise<void>
  /** From one moment to the next every query reads the new index of the region; the old one is dropped. */
  swap(): Promise<void>
  /** Drops the new index. */
  abandon(): Promise<void>
}

/**
 * An index of listings: a projection that can be dropped and built anew at any moment. It is kept by postal region
 * (search.regions.ts), and a query reads only the regions that have shops in reach.
 *
 * What every engine answers alike (test/conformance):
 * - All words of the text must match: as typed, by stem or folding (`chaaval`, `chawal`), by synonym, the
 *   last one also as a beginning; mistyped words of four letters and more match when little else does.
 *   Only the first `maxQueryWords` words count. No character of the text is an operator.
 * - Nothing is cut at a region's border: the nearer comes first, wherever it is.
 * - Every filter holds for every hit. Facets count the hits that match all filters.
 * - `nearness` and `price` sort strictly; `relevance` as search.rules.ts says in words.
 * - Pages over an index that does not change neither lose nor repeat a hit. Nothing lies beyond `maxHits`.
 */
export interface SearchEngine {
  readonly name: 'postgres' | 'meilisearch'
  /** Makes the index if there is none. */
  prepare(): Promise<void>
  search(query: EngineQuery): Promise<EngineResult>
  /**
   * What to offer for words that are being typed: the goods that match best, of the nearest shops and quickly. Only
   * the text, the place and the buyers of the query count, and there must be a point and a radius.
   */
  goods(query: EngineQuery): Promise<NearbyGoods[]>
  /** Resolves when the changes last and are seen by the next query. Doing it twice changes nothing. */
  write(changes: SearchChanges): Promise<void>
  /** The regions that the index has anything of. */
  regions(): Promise<string[]>
  /** The checksums of those of these documents that the region's index holds. */
  stored(region: string, refs: readonly ListingRef[]): Promise<StoredDocument[]>
  /** All documents of the region's index, in pages; memory does not grow with it. */
  pages(region: string): AsyncIterable<StoredDocument[]>
  beginRebuild(region: string): Promise<Rebuild>
  /** After all regions were built anew. */
  rebuilt(): Promise<void>
}

/** Most hits that can be paged through, and that `total` counts (Meilisearch's own bound). */
export const maxHits = 1000
/** Words of a query beyond these are left out (Meilisearch's own bound). */
export const maxQueryWords = 10
