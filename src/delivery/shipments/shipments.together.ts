import { HaatError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { AskedStep } from '../../trade/orders/index.ts'
import { lockShipments, saveWords, type Told, toldBefore } from './plain.store.ts'
import { cashOf, isCashRight } from './shipments.cash.ts'
import type { ShipmentCodes } from './shipments.codes.ts'
import { clockOf, lineFor, type PlainWord, plainly, withState } from './shipments.plain.ts'
import type { ParcelProof } from './shipments.ports.ts'
import { proofOf } from './shipments.proofs.ts'
import { type Proved, prove } from './shipments.proving.ts'
import { holderAfter, isHandover, judgeWord } from './shipments.rules.ts'
import { isCarrierWord } from './shipments.states.ts'
import type { Shipment, ToldWord, WordOutcome } from './shipments.types.ts'
import type { WordsDeps } from './shipments.words.ts'

/** A word whose proof is there, with what follows from it outside this module. */
export interface ProvedWord extends PlainWord {
  told: ToldWord
  step: AskedStep['step']
  proof: ParcelProof | undefined
}

/**
 * What a word does with which a provider fetched or delivered a whole parcel, proof and cash being right. Undefined for
 * all others, which have to be looked at by themselves.
 */
export function provenly(codes: ShipmentCodes, parcel: Shipment, told: ToldWord): ProvedWord | undefined {
  const { status, receivedBy } = told
  if (told.by !== 'provider' || parcel.carrier !== 'provider' || parcel.leg > 0) return undefined
  if (!isCarrierWord(status) || receivedBy === 'neighbour') return undefined
  const occurredAt = clockOf(told)
  const judged = judgeWord(parcel, status, occurredAt)
  if (judged.effect !== 'moved') return undefined
  const step = isHandover(parcel.state, judged.state) ? 'handOver' : 'deliver'
  if (judged.state !== (step === 'handOver' ? 'pickedUp' : 'delivered')) return undefined
  if (step === 'deliver' && !isCashRight(parcel, told)) return undefined
  const proved = provedIfGiven(codes, parcel, told, judged.state)
  if (proved?.kind !== 'ok') return undefined
  const next = withState(parcel, judged.state, occurredAt)
  const line = lineFor(told)('moved', next.state, proved.proof)
  return {
    ...{ effect: 'moved', parcel: next, told, step },
    line: { ...line, holder: holderAfter(parcel, next.state) },
    proof: proofOf(parcel, next, told, proved.proof),
  }
}

/** Undefined where a proof is missing: who tells the word by itself is told which. */
function provedIfGiven(...given: Parameters<typeof prove>): Proved | undefined {
  try {
    return prove(...given)
  } catch (error) {
    if (error instanceof HaatError) return undefined
    throw error
  }
}

/**
 * Takes in words of providers, each about the booking (`offerId`) that it has, in one transaction and with a few
 * statements, however many they are: those that are plain, and hand-overs and deliveries whose proofs are right.
 * Undefined for each that has to be looked at by itself; nothing of it is written. What fails undoes them all. The
 * transaction may be pipelined.
 *
 * Locks are taken in the order in which a single word takes them, and those of one kind in the order of their keys:
 * parcels, purchases, orders, stock, the shops' chains of receipts.
 */
export async function takeTogether(
  deps: WordsDeps,
  tx: Tx,
  told: readonly (Told & { offerId: Id<'offer'> })[],
): Promise<(WordOutcome | undefined)[]> {
  const [parcels, before] = await Promise.all([
    lockShipments(
      tx,
      told.map((each) => each.shipmentId),
    ),
    toldBefore(tx, told),
  ])
  const judged = told.map(
    ({ shipmentId, offerId, word }, at): WordOutcome | PlainWord | ProvedWord | undefined => {
      const parcel = parcels.get(shipmentId)
      // A further word about the same parcel has to see what this one did.
      parcels.delete(shipmentId)
      if (!parcel || parcel.offerId !== offerId || parcel.providerId !== word.providerId) return undefined
      const { known, early } = before[at]!
      if (known) return { outcome: 'repeated', state: parcel.state }
      // What waits for a hand-over takes effect with it.
      return plainly(parcel, word) ?? (early ? undefined : provenly(deps.codes, parcel, word))
    },
  )

  const asked = judged.flatMap((one) =>
    one && 'step' in one ? [{ shopId: one.parcel.shopId, orderId: one.parcel.orderId, step: one.step }] : [],
  )
  const { moved, written } =
    asked.length > 0
      ? await deps.orders.markSeveral(tx, asked)
      : { moved: new Map<Id<'order'>, Id<'purchase'>>(), written: undefined }
  const taken = judged.map((one) =>
    one && 'step' in one && !moved.has(one.parcel.orderId) ? undefined : one,
  )
  const words = taken.filter((one) => one !== undefined && 'line' in one)
  const proved = words.filter((one): one is ProvedWord => 'step' in one)
  const cash = proved.flatMap(({ parcel, told, step }) =>
    step === 'deliver' ? (cashOf(parcel, told, moved.get(parcel.orderId)!) ?? []) : [],
  )
  // None of these looks at another: their statements go in one message.
  await Promise.all([
    written,
    words.length > 0 && saveWords(tx, words),
    cash.length > 0 && deps.cash.collectSeveral(tx, cash),
  ])
  await deps.proofs.keep(
    tx,
    proved.flatMap(({ proof }) => proof ?? []),
  )
  for (const { effect, line } of words)
    if (effect === 'unknown') deps.onUnknownStatus(line.providerId ?? 'shop')
  return taken.map((one) =>
    one && 'line' in one ? { outcome: 'recorded', effect: one.effect, state: one.parcel.state } : one,
  )
}
