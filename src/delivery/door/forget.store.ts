import { type Database, statement } from '../../platform/database/index.ts'
import { endedInSql } from '../shipments/index.ts'

const ended = `parcel.state in (${endedInSql})
  and parcel.state_since < now() - $1 * interval '1 day'`

/** Points that one call forgets. */
export const mostPoints = 1000

const points = statement(
  'door_forget_points',
  `with old as (
     select shop_id, id from shipments parcel
     where drop_lat is not null and created_at < now() - $1 * interval '1 day' and ${ended}
     order by created_at limit ${mostPoints} for update skip locked)
   update shipments set drop_lat = null, drop_lng = null from old
   where shipments.shop_id = old.shop_id and shipments.id = old.id returning 1 as one`,
)
const details = statement(
  'door_forget_details',
  `update door_decisions said set detail = null from shipments parcel
   where said.detail is not null and said.decided_at < now() - $1 * interval '1 day'
     and parcel.shop_id = said.shop_id and parcel.id = said.shipment_id and ${ended} returning 1 as one`,
)
const neighbours = statement(
  'door_forget_neighbours',
  `delete from door_neighbours named using shipments parcel
   where named.named_at < now() - $1 * interval '1 day' and parcel.shop_id = named.shop_id
     and parcel.order_id = named.order_id and parcel.leg = 0 and ${ended} returning 1 as one`,
)
const said = statement(
  'door_forget_contacts',
  `delete from contacts said using shipments parcel
   where said.said_at < now() - $1 * interval '1 day' and parcel.shop_id = said.shop_id
     and parcel.id = said.shipment_id and ${ended} returning 1 as one`,
)

/**
 * Forgets where parcels went and who stood at their doors, so many days after their end; how many rows. From
 * `mostPoints` on there may be more.
 */
export async function forgetDoors(db: Database, days: number): Promise<number> {
  let forgotten = 0
  for (const what of [points, details, neighbours, said]) forgotten += (await db.query(what, [days])).length
  return forgotten
}
