import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { Credit, CreditedLine } from './credit.rules.ts'
import type { OrderRecord } from './orders.store.ts'

/** What a shop gave for goods that came back. */
export interface CreditNote {
  returnId: Id<'return'>
  number: string
  issuedAt: Date
  lines: CreditedLine[]
}

const insert = statement(
  'credit_note_insert',
  'insert into credit_notes (shop_id, return_id, order_id, number, lines) values ($1, $2, $3, $4, $5)',
)
const ofOrder = statement(
  'credit_notes_of_order',
  `select return_id as "returnId", number, issued_at as "issuedAt", lines from credit_notes
   where shop_id = $1 and order_id = $2 order by issued_at, return_id`,
)
const lessLines = statement(
  'order_lines_returned',
  `update order_lines l set returned_quantity = l.returned_quantity + back.quantity,
     returned_paise = l.returned_paise + back.paise
   from json_to_recordset($3::json) as back ("lineId" uuid, quantity int, paise bigint)
   where l.shop_id = $1 and l.order_id = $2 and l.id = back."lineId"`,
)
const lessOrder = statement(
  'order_returned',
  'update orders set returned_paise = returned_paise + $3, version = version + 1 where shop_id = $1 and id = $2',
)

type Key = Pick<OrderRecord, 'shopId' | 'orderId'>

export const insertCreditNote = async (
  tx: Tx,
  order: Key,
  note: Pick<CreditNote, 'returnId' | 'number' | 'lines'>,
): Promise<void> =>
  void (await tx.query(insert, [
    ...[uuidOf(order.shopId), uuidOf(note.returnId), uuidOf(order.orderId), note.number],
    JSON.stringify(note.lines),
  ]))

/** The credit notes of an order, the oldest first. */
export const creditNotesOf = async (sql: Sql, order: Key): Promise<CreditNote[]> =>
  (
    await sql.query<Omit<CreditNote, 'returnId'> & { returnId: string }>(ofOrder, [
      uuidOf(order.shopId),
      uuidOf(order.orderId),
    ])
  ).map((row) => ({ ...row, returnId: idOf('return', row.returnId) }))

/** Goods of a delivered order came back: so much less is owed for it. */
export async function addReturned(
  tx: Tx,
  order: Key,
  credits: readonly Credit[],
  goodsPaise: bigint,
): Promise<void> {
  const key = [uuidOf(order.shopId), uuidOf(order.orderId)]
  const back = credits.map(({ lineId, ...one }) => ({
    ...one,
    lineId: uuidOf(lineId),
    paise: String(one.paise),
  }))
  await tx.query(lessLines, [...key, JSON.stringify(back)])
  await tx.query(lessOrder, [...key, goodsPaise])
}
