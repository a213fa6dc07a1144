export { searchWaiting } from './figures.store.ts'
export { latinOf, soundOfAny } from './search.forms.ts'
export { createSearch, type Search, type SearchDeps } from './search.module.ts'
export {
  type CatalogueSource,
  type MarkSource,
  type RatingSource,
  type Sort,
  sorts,
  type TraderSource,
} from './search.ports.ts'
export { inSmallestUnit, type Pack, readPacks } from './search.quantity.ts'
export { allRegions } from './search.regions.ts'
export type {
  AnsweredBy,
  Drift,
  PriceBand,
  Searcher,
  SearchItem,
  SearchQuery,
  SearchResult,
} from './search.types.ts'
export { editDistanceWithin } from './search.typos.ts'
export { isStopWord, splitWords, stem } from './search.words.ts'
