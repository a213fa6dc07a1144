import { bad, type Checked, good, tidy } from './checked.ts'

/** Checks the shape of an Indian bank account number: 9 to 18 digits. Banks share no check digit. Zeros in front count. */
export const checkBankAccount = (text: string): Checked => {
  const number = tidy(text)
  if (!/^[0-9]{9,18}$/.test(number)) {
    return bad(
      'A bank account number has 9 to 18 digits. Copy it from the passbook or a cheque.',
      'accountShape',
    )
  }
  if (/^0+$/.test(number))
    return bad(
      'A bank account number is never all zeros. Copy it from the passbook or a cheque.',
      'accountShape',
    )
  return good(number)
}
