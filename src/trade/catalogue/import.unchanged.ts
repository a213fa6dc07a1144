import { hash } from 'node:crypto'
import { type Id, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { CsvRecord } from './csv.reader.ts'
import { readText } from './import.cells.ts'
import type { Columns } from './import.columns.ts'
import { longest } from './product.rules.ts'

/** Raise it when rows are read or judged by other rules: then each is looked at anew. */
const rulesOfRows = 3

/** A row that says what its listing was last told by a file, while all that came of it still stands. */
export interface UnchangedRow {
  sku: string
  identityKey: string
}

/** Knows rows that would change nothing, without reading what stands in them. */
export interface Unchanged {
  /** Of the cells and of all by which they are judged: 32 hex digits. */
  digest(cells: readonly string[]): string
  /** Those of a batch by their row. One look for all of it, and none in a shop without listings. */
  among(sql: Sql, records: readonly CsvRecord[]): Promise<ReadonlyMap<number, UnchangedRow>>
}

const anyListing = statement('import_any_listing', 'select 1 from listings where shop_id = $1 limit 1')
// Each look-up is a walk down a key, however many rows the planner believes there are.
const same = statement(
  'import_same_rows',
  `select a.nth::int as nth, p.identity_key as "identityKey"
   from unnest($2::text[], $3::uuid[]) with ordinality as a (sku, digest, nth)
   cross join lateral (select * from listings l where l.shop_id = $1 and l.sku = a.sku limit 1) l
   cross join lateral (select identity_key, version from products p where p.id = l.product_id limit 1) p
   cross join lateral (select available from stock k where k.shop_id = $1 and k.listing_id = l.id limit 1) k
   where l.row_digest = a.digest and l.row_version = l.version and l.row_product_version = p.version
     and (l.row_stock is null or l.row_stock = k.available)`,
)

const none: ReadonlyMap<number, UnchangedRow> = new Map()

/** `judgedBy` is what decides about rows besides their cells: what columns mean, what was said of the file, the seller. */
export function createUnchanged(shopId: Id<'shop'>, columns: Columns, judgedBy: unknown): Unchanged {
  const context = hash(
    'sha256',
    JSON.stringify([rulesOfRows, columns.at, columns.attributes, judgedBy]),
    'hex',
  )
  let hasListings: boolean | undefined
  const digest = (cells: readonly string[]): string =>
    hash('sha256', `${context}\u0001${cells.join('\u0001')}`, 'hex').slice(0, 32)
  return {
    digest,
    async among(sql, records) {
      hasListings ??= (await sql.query(anyListing, [uuidOf(shopId)])).length > 0
      if (!hasListings) return none
      const rows: number[] = []
      const skus: string[] = []
      const digests: string[] = []
      for (const { row, fields } of records) {
        if (!fields) continue
        const sku = readText(fields[columns.at.sku] ?? '', longest.sku)
        if (!sku.ok || sku.value === '') continue
        rows.push(row)
        skus.push(sku.value)
        digests.push(digest(fields))
      }
      if (rows.length === 0) return none
      const found = await sql.query<{ nth: number; identityKey: string }>(same, [
        uuidOf(shopId),
        skus,
        `{${digests.join(',')}}`,
      ])
      return new Map(
        found.map(({ nth, identityKey }) => [rows[nth - 1]!, { sku: skus[nth - 1]!, identityKey }]),
      )
    },
  }
}

/** Batches of at least so many, but for the last; what came before a failure is handed on before it. */
export async function* gathered<T>(batches: AsyncIterable<T[]>, least: number): AsyncGenerator<T[]> {
  let all: T[] = []
  let failed: { error: unknown } | undefined
  try {
    for await (const batch of batches) {
      all = all.length === 0 ? batch : all.concat(batch)
      if (all.length < least) continue
      yield all
      all = []
    }
  } catch (error) {
    failed = { error }
  }
  if (all.length > 0) yield all
  if (failed) throw failed.error
}
