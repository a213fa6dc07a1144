import { parseRupees } from '../../kernel/money.ts'
import type { Reply } from '../api/client.ts'

export type Listing = Reply<'listListings'>['items'][number]
export type Product = Reply<'findProducts'>['items'][number]

/** Paise from what somebody typed as rupees; undefined when it is no sum. */
export const paiseOf = (text: string | undefined): number | undefined => {
  const sum = parseRupees(text ?? '')
  return sum === undefined ? undefined : Number(sum)
}

/** As somebody types it: `55` or `55.50`. */
export const rupeesOf = (paise: number): string =>
  paise % 100 === 0 ? String(paise / 100) : (paise / 100).toFixed(2)

/** A whole number of pieces; undefined when it is none. */
export const countOf = (text: string | undefined): number | undefined =>
  /^\s*\d{1,7}\s*$/.test(text ?? '') ? Number(text) : undefined

/** Name of goods in the reader's language, with brand and pack. */
export const goodsName = (item: Pick<Product, 'brand' | 'name' | 'nameHi'>, lang: string): string =>
  lang === 'hi' && item.nameHi ? item.nameHi : [item.brand, item.name].filter(Boolean).join(' ')

export const packOf = ({ netQuantity, unit }: Pick<Product, 'netQuantity' | 'unit'>): string =>
  `${netQuantity} ${unit}`

export const filters = ['all', 'out', 'paused'] as const
export type Filter = (typeof filters)[number]
export const filterOf = (text: string | undefined): Filter =>
  filters.find((filter) => filter === text) ?? 'all'

/** What the search of goods looks for: a bar code or words. */
export const searchOf = (text: string): { gtin: string } | { q: string } => {
  const digits = text.replaceAll(/[\s-]/g, '')
  return /^(?:\d{8}|\d{12,14})$/.test(digits) ? { gtin: digits } : { q: text.trim() }
}
