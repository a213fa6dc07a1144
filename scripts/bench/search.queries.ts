import type { SearchQuery } from '../../src/trade/search/index.ts'
import { type BenchMarket, scatter } from './search.market.ts'

/** What people type, as often as it stands here: whole words, beginnings, Hindi, mistyped, and nothing. */
const texts =
  'atta|rice|chawal|चावल|basmati rice|bisc|soap|haldi|wheat flour|dal|oil|maggi|tea|ata|amul|toor dal 1kg|sugar|chawl|नमक|shamp|moong dal|besan|ghee|tooth paste|biscit|jeera||'.split(
    '|',
  )

/** What they narrow it down by. */
const narrowings: readonly Partial<SearchQuery>[] = [
  {},
  {},
  {},
  { inStock: true },
  { openNow: true },
  { maxPricePaise: 20_000n },
  { sort: 'price' },
  { sort: 'nearness' },
  { radiusMetres: 5000 },
]

/** The nth local query: beside some shop, with some text and some narrowing. The same in every run. */
export function queryOf(market: BenchMarket, nth: number): SearchQuery {
  const { lat, lng, pin } = market.placeOf(scatter(nth * 3 + 1, 1_000_000))
  return {
    q: texts[scatter(nth * 3 + 2, texts.length)]!,
    pin,
    point: { lat, lng },
    ...narrowings[scatter(nth * 3 + 3, narrowings.length)]!,
  }
}

/** The same query as an address. */
export function addressOf({ point, ...query }: SearchQuery): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, ...point })) {
    if (value !== undefined && value !== '') parameters.set(name, String(value))
  }
  return `/v1/search?${parameters}`
}

/** The nth beginning of a word as it is typed, at the place of the nth query. */
export function suggestionAddressOf(market: BenchMarket, nth: number): string {
  const { q, point, pin } = queryOf(market, nth)
  const word = q?.split(' ')[0] || 'mas'
  const typed = word.slice(0, 2 + scatter(nth, Math.max(1, word.length - 1)))
  return `/v1/search/suggestions?${new URLSearchParams({ q: typed, pin: pin!, lat: String(point!.lat), lng: String(point!.lng) })}`
}
