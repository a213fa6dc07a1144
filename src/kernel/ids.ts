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
  rating: 'rtg',
  call: 'cal',
  announcement: 'ann',
  check: 'chk',
  loan: 'lon',
  remittance: 'rmt',
  remittanceLine: 'rml',
  point: 'pnt',
  stay: 'sty',
  document: 'doc',
  breach: 'brc',
  pause: 'pau',
  sandboxParcel: 'sbx',
  priceList: 'prl',
  markEntry: 'mke',
  markClaim: 'mkc',
  postFile: 'pfl',
  picture: 'pic',
  pictureUpload: 'pup',
  return: 'ret',
  instruction: 'ins',
  duplicate: 'dup',
  productMerge: 'mrg',
  payoutRun: 'prn',
  payout: 'pyo',
  payoutItem: 'pyi',
} as const

export type IdKind = keyof typeof idKinds
export type Id<K extends IdKind> = `${(typeof idKinds)[K]}_${string}`

// TypeID's suffix: the 128 bits in Crockford's base 32, five bits a character after the first two of the first
// (TypeID specification 0.3). Written here because every row of every query passes it.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const digitOf = new Int8Array(128).fill(-1)
for (let digit = 0; digit < 32; digit++) digitOf[alphabet.charCodeAt(digit)] = digit
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const suffixLength = 26
const codeOf = Buffer.from(alphabet, 'latin1')
// Kept between calls, which do not overlap: characters put together one by one cost ten times as much.
const suffix = Buffer.alloc(suffixLength)
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A new id; ids made later sort later. */
export const newId = <K extends IdKind>(kind: K): Id<K> => idOf(kind, uuidv7())

/** The UUID behind an id, as the database keeps it. Throws on text that is not an id. */
export function uuidOf(id: string): string {
  const start = id.length - suffixLength
  const isId = start > 1 && id[start - 1] === '_' && digitOf[id.charCodeAt(start)]! <= 7
  let uuid = ''
  let held = 0
  let bits = -2
  for (let at = start; at < id.length; at++) {
    const digit = isId ? (digitOf[id.charCodeAt(at)] ?? -1) : -1
    if (digit < 0) throw new TypeError(`"${id}" is not an id`)
    held = (held << 5) | digit
    bits += 5
    if (bits < 8) continue
    bits -= 8
    if (uuid.length === 8 || uuid.length === 13 || uuid.length === 18 || uuid.length === 23) uuid += '-'
    uuid += hexOf[held >> bits]
    held &= (1 << bits) - 1
  }
  return uuid
}

/** The id for a UUID read from the database. Throws on text that is not a UUID. */
export function idOf<K extends IdKind>(kind: K, uuid: string): Id<K> {
  if (!uuidShape.test(uuid)) throw new TypeError(`"${uuid}" is not a UUID`)
  let held = 0
  let bits = 2
  let length = 0
  for (let at = 0; at < 36; at++) {
    const code = uuid.charCodeAt(at)
    if (code === 45) continue
    held = (held << 4) | (code < 58 ? code - 48 : (code | 32) - 87)
    bits += 4
    if (bits < 5) continue
    bits -= 5
    suffix[length++] = codeOf[held >> bits]!
    held &= (1 << bits) - 1
  }
  return `${idKinds[kind]}_${suffix.toString('latin1')}`
}

/** Pattern of an id of this kind, for wire schemas. The first character of a suffix is 0–7: 128 bits, not 130. */
export const idPattern = (kind: IdKind): RegExp =>
  new RegExp(`^${idKinds[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`)

/** The lowest UUIDv7 of an instant: what was made since then sorts no lower. */
export function lowestUuid(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
