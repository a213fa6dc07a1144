import { bad, type Checked, good, tidy } from './checked.ts'

/**
 * The check digit after these digits: weights 3 and 1 alternate from the right, the sum is filled
 * up to a multiple of ten (GS1 General Specifications). Any one wrong digit changes it.
 */
export const gtinCheckDigit = (digits: string): string => {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    sum += Number(digits.charAt(digits.length - 1 - at)) * (at % 2 === 0 ? 3 : 1)
  }
  return String((10 - (sum % 10)) % 10)
}

/** Checks a bar code number of 8, 12, 13 or 14 digits; answers all of them as 14, so that they compare. */
export const checkGtin = (text: string): Checked => {
  const digits = tidy(text)
  if (!/^(?:[0-9]{8}|[0-9]{12,14})$/.test(digits)) {
    return bad('A GTIN has 8, 12, 13 or 14 digits. Copy all digits under the bar code.')
  }
  if (/^0+$/.test(digits))
    return bad('A GTIN is never all zeros. Leave it out if the product has no bar code.')
  if (gtinCheckDigit(digits.slice(0, -1)) !== digits.slice(-1)) {
    return bad(
      'The last digit of the GTIN does not fit the rest, so one digit is mistyped. Read the bar code again.',
    )
  }
  return good(digits.padStart(14, '0'))
}

// A GTIN-8 has its own prefixes, which start where its own digits start.
const prefixOf = (gtin14: string): string =>
  gtin14.startsWith('000000') ? gtin14.slice(6, 9) : gtin14.slice(1, 4)

/** Whether GS1 India (prefix 890) gave out this normalised GTIN. It says nothing of where the goods are made. */
export const isGs1India = (gtin14: string): boolean => prefixOf(gtin14) === '890'

/**
 * Whether a normalised GTIN is a number that any shop may print on its own (GS1 prefixes 02, 04 and 2):
 * two shops use the same one for different goods, so it never identifies a shared product.
 */
export const isInStoreGtin = (gtin14: string): boolean =>
  gtin14.startsWith('000000') ? /^[02]/.test(gtin14.slice(6)) : /^(?:02|04|2)/.test(gtin14.slice(1))
