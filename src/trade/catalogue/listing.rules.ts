import { HaatError } from '../../kernel/errors.ts'
import type { BuyerKind, ShopFacts, Tier } from '../traders/index.ts'
import { type Audience, audiences } from './catalogue.types.ts'
import { fieldProblem } from './lint.rules.ts'
import type { Finding, LintCode, LintSeller } from './lint.types.ts'

export type MaySell = (sellerTiers: readonly Tier[], buyer: BuyerKind) => boolean

/** To whom a trader of these tiers may sell, in a fixed order. */
export const audiencesOf = (maySell: MaySell, sellerTiers: readonly Tier[]): Audience[] =>
  audiences.filter((audience) => maySell(sellerTiers, audience))

/** An audience written any way, once each, in the fixed order. */
export const tidyAudience = (soldTo: readonly Audience[]): Audience[] =>
  audiences.filter((audience) => soldTo.includes(audience))

/** Throws what the linter found first of a kind, pointing at each field: `fssaiNeeded`, `mayNotSellTo`, `priceAboveMrp`. */
export function refuseOffer(findings: readonly Finding[]): void {
  const fieldsOf = (code: LintCode) => findings.filter((finding) => finding.code === code).map(fieldProblem)
  const [fssai, audience, price] = [
    fieldsOf('fssaiNeeded'),
    fieldsOf('mayNotSellTo'),
    fieldsOf('priceAboveMrp'),
  ]
  if (fssai[0]) throw new HaatError('unprocessable', 'fssaiNeeded', fssai[0].detail, { fields: fssai })
  if (audience[0])
    throw new HaatError('unprocessable', 'mayNotSellTo', audience[0].detail, { fields: audience })
  if (price[0]) throw new HaatError('unprocessable', 'priceAboveMrp', price[0].detail, { fields: price })
}

/** The seller as the linter looks at it. */
export const sellerOf = (maySell: MaySell, shop: ShopFacts): LintSeller => ({
  allowed: audiencesOf(maySell, shop.tiers),
  fssai: shop.fssai,
  carePhone: shop.carePhone,
  names: [shop.legalName, shop.tradeName, shop.shopName],
})

/** A rule of the trade that one field breaks. */
export const refused = (code: string, detail: string, pointer: string): HaatError =>
  new HaatError('unprocessable', code, detail, { fields: [{ pointer, code, detail }] })
