import { bad, type Checked, good, tidy } from './checked.ts'

/** Checks the shape of a bank branch's IFSC (RBI): four letters, a zero, six letters or digits. */
export const checkIfsc = (text: string): Checked => {
  const code = tidy(text)
  if (!/^[A-Z]{4}0[0-9A-Z]{6}$/.test(code)) {
    return bad(
      'An IFSC is four letters, a zero and six letters or digits, as in SBIN0001234. Copy it from the cheque book.',
      'ifscShape',
    )
  }
  return good(code)
}
