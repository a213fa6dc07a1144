import { type FieldProblem, HaatError } from '../../kernel/errors.ts'
import type { Paise } from '../../kernel/money.ts'
import type { BuyerKind, Tier } from '../traders/index.ts'
import { type Audience, audiences } from './catalogue.types.ts'

/** Legal Metrology (Packaged Commodities) Rules 2011, rule 18(2): nobody sells above the MRP. */
export const aboveMrp =
  'The price is above the MRP, which the law forbids. Lower the price, or correct the MRP.'

/** Throws `priceAboveMrp`, pointing at the price. */
export function requirePriceWithinMrp(price: Paise, mrp: Paise): void {
  if (price <= mrp) return
  throw refused('priceAboveMrp', aboveMrp, '/pricePaise')
}

export type MaySell = (sellerTiers: readonly Tier[], buyer: BuyerKind) => boolean

/** To whom a trader of these tiers may sell, in a fixed order. */
export const audiencesOf = (maySell: MaySell, sellerTiers: readonly Tier[]): Audience[] =>
  audiences.filter((audience) => maySell(sellerTiers, audience))

/** An audience written any way, once each, in the fixed order. */
export const tidyAudience = (soldTo: readonly Audience[]): Audience[] =>
  audiences.filter((audience) => soldTo.includes(audience))

/** What to say of a listing that is offered to somebody its seller may not sell to. */
export const mayNotSellTo = (audience: Audience, allowed: readonly Audience[]): string =>
  `With the tiers of this trader it cannot be sold to a ${audience}. It can be sold to: ${allowed.join(', ')}.`

/** Throws `mayNotSellTo`, pointing at each audience that the seller's tiers do not reach. */
export function requireAudience(soldTo: readonly Audience[], allowed: readonly Audience[]): void {
  const fields = soldTo.flatMap((audience, nth): FieldProblem[] =>
    allowed.includes(audience)
      ? []
      : [{ pointer: `/soldTo/${nth}`, code: 'mayNotSellTo', detail: mayNotSellTo(audience, allowed) }],
  )
  if (fields.length === 0) return
  throw new HaatError('unprocessable', 'mayNotSellTo', fields[0]!.detail, { fields })
}

/** Food Safety and Standards Act 2006, s. 31: no food business without a licence or registration. */
export const fssaiNeeded =
  'Food can be listed once the trader has given an FSSAI number. Add it to the trader, then list this again.'

/** A rule of the trade that one field breaks. */
export const refused = (code: string, detail: string, pointer: string): HaatError =>
  new HaatError('unprocessable', code, detail, { fields: [{ pointer, code, detail }] })
