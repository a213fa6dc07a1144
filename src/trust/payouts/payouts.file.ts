import { csvFile, csvOf } from '../../kernel/csv.ts'
import { type FieldProblem, invalid } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { indiaDay } from '../../kernel/india-day.ts'
import type { Paise } from '../../kernel/money.ts'
import { isUtr } from '../../kernel/utr.ts'
import type { Sealer } from '../../platform/crypto/index.ts'
import { bankContext } from '../../trade/traders/index.ts'
import { readSheet } from '../remittances/index.ts'
import { type BankWord, isPayoutId } from './payouts.rules.ts'

/** A payout as it goes to the bank. */
export interface BankLine {
  payoutId: Id<'payout'>
  traderId: Id<'trader'>
  name: string
  sealedBank: string | null
  upiId: string | null
  amountPaise: Paise
}

/** `1420.50`, as banks read it. */
export const plainRupees = (sum: Paise): string => {
  const absolute = sum < 0n ? -sum : sum
  return `${sum < 0n ? '-' : ''}${absolute / 100n}.${String(absolute % 100n).padStart(2, '0')}`
}

// A name that a spreadsheet would take for a formula, or a bank would refuse.
const plainName = (name: string): string =>
  name
    .replaceAll(/[\p{Cc},;"|]/gu, ' ')
    .replace(/^[\s=+\-@]+/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 100)

const heads = ['reference', 'mode', 'beneficiaryName', 'accountNumber', 'ifsc', 'upiId', 'amount']

/**
 * The file for the bank's bulk transfer. The only place where bank accounts are unsealed: what it answers goes to the
 * operator who asked, and nowhere else. Throws `UnsealError` when an account cannot be opened.
 */
export function bankFile(lines: readonly BankLine[], sealer: Pick<Sealer, 'open'>): string {
  const rows = lines.map(({ payoutId, traderId, name, sealedBank, upiId, amountPaise }) => {
    const bank =
      sealedBank === null
        ? null
        : (JSON.parse(sealer.open(sealedBank, bankContext(traderId))) as {
            accountNumber: string
            ifsc: string
          })
    const to = bank
      ? ['NEFT', plainName(name), bank.accountNumber, bank.ifsc, '']
      : ['UPI', plainName(name), '', '', upiId ?? '']
    return [payoutId, ...to, plainRupees(amountPaise)]
  })
  return csvOf([heads, ...rows])
}

export interface ResultRow {
  row: number
  reference: Id<'payout'>
  word: BankWord
}

const utrAsked = 'must be the bank’s reference of 12, 16 or 22 characters'
const reasonAsked = 'must say in at most 200 characters why the bank sent it back'

const isReason = (text: string): boolean => text.length > 0 && text.length <= 200

/** Reads what the bank tells: `reference,status,utr,reason`. Throws `invalidFields` with the rows that are wrong. */
export const readResults = (csv: string): ResultRow[] =>
  readSheet(csv, ['reference', 'status', 'utr', 'reason'], ({ row, cell, complain }) => {
    const [reference, status] = [cell('reference'), cell('status').toLowerCase()]
    const [utr, reason] = [cell('utr').toUpperCase(), cell('reason')]
    if (!isPayoutId(reference)) complain('reference', 'must be the reference of a payout from the bank file')
    if (status === 'paid' && !isUtr(utr)) complain('utr', utrAsked)
    else if (status === 'returned' && !isReason(reason)) complain('reason', reasonAsked)
    else if (status !== 'paid' && status !== 'returned') complain('status', 'must be paid or returned')
    const word: BankWord = status === 'paid' ? { status, utr } : { status: 'returned', reason }
    return { row, reference: reference as Id<'payout'>, word }
  })

/** One result as an operator types it. Throws `invalidFields`. */
export function readWord(given: {
  status: 'paid' | 'returned'
  utr?: string | undefined
  reason?: string | undefined
}): BankWord {
  const refuse = (pointer: string, detail: string): never => {
    throw invalid([{ pointer, code: 'invalid', detail } satisfies FieldProblem])
  }
  if (given.status === 'returned') {
    const reason = given.reason?.trim() ?? ''
    return isReason(reason) ? { status: 'returned', reason } : refuse('/reason', reasonAsked)
  }
  const utr = (given.utr ?? '').replaceAll(/\s/g, '').toUpperCase()
  return isUtr(utr) ? { status: 'paid', utr } : refuse('/utr', utrAsked)
}

/** A line of a trader's statement. */
export interface StatementLine {
  at: Date
  payoutId: Id<'payout'>
  state: string
  utr: string | null
  orderId: Id<'order'>
  invoiceNumber: string | null
  goodsPaise: Paise
  tcsPaise: Paise
  ownPaise: Paise
}

/** What a trader was paid, order by order. */
export const statementFile = (lines: readonly StatementLine[]): string =>
  csvFile([
    ['date', 'payout', 'status', 'utr', 'order', 'invoice', 'goods', 'cash in hand', 'tcs', 'paid'],
    ...lines.map((line) => [
      indiaDay(line.at),
      line.payoutId,
      line.state,
      line.utr ?? '',
      line.orderId,
      line.invoiceNumber ?? '',
      plainRupees(line.goodsPaise),
      plainRupees(-line.ownPaise),
      plainRupees(-line.tcsPaise),
      plainRupees(line.goodsPaise - line.tcsPaise - line.ownPaise),
    ]),
  ])
