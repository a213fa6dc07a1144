import type { Reply } from '../api/client.ts'

type Product = Reply<'findProducts'>['items'][number]

/** Name of goods in the reader's language, with brand and pack. */
export const goodsName = (item: Pick<Product, 'brand' | 'name' | 'nameHi'>, lang: string): string =>
  lang === 'hi' && item.nameHi ? item.nameHi : [item.brand, item.name].filter(Boolean).join(' ')

export const packOf = ({ netQuantity, unit }: Pick<Product, 'netQuantity' | 'unit'>): string =>
  `${netQuantity} ${unit}`

/** What the search of goods looks for: a bar code or words. */
export const searchOf = (text: string): { gtin: string } | { q: string } => {
  const digits = text.replaceAll(/[\s-]/g, '')
  return /^(?:\d{8}|\d{12,14})$/.test(digits) ? { gtin: digits } : { q: text.trim() }
}
