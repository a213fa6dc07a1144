import { bad, type Checked, good, tidy } from './checked.ts'
import { stateOfGstCode } from './states-of-india.ts'

/**
 * Checks the enrolment number of a trader below the GST threshold who sells through a marketplace
 * inside one state (CGST Notification 34/2023, conditions d and e: PAN declared, number granted by the portal).
 *
 * The notification prints no format and no check rule is published. What is checked is what all
 * 15-character numbers of the GST portal share: capitals and digits, the state's code in front.
 * A human still compares it with the portal before the trader is verified.
 */
export const checkGstEnrolment = (text: string): Checked => {
  const number = tidy(text)
  if (!/^[0-9A-Z]{15}$/.test(number)) {
    return bad(
      'An enrolment number has 15 letters and digits. Copy it from the GST portal’s message.',
      'enrolmentShape',
    )
  }
  if (!stateOfGstCode(number.slice(0, 2))) {
    return bad(
      'An enrolment number begins with the two-digit GST code of a state. Look at its first two digits again.',
      'enrolmentState',
    )
  }
  return good(number)
}

/** The one state within which the holder of this (checked) number may sell. */
export const gstEnrolmentState = (number: string): string | undefined =>
  stateOfGstCode(number.slice(0, 2))?.name
