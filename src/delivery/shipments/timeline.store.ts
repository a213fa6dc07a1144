import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { holderOf } from './legs.store.ts'
import type { ShipmentState } from './shipments.states.ts'
import type { Entry, EntryDetail, EntryEffect, Holder, Shipment } from './shipments.types.ts'

interface EntryRow {
  sequence: number
  provider_id: string | null
  event_id: string | null
  status: string
  effect: EntryEffect
  state_after: ShipmentState
  occurred_at: Date
  recorded_at: Date
  detail: EntryDetail | null
  holder_kind: Holder['kind'] | null
  holder_id: string | null
}

const entryOf = (row: EntryRow): Entry => ({
  sequence: row.sequence,
  providerId: row.provider_id === null ? null : idOf('provider', row.provider_id),
  eventId: row.event_id,
  status: row.status,
  effect: row.effect,
  stateAfter: row.state_after,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  detail: row.detail,
  holder: row.holder_kind && holderOf(row.holder_kind, row.holder_id),
})

const entries = statement(
  'shipments_entries',
  `select sequence, provider_id, event_id, status, effect, state_after, occurred_at, recorded_at, detail,
     holder_kind, holder_id
   from shipment_events where shop_id = $1 and shipment_id = $2 and sequence > $3
     and (effect = any($4) or (effect = 'noted' and status in ('answered', 'acknowledged')))
     and ($5::uuid is null or provider_id = $5 or provider_id is null)
   order by sequence limit $6`,
)

/** Lines of a timeline with these effects, and what was decided and is known about a door, ascending; of one provider and of nobody when one is named. */
export const readEntries = async (
  sql: Sql,
  parcel: { shopId: Id<'shop'>; shipmentId: Id<'shipment'> },
  page: {
    after: number
    limit: number
    effects: readonly EntryEffect[]
    providerId?: Id<'provider'> | undefined
  },
): Promise<Entry[]> =>
  (
    await sql.query<EntryRow>(entries, [
      uuidOf(parcel.shopId),
      uuidOf(parcel.shipmentId),
      page.after,
      page.effects,
      page.providerId ? uuidOf(page.providerId) : null,
      page.limit,
    ])
  ).map(entryOf)

const eventKnown = statement(
  'shipments_event_known',
  'select 1 from shipment_events where shop_id = $1 and shipment_id = $2 and provider_id = $3 and event_id = $4',
)

const earlyWords = statement(
  'shipments_early_words',
  `select status, occurred_at from shipment_events
   where shop_id = $1 and shipment_id = $2 and provider_id = $3 and effect = 'early' order by occurred_at, sequence`,
)

/** What this provider told ahead of the hand-over, in the order in which it happened. */
export const readEarlyWords = async (
  tx: Tx,
  parcel: Shipment,
  providerId: Id<'provider'>,
): Promise<{ status: string; occurredAt: Date }[]> =>
  (
    await tx.query<{ status: string; occurred_at: Date }>(earlyWords, [
      uuidOf(parcel.shopId),
      uuidOf(parcel.shipmentId),
      uuidOf(providerId),
    ])
  ).map((row) => ({ status: row.status, occurredAt: row.occurred_at }))

/** Whether this provider told this event before. */
export const isEventKnown = async (
  tx: Tx,
  parcel: Pick<Shipment, 'shopId' | 'shipmentId'>,
  providerId: Id<'provider'>,
  eventId: string,
): Promise<boolean> =>
  (
    await tx.query(eventKnown, [
      uuidOf(parcel.shopId),
      uuidOf(parcel.shipmentId),
      uuidOf(providerId),
      eventId,
    ])
  ).length > 0
