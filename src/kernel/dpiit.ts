import { bad, type Checked, good, tidy } from './checked.ts'

/** Checks a startup's recognition number from DPIIT: `DIPP` (the department's name before 2019) and digits. */
export const checkDpiit = (text: string): Checked => {
  const number = tidy(text)
  if (!/^DIPP[0-9]{1,8}$/.test(number)) {
    return bad(
      'A DPIIT recognition number is DIPP and digits, as in DIPP12345. Copy it from the certificate.',
    )
  }
  return good(number)
}
