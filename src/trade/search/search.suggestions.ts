import type { Hit } from './search.ports.ts'

/** Something to search for, offered while one is typing. */
export interface Suggestion {
  /** `words`: to search for; `product`: one that shops nearby have. */
  kind: 'words' | 'product'
  text: string
  textHi: string | null
  productId: Hit['productId'] | null
}

const mostWords = 4
const wordsIn = (text: string): string[] => text.toLocaleLowerCase('en').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** Words that shops nearby use and that go on as the last word typed begins, the most frequent first. */
function completions(typed: string, hits: readonly Hit[]): string[] {
  const words = wordsIn(typed)
  const last = words.at(-1)
  if (last === undefined || /\s$/u.test(typed)) return []
  const before = words.slice(0, -1).join(' ')
  const counts = new Map<string, number>()
  for (const hit of hits) {
    for (const word of new Set([
      ...wordsIn(hit.name),
      ...wordsIn(hit.nameHi ?? ''),
      ...wordsIn(hit.brand ?? ''),
    ])) {
      if (word.startsWith(last)) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1))
    .slice(0, mostWords)
    .map(([word]) => (before === '' ? word : `${before} ${word}`))
}

/** What to offer for words that are being typed, of what they find nearby: words first, then products, each once. */
export function suggestionsOf(typed: string, hits: readonly Hit[], limit: number): Suggestion[] {
  const words = completions(typed, hits).map(
    (text): Suggestion => ({ kind: 'words', text, textHi: null, productId: null }),
  )
  const products = new Map<string, Suggestion>()
  for (const { productId, brand, name, nameHi } of hits) {
    if (products.has(productId)) continue
    const withBrand = (text: string) => (brand === null || text.startsWith(brand) ? text : `${brand} ${text}`)
    const text = withBrand(name)
    products.set(productId, { kind: 'product', text, textHi: nameHi && withBrand(nameHi), productId })
  }
  return [...words, ...products.values()].slice(0, limit)
}
