import type { Id } from '../../kernel/ids.ts'
import type { UnitPrice } from '../catalogue/index.ts'
import type { MarkKind } from '../crafts/index.ts'
import type { Hit, Sort } from './search.ports.ts'

/** Who searches; null for anybody who is not signed in. */
export interface Searcher {
  accountId: Id<'account'>
  sessionId: Id<'session'>
}

/** A search as it is asked. A place is needed: `pin`, `point`, or `servesPin`; or one shop. */
export interface SearchQuery {
  q?: string | undefined
  /** Where the buyer is. `point` wins over the middle of `pin`. */
  pin?: string | undefined
  point?: { lat: number; lng: number } | undefined
  /** Shops at most this far; 10 km when neither it nor `servesPin` is given. */
  radiusMetres?: number | undefined
  /** Shops that deliver to this PIN. */
  servesPin?: string | undefined
  /** Only what this shop has, wherever it is unless `radiusMetres` or `servesPin` say more. */
  shopId?: Id<'shop'> | undefined
  /** Only who sells this product. */
  productId?: Id<'product'> | undefined
  category?: string | undefined
  brand?: string | undefined
  /** Only goods with such a mark of origin, of this district. */
  mark?: MarkKind | undefined
  district?: string | undefined
  minPricePaise?: bigint | undefined
  maxPricePaise?: bigint | undefined
  inStock?: boolean | undefined
  openNow?: boolean | undefined
  /** Only shops where goods can be fetched. */
  pickup?: boolean | undefined
  /** Each hit tells what its place in the order is made of. */
  explain?: boolean | undefined
  /** Search as this trader: what its tiers may buy. The searcher must belong to it. */
  asTrader?: Id<'trader'> | undefined
  sort?: Sort | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

/** What is typed so far, and where; `limit` is how many suggestions are wanted. */
export interface SuggestionQuery extends Pick<SearchQuery, 'q' | 'pin' | 'point'> {
  limit: number
}

export interface SearchItem extends Hit {
  /** Null where the law does not ask for one. */
  unitPrice: UnitPrice | null
}

export interface PriceBand {
  /** In whole paise; `maxPaise` itself belongs to the next band, null has no end. */
  minPaise: bigint
  maxPaise: bigint | null
  count: number
}

export type AnsweredBy = 'postgres' | 'meilisearch' | 'postgres-fallback'

export interface SearchResult {
  items: SearchItem[]
  facets: {
    category: { value: string; count: number }[]
    brand: { value: string; count: number }[]
    price: PriceBand[]
  }
  /** Counted to 1,000. */
  total: number
  nextCursor?: string | undefined
  /** Other words that may have been meant, when these find little. */
  didYouMean?: string | undefined
  engine: AnsweredBy
}

/** How far an index is from the truth. */
export interface Drift {
  engine: 'postgres' | 'meilisearch'
  /** Listings that can be found, by the truth. */
  listings: number
  missing: number
  surplus: number
  different: number
}
