import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { indianDay } from './points.store.ts'
import type { OrderRef, Stay, StayPurpose, StayState } from './points.types.ts'

interface Row {
  id: string
  point_id: string
  shop_id: string
  order_id: string
  purpose: StayPurpose
  state: StayState
  fee_paise: bigint
  expected_at: Date
  in_at: Date | null
  out_at: Date | null
  out_to: Stay['outTo']
}

const stayOf = (row: Row): Stay => ({
  stayId: idOf('stay', row.id),
  pointId: idOf('point', row.point_id),
  shopId: idOf('shop', row.shop_id),
  orderId: idOf('order', row.order_id),
  purpose: row.purpose,
  state: row.state,
  feePaise: row.fee_paise,
  expectedAt: row.expected_at,
  inAt: row.in_at,
  outAt: row.out_at,
  outTo: row.out_to,
})

// Shelf and day are guarded by one row: nothing is written unless both have room.
const reserve = statement(
  'stays_reserve',
  `with shelf as (
     update points set taken = taken + 1, day = ${indianDay},
       day_parcels = case when day = ${indianDay} then day_parcels + 1 else 1 end
     where id = $1 and status = 'open' and taken < shelf_parcels
       and (day is distinct from ${indianDay} or day_parcels < parcels_per_day)
     returning id, fee_paise)
   insert into stays (point_id, id, shop_id, order_id, purpose, state, fee_paise)
   select id, $2, $3, $4, $5, 'expected', fee_paise from shelf returning *`,
)
const open = `state in ('expected', 'here')`
const arrive = statement(
  'stays_arrive',
  `update stays set state = 'here', in_at = coalesce(in_at, now())
   where point_id = $1 and shop_id = $2 and order_id = $3 and ${open} returning *`,
)
// What lies there is there, promised or not.
const arriveUnexpected = statement(
  'stays_arrive_unexpected',
  `with shelf as (update points set taken = taken + 1 where id = $1 returning id, fee_paise)
   insert into stays (point_id, id, shop_id, order_id, purpose, state, fee_paise, in_at)
   select id, $2, $3, $4, 'transit', 'here', fee_paise, now() from shelf`,
)
const end = statement(
  'stays_end',
  `with ended as (
     update stays set state = $4, out_at = case when $4 = 'gone' then now() end, out_to = $5, fee_paise = fee_paise + $6
     where point_id = $1 and shop_id = $2 and order_id = $3 and ${open} returning point_id, expected_at)
   update points set taken = taken - 1, day_parcels = day_parcels
     - case when $4 = 'void' and day = (expected_at at time zone 'Asia/Kolkata')::date and day_parcels > 0 then 1 else 0 end
   from ended where id = point_id`,
)
const openOfPoint = statement(
  'stays_open_of_point',
  `select * from stays where point_id = $1 and ${open} order by id desc limit 500`,
)
const expectedLong = statement(
  'stays_expected_long',
  `select * from stays where state = 'expected' and expected_at < now() - interval '5 minutes' order by expected_at limit 500`,
)
const goneIn = statement(
  'stays_gone_in',
  `select * from stays where point_id = $1 and state = 'gone' and out_at >= $2 and out_at < $3 order by out_at limit 20000`,
)

const key = (pointId: Id<'point'>, { shopId, orderId }: OrderRef) => [
  uuidOf(pointId),
  uuidOf(shopId),
  uuidOf(orderId),
]

/** Keeps room for a parcel; undefined when the point has none today. Never more than shelf and day hold. */
export async function reserveStay(
  tx: Tx,
  pointId: Id<'point'>,
  order: OrderRef,
  purpose: StayPurpose,
): Promise<Stay | undefined> {
  const values = [
    uuidOf(pointId),
    uuidOf(newId('stay')),
    uuidOf(order.shopId),
    uuidOf(order.orderId),
    purpose,
  ]
  const [row] = await tx.query<Row>(reserve, values)
  return row && stayOf(row)
}

export async function arriveStay(tx: Tx, pointId: Id<'point'>, order: OrderRef): Promise<void> {
  const found = await tx.query(arrive, key(pointId, order))
  if (found.length > 0) return
  await tx.query(arriveUnexpected, [
    uuidOf(pointId),
    uuidOf(newId('stay')),
    uuidOf(order.shopId),
    uuidOf(order.orderId),
  ])
}

/** Ends a stay, if there is one. `morePaise`: what the point gets beside its fee. */
export async function endStay(
  tx: Tx,
  pointId: Id<'point'>,
  order: OrderRef,
  how: { state: 'gone' | 'void'; outTo: Stay['outTo']; morePaise?: Paise },
): Promise<void> {
  await tx.query(end, [...key(pointId, order), how.state, how.outTo, how.morePaise ?? 0n])
}

export const readOpenStays = async (sql: Sql, pointId: Id<'point'>): Promise<Stay[]> =>
  (await sql.query<Row>(openOfPoint, [uuidOf(pointId)])).map(stayOf)

/** Stays that were promised more than five minutes ago and have not begun. */
export const readLongExpected = async (sql: Sql): Promise<Stay[]> =>
  (await sql.query<Row>(expectedLong, [])).map(stayOf)

/** Stays that ended in a time, with a parcel handed out. */
export const readGone = async (
  sql: Sql,
  pointId: Id<'point'>,
  time: { from: Date; to: Date },
): Promise<Stay[]> => (await sql.query<Row>(goneIn, [uuidOf(pointId), time.from, time.to])).map(stayOf)
