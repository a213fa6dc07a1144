export type { Sort } from './search.ports.ts'
export { sorts } from './search.ports.ts'
export type {
  AnsweredBy,
  Drift,
  PriceBand,
  Searcher,
  SearchItem,
  SearchQuery,
  SearchResult,
} from './search.types.ts'
