import type { ReasonCode } from './pairs.rules.ts'

/** What each reason says, in words. */
export const reasonTexts: Readonly<Record<ReasonCode, string>> = {
  sameGtin: 'Both have the same bar code.',
  sameWords: 'Brand and name have the same words.',
  sameLetters: 'Brand and name have the same letters; only the spaces differ.',
  sameSound: 'Some words are spelled otherwise and sound the same.',
  spelling: 'Some words differ by a letter.',
  container: 'One of them says besides in what it is packed.',
  samePack: 'The packs have the same size.',
  packInName: 'One is stated as a piece, and its name has the size of the other.',
  packUnsaid: 'The name of one says another size than its net quantity.',
  mrpDiffers: 'The MRPs differ by more than a quarter.',
  makerDiffers: 'They have no brand, and different makers.',
  otherGtin: 'They have different bar codes.',
  otherPack: 'The net quantities differ.',
  otherHsn: 'Their HSN codes are of different chapters.',
  otherFoodMark: 'Their food marks differ.',
  mrpFar: 'The MRP of one is more than twice that of the other.',
  otherAttributes: 'What their category wants told, such as colour or size, differs.',
}
