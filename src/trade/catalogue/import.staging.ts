import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from '../../platform/database/index.ts'
import { type GoodRow, noAttributes } from './import.good.ts'

// Lives as long as the connection and is empty after every transaction, so nothing is made and dropped for
// each piece of a file.
const table = `create temp table if not exists import_rows (
  row int, lead boolean, identity_key text, gtin text, brand text, name text, name_hi text, category text,
  net_quantity numeric(10,3), unit text, weight_grams int, hsn text, gst_bps int, mrp_paise bigint, origin text,
  maker text, consumer_care text, food_mark text, fssai text, shelf_life_days int, image_urls text[],
  attributes jsonb, weight_told boolean, pack_size jsonb, keep_cold boolean,
  sku text, price_paise bigint, sold_to text[], minimum_quantity int, terms jsonb, available int, digest uuid
) on commit delete rows`

const copy = 'copy pg_temp.import_rows from stdin'

/** Puts rows into the staging table of this transaction, by COPY. */
export async function stageRows(tx: Tx, rows: readonly GoodRow[]): Promise<void> {
  await tx.client.query(table)
  const stream = tx.client.query(copyFrom(copy))
  const done = finished(stream)
  // A failed COPY rejects `done`; a write that waits for room must not wait for ever then.
  const failed = done.then(() => {})
  failed.catch(() => {})
  for (let at = 0; at < rows.length; at += 500) {
    const lines = rows
      .slice(at, at + 500)
      .map(line)
      .join('')
    if (!stream.write(lines)) await Promise.race([once(stream, 'drain'), failed])
  }
  stream.end()
  await done
}

const special = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A value in COPY's text format; `\N` is null. */
const value = (content: string | number | bigint | null): string => {
  if (content === null) return '\\N'
  return typeof content === 'string' ? content.replace(special, (sign) => escapes[sign]!) : String(content)
}

const flag = (is: boolean | undefined): string => (is === undefined ? '\\N' : is ? 't' : 'f')

/** A text array in COPY's text format: the array's own quotes first, then COPY's. */
const list = (items: readonly string[] | null): string =>
  items === null
    ? '\\N'
    : items.length === 0
      ? '{}'
      : value(`{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)

const json = (attributes: GoodRow['attributes']): string =>
  attributes === noAttributes ? '{}' : JSON.stringify(attributes)

const line = (row: GoodRow): string =>
  `${row.row}\t${flag(row.lead)}\t${value(row.identityKey)}\t${value(row.gtin)}\t${value(row.brand)}\t` +
  `${value(row.name)}\t${value(row.nameHi)}\t${value(row.category)}\t${row.netQuantity}\t${row.unit}\t` +
  `${row.weightGrams}\t${row.hsn}\t${row.gstBps}\t${row.mrpPaise}\t${row.origin}\t${value(row.maker)}\t` +
  `${value(row.consumerCare)}\t${row.foodMark}\t${value(row.fssai)}\t${value(row.shelfLifeDays)}\t` +
  `${list(row.imageUrls)}\t${value(json(row.attributes))}\t${flag(row.weightTold)}\t` +
  `${value(row.packSize ? JSON.stringify(row.packSize) : null)}\t${flag(row.keepCold)}\t${value(row.sku)}\t${row.pricePaise}\t${list(row.soldTo)}\t` +
  `${value(row.minimumQuantity)}\t${value(row.terms && JSON.stringify(row.terms))}\t${value(row.stock)}\t${row.digest ?? '\\N'}\n`
