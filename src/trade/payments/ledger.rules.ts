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
  /** What is on its way to a trader by the bank; credit. */
  payout: (traderId: Id<'trader'>) => `payout:${traderId}`,
  /** What the platform's bank has paid to a trader; credit. */
  bank: (traderId: Id<'trader'>) => `bank:${traderId}`,
  /** Tax collected at source from a trader, owed to the government; credit. */
  tcs: (traderId: Id<'trader'>) => `tcs:${traderId}`,
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

/** One order's part of a payout. Sums may be below zero: goods that came back after they had been paid out. */
export interface PayoutPart {
  traderId: Id<'trader'>
  orderId: Id<'order'>
  purchaseId: Id<'purchase'>
  /** The line that says so: a cause is booked once. */
  cause: Id<'payoutItem'>
  /** Of what the trader is owed. */
  goodsPaise: Paise
  /** Tax collected at source. */
  tcsPaise: Paise
  /** Cash that this shop of the trader took itself and that is not its own: the platform has paid it back to the buyer. */
  own: { shopId: Id<'shop'>; paise: Paise } | null
}

/** What a payout pays for one order. */
export const netOf = ({
  goodsPaise,
  tcsPaise,
  own,
}: Pick<PayoutPart, 'goodsPaise' | 'tcsPaise' | 'own'>): Paise => goodsPaise - tcsPaise - (own?.paise ?? 0n)

const partEntries = (part: PayoutPart, to: string): Entry[] => {
  const { traderId, orderId, goodsPaise, tcsPaise, own } = part
  return [
    entry(accounts.trader(traderId), goodsPaise, orderId),
    entry(accounts.tcs(traderId), -tcsPaise, orderId),
    ...(own ? [entry(accounts.cash(own.shopId), -own.paise, orderId)] : []),
    entry(to, -netOf(part), orderId),
  ]
}
const reversed = (entries: readonly Entry[]): Entry[] =>
  entries.map((one) => ({ ...one, amountPaise: -one.amountPaise }))

/**
 * What happens to a payout, as bookings of one of its orders. `payout`: approved, on its way. `payoutPaid`: the bank has
 * paid. `payoutBack`: the bank sent it back. `payoutRecalled`: it sent back what it had called paid; `payoutAfterAll`: it
 * paid what it had called sent back.
 */
export const payoutEntries = {
  payout: (part: PayoutPart) => partEntries(part, accounts.payout(part.traderId)),
  payoutPaid: (part: PayoutPart) => [
    entry(accounts.payout(part.traderId), netOf(part), part.orderId),
    entry(accounts.bank(part.traderId), -netOf(part), part.orderId),
  ],
  payoutBack: (part: PayoutPart) => reversed(partEntries(part, accounts.payout(part.traderId))),
  payoutRecalled: (part: PayoutPart) => reversed(partEntries(part, accounts.bank(part.traderId))),
  payoutAfterAll: (part: PayoutPart) => partEntries(part, accounts.bank(part.traderId)),
} as const
export type PayoutFact = keyof typeof payoutEntries
export const payoutFacts = Object.keys(payoutEntries) as PayoutFact[]
