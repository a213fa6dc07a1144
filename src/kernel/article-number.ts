import { bad, type Checked, good, tidy } from './checked.ts'

const weights = [8, 6, 4, 2, 3, 5, 9, 7]

/** The check digit behind the eight digits of an article number (UPU S10: weighted sum modulo 11). */
export const articleCheckDigit = (serial: string): string => {
  let sum = 0
  for (let at = 0; at < weights.length; at += 1) sum += Number(serial.charAt(at)) * weights[at]!
  const digit = 11 - (sum % 11)
  return String(digit === 10 ? 0 : digit === 11 ? 5 : digit)
}

/** The article number of India Post with this prefix of two letters and this serial number below 100,000,000. */
export const articleNumberOf = (prefix: string, serial: number): string => {
  const digits = String(serial).padStart(8, '0')
  return `${prefix}${digits}${articleCheckDigit(digits)}IN`
}

/** Checks an article number of India Post: two letters, eight digits, the check digit, `IN`. */
export const checkArticleNumber = (text: string): Checked => {
  const number = tidy(text)
  if (!/^[A-Z]{2}[0-9]{9}IN$/.test(number))
    return bad('An article number has two letters, nine digits and IN, like CK123456785IN.', 'badNumber')
  if (articleCheckDigit(number.slice(2, 10)) !== number.charAt(10))
    return bad(
      'The last digit of the article number does not fit the rest, so one digit is mistyped.',
      'badCheckDigit',
    )
  return good(number)
}

/** Article numbers that the post has given: of one prefix, from one serial number to another, both of them in it. */
export interface ArticleRange {
  prefix: string
  first: number
  last: number
}

/** Reads a range as `CK10000000-CK10009999`: prefixes and serial numbers, without check digits. */
export const readArticleRange = (text: string): ArticleRange | undefined => {
  const [, prefix, first, again, last] =
    /^([A-Z]{2})([0-9]{8})-([A-Z]{2})([0-9]{8})$/.exec(text.replace(/\s/g, '').toUpperCase()) ?? []
  if (!prefix || prefix !== again || Number(first) > Number(last)) return undefined
  return { prefix, first: Number(first), last: Number(last) }
}
