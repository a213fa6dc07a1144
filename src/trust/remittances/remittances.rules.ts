import { type Paise, parseRupees } from '../../kernel/money.ts'
import { isUtr } from '../../kernel/utr.ts'
import { readSheet } from './sheet.ts'

/** What became of a line: `repeated` stood in an earlier file, or twice in this one. */
export const outcomes = ['matched', 'short', 'over', 'unknown', 'repeated'] as const
export type Outcome = (typeof outcomes)[number]

export interface SettlementRow {
  row: number
  reference: string
  amountPaise: Paise
  /** A day in India, such as `2026-11-20`. */
  paidOn: string
  /** The bank's reference: 12 digits (IMPS, UPI) or 16 or 22 characters (NEFT, RTGS). */
  utr: string
}

const heads = ['reference', 'amount', 'date', 'utr'] as const

const isDay = (text: string): boolean =>
  /^20\d\d-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

/** Reads a settlement file: `reference,amount,date,utr`, amounts in rupees. Throws `invalidFields` with the rows that are wrong. */
export const readSettlement = (csv: string): SettlementRow[] =>
  readSheet(csv, heads, ({ row, cell, complain }) => {
    const [reference, paidOn, utr] = [cell('reference'), cell('date'), cell('utr').toUpperCase()]
    const amountPaise = parseRupees(cell('amount')) ?? 0n
    if (!/^(?:off|shm|ord)_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(reference))
      complain(
        'reference',
        'must be the reference of a booking (off_…), the id of its parcel (shm_…) or of the order (ord_…)',
      )
    if (amountPaise <= 0n) complain('amount', 'must be rupees above zero, such as 420.50')
    if (!isDay(paidOn)) complain('date', 'must be a day such as 2026-11-20')
    if (!isUtr(utr)) complain('utr', 'must be the bank’s reference of 12, 16 or 22 characters')
    return { row, reference, amountPaise, paidOn, utr }
  })

/** How a sum that came compares with what was held, and how much of it is booked: never more than was held. */
export function settle(
  heldPaise: Paise,
  amountPaise: Paise,
): { outcome: Exclude<Outcome, 'repeated'>; bookedPaise: Paise } {
  if (heldPaise <= 0n) return { outcome: 'unknown', bookedPaise: 0n }
  if (amountPaise === heldPaise) return { outcome: 'matched', bookedPaise: amountPaise }
  return amountPaise < heldPaise
    ? { outcome: 'short', bookedPaise: amountPaise }
    : { outcome: 'over', bookedPaise: heldPaise }
}
