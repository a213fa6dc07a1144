import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database, Tx } from '../../../platform/database/index.ts'
import type { Rebuild, SearchDocument } from '../search.ports.ts'
import { regionOf } from '../search.regions.ts'
import { documentRow, places, putWords, shopRow, wordsOf } from './postgres.write.ts'

const { shops, documents } = places.beside

/** Puts documents into the tables of a region that is being built, which have no index yet, by COPY. */
export function createFill(db: Database): Rebuild['fill'] {
  const seenShops = new Set<string>()
  const seenWords = new Set<string>()
  return async (put) => {
    const fresh = put.filter(({ shop }) => !seenShops.has(shop.shopId) && seenShops.add(shop.shopId))
    const words = [...wordsOf(put)].filter((word) => !seenWords.has(word) && seenWords.add(word))
    await db.transaction(async (tx) => {
      await copy(tx, shops, fresh.map(shopColumns))
      await copy(tx, documents, put.map(documentColumns))
      if (words.length > 0) await putWords(tx, words)
    })
  }
}

const shopColumns = ({ shop, checksum }: SearchDocument) => ({
  ...shopRow(shop, checksum.slice(32)),
  region: regionOf(shop.pin),
  place: `(${shop.point.lng},${shop.point.lat})`,
  hours: JSON.stringify(shop.hours),
  serves: arrayText(shop.serves),
  closed_dates: arrayText(shop.hours.closedDates ?? []),
  checksum: `\\x${checksum.slice(32)}`,
})

const documentColumns = (document: SearchDocument) => {
  const row = documentRow(document)
  return { ...row, marks: row.marks && arrayText(row.marks), checksum: `\\x${row.checksum}` }
}

type Value = string | number | boolean | null

/** Rows of the same columns; their order is that of the first. */
async function copy(tx: Tx, table: string, rows: readonly Readonly<Record<string, Value>>[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const text = rows.map((row) => `${columns.map((column) => copied(row[column]!)).join('\t')}\n`).join('')
  await pipeline(
    Readable.from([Buffer.from(text)]),
    tx.client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)),
  )
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const copied = (value: Value): string =>
  value === null ? '\\N' : String(value).replaceAll(/[\\\t\n\r]/g, (one) => escapes[one]!)

/** An array as COPY reads it. */
const arrayText = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
