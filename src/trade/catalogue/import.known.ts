import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { ProductFacts } from './catalogue.types.ts'
import type { CsvRecord } from './csv.reader.ts'
import { readGtin, readQuantity, readText, readUnit } from './import.cells.ts'
import type { Columns, Field } from './import.columns.ts'
import { saysNothing } from './import.given.ts'
import { factFields } from './import.headings.ts'
import { createKnownTerms, type KnownTerms } from './import.terms.ts'
import { checkQuantity, identityKey, longest } from './product.rules.ts'
import { factsByKeys } from './product.store.ts'

export type KnownFacts = ProductFacts

/** What the shared catalogue says of rows that leave facts open. */
export interface KnownGoods {
  /** What the shop's own listings have of terms of trade, for rows that state some. */
  terms: Pick<KnownTerms, 'of'>
  /** Looks the rows up that need it, in one go: call it with a batch before its rows are read. */
  load(sql: Sql, records: readonly CsvRecord[]): Promise<void>
  /** The product that this row of the batch is, by its bar code, else by brand, name and pack. */
  of(cells: readonly string[]): KnownFacts | undefined
}

/** Builds the look-up for a file of these columns. A row whose own cells say everything is never looked up. */
export function createKnownGoods(columns: Columns, shopId: Id<'shop'>): KnownGoods {
  const { at } = columns
  const terms = createKnownTerms(columns, shopId)
  let keys = new Map<readonly string[], readonly string[]>()
  let found = new Map<string, KnownFacts>()

  const cell = (cells: readonly string[], field: Field): string =>
    at[field] === -1 ? '' : (cells[at[field]] ?? '')

  /** By which keys the row may be known; the first that is there counts. */
  const keysOf = (cells: readonly string[]): string[] => {
    const gtin = readGtin(cell(cells, 'gtin'))
    const byGtin = gtin.ok ? [`gtin:${gtin.value}`] : []
    const name = readText(cell(cells, 'name'), longest.name)
    const brand = readText(cell(cells, 'brand'), longest.brand)
    const quantity = readQuantity(cell(cells, 'netQuantity'))
    if (!(name.ok && name.value && brand.ok && quantity.ok)) return byGtin
    const unit = readUnit(quantity.value.unit || cell(cells, 'unit'))
    const pack = unit.ok ? checkQuantity(quantity.value.number, unit.value) : undefined
    if (!unit.ok || !pack?.ok) return byGtin
    const facts = { gtin: null, brand: brand.value || null, name: name.value, netQuantity: pack.value }
    return [...byGtin, identityKey({ ...facts, unit: unit.value })]
  }

  return {
    terms,
    async load(sql, records) {
      await terms.load(sql, records)
      keys = new Map()
      const wanted = new Set<string>()
      for (const { fields: cells } of records) {
        if (!cells || !factFields.some((field) => saysNothing(cell(cells, field)))) continue
        const mine = keysOf(cells)
        keys.set(cells, mine)
        for (const key of mine) wanted.add(key)
      }
      found = wanted.size === 0 ? new Map() : await factsByKeys(sql, [...wanted])
    },
    of(cells) {
      for (const key of keys.get(cells) ?? []) {
        const known = found.get(key)
        if (known) return known
      }
      return undefined
    },
  }
}
