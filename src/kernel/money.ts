/**
 * Money is a whole number of paise (₹1 = 100 paise), never a fraction and never a float.
 * Plain `bigint` carries it; only this file makes, reads and rounds it.
 */
export type Paise = bigint

/** Largest sum on the wire: ₹1,000 crore; far below 2^53, so JSON numbers carry it exactly. */
export const maxWirePaise = 1_000_000_000_000

/** Paise from a whole number read off the wire. Throws RangeError on fractions and beyond the safe range. */
export function paise(value: number | bigint): Paise {
  if (typeof value === 'bigint') return value
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number of paise`)
  return BigInt(value)
}

/** The JSON number for a sum; throws RangeError where a double would lose paise. */
export function toWire(sum: Paise): number {
  const value = Number(sum)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${sum} paise do not fit a JSON number`)
  return value
}

/**
 * Paise from what a trader types in a price list: `12`, `12.5`, `₹ 1,234.50`. Undefined when it is not a
 * sum of rupees with at most two decimals.
 */
export function parseRupees(text: string): Paise | undefined {
  const match = /^(?:₹|rs\.?|inr)?\s*(\d{1,3}(?:,\d{2,3})*|\d{1,10})(?:\.(\d{1,2}))?$/i.exec(text.trim())
  if (!match) return undefined
  return BigInt(match[1]!.replaceAll(',', '')) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))
}

/** `₹1,23,456.00`: India's grouping, always two decimals. */
export function formatRupees(sum: Paise): string {
  const absolute = sum < 0n ? -sum : sum
  const rupees = (absolute / 100n).toString()
  const head = rupees.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',')
  const grouped = head ? `${head},${rupees.slice(-3)}` : rupees
  return `${sum < 0n ? '-' : ''}₹${grouped}.${(absolute % 100n).toString().padStart(2, '0')}`
}

/** Rounds half away from zero: 0.5 paisa becomes 1, -0.5 becomes -1. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('the denominator must be positive')
  const doubled = (numerator < 0n ? -numerator : numerator) * 2n + denominator
  const magnitude = doubled / (denominator * 2n)
  return numerator < 0n ? -magnitude : magnitude
}

/** GST rates are kept in basis points: 18% is 1800, 0.25% is 25. */
export type BasisPoints = number

export interface GstSplit {
  /** Value of supply before tax. */
  taxable: Paise
  cgst: Paise
  sgst: Paise
  igst: Paise
}

/**
 * The tax inside a price that includes it, for one order line.
 *
 * Tax = total × rate / (100% + rate), rounded once for the line to the nearest paisa, half up; within a
 * state it is halved into CGST and SGST, where an odd paisa goes to CGST, so that the parts always add up to
 * the total (CGST Act 2017 s. 9 and IGST Act 2017 s. 5 for the split; s. 170 rounds the return, not the line).
 */
export function gstInside(total: Paise, rate: BasisPoints, withinState: boolean): GstSplit {
  const tax = divideRounded(total * BigInt(rate), 10_000n + BigInt(rate))
  const sgst = withinState ? tax / 2n : 0n
  return {
    taxable: total - tax,
    cgst: withinState ? tax - sgst : 0n,
    sgst,
    igst: withinState ? 0n : tax,
  }
}

export const sumOf = (sums: Iterable<Paise>): Paise => {
  let total = 0n
  for (const sum of sums) total += sum
  return total
}
