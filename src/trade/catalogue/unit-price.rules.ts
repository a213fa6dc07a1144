import { divideRounded, type Paise } from '../../kernel/money.ts'
import type { QuantityUnit } from './catalogue.types.ts'

/** Per what a unit price is stated. */
export type PriceUnit = 'g' | 'kg' | 'ml' | 'l' | 'cm' | 'm' | 'piece'

export interface UnitPrice {
  /** Rounded to the nearest paisa, half up. */
  paise: Paise
  per: PriceUnit
}

/** A net quantity in thousandths of its smallest unit (mg, µl, …): whole, so that packs compare exactly. */
export const baseQuantity = (netQuantity: number, unit: QuantityUnit): bigint =>
  BigInt(Math.round(netQuantity * 1000)) * (unit === 'kg' || unit === 'l' ? 1000n : unit === 'm' ? 100n : 1n)

// The small unit, the large one, and how many of the small make the large.
const families = {
  g: ['g', 'kg', 1000n],
  kg: ['g', 'kg', 1000n],
  ml: ['ml', 'l', 1000n],
  l: ['ml', 'l', 1000n],
  m: ['cm', 'm', 100n],
} as const

/**
 * What a price means per unit: per gram, millilitre or centimetre below one kilogram, litre or metre, and per
 * that from there on; per piece for what is counted. Null when it equals the price, where it need not be shown.
 * (Legal Metrology (Packaged Commodities) Rules 2011, rule 6(11), as amended from 1 April 2022; two decimals of a rupee.)
 */
export function unitPrice(price: Paise, netQuantity: number, unit: QuantityUnit): UnitPrice | null {
  const quantity = baseQuantity(netQuantity, unit)
  if (unit === 'piece') {
    return quantity === 1000n ? null : { paise: divideRounded(price * 1000n, quantity), per: 'piece' }
  }
  const [small, large, many] = families[unit]
  const whole = many * 1000n
  if (quantity === whole) return null
  return quantity < whole
    ? { paise: divideRounded(price * 1000n, quantity), per: small }
    : { paise: divideRounded(price * whole, quantity), per: large }
}
