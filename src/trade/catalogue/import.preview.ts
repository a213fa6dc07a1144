import { HaatError } from '../../kernel/errors.ts'
import type { Paise } from '../../kernel/money.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import type { TradersPort } from './catalogue.ports.ts'
import type { QuantityUnit, Trade } from './catalogue.types.ts'
import { type Field, readHeading, type Target, understandHeading, unreadableFile } from './import.columns.ts'
import { readRecords } from './import.file.ts'
import { type GivenValues, type KindOfGoods, kindOf, mostKinds, type RowGoods } from './import.given.ts'
import type { GoodRow } from './import.good.ts'
import { createKnownGoods, type KnownGoods } from './import.known.ts'
import { createRowReader, type RowProblem, type RowReader } from './import.rows.ts'
import type { Import } from './import.store.ts'
import type { StatedTerms } from './import.terms.ts'
import { sellerOf } from './listing.rules.ts'
import { tradeLists } from './lists.ts'
import { fold } from './product.rules.ts'
import { createSeenKeys } from './seen-keys.ts'

/** Rows that are judged before a file is imported; further ones when it is. */
const mostRows = 5000
/** Rows that are looked through for the kinds of goods, when the file leaves HSN codes or rates open. */
const mostForKinds = 100_000
/** Of what would go in, so much is shown. */
const mostShown = 10
const mostProblems = 100

/** One good row, as far as a person compares it with the file. */
export interface PreviewRow {
  row: number
  sku: string
  name: string
  brand: string | null
  netQuantity: number
  unit: QuantityUnit
  pricePaise: Paise
  mrpPaise: Paise
  stock: number | null
  /** The smallest quantity and the terms of trade that the row states; null: none. */
  terms: PreviewTerms | null
  /** What it tells a carrier, null: nothing; what is null in it stays as the product has it. */
  parcel: PreviewParcel | null
}

interface PreviewParcel {
  weightGrams: number | null
  packSize: ParcelSize | null
  keepCold: boolean | null
}

const shownParcel = ({ weightTold, weightGrams, packSize, keepCold }: GoodRow): PreviewParcel | null =>
  weightTold || packSize || keepCold !== undefined
    ? {
        weightGrams: weightTold ? weightGrams : null,
        packSize: packSize ?? null,
        keepCold: keepCold ?? null,
      }
    : null

interface PreviewTerms extends Omit<StatedTerms, 'slabs'> {
  minimumQuantity: number | null
  slabs?: Trade['slabs'][number][]
}

const shownTerms = ({ terms, minimumQuantity }: GoodRow): PreviewTerms | null => {
  if (!terms) return minimumQuantity === null ? null : { minimumQuantity }
  const { slabs, ...rest } = terms
  return { minimumQuantity, ...rest, ...(slabs ? { slabs: [...slabs] } : {}) }
}

export interface ImportPreview {
  columns: { heading: string; field: Target | null }[]
  missing: Field[]
  rowsChecked: number
  /** Whether these are all rows of the file. */
  complete: boolean
  good: number
  refused: number
  rows: PreviewRow[]
  problems: RowProblem[]
  /** How many of the rows were refused for each reason, the most first; a row counts for its first problem. */
  reasons: { code: string; rows: number }[]
  given: GivenValues | null
  /** What may be said of each kind of goods, the most rows first. */
  kinds: KindOfGoods[]
  /** SKUs of the good rows, to tell new goods from known ones. */
  skus: string[]
  failure: { code: string; detail: string } | null
}

/** Reads the beginning of a file as the import would, and writes nothing. Throws when the file is gone. */
export async function previewImport(
  { sql, storage, traders }: { sql: Sql; storage: FileStore; traders: Pick<TradersPort, 'maySell'> },
  state: Import,
  shop: ShopFacts,
): Promise<ImportPreview> {
  const file = await storage.get(state.fileKey)
  if (!file) throw unreadableFile('fileGone', 'The file is not there any more. Send it again.')
  const preview: ImportPreview = {
    columns: [],
    missing: [],
    rowsChecked: 0,
    complete: false,
    good: 0,
    refused: 0,
    rows: [],
    problems: [],
    reasons: [],
    given: state.given,
    kinds: [],
    skus: [],
    failure: null,
  }
  let read: RowReader | undefined
  let known: KnownGoods | undefined
  let looked = 0
  const kinds = createKinds()
  const reasons = new Map<string, number>()
  try {
    for await (const records of readRecords(file.stream)) {
      await known?.load(sql, records)
      for (const record of records) {
        if (!read) {
          if (record.broken) {
            throw unreadableFile('badHeading', 'The first row cannot be read. Name the columns in it.')
          }
          Object.assign(preview, understandHeading(record.fields, tradeLists(), state.mapping))
          const columns = readHeading(record.fields, tradeLists(), state.mapping)
          known = createKnownGoods(columns, shop.shopId)
          await known.load(sql, records)
          read = createRowReader({
            columns,
            known,
            given: state.given,
            onOpenKind: kinds.note,
            seller: sellerOf(traders.maySell, shop),
            lists: tradeLists(),
            seenSkus: createSeenKeys(),
            seenProducts: createSeenKeys(),
          })
          continue
        }
        const result = read(record)
        if (preview.rowsChecked < mostRows) note(preview, reasons, result)
        else if (result) looked++
        if (looked > 0 && (kinds.all.size === 0 || looked > mostForKinds)) return ended(preview)
      }
    }
    if (looked > 0) return ended(preview)
    if (!read) throw unreadableFile('emptyFile', 'The file is empty. Name the columns in its first row.')
    preview.complete = true
  } catch (error) {
    if (!(error instanceof HaatError && error.kind === 'unprocessable')) throw error
    preview.failure = { code: error.code, detail: error.message }
  } finally {
    file.stream.destroy()
  }
  return ended(preview)

  function ended(of: ImportPreview): ImportPreview {
    of.reasons = [...reasons].map(([code, rows]) => ({ code, rows })).sort((a, b) => b.rows - a.rows)
    of.kinds = [...kinds.all.values()].sort((a, b) => b.rows - a.rows)
    return of
  }
}

/** Counts the kinds of goods of which somebody has to say the HSN code and the GST rate. */
function createKinds() {
  const all = new Map<string, KindOfGoods>()
  return {
    all,
    note(row: RowGoods): void {
      const { goods, suggested } = kindOf(row, tradeLists())
      const key = fold(goods)
      const there = all.get(key)
      if (there) there.rows++
      else if (all.size < mostKinds && goods) all.set(key, { goods, suggested, rows: 1, example: row.name })
    },
  }
}

function note(preview: ImportPreview, reasons: Map<string, number>, result: ReturnType<RowReader>): void {
  if (!result) return
  preview.rowsChecked++
  if (Array.isArray(result)) {
    preview.refused++
    const code = result[0]!.code
    reasons.set(code, (reasons.get(code) ?? 0) + 1)
    const shown = result.slice(0, mostProblems - preview.problems.length)
    preview.problems.push(...shown.map(({ cells, ...problem }) => problem))
    return
  }
  preview.good++
  preview.skus.push(result.sku)
  if (preview.rows.length === mostShown) return
  const { row, sku, name, brand, netQuantity, unit, pricePaise, mrpPaise, stock } = result
  const [terms, parcel] = [shownTerms(result), shownParcel(result)]
  preview.rows.push({ row, sku, name, brand, netQuantity, unit, pricePaise, mrpPaise, stock, terms, parcel })
}
