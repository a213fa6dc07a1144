import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { DoorAnswer } from '../shipments/index.ts'
import type { DoorDetail } from './door.tables.ts'
import type { Decision, Neighbour } from './door.types.ts'

type ParcelRef = { shopId: Id<'shop'>; shipmentId: Id<'shipment'> }
type OrderRef = { shopId: Id<'shop'>; orderId: Id<'order'> }

interface Row {
  shop_id: string
  shipment_id: string
  attempt: number
  answer: DoorAnswer
  account_id: string | null
  slot_from: Date | null
  slot_until: Date | null
  detail: DoorDetail | null
  told: Decision['told']
  decided_at: Date
}

const decisionOf = (row: Row): Decision => ({
  shopId: idOf('shop', row.shop_id),
  shipmentId: idOf('shipment', row.shipment_id),
  attempt: row.attempt,
  answer: row.answer,
  accountId: row.account_id === null ? null : idOf('account', row.account_id),
  slot: row.slot_from && row.slot_until ? { from: row.slot_from, until: row.slot_until } : null,
  detail: row.detail,
  told: row.told,
  decidedAt: row.decided_at,
})

const insert = statement(
  'door_decide',
  `insert into door_decisions (shop_id, shipment_id, attempt, answer, account_id, slot_from, slot_until, detail)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

export const writeDecision = async (tx: Tx, decision: Omit<Decision, 'told' | 'decidedAt'>): Promise<void> =>
  void (await tx.query(insert, [
    uuidOf(decision.shopId),
    uuidOf(decision.shipmentId),
    decision.attempt,
    decision.answer,
    decision.accountId && uuidOf(decision.accountId),
    decision.slot?.from ?? null,
    decision.slot?.until ?? null,
    decision.detail && JSON.stringify(decision.detail),
  ]))

const ofParcels = statement(
  'door_decisions_of',
  'select * from door_decisions where shipment_id = any($2::uuid[]) and shop_id = any($1::uuid[]) order by attempt',
)

/** What was decided about these parcels, the earliest first. */
export const readDecisions = async (sql: Sql, parcels: readonly ParcelRef[]): Promise<Decision[]> =>
  parcels.length === 0
    ? []
    : (
        await sql.query<Row>(ofParcels, [
          parcels.map(({ shopId }) => uuidOf(shopId)),
          parcels.map(({ shipmentId }) => uuidOf(shipmentId)),
        ])
      ).map(decisionOf)

const setTold = statement(
  'door_told',
  'update door_decisions set told = $4 where shop_id = $1 and shipment_id = $2 and attempt = $3',
)

export const markTold = async (
  tx: Tx,
  ref: ParcelRef & { attempt: number },
  told: Decision['told'],
): Promise<void> =>
  void (await tx.query(setTold, [uuidOf(ref.shopId), uuidOf(ref.shipmentId), ref.attempt, told]))

const name = statement(
  'door_neighbour_name',
  `insert into door_neighbours (shop_id, order_id, name, house) values ($1, $2, $3, $4)
   on conflict (shop_id, order_id) do update set name = $3, house = $4, named_at = now()`,
)

/** Names who may take an order's parcel; null: nobody may. */
export const writeNeighbour = async (sql: Sql, order: OrderRef, neighbour: Neighbour | null): Promise<void> =>
  void (await sql.query(name, [
    uuidOf(order.shopId),
    uuidOf(order.orderId),
    neighbour?.name ?? null,
    neighbour?.house ?? null,
  ]))

const named = statement(
  'door_neighbours_of',
  'select order_id, name, house from door_neighbours where shop_id = any($1::uuid[]) and order_id = any($2::uuid[])',
)

/** Who was named later than at checkout: null where that was taken back, absent where nothing was said. */
export const readNeighbours = async (
  sql: Sql,
  orders: readonly OrderRef[],
): Promise<Map<Id<'order'>, Neighbour | null>> => {
  if (orders.length === 0) return new Map()
  const rows = await sql.query<{ order_id: string; name: string | null; house: string | null }>(named, [
    orders.map(({ shopId }) => uuidOf(shopId)),
    orders.map(({ orderId }) => uuidOf(orderId)),
  ])
  return new Map(
    rows.map((row) => [
      idOf('order', row.order_id),
      row.name === null ? null : { name: row.name, house: row.house ?? '' },
    ]),
  )
}
