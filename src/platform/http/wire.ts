import { z } from 'zod'
import { type Id, type IdKind, idKinds, idPattern } from '../../kernel/ids.ts'
import { maxWirePaise } from '../../kernel/money.ts'

/** Wire shapes that every module uses. A codec reads the wire's form and writes it back in replies. */

/** A typed id, e.g. `ord_01h…`. */
export const wireId = <K extends IdKind>(kind: K) =>
  // The pattern makes sure of the type that is claimed here.
  (
    z.string().regex(idPattern(kind), `is not the id of a thing of kind ${kind}`) as unknown as z.ZodType<
      Id<K>,
      Id<K>
    >
  ).describe(`Id of the ${kind}, \`${idKinds[kind]}_…\``)

/** A sum in whole paise: a JSON integer on the wire, `bigint` in the code. */
export const wirePaise = z
  .codec(z.int().min(0).max(maxWirePaise), z.bigint(), {
    decode: (number) => BigInt(number),
    encode: (sum) => Number(sum),
  })
  .describe('Whole paise; 100 paise are one rupee')

/** A sum in whole paise that may be negative, as in ledger entries. */
export const wireSignedPaise = z
  .codec(z.int().min(-maxWirePaise).max(maxWirePaise), z.bigint(), {
    decode: (number) => BigInt(number),
    encode: (sum) => Number(sum),
  })
  .describe('Whole paise, negative when it goes the other way')

// Beyond the year 9999 RFC 3339 has no text for an instant, and an offset can lead there.
const earliest = new Date('1900-01-01T00:00:00Z')
const latest = new Date('2999-12-31T23:59:59.999Z')

/** An instant in UTC: RFC 3339 text on the wire, `Date` in the code. */
export const wireInstant = z
  .codec(
    z.iso.datetime({ offset: true }),
    z.date().min(earliest, 'must be in the year 1900 or later').max(latest, 'must be before the year 3000'),
    {
      decode: (text) => new Date(text),
      encode: (date) => date.toISOString(),
    },
  )
  .describe('Instant, RFC 3339 in UTC')

/** Free text of people: trimmed, at least one character, no control characters but line breaks. */
export const wireText = (max: number) =>
  z
    .string()
    // Forms of browsers end their lines with two characters.
    .overwrite((text) => text.replaceAll(/\r\n?/g, '\n'))
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must not be longer than ${max} characters`)
    .regex(/^[^\p{Cc}\p{Cs}]*(?:\n[^\p{Cc}\p{Cs}]*)*$/u, 'must not hold control characters')

export const wirePoint = z.strictObject({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
})
export const wirePin = z
  .string()
  .regex(/^[1-9][0-9]{5}$/, 'must be a PIN of six digits')
  .describe('PIN code, six digits')

/** A page of a list. `cursor` is opaque; absent when there is no further page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    nextCursor: z.string().optional().describe('Give it as `cursor` for the next page'),
  })

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Items a page'),
  cursor: z.string().max(500).optional().describe('Where the page before ended'),
}
