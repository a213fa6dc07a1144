import { returnUntil } from '../../delivery/returns/index.ts'
import type { Id } from '../../kernel/ids.ts'
import { divideRounded, type Paise, sumOf } from '../../kernel/money.ts'
import { netOf, type TraderDue } from '../../trade/payments/index.ts'
import type { PayoutState } from './payouts.states.ts'

/** What decides whether an order is paid out. */
export interface OrderDue extends Omit<TraderDue, 'traderId'> {
  deliveredAt: Date | null
  invoiceNumber: string | null
  /** Value of its taxable supplies that stand, without tax. */
  taxablePaise: Paise
  hasOpenReturn: boolean
}

/** What one order puts into a payout; sums below zero where goods came back after they had been paid out. */
export interface PayoutItem extends Pick<TraderDue, 'orderId' | 'purchaseId' | 'own'> {
  invoiceNumber: string | null
  goodsPaise: Paise
  tcsPaise: Paise
}

/** Why goods that are owed are not paid out yet. */
export const waitings = ['notDelivered', 'inHands', 'returnWindow', 'returnOpen'] as const
export type Waiting = (typeof waitings)[number]

export type Judged =
  | { kind: 'due'; item: PayoutItem }
  | { kind: 'waits'; why: Waiting; until: Date | null; goodsPaise: Paise }
  /** The trader has the money itself. */
  | { kind: 'nothing' }

/** Tax that an operator of electronic commerce collects: 0.5% of the net value of taxable supplies (CGST Act 2017, s. 52(1)). */
const tcsPerMille = 5n
export const tcsOf = (taxablePaise: Paise): Paise => divideRounded(taxablePaise * tcsPerMille, 1000n)

interface Terms {
  /** What the trader is judged by: the moment at which the run was opened. */
  asOf: Date
  returnDays: number
  /** Traders without GSTIN make no taxable supplies. */
  hasGstin: boolean
}

/** Whether an order is paid out now, and how much of it. */
export function judgeOrder(due: OrderDue, { asOf, returnDays, hasGstin }: Terms): Judged {
  const { orderId, purchaseId, invoiceNumber, goodsPaise, own, heldBy, deliveredAt } = due
  const item = { orderId, purchaseId, invoiceNumber, own }
  const noGoods: Judged = own
    ? { kind: 'due', item: { ...item, goodsPaise: 0n, tcsPaise: 0n } }
    : { kind: 'nothing' }
  if (goodsPaise === 0n || (goodsPaise > 0n && heldBy === 'trader')) return noGoods
  if (goodsPaise > 0n) {
    const wait = (why: Waiting, until: Date | null = null): Judged => ({
      kind: 'waits',
      why,
      until,
      goodsPaise,
    })
    if (deliveredAt === null) return wait('notDelivered')
    if (heldBy !== 'platform') return wait('inHands')
    const until = returnUntil(deliveredAt, { days: returnDays })
    if (asOf < until) return wait('returnWindow', until)
    if (due.hasOpenReturn) return wait('returnOpen')
  }
  // What is booked already is counted: of goods that came back its tax is given back.
  const target = hasGstin || due.tcsPaise !== 0n ? tcsOf(due.taxablePaise) : 0n
  return { kind: 'due', item: { ...item, goodsPaise, tcsPaise: target - due.tcsPaise } }
}

/** What a payout is made of. `net` is goods less what was taken back less tax. */
export interface Sums {
  orders: number
  goodsPaise: Paise
  /** Goods that came back after they had been paid out, and cash that the shop has to hand over. */
  takenBackPaise: Paise
  tcsPaise: Paise
  netPaise: Paise
}

export const sumsOf = (
  items: readonly Omit<PayoutItem, 'invoiceNumber' | 'orderId' | 'purchaseId'>[],
): Sums => ({
  orders: items.length,
  goodsPaise: sumOf(items.map(({ goodsPaise }) => (goodsPaise > 0n ? goodsPaise : 0n))),
  takenBackPaise: sumOf(
    items.map(({ goodsPaise, own }) => (goodsPaise < 0n ? -goodsPaise : 0n) + (own?.paise ?? 0n)),
  ),
  tcsPaise: sumOf(items.map(({ tcsPaise }) => tcsPaise)),
  netPaise: sumOf(items.map(netOf)),
})

/** Whether a trader is paid in a run: `tooLittle` (also below zero) is carried over to the next. */
export const standings = ['ready', 'noAccount', 'suspended', 'tooLittle'] as const
export type Standing = (typeof standings)[number]

/** Banks carry no less than a rupee. */
export const leastPaise: Paise = 100n

export function standingOf(
  netPaise: Paise,
  payee: { status: string; upiId: string | null; sealedBank: string | null },
): Standing {
  if (netPaise < leastPaise) return 'tooLittle'
  if (payee.status === 'suspended') return 'suspended'
  return payee.sealedBank === null && payee.upiId === null ? 'noAccount' : 'ready'
}

/** What the bank said of a payout. */
export type BankWord = { status: 'paid'; utr: string } | { status: 'returned'; reason: string }

/** A payout and what the bank said of it until now. */
export interface Told {
  state: PayoutState
  utr: string | null
  returnReason: string | null
  /** A word that contradicts what stands. */
  claim: BankWord | null
}

const isSame = (a: BankWord, b: BankWord): boolean =>
  a.status === 'paid'
    ? b.status === 'paid' && a.utr === b.utr
    : b.status === 'returned' && a.reason === b.reason

/** What a word does: it is applied, was said before, or contradicts what stands. */
export function hear(told: Told, word: BankWord): 'applied' | 'repeated' | 'contradicts' {
  if (told.state === 'underWay') return 'applied'
  const saidBefore =
    word.status === 'paid'
      ? told.utr === word.utr
      : told.state === 'returned' || told.returnReason === word.reason
  return saidBefore || (told.claim !== null && isSame(told.claim, word)) ? 'repeated' : 'contradicts'
}

const indiaMs = 330 * 60_000
const dayMs = 86_400_000

/** When a run is opened by itself next: at this hour of India, today or tomorrow. */
export function nextOpening(hour: number, now: Date, openedToday: boolean): Date {
  const midnight = Math.floor((now.getTime() + indiaMs) / dayMs) * dayMs - indiaMs
  const today = midnight + hour * 3_600_000
  return new Date(openedToday ? today + dayMs : Math.max(today, now.getTime()))
}

/** Id of a payout as it is written in the bank's file. */
export const isPayoutId = (text: string): text is Id<'payout'> =>
  /^pyo_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text)
