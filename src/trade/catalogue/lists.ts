import { readFileSync } from 'node:fs'
import { fold } from './product.rules.ts'

/** Lists of the state and of the trade that listings are held against: data/tariff and data/categories. */
export interface TradeLists {
  /** Whether the tariff has this (checked) HSN code, or a longer one under it. */
  isKnownHsn(code: string): boolean
  category(name: string): CategoryFacts | undefined
  categories(): readonly CategoryFacts[]
  /** The attribute of this name, however it is spelt, e.g. `Colour Name`. */
  attribute(heading: string): string | undefined
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
    attribute: (heading) => names.get(attributeKey(heading)),
  }
}
