import { uuidv7 } from 'uuidv7'

/**
 * Every kind of object and the prefix of its id on the wire.
 * Ids are UUIDv7 in the database (in order of making, so indexes stay compact) and TypeID elsewhere.
 */
export const idKinds = {
  account: 'acc',
  session: 'ses',
  otp: 'otp',
  membership: 'mem',
  trader: 'trd',
  shop: 'shp',
  product: 'prd',
  listing: 'lst',
  import: 'imp',
  cart: 'crt',
  address: 'adr',
  purchase: 'pur',
  order: 'ord',
  orderLine: 'oln',
  payment: 'pay',
  refund: 'rfd',
  journal: 'jrn',
  provider: 'prv',
  apiKey: 'key',
  shipment: 'shm',
  offer: 'off',
  event: 'evt',
  auditEntry: 'aud',
} as const

export type IdKind = keyof typeof idKinds
export type Id<K extends IdKind> = `${(typeof idKinds)[K]}_${string}`

// TypeID's suffix: the 128 bits in Crockford's base 32, five bits a character after the first two of the first
// (TypeID specification 0.3). Written here because every row of every query passes it.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const digitOf = new Int8Array(128).fill(-1)
for (let digit = 0; digit < 32; digit++) digitOf[alphabet.charCodeAt(digit)] = digit
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const suffixLength = 26

/** A new id; ids made later sort later. */
export const newId = <K extends IdKind>(kind: K): Id<K> => idOf(kind, uuidv7())

// TypeID's suffix is the UUID in Crockford's base 32: 8 bits in two characters, then 20 bits in each four. Done
// here and not by the library, for every row of every hot path passes through it.
const digits = '0123456789abcdefghjkmnpqrstvwxyz'
const valueOf = new Map(Array.from(digits, (digit, value) => [digit, value] as const))
const suffixShape = /_[0-7][0-9a-hjkmnp-tv-z]{25}$/
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The UUID behind an id, as the database keeps it. Throws on text that is not an id. */
export const uuidOf = (id: string): string => {
  if (!suffixShape.test(id)) throw new TypeError(`"${id}" is not an id`)
  const start = id.length - 26
  const at = (index: number): number => valueOf.get(id.charAt(start + index))!
  let hex = ((at(0) << 5) | at(1)).toString(16).padStart(2, '0')
  for (let group = 2; group < 26; group += 4) {
    const bits = (at(group) << 15) | (at(group + 1) << 10) | (at(group + 2) << 5) | at(group + 3)
    hex += bits.toString(16).padStart(5, '0')
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The id for a UUID read from the database. Throws on text that is not a UUID. */
export const idOf = <K extends IdKind>(kind: K, uuid: string): Id<K> => {
  if (!uuidShape.test(uuid)) throw new TypeError(`"${uuid}" is not a UUID`)
  const hex = uuid.replaceAll('-', '')
  const first = Number.parseInt(hex.slice(0, 2), 16)
  let suffix = digits.charAt(first >> 5) + digits.charAt(first & 31)
  for (let group = 2; group < 32; group += 5) {
    const bits = Number.parseInt(hex.slice(group, group + 5), 16)
    suffix +=
      digits.charAt(bits >> 15) +
      digits.charAt((bits >> 10) & 31) +
      digits.charAt((bits >> 5) & 31) +
      digits.charAt(bits & 31)
  }
  return `${idKinds[kind]}_${suffix}`
}

/** Pattern of an id of this kind, for wire schemas. The first character of a suffix is 0–7: 128 bits, not 130. */
export const idPattern = (kind: IdKind): RegExp =>
  new RegExp(`^${idKinds[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`)
