import fc from 'fast-check'

/**
 * Texts of any code points, halves of pairs among them. fast-check's own `unit: 'binary'` makes a table of a million
 * entries first, which takes seconds.
 */
export const anyText = (maxLength?: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
      { maxLength },
    )
    .map((letters) => letters.join(''))
