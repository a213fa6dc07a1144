import { parseRupees } from '../../kernel/money.ts'
import type { Reply } from '../api/client.ts'

export { goodsName, packOf, searchOf } from '../components/index.ts'

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

export const filters = ['all', 'out', 'paused'] as const
export type Filter = (typeof filters)[number]
export const filterOf = (text: string | undefined): Filter =>
  filters.find((filter) => filter === text) ?? 'all'
