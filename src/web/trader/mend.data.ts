import type { Input, Reply } from '../api/client.ts'
import { orNull } from './register.forms.ts'

export type Lint = Reply<'lintShop'>
export type LintedListing = Lint['items'][number]
export type Finding = LintedListing['findings'][number]
export type Code = Finding['code']

/** Facts of a product that are filled in where the fault is told. */
const filledIn = [
  'consumerCare',
  'maker',
  'fssai',
  'shelfLifeDays',
  'nameHi',
  'gtin',
  'brand',
  'hsn',
] as const

/** Whether a line of text is enough to mend the fault. */
export const isFilledIn = (field: string): boolean =>
  field.startsWith('attributes.') || (filledIn as readonly string[]).includes(field)

type ProductPatch = Input<'changeProduct'>['body']

/** What was typed for a fact, as the API takes it; `attributes` are those that stand. */
export function patchOf(
  field: string,
  value: string,
  attributes: Readonly<Record<string, string>>,
): ProductPatch {
  if (field.startsWith('attributes.')) {
    return { attributes: { ...attributes, [field.slice('attributes.'.length)]: value.trim() } }
  }
  if (field === 'shelfLifeDays') return { shelfLifeDays: Number(value) || -1 }
  return { [field]: orNull(value) ?? '' } as ProductPatch
}

export const mendUrl = (code?: string, cursor?: string): string => {
  const query = new URLSearchParams({ ...(code ? { code } : {}), ...(cursor ? { cursor } : {}) })
  return `/trade/goods/mend${query.size > 0 ? `?${query}` : ''}`
}
