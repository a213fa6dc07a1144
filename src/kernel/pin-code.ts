import { bad, type Checked, good, tidy } from './checked.ts'

/** Checks the shape of a PIN code: six digits, the first not 0. Whether it exists, the directory knows. */
export const checkPinCode = (text: string): Checked => {
  const pin = tidy(text)
  if (!/^[1-9][0-9]{5}$/.test(pin)) {
    return bad('A PIN code has six digits and does not begin with 0, as in 560001.')
  }
  return good(pin)
}

/** Whether a PIN belongs to the Army Postal Service: no civilian provider reaches it, the post does. */
export const isArmyPostal = (pin: string): boolean => pin.startsWith('9')

/** How the post reads a (checked) PIN from the left: zone, region in it, sorting district in that. */
export const pinParts = (pin: string): { zone: string; region: string; sortingDistrict: string } => ({
  zone: pin.slice(0, 1),
  region: pin.slice(0, 2),
  sortingDistrict: pin.slice(0, 3),
})
