import { HaatError } from '../../kernel/errors.ts'
import type { Paise } from '../../kernel/money.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import type { TradersPort } from './catalogue.ports.ts'
import type { QuantityUnit } from './catalogue.types.ts'
import { type Field, readHeading, type Target, understandHeading, unreadableFile } from './import.columns.ts'
import { readRecords } from './import.file.ts'
import { createRowReader, type RowProblem, type RowReader } from './import.rows.ts'
import type { Import } from './import.store.ts'
import { sellerOf } from './listing.rules.ts'
import { tradeLists } from './lists.ts'
import { createSeenKeys } from './seen-keys.ts'

/** Rows that are judged before a file is imported; further ones when it is. */
const mostRows = 5000
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
  /** SKUs of the good rows, to tell new goods from known ones. */
  skus: string[]
  failure: { code: string; detail: string } | null
}

/** Reads the beginning of a file as the import would, and writes nothing. Throws when the file is gone. */
export async function previewImport(
  { storage, traders }: { storage: FileStore; traders: Pick<TradersPort, 'maySell'> },
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
    skus: [],
    failure: null,
  }
  let read: RowReader | undefined
  try {
    for await (const records of readRecords(file.stream)) {
      for (const record of records) {
        if (!read) {
          if (record.broken) {
            throw unreadableFile('badHeading', 'The first row cannot be read. Name the columns in it.')
          }
          Object.assign(preview, understandHeading(record.fields, tradeLists(), state.mapping))
          read = createRowReader({
            columns: readHeading(record.fields, tradeLists(), state.mapping),
            seller: sellerOf(traders.maySell, shop),
            lists: tradeLists(),
            seenSkus: createSeenKeys(),
            seenProducts: createSeenKeys(),
          })
          continue
        }
        if (preview.rowsChecked === mostRows) return preview
        note(preview, read(record))
      }
    }
    if (!read) throw unreadableFile('emptyFile', 'The file is empty. Name the columns in its first row.')
    preview.complete = true
  } catch (error) {
    if (!(error instanceof HaatError && error.kind === 'unprocessable')) throw error
    preview.failure = { code: error.code, detail: error.message }
  } finally {
    file.stream.destroy()
  }
  return preview
}

function note(preview: ImportPreview, result: ReturnType<RowReader>): void {
  if (!result) return
  preview.rowsChecked++
  if (Array.isArray(result)) {
    preview.refused++
    const shown = result.slice(0, mostProblems - preview.problems.length)
    preview.problems.push(...shown.map(({ cells, ...problem }) => problem))
    return
  }
  preview.good++
  preview.skus.push(result.sku)
  if (preview.rows.length === mostShown) return
  const { row, sku, name, brand, netQuantity, unit, pricePaise, mrpPaise, stock } = result
  preview.rows.push({ row, sku, name, brand, netQuantity, unit, pricePaise, mrpPaise, stock })
}
