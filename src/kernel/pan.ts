import { bad, type Checked, good, tidy } from './checked.ts'

/** The 4th letter of a PAN says what kind of person holds it (Income Tax Department). */
export const panHolderKinds = {
  A: 'association of persons',
  B: 'body of individuals',
  C: 'company',
  F: 'firm or LLP',
  G: 'government',
  H: 'Hindu undivided family',
  J: 'artificial juridical person',
  L: 'local authority',
  P: 'individual',
  T: 'trust',
} as const

export type PanHolderKind = (typeof panHolderKinds)[keyof typeof panHolderKinds]

const isHolderLetter = (letter: string): letter is keyof typeof panHolderKinds =>
  Object.hasOwn(panHolderKinds, letter)

/** Checks a PAN: five letters, four digits, one letter, a known holder kind. It has no public check digit. */
export const checkPan = (text: string): Checked => {
  const pan = tidy(text)
  if (!/^[A-Z]{5}[0-9]{4}[A-Z]$/.test(pan)) {
    return bad(
      'A PAN is five letters, four digits and a letter, as in AAPFU0939F. Copy it from the card.',
      'panShape',
    )
  }
  if (!isHolderLetter(pan.charAt(3))) {
    return bad(
      `No PAN has ${pan.charAt(3)} as its fourth letter. Compare it with the card letter by letter.`,
      'panHolder',
    )
  }
  return good(pan)
}

/** Who holds this (checked) PAN; undefined if its 4th letter is none of the known kinds. */
export const panHolderKind = (pan: string): PanHolderKind | undefined => {
  const letter = pan.charAt(3)
  return isHolderLetter(letter) ? panHolderKinds[letter] : undefined
}
