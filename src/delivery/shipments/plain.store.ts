import { type Id, uuidOf } from '../../kernel/ids.ts'
import { statement, type Tx } from '../../platform/database/index.ts'
import { LIVE_CHANNEL } from '../../platform/live/index.ts'
import type { PlainWord } from './shipments.plain.ts'
import { channelOf, holderRow, type ShipmentRow, shipmentOf } from './shipments.store.ts'
import type { Shipment, ToldWord } from './shipments.types.ts'

/** Queries for many words at once, each about a parcel of its own. */

const lockMany = statement(
  'shipments_lock_many',
  'select * from shipments where id = any($1::uuid[]) order by shop_id, id for update',
)

/** Locks parcels in the one order in which all who lock several take them. */
export async function lockShipments(
  tx: Tx,
  ids: readonly Id<'shipment'>[],
): Promise<Map<Id<'shipment'>, Shipment>> {
  const rows = await tx.query<ShipmentRow>(lockMany, [ids.map(uuidOf)])
  return new Map(rows.map(shipmentOf).map((parcel) => [parcel.shipmentId, parcel]))
}

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

/** Writes locked parcels back, each with one further line of its timeline, and announces them. */
export async function saveWords(tx: Tx, words: readonly PlainWord[]): Promise<void> {
  const values = words.map(({ parcel, line }) => ({
    shop_id: uuidOf(parcel.shopId),
    id: uuidOf(parcel.shipmentId),
    state: parcel.state,
    attention: parcel.attention,
    state_since: parcel.stateSince,
    provider_id: line.providerId && uuidOf(line.providerId),
    event_id: line.eventId,
    status: line.status,
    effect: line.effect,
    occurred_at: line.occurredAt,
    detail: line.detail,
    ...holderRow(line.holder),
    channel: channelOf(parcel.shipmentId),
  }))
  await tx.query(saveMany, [JSON.stringify(values)])
}
