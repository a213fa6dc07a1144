import type { Hit, NearbyGoods } from './search.ports.ts'

/** Something to search for, offered while one is typing. */
export interface Suggestion {
  /** `words`: to search for; `product`: one that shops nearby have. */
  kind: 'words' | 'product'
  text: string
  textHi: string | null
  productId: NearbyGoods['productId'] | null
}

const mostWords = 4
const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** The goods of these hits, in their order, each once. */
export function goodsOf(hits: readonly Hit[]): NearbyGoods[] {
  const goods = new Map<string, NearbyGoods>()
  for (const { productId, name, nameHi, brand } of hits) {
    const known = goods.get(productId)
    if (known) known.listings += 1
    else goods.set(productId, { productId, name, nameHi, brand, listings: 1 })
  }
  return [...goods.values()]
}

/** Words that these goods use and that go on as the last word typed begins, the most frequent first. */
function completions(typed: string, goods: readonly NearbyGoods[]): string[] {
  const words = wordsIn(typed)
  const last = words.at(-1)
  if (last === undefined || /\s$/u.test(typed)) return []
  const before = words.slice(0, -1).join(' ')
  const counts = new Map<string, number>()
  for (const { name, nameHi, brand, listings } of goods) {
    for (const word of new Set(wordsIn(`${name} ${nameHi ?? ''} ${brand ?? ''}`))) {
      if (word.startsWith(last)) counts.set(word, (counts.get(word) ?? 0) + listings)
    }
  }
  return [...counts]
    .sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1))
    .slice(0, mostWords)
    .map(([word]) => (before === '' ? word : `${before} ${word}`))
}

/** What to offer for words that are being typed, of the goods that match nearby: words first, then products. */
export function suggestionsOf(typed: string, goods: readonly NearbyGoods[], limit: number): Suggestion[] {
  const words = completions(typed, goods).map(
    (text): Suggestion => ({ kind: 'words', text, textHi: null, productId: null }),
  )
  const products = goods.slice(0, limit).map(({ productId, brand, name, nameHi }): Suggestion => {
    const withBrand = (text: string) => (brand === null || text.startsWith(brand) ? text : `${brand} ${text}`)
    return { kind: 'product', text: withBrand(name), textHi: nameHi && withBrand(nameHi), productId }
  })
  return [...words, ...products].slice(0, limit)
}
