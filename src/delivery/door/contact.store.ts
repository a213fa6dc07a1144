import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { ContactLine, ContactSide, ContactWord } from './contact.rules.ts'

type ParcelRef = { shopId: Id<'shop'>; shipmentId: Id<'shipment'> }

/** Something that one side said to the other, or a call. */
export interface Contact {
  number: number
  side: ContactSide
  kind: 'message' | 'call'
  word: ContactWord | null
  accountId: Id<'account'> | null
  outcome: 'waiting' | 'sent' | 'notSent' | 'unknown' | 'page'
  saidAt: Date
}

interface Row {
  number: number
  side: ContactSide
  kind: Contact['kind']
  word: ContactWord | null
  account_id: string | null
  outcome: Contact['outcome']
  said_at: Date
}

const ofParcel = statement(
  'contacts_of',
  `select * from contacts where shop_id = $1 and shipment_id = $2 and line = $3 and provider_id is not distinct from $4
   order by number`,
)

/** What was said over a line about a parcel, the earliest first; with this carrier, or null where it has no part. */
export const readContacts = async (
  sql: Sql,
  { shopId, shipmentId }: ParcelRef,
  line: ContactLine,
  providerId: Id<'provider'> | null,
): Promise<Contact[]> =>
  (
    await sql.query<Row>(ofParcel, [
      uuidOf(shopId),
      uuidOf(shipmentId),
      line,
      providerId && uuidOf(providerId),
    ])
  ).map((row) => ({
    ...{ number: row.number, side: row.side, kind: row.kind, word: row.word, outcome: row.outcome },
    accountId: row.account_id === null ? null : idOf('account', row.account_id),
    saidAt: row.said_at,
  }))

const insert = statement(
  'contact_write',
  `insert into contacts (shop_id, shipment_id, number, line, side, kind, word, provider_id, account_id, outcome)
   select $1, $2, coalesce(max(number), 0) + 1, $8, $3, $4, $5, $6, $7, 'waiting'
   from contacts where shop_id = $1 and shipment_id = $2 returning number`,
)

/** Writes down that something is said about a locked parcel; its number. */
export async function writeContact(
  tx: Tx,
  ref: ParcelRef,
  said: Pick<Contact, 'side' | 'kind' | 'word' | 'accountId'> & {
    line: ContactLine
    providerId: Id<'provider'> | null
  },
): Promise<number> {
  const [row] = await tx.query<{ number: number }>(insert, [
    uuidOf(ref.shopId),
    uuidOf(ref.shipmentId),
    said.side,
    said.kind,
    said.word,
    said.providerId && uuidOf(said.providerId),
    said.accountId && uuidOf(said.accountId),
    said.line,
  ])
  return row!.number
}

const settle = statement(
  'contact_settle',
  'update contacts set outcome = $4 where shop_id = $1 and shipment_id = $2 and number = $3',
)

export const settleContact = async (
  sql: Sql,
  ref: ParcelRef,
  number: number,
  outcome: Contact['outcome'],
): Promise<void> =>
  void (await sql.query(settle, [uuidOf(ref.shopId), uuidOf(ref.shipmentId), number, outcome]))
