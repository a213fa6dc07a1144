import { bad, type Checked, good } from './checked.ts'
import { formatRupees, type Paise } from './money.ts'

/** Checks a UPI id, `name@handle` (NPCI: letters, digits, dot, dash, underscore; a handle without dots); answers it in lower case. */
export const checkUpiId = (text: string): Checked => {
  const id = text.trim().toLowerCase()
  if (!id.includes('@'))
    return bad(
      'A UPI id has an @ in it, as in sharma.store@okaxis. Copy it from your payment app.',
      'upiShape',
    )
  if (!/^[a-z0-9][a-z0-9._-]{1,254}@[a-z][a-z0-9]{1,63}$/.test(id)) {
    return bad(
      'A UPI id is a name, an @ and a bank’s handle without dots, as in sharma.store@okaxis. An e-mail address is none.',
      'upiShape',
    )
  }
  return good(id)
}

export interface UpiPaymentRequest {
  /** Payee's UPI id, checked. */
  pa: string
  /** Payee's name, as the payer's app shows it. */
  pn: string
  /** Our own reference, at most 35 characters: the statement carries it back. */
  tr: string
  /** More than zero. */
  amountPaise: Paise
  /** A short note for the payer. */
  tn: string
}

// The linking specification's bounds on free text; apps refuse a longer field and some refuse the whole link.
const longestName = 99
const longestNote = 50

const freeText = (text: string, longest: number): string =>
  Array.from(text.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim())
    .slice(0, longest)
    .join('')
    .trim()

/**
 * The `upi://pay` link that opens a payer's app, and the text of its QR code (NPCI's UPI Linking
 * Specification). Rupees with two decimals, spaces as %20, the payee's @ left readable, for that is how
 * apps expect it. Throws RangeError for a sum of nothing or a reference that would be cut.
 */
export const upiIntentLink = ({ pa, pn, tr, amountPaise, tn }: UpiPaymentRequest): string => {
  if (amountPaise <= 0n) throw new RangeError('A UPI link asks for more than zero.')
  if (!/^[A-Za-z0-9._-]{1,35}$/.test(tr)) {
    throw new RangeError('A UPI reference has 1 to 35 letters, digits, dots, dashes or underscores.')
  }
  const fields = [
    ['pa', encodeURIComponent(pa).replaceAll('%40', '@')],
    ['pn', encodeURIComponent(freeText(pn, longestName))],
    ['tr', tr],
    ['am', formatRupees(amountPaise).replace(/[₹,]/g, '')],
    ['cu', 'INR'],
    ['tn', encodeURIComponent(freeText(tn, longestNote))],
  ] as const
  return `upi://pay?${fields.map(([name, value]) => `${name}=${value}`).join('&')}`
}
