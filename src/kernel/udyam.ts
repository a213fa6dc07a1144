import { bad, type Checked, good, tidy } from './checked.ts'

/** Checks a Udyam registration number (Ministry of MSME): UDYAM, state letters, district, seven digits. */
export const checkUdyam = (text: string): Checked => {
  const parts = /^UDYAM([A-Z]{2})([0-9]{2})([0-9]{7})$/.exec(tidy(text))
  if (!parts) {
    return bad(
      'A Udyam number looks like UDYAM-MH-01-0000001. Copy it from the Udyam certificate.',
      'udyamShape',
    )
  }
  return good(`UDYAM-${parts[1]}-${parts[2]}-${parts[3]}`)
}
