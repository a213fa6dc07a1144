import type { Id } from '../../kernel/ids.ts'
import type { BasisPoints, Paise } from '../../kernel/money.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'

/** In what a pack's net quantity is stated. */
export const quantityUnits = ['g', 'kg', 'ml', 'l', 'm', 'piece'] as const
export type QuantityUnit = (typeof quantityUnits)[number]

/** The mark that food carries on its pack; `none` for what is not food. */
export const foodMarks = ['veg', 'nonVeg', 'none'] as const
export type FoodMark = (typeof foodMarks)[number]

/** Whom a listing can be offered to: consumers, and the tiers that buy. */
export const audiences = ['consumer', 'retailer', 'wholesaler', 'distributor'] as const
export type Audience = (typeof audiences)[number]

export const listingStatuses = ['active', 'paused'] as const
export type ListingStatus = (typeof listingStatuses)[number]

/** What a trader states of a product, in its one normal spelling: what the law wants shown stands here. */
export interface ProductFacts {
  /** 14 digits, or null for goods without a bar code of GS1's. */
  gtin: string | null
  /** Null for loose and unbranded goods. */
  brand: string | null
  name: string
  nameHi: string | null
  category: string
  /** At most three decimals, e.g. 1.5 with `kg`. */
  netQuantity: number
  unit: QuantityUnit
  /** What a parcel service carries, packing included. */
  weightGrams: number
  /** Outer size of one pack, packing included; null or absent where nobody told it. */
  packSize?: ParcelSize | null
  /** Has to stay cold on the way. */
  keepCold?: boolean
  hsn: string
  gstBps: BasisPoints
  mrpPaise: Paise
  /** Country of origin, ISO 3166-1 alpha-2. */
  origin: string
  /** Maker, packer or importer: name and address. */
  maker: string
  /** Phone, e-mail or address for complaints about the product. */
  consumerCare: string | null
  foodMark: FoodMark
  /** The maker's FSSAI number, as printed on the pack. */
  fssai: string | null
  shelfLifeDays: number | null
  imageUrls: readonly string[]
  /** What the category wants told besides, by the open network's names, e.g. `colour_name`. */
  attributes: Readonly<Record<string, string>>
}

/** In what a listing is sold: pieces, or whole packs of them. */
export const saleUnits = ['piece', 'inner', 'case'] as const
export type SaleUnit = (typeof saleUnits)[number]

/** A pack of the trade: how many pieces it holds, and what the trade calls it, such as "Peti". */
export interface TradePack {
  pieces: number
  name: string | null
}

/**
 * The terms of trade of a listing, beside its plain price. Quantities and stock are in pieces, and every price is
 * for one piece, in whole paise. Days are days in India, both included.
 */
export interface Trade {
  soldBy: SaleUnit
  inner: TradePack | null
  case: TradePack | null
  /** Quantities are multiples of it, in pieces. */
  step: number
  /** From so many pieces on, each costs so much. Quantities rise, prices fall. */
  slabs: readonly { from: number; pricePaise: number }[]
  /** A lower price for a while; null: none. */
  dated: { pricePaise: number; from: string; until: string } | null
}

/** Names a listing; the shop belongs to its key. */
export interface ListingRef {
  shopId: Id<'shop'>
  listingId: Id<'listing'>
}

/**
 * A listing with its product, price and stock: all that search and checkout need of it. It says nothing of
 * the shop: only a verified trader's listings may be seen or bought, so ask `traders.shopFacts` for the
 * `traderStatus` and `paused` of each `shopId`.
 */
export interface Offer extends ListingRef, Omit<ProductFacts, 'mrpPaise'> {
  productId: Id<'product'>
  sku: string
  /** Tax included, for one piece; never above `mrpPaise`. */
  pricePaise: Paise
  mrpPaise: Paise
  soldTo: readonly Audience[]
  minimumQuantity: number
  /** Null: sold by the piece, in any number, at one price. */
  trade: Trade | null
  status: ListingStatus
  /** Pieces that can be bought now. */
  available: number
  version: number
  updatedAt: Date
}

/** What a sale needs to know of an offer, and no more: every checkout reads it. */
export interface SaleTerms extends OfferOfSale {
  /** What lists of prices promise the buyer who asked: the lowest of their prices and the largest share off, in
   * basis points of the plain price. Null: no list of the shop names the buyer. */
  listPaise: Paise | null
  listOffBps: BasisPoints | null
  /** What a carrier has to know of it besides the weight. */
  foodMark?: FoodMark
  packSize?: ParcelSize | null
  keepCold?: boolean
}

type OfferOfSale = Pick<
  Offer,
  | 'shopId'
  | 'listingId'
  | 'productId'
  | 'brand'
  | 'name'
  | 'nameHi'
  | 'netQuantity'
  | 'unit'
  | 'weightGrams'
  | 'hsn'
  | 'gstBps'
  | 'pricePaise'
  | 'mrpPaise'
  | 'soldTo'
  | 'minimumQuantity'
  | 'trade'
  | 'status'
  | 'available'
>

/** A trader as lists of prices name it: by its id or by its GSTIN. */
export interface NamedBuyer {
  traderId: Id<'trader'>
  gstin: string | null
}

/** So many pieces of a listing. */
export interface StockLine extends ListingRef {
  /** A whole number, at least 1. */
  quantity: number
}

/** `held`: it waits for the word of who handed it in; `paused`: it goes on where it stopped when told to. */
export const importStates = ['held', 'waiting', 'running', 'paused', 'done', 'failed', 'cancelled'] as const
export type ImportState = (typeof importStates)[number]

/** Why a reservation failed: the listings that had too little, and what they had. */
export interface Shortage {
  shopId: Id<'shop'>
  listingId: Id<'listing'>
  available: number
}

/** Which offers to read, in the order of (shop, listing). */
export interface OffersPage {
  shopId?: Id<'shop'>
  after?: ListingRef
  limit: number
}

/** What checkout, search and the other later modules use of the catalogue. */
export interface CatalogueFacts {
  /** The offers of these listings, in no order; those that do not exist are left out. */
  offers(sql: Sql, refs: readonly ListingRef[]): Promise<Offer[]>
  /** The same with what a sale needs, for hot paths; with the prices that lists promise `buyer`. */
  terms(sql: Sql, refs: readonly ListingRef[], buyer?: NamedBuyer): Promise<SaleTerms[]>
  /**
   * The same for the listings that a query of the caller's own tables names (columns `shop_id`, `listing_id`): it
   * needs no answer to that query first. `name` is the statement's.
   */
  termsOf(
    name: string,
    refs: string,
  ): (sql: Sql, values: readonly unknown[], buyer?: NamedBuyer) => Promise<SaleTerms[]>
  /** All offers, or a shop's, page by page: for rebuilding projections. */
  offersPage(sql: Sql, page: OffersPage): Promise<Offer[]>
  /** The addresses of pictures that traders gave of products; those that do not exist are left out. */
  imageUrls(sql: Sql, productIds: readonly Id<'product'>[]): Promise<Map<Id<'product'>, readonly string[]>>
  /** Under which id each of these products stands now: its own, or that of the one it was merged into. */
  survivors(sql: Sql, productIds: readonly Id<'product'>[]): Promise<Map<Id<'product'>, Id<'product'>>>
  /** A shop's listings by the SKU or the GTIN (as printed) that names each; what is not there is left out. */
  listingsNamed(
    sql: Sql,
    shopId: Id<'shop'>,
    names: readonly string[],
  ): Promise<Map<string, { listingId: Id<'listing'>; productId: Id<'product'> }>>
  /**
   * Moves pieces from available to reserved, all lines or none: what is short is told, and then nothing has
   * changed. Lines of one listing are added up. The transaction holds the stock rows until it ends.
   */
  reserve(tx: Tx, lines: readonly StockLine[]): Promise<{ short: Shortage[] }>
  /** Gives reserved pieces back. Throws when more is given back than was reserved. */
  release(tx: Tx, lines: readonly StockLine[]): Promise<void>
  /** Reserved pieces leave the shop for good, at hand-over. Throws when more leaves than was reserved. */
  consume(tx: Tx, lines: readonly StockLine[]): Promise<void>
}
