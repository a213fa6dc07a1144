import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { LIVE_CHANNEL } from '../../platform/live/index.ts'
import type { PullInstruction } from './dispatch.ports.ts'

/** An instruction that a provider has not said yes to. */
export interface Instruction extends Omit<PullInstruction, 'providerId'> {
  instructionId: Id<'instruction'>
  shipmentId: Id<'shipment'>
  madeAt: Date
}

/** The live channel on which new instructions for a provider are told. */
export const instructionsChannel = (id: Id<'provider'>): string => `instructions/${id}`

// What is called off without having been theirs any more, because its time to decide was over, is no instruction.
const keep = statement(
  'instructions_keep',
  `with made as (
     insert into provider_instructions (id, provider_id, offer_id, shipment_id, action, attempt, slot_from, slot_until, reason)
     select $1, provider_id, id, coalesce($4::uuid, shipment_id), $5, $6, $7, $8, $9 from offers
      where id = $3 and provider_id = $2 and ($5 <> 'cancel' or cancel_wanted)
     on conflict (offer_id, attempt) do nothing
     returning id)
   select pg_notify('${LIVE_CHANNEL}', json_build_object('channel', $10::text)::text) from made`,
)
const open = statement(
  'instructions_open',
  `select id, offer_id, shipment_id, action, attempt, slot_from, slot_until, reason, made_at from provider_instructions
   where provider_id = $1 and acknowledged_at is null order by id limit 200`,
)
const own = statement(
  'instructions_own',
  `select id, shipment_id, acknowledged_at is null as open from provider_instructions
   where provider_id = $1 and id = any($2::uuid[]) order by id`,
)
const known = statement(
  'instructions_known',
  `with noted as (
     update provider_instructions set acknowledged_at = clock_timestamp()
     where provider_id = $1 and id = any($2::uuid[]) and acknowledged_at is null returning id, action)
   select id, action from noted order by id`,
)
const forget = statement(
  'instructions_forget',
  `delete from provider_instructions where made_at < now() - interval '30 days'`,
)

/** Keeps an instruction for a provider, once however often it is told, and wakes whoever waits for it. */
export const keepInstruction = async (sql: Sql, given: PullInstruction): Promise<void> =>
  void (await sql.query(keep, [
    uuidOf(newId('instruction')),
    uuidOf(given.providerId),
    uuidOf(given.reference),
    given.shipmentId ? uuidOf(given.shipmentId) : null,
    given.action,
    given.attempt ?? 0,
    given.slot?.from ?? null,
    given.slot?.until ?? null,
    given.reason,
    instructionsChannel(given.providerId),
  ]))

/** Those of a provider that it has not said yes to, the oldest first, 200 at most. */
export async function readInstructions(sql: Sql, providerId: Id<'provider'>): Promise<Instruction[]> {
  const rows = await sql.query<{
    id: string
    offer_id: string
    shipment_id: string
    action: Instruction['action']
    attempt: number
    slot_from: Date | null
    slot_until: Date | null
    reason: string | null
    made_at: Date
  }>(open, [uuidOf(providerId)])
  return rows.map((row) => ({
    instructionId: idOf('instruction', row.id),
    reference: idOf('offer', row.offer_id),
    shipmentId: idOf('shipment', row.shipment_id),
    action: row.action,
    attempt: row.attempt === 0 ? null : row.attempt,
    slot: row.slot_from && row.slot_until ? { from: row.slot_from, until: row.slot_until } : null,
    reason: row.reason,
    madeAt: row.made_at,
  }))
}

/** Those of these that are a provider's own, the oldest first. */
export const findInstructions = async (
  sql: Sql,
  providerId: Id<'provider'>,
  ids: readonly Id<'instruction'>[],
): Promise<{ instructionId: Id<'instruction'>; shipmentId: Id<'shipment'>; isOpen: boolean }[]> =>
  (
    await sql.query<{ id: string; shipment_id: string; open: boolean }>(own, [
      uuidOf(providerId),
      ids.map(uuidOf),
    ])
  ).map((row) => ({
    instructionId: idOf('instruction', row.id),
    shipmentId: idOf('shipment', row.shipment_id),
    isOpen: row.open,
  }))

/** Its provider knows these of one (locked) parcel; those that nobody had said of before, the oldest first. */
export const noteKnown = async (
  tx: Tx,
  providerId: Id<'provider'>,
  ids: readonly Id<'instruction'>[],
): Promise<Pick<Instruction, 'instructionId' | 'action'>[]> =>
  (
    await tx.query<{ id: string; action: Instruction['action'] }>(known, [
      uuidOf(providerId),
      ids.map(uuidOf),
    ])
  ).map(({ id, action }) => ({ instructionId: idOf('instruction', id), action }))

/** Takes instructions out that are of no use any more. */
export const forgetInstructions = async (sql: Sql): Promise<void> => void (await sql.query(forget, []))
