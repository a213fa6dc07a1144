import type { Checked } from '../../kernel/checked.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { SaleTerms, Trade, TradePack } from './catalogue.types.ts'
import type { CsvRecord } from './csv.reader.ts'
import { readCount, readText } from './import.cells.ts'
import type { Columns, Field } from './import.columns.ts'
import { saysNoNumber } from './import.given.ts'
import { tradeFindings } from './lint.rules.ts'
import type { Finding, LintOffer } from './lint.types.ts'
import { termsBySku } from './listing.store.ts'
import type { TradeLists } from './lists.ts'
import { leastOf, plainTrade } from './price.rules.ts'
import { largestCount, longest } from './product.rules.ts'
import { readPack, readSlabs, takesAway } from './terms.cells.ts'

/** Columns that state terms of trade beside the smallest quantity. */
export const termFields = ['step', 'packInner', 'packCase', 'slabs'] as const
type TermField = (typeof termFields)[number]

/** What a row states of the terms of trade: the rest stays as the listing has it. */
export type StatedTerms = Partial<Pick<Trade, 'step' | 'inner' | 'case' | 'slabs'>>

/** A listing's terms as they stand. */
export type ListedTerms = Pick<SaleTerms, 'minimumQuantity' | 'trade'>

/** The terms that the shop's listings have by now, for rows that state some of them. */
export interface KnownTerms {
  /** Looks the rows of a batch up in one go. */
  load(sql: Sql, records: readonly CsvRecord[]): Promise<void>
  of(sku: string): ListedTerms | undefined
}

const says = (cell: string | undefined): boolean => cell !== undefined && cell !== '' && !saysNoNumber(cell)

/** Builds the look-up for a file of these columns; one without terms of trade asks nothing. */
export function createKnownTerms({ at }: Columns, shopId: Id<'shop'>): KnownTerms {
  const places = termFields.map((field) => at[field]).filter((place) => place !== -1)
  let found = new Map<string, ListedTerms>()
  return {
    async load(sql, records) {
      if (places.length === 0) return
      const skus = records.flatMap(({ fields: cells }) => {
        if (!cells || !places.some((place) => says(cells[place]))) return []
        const sku = readText(cells[at.sku] ?? '', longest.sku)
        return sku.ok && sku.value ? [sku.value] : []
      })
      found = skus.length === 0 ? new Map() : await termsBySku(sql, shopId, skus)
    },
    of: (sku) => found.get(sku),
  }
}

/** Reads the terms that a row states; null: none. `take` hears of what cannot be read, and answers undefined then. */
export function readTerms(
  { at }: Columns,
  cell: (field: Field) => string,
  take: <T>(field: Field, code: string, checked: Checked<T>) => T | undefined,
): StatedTerms | null {
  let stated: StatedTerms | null = null
  for (const field of termFields) {
    if (at[field] === -1 || !says(cell(field))) continue
    stated = Object.assign(stated ?? {}, readTerm(field, cell(field), take))
  }
  return stated
}

function readTerm(
  field: TermField,
  text: string,
  take: <T>(field: Field, code: string, checked: Checked<T>) => T | undefined,
): StatedTerms {
  const isGone = takesAway(text)
  if (field === 'step')
    return { step: isGone ? 1 : (take(field, 'badNumber', readCount(text, 1, largestCount)) ?? 1) }
  if (field === 'slabs') return { slabs: isGone ? [] : (take(field, 'badSlabs', readSlabs(text)) ?? []) }
  const pack = isGone ? null : (take(field, 'badPack', readPack(text)) ?? null)
  return field === 'packInner' ? { inner: pack } : { case: pack }
}

/** Terms as they will be: what the row states, over what the listing has. */
export function mergedTerms(stated: StatedTerms, known: Trade | null | undefined): Trade {
  const merged = { ...(known ?? plainTrade), ...stated }
  const named = (pack: TradePack | null, before: TradePack | null | undefined) =>
    pack && { ...pack, name: pack.name ?? before?.name ?? null }
  return { ...merged, inner: named(merged.inner, known?.inner), case: named(merged.case, known?.case) }
}

export interface JudgedTerms {
  /** What is to be written, null: nothing of the kind. */
  stated: StatedTerms | null
  minimumQuantity: number | null
  findings: Finding[]
}

/**
 * Judges terms by the rules that the API judges them by. Where the row names a step and no smallest quantity, that
 * becomes as many steps as it needs. A price for a while is no matter of files, so what it is like is not judged.
 */
export function judgeTerms(
  {
    stated,
    minimumQuantity,
    ...offer
  }: Omit<LintOffer, 'trade' | 'minimumQuantity'> & {
    stated: StatedTerms
    minimumQuantity: number | null
  },
  known: ListedTerms | undefined,
  lists: TradeLists,
): JudgedTerms {
  const trade = mergedTerms(stated, known?.trade)
  const before = known?.minimumQuantity ?? 1
  const least = leastOf({ minimumQuantity: before, trade })
  const minimum = minimumQuantity ?? (least === before ? null : least)
  const findings = tradeFindings({ ...offer, trade, minimumQuantity: minimum ?? before }, lists)
  return {
    stated: {
      ...stated,
      ...('inner' in stated ? { inner: trade.inner } : {}),
      ...('case' in stated ? { case: trade.case } : {}),
    },
    minimumQuantity: minimum,
    findings: findings.filter(({ code }) => code !== 'datedIdle'),
  }
}

/** The column of the file that a finding about terms is told at. */
export function columnOfTerms({ at }: Columns, { field }: Finding): Field {
  if (field.startsWith('slabs')) return 'slabs'
  if (field === 'step' || field === 'minimumQuantity') return field
  return at.packCase === -1 || field.startsWith('inner') ? 'packInner' : 'packCase'
}
