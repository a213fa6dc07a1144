import { bad, type Checked, good, tidy } from './checked.ts'

/** Checks the number of an FSSAI licence or registration: 14 digits, no public check digit. */
export const checkFssai = (text: string): Checked => {
  const number = tidy(text)
  if (!/^[0-9]{14}$/.test(number)) {
    return bad(
      'An FSSAI number has 14 digits. Copy it from the licence that hangs in the shop.',
      'fssaiShape',
    )
  }
  if (/^0+$/.test(number))
    return bad('An FSSAI number is never all zeros. Copy it from the licence.', 'fssaiShape')
  return good(number)
}

/** What the first digit of a (checked) number says: 1 a licence, 2 the registration of a petty food business. */
export const fssaiKind = (number: string): 'licence' | 'registration' | undefined => {
  if (number.startsWith('1')) return 'licence'
  return number.startsWith('2') ? 'registration' : undefined
}
