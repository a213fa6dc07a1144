import { readFileSync } from 'node:fs'
import type { BasisPoints } from '../../kernel/money.ts'
import type { FoodMark } from './catalogue.types.ts'
import { fold } from './product.rules.ts'

/** Lists of the state and of the trade that listings are held against: data/tariff and data/categories. */
export interface TradeLists {
  /** Whether the tariff has this (checked) HSN code, or a longer one under it. */
  isKnownHsn(code: string): boolean
  category(name: string): CategoryFacts | undefined
  categories(): readonly CategoryFacts[]
  /** The attribute of this name, however it is spelt, e.g. `Colour Name`. */
  attribute(heading: string): string | undefined
  /**
   * The goods of everyday trade that this text names, in its order; of words within each other the longest. Words that
   * stand for goods of many kinds, such as `dairy`, have no facts.
   */
  goodsOf(text: string): readonly { word: string; facts: GoodsFacts | null }[]
}

/** What goods of a kind usually have: a proposal, which the trader confirms. */
export interface GoodsFacts {
  hsn: string
  gstBps: BasisPoints
  foodMark: FoodMark
}

/** A category of the open network (ONDC) and what it wants told of its goods. */
export interface CategoryFacts {
  /** Of the network, e.g. `RET12`. */
  domain: string
  name: string
  /** What must be told, `brand` among it, with the words that are allowed where there is a list. */
  attributes: readonly { name: string; values: readonly string[] | null }[]
}

interface CategoriesFile {
  values: Record<string, string[]>
  categories: { domain: string; category: string; attributes: Record<string, string | null> }[]
}

const read = (file: string): string => readFileSync(new URL(`../../../data/${file}`, import.meta.url), 'utf8')

// Spellings that shops use for the same shelf: "Atta, Flours & Sooji", "atta flours and sooji".
const categoryKey = (name: string): string => fold(name.replaceAll('&', ' and '))
const attributeKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '')

// "Dals & Pulses", "dal and pulse", "cookies": plurals and small words do not matter.
const stems = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => word !== '' && word !== 'and')
    .map((word) => (word.length > 3 ? word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1') : word))
const longestPhrase = 5

function loadGoods(): TradeLists['goodsOf'] {
  const known = new Map<string, { word: string; facts: GoodsFacts | null }>()
  for (const line of read('tariff/goods.txt').split('\n')) {
    if (line === '') continue
    const [hsn, percent, mark, words] = line.split('|') as [string, string, FoodMark, string]
    const facts = hsn === '-' ? null : { hsn, gstBps: Number(percent) * 100, foodMark: mark }
    for (const word of words.split(';')) known.set(stems(word).join(' '), { word, facts })
  }
  return (text) => {
    const words = stems(text)
    const found: { word: string; facts: GoodsFacts | null }[] = []
    for (let at = 0; at < words.length; ) {
      let taken = 0
      for (let size = Math.min(longestPhrase, words.length - at); size > 0 && taken === 0; size--) {
        const one = known.get(words.slice(at, at + size).join(' '))
        if (!one) continue
        found.push(one)
        taken = size
      }
      at += taken || 1
    }
    return found
  }
}

let loaded: TradeLists | undefined

/** The lists, read when first asked for: some 2 MB that stay in memory. */
export const tradeLists = (): TradeLists => {
  loaded ??= load()
  return loaded
}

function load(): TradeLists {
  const hsn = new Set<string>()
  for (const code of read('tariff/hsn.txt').split('\n')) {
    if (code === '') continue
    hsn.add(code)
    hsn.add(code.slice(0, 4))
    if (code.length === 8) hsn.add(code.slice(0, 6))
  }
  const { values, categories } = JSON.parse(read('categories/attributes.json')) as CategoriesFile
  const all = categories.map(
    ({ domain, category, attributes }): CategoryFacts => ({
      domain,
      name: category,
      attributes: Object.entries(attributes).map(([name, list]) => ({
        name,
        values: list === null ? null : (values[list] ?? null),
      })),
    }),
  )
  // Of a name that stands in several domains the first counts; they want the same.
  const byName = new Map([...all].reverse().map((one) => [categoryKey(one.name), one]))
  const names = new Map(
    all.flatMap(({ attributes }) => attributes.map(({ name }) => [attributeKey(name), name] as const)),
  )
  names.delete('brand')
  return {
    isKnownHsn: (code) => hsn.has(code),
    category: (name) => byName.get(categoryKey(name)),
    categories: () => all,
    goodsOf: loadGoods(),
    attribute: (heading) => names.get(attributeKey(heading)),
  }
}
