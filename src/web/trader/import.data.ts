import type { Reply } from '../api/client.ts'
import { isMessageKey } from '../i18n/index.ts'
import type { View } from '../page/index.ts'

export type Import = Reply<'getImport'>
export type Preview = Reply<'previewImport'>
export type ImportProblem = Reply<'listImportProblems'>['items'][number]

export const importUrl = ({ importId }: Pick<Import, 'importId'>): string => `/trade/goods/import/${importId}`

type Reader = Pick<View, 't' | 'lang'>

/** What is wrong with a row, in the reader's language. */

export function rowProblemText(
  { t, lang }: Reader,
  { code, detail }: { code: string; detail: string },
): string {
  if (lang === 'en') return detail
  const key = `trader.rowProblem.${code}`
  return isMessageKey(key) ? t(key) : t('trader.rowProblem.other')
}

/** Why a file could not be read as a whole. */
export function failureText({ t, lang }: Reader, { code, detail }: { code: string; detail: string }): string {
  if (lang === 'en') return detail
  const key = `trader.failure.${code}`
  return isMessageKey(key) ? t(key) : t('trader.failure.other')
}

/** What a column states, in words; attributes of categories go by the open network's names. */
export function columnName({ t }: Pick<Reader, 't'>, field: string): string {
  const key = `trader.column.${field}`
  return isMessageKey(key) ? t(key) : field.replace('attributes.', '').replaceAll('_', ' ')
}

/** Fields of ours that a column can state, in the order in which they are offered. */
export const importFields = [
  ...[
    'sku',
    'gtin',
    'brand',
    'name',
    'nameHi',
    'category',
    'subcategory',
    'netQuantity',
    'unit',
    'weightGrams',
    'lengthMm',
    'widthMm',
    'heightMm',
    'keepCold',
    'hsn',
  ],
  ...[
    'gstRate',
    'mrp',
    'price',
    'stock',
    'minimumQuantity',
    'step',
    'packInner',
    'packCase',
    'slabs',
    'soldTo',
    'origin',
    'maker',
    'consumerCare',
  ],
  ...['foodMark', 'fssai', 'shelfLifeDays', 'imageUrl'],
]
export const isField = (name: string): boolean => importFields.includes(name)
