import { bad, type Checked, good, tidy } from './checked.ts'
import { checkPan } from './pan.ts'
import { stateOfGstCode } from './states-of-india.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * The 15th character of a GSTIN, from the 14 before it (capitals and digits).
 * Weights 1 and 2 alternate; each product adds its two base-36 digits; the sum is filled up to a
 * multiple of 36 (GSTN's published rule). Any one wrong character changes it.
 */
export const gstinCheckCharacter = (first14: string): string => {
  let sum = 0
  for (let at = 0; at < 14; at += 1) {
    const product = alphabet.indexOf(first14.charAt(at)) * (at % 2 === 0 ? 1 : 2)
    sum += Math.floor(product / 36) + (product % 36)
  }
  return alphabet.charAt((36 - (sum % 36)) % 36)
}

/**
 * Checks a trader's GSTIN: state code, PAN inside, entity character, `Z`, check character.
 * Numbers of tax deductors, embassies and non-residents have other shapes and are not traders'.
 */
export const checkGstin = (text: string): Checked => {
  const gstin = tidy(text)
  if (gstin.length !== 15) {
    return bad(
      `A GSTIN has 15 characters; this has ${gstin.length}. Copy it from the registration certificate.`,
      'gstinLength',
    )
  }
  if (!/^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/.test(gstin)) {
    return bad(
      'A GSTIN is a two-digit state code, a PAN, an entity character, Z and a check character, as in 27AAPFU0939F1ZV. Copy it from the registration certificate.',
      'gstinShape',
    )
  }
  if (!stateOfGstCode(gstin.slice(0, 2))) {
    return bad(
      `No state has the GST code ${gstin.slice(0, 2)}. Look at the first two digits again.`,
      'gstinState',
    )
  }
  const pan = checkPan(gstin.slice(2, 12))
  if (!pan.ok) return bad(`The PAN inside the GSTIN is wrong. ${pan.reason}`, 'gstinPan')
  if (gstinCheckCharacter(gstin) !== gstin.charAt(14)) {
    return bad(
      'The last character of the GSTIN does not fit the rest, so one character is mistyped. Compare it with the certificate.',
      'gstinCheck',
    )
  }
  return good(gstin)
}

/** The state of a (checked) GSTIN, spelled as the PIN directory spells it. */
export const gstinState = (gstin: string): string | undefined => stateOfGstCode(gstin.slice(0, 2))?.name

/** The PAN inside a (checked) GSTIN. */
export const gstinPan = (gstin: string): string => gstin.slice(2, 12)
