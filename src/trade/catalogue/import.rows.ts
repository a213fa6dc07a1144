import type { Checked } from '../../kernel/checked.ts'
import type { QuantityUnit } from './catalogue.types.ts'
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
import type { Columns, Field } from './import.columns.ts'
import { brokenRows, columnOf, cut, keepable, type RowProblem } from './import.faults.ts'
import {
  createGiven,
  type GivenValues,
  kindOf,
  openFacts,
  type RowGoods,
  saysNoNumber,
  saysNothing,
} from './import.given.ts'
import { type GoodRow, noAttributes } from './import.good.ts'
import type { FactField } from './import.headings.ts'
import type { KnownFacts, KnownGoods } from './import.known.ts'
import { columnOfTerms, judgeTerms, readTerms, type StatedTerms } from './import.terms.ts'
import { blockingFindings, blockingOfOffer } from './lint.rules.ts'
import type { Finding, LintOffer, LintSeller } from './lint.types.ts'
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
import { quantityNamed } from './quantity-named.rules.ts'
import type { SeenKeys } from './seen-keys.ts'

export { keepable, type RowProblem }

export interface RowReaderOptions {
  columns: Columns
  seller: LintSeller
  lists: TradeLists
  seenSkus: SeenKeys
  seenProducts: SeenKeys
  /** What the shared catalogue says of rows that leave facts open. */
  known?: KnownGoods | undefined
  /** What the trader said of the whole file. */
  given?: GivenValues | null | undefined
  /** Hears of rows that leave open what goes by the kind of goods. */
  onOpenKind?: ((goods: RowGoods) => void) | undefined
}

/** Reads a row: the good row or its problems; undefined for an empty one. */
export type RowReader = (record: CsvRecord) => GoodRow | RowProblem[] | undefined

/** Builds the check of one row. Each row is judged by itself, but for what stood in an earlier one. */
export function createRowReader(options: RowReaderOptions): RowReader {
  const { columns, seller, lists, seenSkus, seenProducts, known: shared, onOpenKind } = options
  const given = createGiven(options.given ?? null)
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
  /** A fact as the row states it, else as others do. */
  const fact = <T>(
    field: FactField,
    code: string,
    read: (text: string) => Checked<T>,
    otherwise: T | null | undefined,
  ): T | undefined => {
    const text = cell(field)
    if (!saysNothing(text)) return take(field, code, read(text))
    return otherwise ?? refuse(field, ...openFacts[field])
  }

  const count = (field: Field, least: number, most: number): number | null =>
    optional(field, 'badNumber', (value) => readCount(value, least, most)) ?? null

  type Pack = { netQuantity: number; unit: QuantityUnit }
  const quantity = (otherwise: Pack | undefined): Pack | undefined => {
    if (saysNoNumber(cell('netQuantity')))
      return otherwise ?? quantityNamed(cell('name')) ?? refuse('netQuantity', ...openFacts.netQuantity)
    const read = take('netQuantity', 'badQuantity', readQuantity(cell('netQuantity')))
    if (!read) return undefined
    const unitCell = (saysNothing(cell('unit')) ? '' : cell('unit').trim()) || read.unit
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

  const kindGiven = (known: KnownFacts | undefined, goods: Omit<RowGoods, 'subcategory'>) => {
    if (known || !(saysNothing(cell('hsn')) || saysNothing(cell('gstRate')))) return undefined
    const row = { ...goods, subcategory: cell('subcategory') }
    onOpenKind?.(row)
    return given.hasKinds ? given.kind(kindOf(row, lists).goods) : undefined
  }

  /** What the linter forbids, told by the column that the fault is in. */
  const refuseAll = (forbidden: readonly Finding[]): void => {
    for (const { code, text } of forbidden) refuse(columnOf[code] ?? null, code, text.en)
  }

  const termsOfTrade = (
    sku: string,
    stated: StatedTerms | null,
    minimumQuantity: number | null,
    offer: LintOffer,
  ) => {
    if (!stated) return { stated, minimumQuantity }
    const judged = judgeTerms({ ...offer, stated, minimumQuantity }, shared?.terms.of(sku), lists)
    for (const one of judged.findings) refuse(columnOfTerms(columns, one), one.code, one.text.en)
    return judged
  }

  const readGood = (): GoodRow | undefined => {
    const sku = text('sku', longest.sku)
    const gtin = optional('gtin', 'badGtin', readGtin) ?? null
    const known = shared?.of(cells)
    const ownName = at.name !== -1 && !isBlank(cell('name'))
    const name = !ownName && known ? known.name : text('name', longest.name)
    const brand = optionalText('brand', longest.brand) ?? known?.brand ?? null
    const pack = quantity(known)
    const category = fact(
      'category',
      'badText',
      (value) => readText(value, longest.category),
      known?.category ?? given.category,
    )
    const kind = kindGiven(known, { brand, name: name ?? '', category: category ?? '' })
    const hsn = fact('hsn', 'badHsn', readHsnCell, known?.hsn ?? kind?.hsn)
    const mrpPaise = fact('mrp', 'badPrice', readPrice, known?.mrpPaise)
    const pricePaise = take('price', 'badPrice', readPrice(cell('price')))
    const gstBps = fact('gstRate', 'badGstRate', readGstCell, known?.gstBps ?? kind?.gstBps)
    const origin = fact('origin', 'badOrigin', readCountryCell, known?.origin ?? given.origin)
    const maker = fact(
      'maker',
      'badText',
      (value) => readText(value, longest.maker),
      known?.maker ?? given.maker(brand),
    )
    const mark = isBlank(cell('foodMark'))
      ? (known?.foodMark ?? kind?.foodMark ?? 'none')
      : take('foodMark', 'badFoodMark', readMarkCell(cell('foodMark')))
    const nameHi = optionalText('nameHi', longest.name) ?? known?.nameHi ?? null
    const consumerCare = optionalText('consumerCare', longest.consumerCare) ?? known?.consumerCare ?? null
    const fssai = optional('fssai', 'badFssai', readFssaiCell) ?? known?.fssai ?? null
    const shelfLifeDays = count('shelfLifeDays', 1, largestShelfLifeDays) ?? known?.shelfLifeDays ?? null
    const weight = count('weightGrams', 1, largestWeightGrams) ?? known?.weightGrams
    const minimum = count('minimumQuantity', 1, largestCount)
    const termsOfRow = readTerms(columns, cell, take)
    const stock = count('stock', 0, largestCount) ?? given.stock
    const audience = optional('soldTo', 'badAudience', readAudienceCell) ?? null
    const imageUrls = optional('imageUrl', 'badImageUrl', readImages) ?? known?.imageUrls ?? []
    const stated = attributes()
    const told = known && stated === noAttributes ? known.attributes : stated
    const paid = pricePaise ?? 0n
    const offer = { pricePaise: paid, mrpPaise: mrpPaise ?? paid, soldTo: audience ?? [] }
    refuseAll(blockingOfOffer({ facts: { hsn: hsn ?? '', foodMark: mark ?? 'none' }, offer, seller }, lists))
    if (problems.length > 0) return undefined
    const { stated: terms, minimumQuantity } = termsOfTrade(sku!, termsOfRow, minimum, offer)
    const { netQuantity, unit } = pack!
    const carried = gtin ?? known?.gtin ?? null
    const weightGrams = weight ?? usualWeightGrams(netQuantity, unit)
    const good: GoodRow = {
      row,
      lead: false,
      identityKey: identityKey({ gtin: carried, brand, name: name!, netQuantity, unit }),
      gtin: carried,
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
      terms,
      stock,
      digest: null,
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

const isBlank = (text: string): boolean => text === '' || text.trim() === ''
