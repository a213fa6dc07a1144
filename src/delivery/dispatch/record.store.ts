import { type Id, lowestUuid, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import { countedAt } from './lapses.store.ts'

/** How a provider did, day by day, and what it earned. */

export interface DayCounts {
  day: string
  offered: number
  accepted: number
  declined: number
  lapsed: number
  delivered: number
  firstAttempt: number
  onTime: number
  failed: number
}

// The offer that a parcel was carried under stays booked; one that was taken back has the booking in the timeline.
const byDay = statement(
  'record_by_day',
  `with told as (
     select (offer.created_at at time zone 'Asia/Kolkata')::date as day, offer.state, offer.closed_by, parcel.promised_by, word.*
     from offers offer join shipments parcel on parcel.shop_id = offer.shop_id and parcel.id = offer.shipment_id
     left join lateral (
       select bool_or(status = 'booked') as booked, min(${countedAt}) filter (where state_after = 'delivered') as delivered_at,
         bool_or(state_after = 'deliveryFailed') as missed, bool_or(state_after in ('returned', 'lost', 'disposed')) as gone
       from shipment_events event
       where event.shop_id = offer.shop_id and event.shipment_id = offer.shipment_id and event.provider_id = offer.provider_id
         and event.effect = 'moved') word on true
     where offer.provider_id = $1 and offer.id >= $2)
   select to_char(day, 'YYYY-MM-DD') as day, count(*)::int as offered,
     count(*) filter (where state = 'booked' or booked)::int as accepted,
     count(*) filter (where state = 'declined')::int as declined,
     count(*) filter (where state in ('lapsed', 'failed'))::int as lapsed,
     count(*) filter (where state = 'booked' and delivered_at is not null)::int as delivered,
     count(*) filter (where state = 'booked' and delivered_at is not null and missed is not true)::int as "firstAttempt",
     count(*) filter (where state = 'booked' and delivered_at <= promised_by)::int as "onTime",
     count(*) filter (where state = 'booked' and gone)::int as failed
   from told group by 1 order by 1`,
)

/** What became of the offers made since then, by the day in India of the offer. */
export const readDays = (sql: Sql, providerId: Id<'provider'>, since: Date): Promise<DayCounts[]> =>
  sql.query<DayCounts>(byDay, [uuidOf(providerId), lowestUuid(since)])

const earned = statement(
  'record_earned',
  `select to_char(event.occurred_at at time zone 'Asia/Kolkata', 'YYYY-MM-DD') as day, count(*)::int as parcels,
     sum(offer.price_paise)::bigint as "feesPaise", sum(parcel.cod_paise)::bigint as "cashPaise"
   from offers offer join shipments parcel on parcel.shop_id = offer.shop_id and parcel.id = offer.shipment_id
   join shipment_events event on event.shop_id = offer.shop_id and event.shipment_id = offer.shipment_id
     and event.provider_id = offer.provider_id and event.effect = 'moved' and event.status = 'delivered'
   where offer.provider_id = $1 and offer.id >= $2 and offer.state = 'booked' and event.occurred_at >= $3 and event.occurred_at < $4
   group by 1 order by 1`,
)

/** A parcel is not looked for further back than this before the month in which it arrived. */
const longestWayMs = 60 * 86_400_000

/** Parcels delivered in this time, by day in India, with fees and the cash taken at the door. */
export const readEarned = (
  sql: Sql,
  providerId: Id<'provider'>,
  { from, to }: { from: Date; to: Date },
): Promise<{ day: string; parcels: number; feesPaise: bigint; cashPaise: bigint }[]> =>
  sql.query(earned, [uuidOf(providerId), lowestUuid(new Date(from.getTime() - longestWayMs)), from, to])
