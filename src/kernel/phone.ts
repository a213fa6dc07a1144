import { bad, type Checked, good, tidy } from './checked.ts'

/**
 * Checks an Indian mobile number, as people write it: ten digits from 6, 7, 8 or 9 up, with or without
 * 0, 91, +91 or 0091 in front, with spaces, dashes, dots or brackets. Answers `+91` and ten digits.
 */
export const checkPhone = (text: string): Checked => {
  const found = /^(?:\+91|0091|91|0)?([6-9][0-9]{9})$/.exec(tidy(text).replace(/[().]/g, ''))
  if (!found) {
    return bad('An Indian mobile number has ten digits and begins with 6, 7, 8 or 9, as in 98765 43210.')
  }
  return good(`+91${found[1]}`)
}
