import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { Pieces } from './returns.rules.ts'
import type { GoodsReturn, ReturnStep } from './returns.types.ts'

type Row = Omit<
  GoodsReturn,
  'shopId' | 'returnId' | 'orderId' | 'askedBy' | 'shipmentId' | 'lines' | 'steps' | 'ruling'
> & {
  shopId: string
  returnId: string
  orderId: string
  askedBy: string
  shipmentId: string | null
  lines: { lineId: string; quantity: number }[]
  ruling: { goodsPaise: number; reason: string; carried: boolean } | null
  steps: (Omit<ReturnStep, 'at'> & { at: string })[]
}

const columns = `shop_id as "shopId", id as "returnId", order_id as "orderId", state, reason, note,
  photo_url as "photoUrl", goods_paise as "goodsPaise", weight_grams as "weightGrams", asked_by as "askedBy",
  asked_at as "askedAt", answer_by as "answerBy", decided_by as "decidedBy", decided_at as "decidedAt", refusal,
  shipment_id as "shipmentId", look, picked_up_at as "pickedUpAt", ended_at as "endedAt", ended_by as "endedBy",
  restocked_at as "restockedAt", moved_at as "movedAt", ruling,
  (select json_agg(json_build_object('lineId', line_id, 'quantity', quantity) order by line_id)
     from goods_return_lines line where line.shop_id = goods_returns.shop_id and line.return_id = goods_returns.id) as lines,
  (select json_agg(json_build_object('at', at, 'state', step.state, 'by', by, 'note', step.note) order by at)
     from goods_return_steps step where step.shop_id = goods_returns.shop_id and step.return_id = goods_returns.id) as steps`

const returnFrom = (row: Row): GoodsReturn => ({
  ...row,
  shopId: idOf('shop', row.shopId),
  returnId: idOf('return', row.returnId),
  orderId: idOf('order', row.orderId),
  askedBy: idOf('account', row.askedBy),
  shipmentId: row.shipmentId === null ? null : idOf('shipment', row.shipmentId),
  lines: row.lines.map(({ lineId, quantity }) => ({ lineId: idOf('orderLine', lineId), quantity })),
  ruling: row.ruling && { ...row.ruling, goodsPaise: paise(row.ruling.goodsPaise) },
  steps: (row.steps ?? []).map(({ at, ...step }) => ({ ...step, at: new Date(at) })),
})

const insert = statement(
  'return_insert',
  `with asked as (
     insert into goods_returns (shop_id, id, order_id, reason, note, photo_url, goods_paise, weight_grams, asked_by, answer_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning shop_id, id),
   step as (
     insert into goods_return_steps (shop_id, return_id, state, by) select shop_id, id, 'asked', 'buyer' from asked)
   insert into goods_return_lines (shop_id, return_id, line_id, quantity)
   select shop_id, id, "lineId", quantity from asked, json_to_recordset($11::json) as line ("lineId" uuid, quantity int)`,
)
const byId = statement('return_find', `select ${columns} from goods_returns where id = $1`)
const forUpdate = statement(
  'return_lock',
  `select ${columns} from goods_returns where shop_id = $1 and id = $2 for update`,
)
const ofOrder = statement(
  'returns_of_order',
  `select ${columns} from goods_returns where shop_id = $1 and order_id = $2 order by id`,
)
const openOf = statement(
  'returns_open_of',
  `select r.order_id as "orderId" from unnest($1::uuid[], $2::uuid[]) as asked (shop_id, order_id)
   join goods_returns r on r.shop_id = asked.shop_id and r.order_id = asked.order_id
     and r.state not in ('refunded', 'refused', 'withdrawn')`,
)
const ofLegs = statement(
  'returns_of_legs',
  `select ${columns} from goods_returns where shipment_id = any($1::uuid[])`,
)
const ofShop = statement(
  'returns_of_shop',
  `select ${columns} from goods_returns where shop_id = $1 and ($2::uuid is null or id < $2)
     and (not $3 or state not in ('refunded', 'refused', 'withdrawn')) order by id desc limit $4`,
)
const watched = statement(
  'returns_watched',
  `select ${columns} from goods_returns
   where state in ('escalated', 'notTaken', 'ruled', 'accepted', 'pickedUp') and ($1::uuid is null or id > $1)
     and (state in ('escalated', 'notTaken', 'ruled') or moved_at < now() - $3 * interval '1 hour')
   order by id limit $2`,
)
const due = statement(
  'returns_due',
  'select shop_id, id from goods_returns where answer_by <= now() order by answer_by limit 500',
)
const save = statement(
  'return_save',
  `update goods_returns set state = $3, moved_at = case when state = $3 then moved_at else now() end, answer_by = $4, decided_by = $5, decided_at = $6, refusal = $7,
     shipment_id = $8, look = $9, picked_up_at = $10, ended_at = $11, ended_by = $12, restocked_at = $13, ruling = $14
   where shop_id = $1 and id = $2`,
)

const addStep = statement(
  'return_step',
  'insert into goods_return_steps (shop_id, return_id, state, by, note) values ($1, $2, $3, $4, $5)',
)

export const insertReturn = async (
  tx: Tx,
  asked: Pick<
    GoodsReturn,
    | 'shopId'
    | 'returnId'
    | 'orderId'
    | 'reason'
    | 'note'
    | 'photoUrl'
    | 'goodsPaise'
    | 'weightGrams'
    | 'askedBy'
    | 'answerBy'
  > & { lines: readonly Pieces[] },
): Promise<void> =>
  void (await tx.query(insert, [
    uuidOf(asked.shopId),
    uuidOf(asked.returnId),
    uuidOf(asked.orderId),
    asked.reason,
    asked.note,
    asked.photoUrl,
    asked.goodsPaise,
    asked.weightGrams,
    uuidOf(asked.askedBy),
    asked.answerBy,
    JSON.stringify(asked.lines.map(({ lineId, quantity }) => ({ lineId: uuidOf(lineId), quantity }))),
  ]))

export async function findReturn(sql: Sql, id: Id<'return'>): Promise<GoodsReturn | undefined> {
  const [row] = await sql.query<Row>(byId, [uuidOf(id)])
  return row && returnFrom(row)
}

/** Locks a return: after its leg and the whole parcel, before the order. */
export async function lockReturn(
  tx: Tx,
  ref: Pick<GoodsReturn, 'shopId' | 'returnId'>,
): Promise<GoodsReturn | undefined> {
  const [row] = await tx.query<Row>(forUpdate, [uuidOf(ref.shopId), uuidOf(ref.returnId)])
  return row && returnFrom(row)
}

/** All returns of an order, the oldest first. */
export const returnsOfOrder = async (
  sql: Sql,
  order: Pick<GoodsReturn, 'shopId' | 'orderId'>,
): Promise<GoodsReturn[]> =>
  (await sql.query<Row>(ofOrder, [uuidOf(order.shopId), uuidOf(order.orderId)])).map(returnFrom)

/** The returns that these legs fetch. */
export const returnsOfLegs = async (sql: Sql, legs: readonly Id<'shipment'>[]): Promise<GoodsReturn[]> =>
  legs.length === 0 ? [] : (await sql.query<Row>(ofLegs, [legs.map(uuidOf)])).map(returnFrom)

export const returnsOfShop = async (
  sql: Sql,
  shopId: Id<'shop'>,
  page: { open: boolean; after: Id<'return'> | undefined; limit: number },
): Promise<GoodsReturn[]> =>
  (
    await sql.query<Row>(ofShop, [
      uuidOf(shopId),
      page.after ? uuidOf(page.after) : null,
      page.open,
      page.limit,
    ])
  ).map(returnFrom)

/** Those that want an operator: undecided, not taken, ruled, or not moved on for so many hours; the oldest first. */
export const returnsWatched = async (
  sql: Sql,
  page: { after: Id<'return'> | undefined; limit: number; stuckHours: number },
): Promise<GoodsReturn[]> =>
  (await sql.query<Row>(watched, [page.after ? uuidOf(page.after) : null, page.limit, page.stuckHours])).map(
    returnFrom,
  )

/** Those on which the shop did not say anything in time. */
export const returnsDue = async (sql: Sql): Promise<Pick<GoodsReturn, 'shopId' | 'returnId'>[]> =>
  (await sql.query<{ shop_id: string; id: string }>(due, [])).map((row) => ({
    shopId: idOf('shop', row.shop_id),
    returnId: idOf('return', row.id),
  }))

/** Writes a locked return as it is given. */
export const saveReturn = async (tx: Tx, one: GoodsReturn): Promise<GoodsReturn> => {
  await tx.query(save, [
    uuidOf(one.shopId),
    uuidOf(one.returnId),
    one.state,
    one.answerBy,
    one.decidedBy,
    one.decidedAt,
    one.refusal,
    one.shipmentId && uuidOf(one.shipmentId),
    one.look && JSON.stringify(one.look),
    one.pickedUpAt,
    one.endedAt,
    one.endedBy,
    one.restockedAt,
    one.ruling && JSON.stringify({ ...one.ruling, goodsPaise: Number(one.ruling.goodsPaise) }),
  ])
  return one
}

/** The same, with the step that it has taken. */
export const moveReturn = async (
  tx: Tx,
  one: GoodsReturn,
  { by, note = null }: { by: ReturnStep['by']; note?: string | null },
): Promise<GoodsReturn> => {
  await saveReturn(tx, one)
  await tx.query(addStep, [uuidOf(one.shopId), uuidOf(one.returnId), one.state, by, note])
  return one
}

/** Those of these orders of which a return is asked for and has not ended. */
export async function ordersWithOpenReturn(
  sql: Sql,
  orders: readonly { shopId: Id<'shop'>; orderId: Id<'order'> }[],
): Promise<Set<Id<'order'>>> {
  if (orders.length === 0) return new Set()
  const rows = await sql.query<{ orderId: string }>(openOf, [
    orders.map(({ shopId }) => uuidOf(shopId)),
    orders.map(({ orderId }) => uuidOf(orderId)),
  ])
  return new Set(rows.map((row) => idOf('order', row.orderId)))
}
