import { type Id, idOf, lowestUuid, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { Lane } from '../providers/index.ts'
import { countedAt, pickupBy } from './lapses.store.ts'
import type { Standing } from './weights.rules.ts'

const dayMs = 86_400_000
/** So long after its booking a parcel may still change how a day counts. */
const openDays = 21

const writeDays = statement(
  'standings_write_days',
  `insert into provider_record_days (provider_id, day, lane, booked, fetched, pickup_on_time, delivered, first_attempt, on_time, lost)
   select offer.provider_id, (offer.created_at at time zone 'Asia/Kolkata')::date, offer.lane, count(*)::int,
     count(word.fetched_at)::int, count(*) filter (where word.fetched_at <= ${pickupBy})::int,
     count(word.delivered_at)::int, count(*) filter (where word.delivered_at is not null and word.missed is not true)::int,
     count(*) filter (where word.delivered_at <= parcel.promised_by)::int, count(*) filter (where word.lost)::int
   from offers offer join shipments parcel on parcel.shop_id = offer.shop_id and parcel.id = offer.shipment_id
   left join lateral (
     select min(${countedAt}) filter (where state_after = 'delivered') as delivered_at,
       min(${countedAt}) filter (where state_after in ('atPickup', 'pickedUp', 'delivered')) as fetched_at,
       bool_or(state_after = 'deliveryFailed') as missed, bool_or(state_after in ('lost', 'disposed')) as lost
     from shipment_events event
     where event.shop_id = offer.shop_id and event.shipment_id = offer.shipment_id and event.provider_id = offer.provider_id
       and event.effect = 'moved') word on true
   where offer.id >= $1 and offer.created_at >= $2 and offer.state = 'booked'
   group by 1, 2, 3
   on conflict (provider_id, day, lane) do update set booked = excluded.booked, fetched = excluded.fetched,
     pickup_on_time = excluded.pickup_on_time, delivered = excluded.delivered,
     first_attempt = excluded.first_attempt, on_time = excluded.on_time, lost = excluded.lost`,
)

/** Counts the last days of every provider anew. Harmless when it is done twice. */
export async function writeRecordDays(sql: Sql, now: Date): Promise<void> {
  const ist = 330 * 60_000
  const day = new Date(now.getTime() + ist - openDays * dayMs).toISOString().slice(0, 10)
  const since = new Date(Date.parse(`${day}T00:00:00Z`) - ist)
  await sql.query(writeDays, [lowestUuid(new Date(since.getTime() - 60_000)), since])
}

const standings = statement(
  'standings_read',
  `select provider_id, sum(booked)::int as parcels, sum(delivered * weight) as delivered, sum(on_time * weight) as on_time,
     sum(first_attempt * weight) as first_attempt, sum(lost * weight) as lost
   from (select *, power(0.5, ((now() at time zone 'Asia/Kolkata')::date - day)::float8 / $1) as weight
         from provider_record_days) as counted
   group by provider_id`,
)

/** How every provider did so far; after `halfLifeDays` what happened counts half. */
export async function readStandings(sql: Sql, halfLifeDays: number): Promise<Map<Id<'provider'>, Standing>> {
  const rows = await sql.query<{
    provider_id: string
    parcels: number
    delivered: number
    on_time: number
    first_attempt: number
    lost: number
  }>(standings, [halfLifeDays])
  return new Map(
    rows.map((row) => [
      idOf('provider', row.provider_id),
      {
        parcels: row.parcels,
        delivered: row.delivered,
        onTime: row.on_time,
        firstAttempt: row.first_attempt,
        lost: row.lost,
      },
    ]),
  )
}

/** How a provider did on one lane. */
export interface LaneRecord {
  providerId: Id<'provider'>
  lane: Lane
  booked: number
  /** Those whose rider came to the shop. */
  fetched: number
  pickupOnTime: number
  delivered: number
  onTime: number
  firstAttempt: number
  /** Lost or disposed of. */
  lost: number
}

const lanesSince = (where: string) => `select provider_id as "providerId", lane, sum(booked)::int as booked,
     sum(fetched)::int as fetched, sum(pickup_on_time)::int as "pickupOnTime", sum(delivered)::int as delivered,
     sum(on_time)::int as "onTime", sum(first_attempt)::int as "firstAttempt", sum(lost)::int as lost
   from provider_record_days where ${where} group by provider_id, lane`
const lanesOfAll = statement('standings_lanes', lanesSince('day >= $1::date'))
const lanesOfOne = statement('standings_lanes_of', lanesSince('provider_id = $2 and day >= $1::date'))

/** What was booked since a day in India, such as `2026-11-20`, by provider and lane; as counted last. */
export async function readLaneRecords(
  sql: Sql,
  day: string,
  providerId?: Id<'provider'>,
): Promise<LaneRecord[]> {
  const rows = providerId
    ? await sql.query<LaneRecord>(lanesOfOne, [day, uuidOf(providerId)])
    : await sql.query<LaneRecord>(lanesOfAll, [day])
  return rows.map((row) => ({ ...row, providerId: idOf('provider', row.providerId) }))
}
