import { fromUUID, toUUID, typeidUnboxed } from 'typeid-js'

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

/** A new id; ids made later sort later. */
export const newId = <K extends IdKind>(kind: K): Id<K> => typeidUnboxed(idKinds[kind]) as string as Id<K>

/** The UUID behind an id, as the database keeps it. Throws on text that is not an id. */
export const uuidOf = (id: string): string => toUUID(id as Parameters<typeof toUUID>[0])

/** The id for a UUID read from the database. */
export const idOf = <K extends IdKind>(kind: K, uuid: string): Id<K> =>
  fromUUID(uuid, idKinds[kind]) as string as Id<K>

/** Pattern of an id of this kind, for wire schemas. The first character of a suffix is 0–7: 128 bits, not 130. */
export const idPattern = (kind: IdKind): RegExp =>
  new RegExp(`^${idKinds[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`)
