import { bad, type Checked, good, tidy } from './checked.ts'

/** Checks the shape of an HSN code: 4, 6 or 8 digits, chapter 01 to 99. Whether the tariff lists it is not asked. */
export const checkHsn = (text: string): Checked => {
  const code = tidy(text).replaceAll('.', '')
  if (!/^(?:[0-9]{4}|[0-9]{6}|[0-9]{8})$/.test(code)) {
    return bad('An HSN code has 4, 6 or 8 digits. Use the code that stands on your purchase invoice.')
  }
  if (code.startsWith('00')) return bad('HSN chapters run from 01 to 99. Look at the first two digits again.')
  return good(code)
}

/** The chapter of a (checked) HSN code: its first two digits. */
export const hsnChapter = (code: string): string => code.slice(0, 2)
