import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { PaymentPart } from '../orders/index.ts'

/** One side of a booking: debits positive, credits negative. */
export interface Entry {
  account: string
  amountPaise: Paise
  orderId: Id<'order'> | null
}

/** Who can have cash of the market in hand, besides riders. */
export type CashHand = Id<'provider'> | Id<'shop'> | Id<'point'>

/** The chart of accounts; the README says what each means. Debits are positive. */
export const accounts = {
  buyer: (purchaseId: Id<'purchase'>) => `buyer:${purchaseId}`,
  trader: (traderId: Id<'trader'>) => `trader:${traderId}`,
  delivery: (orderId: Id<'order'>) => `delivery:${orderId}`,
  gateway: 'gateway',
  upi: (payee: Id<'trader'> | null) => `upi:${payee ?? 'platform'}`,
  cash: (holder: CashHand) => `cash:${holder}`,
  /** Cash in the hand of one rider of a provider, who is known there by this name. */
  rider: (providerId: Id<'provider'>, riderId: string) => `cash:${providerId}/${riderId}`,
  /** Cash that its collectors have sent on. */
  remitted: 'cash:platform',
  /** What a provider pays for delays; above zero: taken off its fees. */
  penalty: (providerId: Id<'provider'>) => `penalty:${providerId}`,
  penalties: 'penalty:platform',
  platform: 'platform',
} as const

const entry = (account: string, amountPaise: Paise, orderId: Id<'order'> | null = null): Entry => ({
  account,
  amountPaise,
  orderId,
})

/** What the buyer owes, and to whom it is due: goods to the traders, fees to whoever delivers. */
export function saleEntries(purchaseId: Id<'purchase'>, parts: readonly PaymentPart[]): Entry[] {
  let owed = 0n
  const due: Entry[] = []
  for (const { orderId, traderId, goodsPaise, deliveryPaise } of parts) {
    owed += goodsPaise + deliveryPaise
    due.push(entry(accounts.trader(traderId), -goodsPaise, orderId))
    if (deliveryPaise !== 0n) due.push(entry(accounts.delivery(orderId), -deliveryPaise, orderId))
  }
  return [entry(accounts.buyer(purchaseId), owed), ...due]
}

/** A sale taken back, in part or whole. */
export const reversalEntries = (purchaseId: Id<'purchase'>, part: PaymentPart): Entry[] =>
  saleEntries(purchaseId, [part]).map((one) => ({ ...one, amountPaise: -one.amountPaise }))

/** Money came from the buyer into an account; of an order, where it is about one. */
export const moneyInEntries = (
  purchaseId: Id<'purchase'>,
  into: string,
  amountPaise: Paise,
  orderId: Id<'order'> | null = null,
): Entry[] => [entry(into, amountPaise, orderId), entry(accounts.buyer(purchaseId), -amountPaise, orderId)]

/** Money went back to the buyer out of an account. */
export const moneyBackEntries = (purchaseId: Id<'purchase'>, from: string, amountPaise: Paise): Entry[] =>
  moneyInEntries(purchaseId, from, -amountPaise)
