import type { QuantityUnit } from './catalogue.types.ts'
import type { CsvRecord } from './csv.reader.ts'
import {
  readAudience,
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
import type { Columns } from './import.columns.ts'
import { brokenRows, columnOf, keepable, type RowProblem } from './import.faults.ts'
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
import type { KnownFacts, KnownGoods } from './import.known.ts'
import { createRowCells, isBlank } from './import.row-cells.ts'
import { columnOfTerms, judgeTerms, readTerms, type StatedTerms } from './import.terms.ts'
import { blockingFindings, blockingOfOffer } from './lint.rules.ts'
import type { Finding, LintOffer, LintSeller } from './lint.types.ts'
import type { TradeLists } from './lists.ts'
import { createPackReader } from './pack.cells.ts'
import {
  checkQuantity,
  identityKey,
  largestCount,
  largestShelfLifeDays,
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
  const { at } = columns
  const readHsnCell = remember(readHsn)
  const readGstCell = remember(readGst)
  const readUnitCell = remember(readUnit)
  const readCountryCell = remember(readCountry)
  const readMarkCell = remember(readFoodMark)
  const readAudienceCell = remember(readAudience)
  const readFssaiCell = remember(readFssai)

  const row = createRowCells(columns)
  const { cell, refuse, take, optional, text, optionalText, fact, count } = row
  const packOf = createPackReader(columns, row)

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

  const kindGiven = (known: KnownFacts | undefined, goods: Omit<RowGoods, 'subcategory'>) => {
    if (known || !(saysNothing(cell('hsn')) || saysNothing(cell('gstRate')))) return undefined
    const open = { ...goods, subcategory: cell('subcategory') }
    onOpenKind?.(open)
    return given.hasKinds ? given.kind(kindOf(open, lists).goods) : undefined
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

  const readGood = (nth: number, cells: readonly string[]): GoodRow | undefined => {
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
    const parcel = packOf()
    const minimum = count('minimumQuantity', 1, largestCount)
    const termsOfRow = readTerms(columns, cell, take)
    const stock = count('stock', 0, largestCount) ?? given.stock
    const audience = optional('soldTo', 'badAudience', readAudienceCell) ?? null
    const imageUrls = optional('imageUrl', 'badImageUrl', readImages) ?? known?.imageUrls ?? []
    const stated = row.attributes()
    const told = known && stated === noAttributes ? known.attributes : stated
    const paid = pricePaise ?? 0n
    const offer = { pricePaise: paid, mrpPaise: mrpPaise ?? paid, soldTo: audience ?? [] }
    refuseAll(blockingOfOffer({ facts: { hsn: hsn ?? '', foodMark: mark ?? 'none' }, offer, seller }, lists))
    if (row.isRefused()) return undefined
    const { stated: terms, minimumQuantity } = termsOfTrade(sku!, termsOfRow, minimum, offer)
    const { netQuantity, unit } = pack!
    const carried = gtin ?? known?.gtin ?? null
    const good: GoodRow = {
      row: nth,
      lead: false,
      identityKey: identityKey({ gtin: carried, brand, name: name!, netQuantity, unit }),
      gtin: carried,
      brand,
      name: name!,
      nameHi,
      category: category!,
      netQuantity,
      unit,
      weightGrams: parcel.weightGrams ?? known?.weightGrams ?? usualWeightGrams(netQuantity, unit),
      weightTold: parcel.weightGrams !== undefined,
      packSize: parcel.packSize,
      keepCold: parcel.keepCold,
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
    return row.isRefused() ? undefined : good
  }

  return ({ row: nth, broken, fields }) => {
    if (broken) {
      const [code, detail] = brokenRows[broken]
      return [{ row: nth, column: null, value: null, code, detail }]
    }
    const cells = fields!
    row.begin(nth, cells)
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
      return row.told()
    }
    const good = readGood(nth, cells)
    if (!good) return row.told()
    const earlier = seenSkus.firstRow(good.sku, nth)
    if (earlier !== undefined) {
      refuse(
        'sku',
        'doubleSku',
        `Row ${earlier} has this SKU already, and was taken. Give this row its own SKU.`,
      )
      return row.told()
    }
    good.lead = seenProducts.firstRow(good.identityKey, nth) === undefined
    return good
  }
}
