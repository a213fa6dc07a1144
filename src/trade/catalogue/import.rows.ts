import type { Checked } from '../../kernel/checked.ts'
import type { Audience, ProductFacts, QuantityUnit } from './catalogue.types.ts'
import type { CsvRecord } from './csv.reader.ts'
import {
  readAudience,
  readCount,
  readCountry,
  readFoodMark,
  readFssai,
  readGst,
  readGtin,
  readHsn,
  readImages,
  readPrice,
  readQuantity,
  readText,
  readUnit,
  remember,
} from './import.cells.ts'
import { type Columns, type Field, mostColumns } from './import.columns.ts'
import { blockingFindings, blockingOfOffer } from './lint.rules.ts'
import type { Finding, LintCode, LintSeller } from './lint.types.ts'
import type { TradeLists } from './lists.ts'
import {
  checkQuantity,
  identityKey,
  largestCount,
  largestShelfLifeDays,
  largestWeightGrams,
  longest,
  usualWeightGrams,
} from './product.rules.ts'
import type { SeenKeys } from './seen-keys.ts'

/** What is wrong with a row, and what to do about it. */
export interface RowProblem {
  row: number
  /** The heading in the file; null when the row as a whole is wrong. */
  column: string | null
  value: string | null
  code: string
  detail: string
  /** The row as it stands in the file, with its first problem. */
  cells?: readonly string[] | undefined
}

/** A row whose every cell is good. Null where the file leaves it open. */
export interface GoodRow extends ProductFacts {
  row: number
  identityKey: string
  /** The first row of the file with this product: it alone states the product's facts. */
  lead: boolean
  sku: string
  pricePaise: bigint
  soldTo: readonly Audience[] | null
  minimumQuantity: number | null
  stock: number | null
  /** As it stands in the file. */
  cells: readonly string[]
}

export interface RowReaderOptions {
  columns: Columns
  seller: LintSeller
  lists: TradeLists
  seenSkus: SeenKeys
  seenProducts: SeenKeys
}

/** Of goods whose category asks for none, or whose file states none. */
export const noAttributes: Readonly<Record<string, string>> = {}

const columnOf: Partial<Record<LintCode, Field>> = {
  badName: 'name',
  makerMissing: 'maker',
  gtinForCoupons: 'gtin',
  hsnUnknown: 'hsn',
  foodMarkNeeded: 'foodMark',
  priceAboveMrp: 'price',
  mayNotSellTo: 'soldTo',
}

/** Reads a row: the good row or its problems; undefined for an empty one. */
export type RowReader = (record: CsvRecord) => GoodRow | RowProblem[] | undefined

const brokenRows = {
  quotes: [
    'brokenQuotes',
    'A quotation mark opens in this row and does not close. Close it, or write two of them for one inside a text.',
  ],
  tooLong: ['rowTooLong', 'This row is far too long to be one product. Look for a missing line end.'],
} as const

const longestValue = 100
const longestKept = 1000
const cut = (text: string): string => text.slice(0, longestValue).toWellFormed().replaceAll('\0', '')

/** Builds the check of one row. Each row is judged by itself, but for what stood in an earlier one. */
export function createRowReader(options: RowReaderOptions): RowReader {
  const { columns, seller, lists, seenSkus, seenProducts } = options
  const { at, heading } = columns
  const readHsnCell = remember(readHsn)
  const readGstCell = remember(readGst)
  const readUnitCell = remember(readUnit)
  const readCountryCell = remember(readCountry)
  const readMarkCell = remember(readFoodMark)
  const readAudienceCell = remember(readAudience)
  const readFssaiCell = remember(readFssai)

  let row = 0
  let cells: readonly string[] = []
  let problems: RowProblem[] = []

  const cell = (field: Field): string => {
    const nth = at[field]
    return nth === -1 ? '' : cells[nth]!
  }
  const refuse = (field: Field | null, code: string, detail: string): undefined => {
    const column = field && heading[field]
    problems.push({ row, column, value: field && cut(cell(field)), code, detail })
  }
  const take = <T>(field: Field, code: string, checked: Checked<T>): T | undefined =>
    checked.ok ? checked.value : refuse(field, code, checked.reason)
  const optional = <T>(
    field: Field,
    code: string,
    read: (text: string) => Checked<T>,
  ): T | null | undefined => {
    const text = cell(field)
    return text === '' || text.trim() === '' ? null : take(field, code, read(text))
  }
  const text = (field: Field, most: number): string | undefined => {
    const value = take(field, 'badText', readText(cell(field), most))
    return value === ''
      ? refuse(field, 'missing', 'This cell is empty, and every product needs it. Fill it in.')
      : value
  }
  const optionalText = (field: Field, most: number): string | null | undefined =>
    optional(field, 'badText', (value) => readText(value, most)) || null
  const price = (field: 'mrp' | 'price'): bigint | undefined =>
    take(field, 'badPrice', readPrice(cell(field)))

  const count = (field: Field, least: number, most: number): number | null =>
    optional(field, 'badNumber', (value) => readCount(value, least, most)) ?? null

  const quantity = (): { netQuantity: number; unit: QuantityUnit } | undefined => {
    const read = take('netQuantity', 'badQuantity', readQuantity(cell('netQuantity')))
    if (!read) return undefined
    const unitCell = cell('unit').trim() || read.unit
    const unit = take(at.unit === -1 ? 'netQuantity' : 'unit', 'badUnit', readUnitCell(unitCell))
    if (!unit) return undefined
    const checked = take('netQuantity', 'badQuantity', checkQuantity(read.number, unit))
    return checked === undefined ? undefined : { netQuantity: checked, unit }
  }

  const attributes = (): Readonly<Record<string, string>> => {
    if (columns.attributes.length === 0) return noAttributes
    const stated: [string, string][] = []
    for (const { name, at: nth, heading: column } of columns.attributes) {
      const value = cells[nth]!
      const read = readText(value, longest.attribute)
      if (!read.ok) problems.push({ row, column, value: cut(value), code: 'badText', detail: read.reason })
      else if (read.value !== '') stated.push([name, read.value])
    }
    return stated.length === 0 ? noAttributes : Object.fromEntries(stated)
  }

  /** What the linter forbids, told by the column that the fault is in. */
  const refuseAll = (forbidden: readonly Finding[]): void => {
    for (const { code, text } of forbidden) refuse(columnOf[code] ?? null, code, text.en)
  }

  const readGood = (): GoodRow | undefined => {
    const sku = text('sku', longest.sku)
    const name = text('name', longest.name)
    const pack = quantity()
    const hsn = take('hsn', 'badHsn', readHsnCell(cell('hsn')))
    const mrpPaise = price('mrp')
    const pricePaise = price('price')
    const gstBps = take('gstRate', 'badGstRate', readGstCell(cell('gstRate')))
    const origin = take('origin', 'badOrigin', readCountryCell(cell('origin')))
    const category = text('category', longest.category)
    const maker = text('maker', longest.maker)
    const mark = take('foodMark', 'badFoodMark', readMarkCell(cell('foodMark')))
    const gtin = optional('gtin', 'badGtin', readGtin) ?? null
    const brand = optionalText('brand', longest.brand) ?? null
    const nameHi = optionalText('nameHi', longest.name) ?? null
    const consumerCare = optionalText('consumerCare', longest.consumerCare) ?? null
    const fssai = optional('fssai', 'badFssai', readFssaiCell) ?? null
    const shelfLifeDays = count('shelfLifeDays', 1, largestShelfLifeDays)
    const weight = count('weightGrams', 1, largestWeightGrams)
    const minimumQuantity = count('minimumQuantity', 1, largestCount)
    const stock = count('stock', 0, largestCount)
    const audience = optional('soldTo', 'badAudience', readAudienceCell) ?? null
    const imageUrls = optional('imageUrl', 'badImageUrl', readImages) ?? []
    const told = attributes()
    const paid = pricePaise ?? 0n
    const offer = { pricePaise: paid, mrpPaise: mrpPaise ?? paid, soldTo: audience ?? [] }
    refuseAll(blockingOfOffer({ facts: { hsn: hsn ?? '', foodMark: mark ?? 'none' }, offer, seller }, lists))
    if (problems.length > 0) return undefined
    const { netQuantity, unit } = pack!
    const weightGrams = weight ?? usualWeightGrams(netQuantity, unit)
    const good: GoodRow = {
      row,
      lead: false,
      identityKey: identityKey({ gtin, brand, name: name!, netQuantity, unit }),
      gtin,
      brand,
      name: name!,
      nameHi,
      category: category!,
      netQuantity,
      unit,
      weightGrams,
      hsn: hsn!,
      gstBps: gstBps!,
      mrpPaise: mrpPaise!,
      origin: origin!,
      maker: maker!,
      consumerCare,
      foodMark: mark!,
      fssai,
      shelfLifeDays,
      imageUrls,
      attributes: told,
      sku: sku!,
      pricePaise: pricePaise!,
      soldTo: audience,
      minimumQuantity,
      stock,
      cells,
    }
    refuseAll(blockingFindings(good, lists))
    return problems.length > 0 ? undefined : good
  }

  const told = (): RowProblem[] => {
    if (problems[0]) problems[0].cells = keepable(cells)
    return problems
  }

  return (record) => {
    row = record.row
    problems = []
    if (record.broken) {
      const [code, detail] = brokenRows[record.broken]
      return [{ row, column: null, value: null, code, detail }]
    }
    cells = record.fields!
    if (cells.every(isBlank)) return undefined
    // Spreadsheets write empty cells behind the last column.
    if (
      cells.length < columns.count ||
      (cells.length > columns.count && !cells.slice(columns.count).every(isBlank))
    ) {
      refuse(
        null,
        'columnCount',
        `This row has ${cells.length} columns and the heading ${columns.count}. Look for a comma in a text: put such a text in quotation marks.`,
      )
      return told()
    }
    const good = readGood()
    if (!good) return told()
    const earlier = seenSkus.firstRow(good.sku, row)
    if (earlier !== undefined) {
      refuse(
        'sku',
        'doubleSku',
        `Row ${earlier} has this SKU already, and was taken. Give this row its own SKU.`,
      )
      return told()
    }
    good.lead = seenProducts.firstRow(good.identityKey, row) === undefined
    return good
  }
}

/** What of a row is kept to be corrected: no row of goods is longer. */
export const keepable = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, mostColumns).map((text) => text.slice(0, longestKept).toWellFormed().replaceAll('\0', ''))

const isBlank = (text: string): boolean => text === '' || text.trim() === ''
