import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { LIVE_CHANNEL } from '../../platform/live/index.ts'
import type { PlainWord } from './shipments.plain.ts'
import { channelOf, holderRow, type ShipmentRow, shipmentOf } from './shipments.store.ts'
import type { Shipment, ToldWord } from './shipments.types.ts'

/** Queries for many words at once, each about a parcel of its own. */

/** A parcel, and which transaction has written its row as it is: the row changed since if it is another's by now. */
export interface SeenShipment {
  parcel: Shipment
  writer: string
}

const seenById = (rows: readonly (ShipmentRow & { writer: string })[]): Map<Id<'shipment'>, SeenShipment> =>
  new Map(
    rows.map((row) => [idOf('shipment', row.id), { parcel: shipmentOf(row), writer: row.writer }] as const),
  )

const lockMany = statement(
  'shipments_lock_many',
  `select shipments.*, pg_current_xact_id()::xid::text as writer
   from shipments where id = any($1::uuid[]) order by shop_id, id for update`,
)

/**
 * Locks parcels in the one order in which all who lock several take them. As their writer they have this transaction:
 * it is that of all that it saves.
 */
export const lockShipments = async (
  tx: Tx,
  ids: readonly Id<'shipment'>[],
): Promise<Map<Id<'shipment'>, SeenShipment>> => seenById(await tx.query(lockMany, [ids.map(uuidOf)]))

const seeMany = statement(
  'shipments_see_many',
  'select shipments.*, xmin::text as writer from shipments where id = any($1::uuid[])',
)

/** Parcels as they are now, unlocked. */
export const seeShipments = async (
  sql: Sql,
  ids: readonly Id<'shipment'>[],
): Promise<Map<Id<'shipment'>, SeenShipment>> => seenById(await sql.query(seeMany, [ids.map(uuidOf)]))

const toldBeforeMany = statement(
  'shipments_told_before',
  `select exists (select from shipment_events e where e.shop_id = told.shop_id and e.shipment_id = told.shipment_id
       and e.provider_id = told.provider_id and e.event_id = told.event_id) as known,
     exists (select from shipment_events e where told.fetched and e.shop_id = told.shop_id
       and e.shipment_id = told.shipment_id and e.provider_id = told.provider_id and e.effect = 'early') as early
   from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::boolean[]) with ordinality
     as told (shop_id, shipment_id, provider_id, event_id, fetched, nth) order by nth`,
)

export interface Told {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  word: ToldWord
}

/**
 * Of each word, in their order, whether this very event was told before (`known`), and, where it tells that a parcel was
 * fetched, whether something waits for that (`early`).
 */
export const toldBefore = (tx: Tx, told: readonly Told[]): Promise<{ known: boolean; early: boolean }[]> =>
  tx.query(toldBeforeMany, [
    told.map(({ shopId }) => uuidOf(shopId)),
    told.map(({ shipmentId }) => uuidOf(shipmentId)),
    told.map(({ word }) => word.providerId && uuidOf(word.providerId)),
    told.map(({ word }) => word.eventId),
    told.map(({ word }) => word.status === 'pickedUp'),
  ])

const saveMany = statement(
  'shipments_save_plain',
  `with row as (
     select * from jsonb_to_recordset($1::jsonb) as row (shop_id uuid, id uuid, state text, attention jsonb,
       state_since timestamptz, provider_id uuid, event_id text, status text, effect text, occurred_at timestamptz,
       detail jsonb, holder_kind text, holder_id uuid, channel text)),
   saved as (
     update shipments s set state = row.state, attention = row.attention, state_since = row.state_since,
       last_sequence = s.last_sequence + 1
     from row where s.shop_id = row.shop_id and s.id = row.id
     returning s.shop_id, s.id, s.last_sequence),
   line as (
     insert into shipment_events (shop_id, shipment_id, sequence, provider_id, event_id, status, effect, state_after,
       occurred_at, detail, holder_kind, holder_id)
     select shop_id, id, last_sequence, provider_id, event_id, status, effect, state, occurred_at, detail, holder_kind,
       holder_id
     from saved join row using (shop_id, id))
   select pg_notify('${LIVE_CHANNEL}', json_build_object('channel', channel, 'seq', last_sequence)::text)
   from saved join row using (shop_id, id)`,
)

const rowOf = ({ parcel, line }: PlainWord) => ({
  shop_id: uuidOf(parcel.shopId),
  id: uuidOf(parcel.shipmentId),
  state: parcel.state,
  state_since: parcel.stateSince,
  provider_id: line.providerId && uuidOf(line.providerId),
  event_id: line.eventId,
  status: line.status,
  occurred_at: line.occurredAt,
  detail: line.detail,
  channel: channelOf(parcel.shipmentId),
})

/** Writes locked parcels back, each with one further line of its timeline, and announces them. */
export function saveWords(tx: Tx, words: readonly PlainWord[]): void {
  if (words.length === 0) return
  const values = words.map((word) => ({
    ...rowOf(word),
    attention: word.parcel.attention,
    effect: word.line.effect,
    ...holderRow(word.line.holder),
  }))
  tx.send(saveMany, [JSON.stringify(values)])
}

// A row is written only as it was seen: a database that lost its last moments gives their transactions' numbers again,
// so that the last line counts, too. Rows are locked in the order in which all who lock several take them.
const moveMany = statement(
  'shipments_move_seen',
  `with row as (
     select * from jsonb_to_recordset($1::jsonb) as row (shop_id uuid, id uuid, writer xid, seen int, state text,
       state_since timestamptz, provider_id uuid, event_id text, status text, occurred_at timestamptz, detail jsonb,
       channel text)),
   held as (
     select row.*, s.last_sequence + 1 as sequence
     from shipments s join row on s.shop_id = row.shop_id and s.id = row.id
     where s.xmin = row.writer and s.last_sequence = row.seen and not exists (
       select from shipment_events e where e.shop_id = row.shop_id and e.shipment_id = row.id
         and e.provider_id = row.provider_id and e.event_id = row.event_id)
     order by s.shop_id, s.id for update of s),
   moved as (
     update shipments s set state = held.state, attention = null, state_since = held.state_since,
       last_sequence = held.sequence
     from held where s.shop_id = held.shop_id and s.id = held.id),
   line as (
     insert into shipment_events (shop_id, shipment_id, sequence, provider_id, event_id, status, effect, state_after,
       occurred_at, detail)
     select shop_id, id, sequence, provider_id, event_id, status, 'moved', state, occurred_at, detail from held)
   select id, sequence, pg_current_xact_id()::xid::text as writer,
     pg_notify('${LIVE_CHANNEL}', json_build_object('channel', channel, 'seq', sequence)::text)
   from held`,
)

/**
 * Moves parcels that are as they were seen, each with one further line of its timeline, and announces them; a
 * transaction of its own. Left alone are those that changed meanwhile, and whose event was told before. Answers the
 * moved ones, with whoever has written them now.
 */
export async function moveSeen(
  sql: Pick<Sql, 'query'>,
  words: readonly { word: PlainWord; writer: string }[],
): Promise<Map<Id<'shipment'>, SeenShipment>> {
  const rows = await sql.query<{ id: string; sequence: number; writer: string }>(moveMany, [
    JSON.stringify(
      words.map(({ word, writer }) => ({ ...rowOf(word), writer, seen: word.parcel.lastSequence })),
    ),
  ])
  const moved = new Map(rows.map((row) => [idOf('shipment', row.id), row]))
  return new Map(
    words.flatMap(({ word: { parcel } }) => {
      const row = moved.get(parcel.shipmentId)
      if (!row) return []
      const { sequence: lastSequence, writer } = row
      return [[parcel.shipmentId, { parcel: { ...parcel, lastSequence }, writer }] as const]
    }),
  )
}
