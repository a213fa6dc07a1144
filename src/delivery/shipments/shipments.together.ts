import { HaatError } from '../../kernel/errors.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { AskedStep, MarkedSeveral } from '../../trade/orders/index.ts'
import { lockShipments, saveWords, toldBefore } from './plain.store.ts'
import { cashOf, isCashRight } from './shipments.cash.ts'
import type { ShipmentCodes } from './shipments.codes.ts'
import { clockOf, lineFor, type PlainWord, plainly, withState } from './shipments.plain.ts'
import type { ParcelProof } from './shipments.ports.ts'
import { proofOf } from './shipments.proofs.ts'
import { type Proved, prove } from './shipments.proving.ts'
import type { BookedWord, Recall } from './shipments.recall.ts'
import { holderAfter, isHandover, judgeWord } from './shipments.rules.ts'
import { isCarrierWord, isEnded } from './shipments.states.ts'
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

/** Words with which a whole parcel changes hands, with what its order does then. */
const stepOf: Partial<Record<string, AskedStep['step']>> = { pickedUp: 'handOver', delivered: 'deliver' }

/** Whether a whole parcel changes hands with a word: then its order, cash and receipts are written, too. */
export const changesHands = (status: string): boolean => stepOf[status] !== undefined

/**
 * Takes in words of providers in one transaction and with a few statements, however many they are: those that are
 * plain, and hand-overs and deliveries whose proofs are right. Undefined for each that has to be looked at by itself;
 * nothing of it is written. What fails undoes them all. The transaction may be pipelined: then plain words take two
 * messages to the database and hand-overs three, the commit among them.
 *
 * Locks are taken in the order in which a single word takes them, and those of one kind in the order of their keys:
 * parcels, purchases, orders, stock, the shops' chains of receipts.
 */
export async function takeTogether(
  deps: WordsDeps & { recall: Pick<Recall, 'remember'> },
  tx: Tx,
  told: readonly BookedWord[],
): Promise<(WordOutcome | undefined)[]> {
  const wanted = told.flatMap(({ shopId, orderId, word }): AskedStep[] => {
    const step = stepOf[word.status]
    return step ? [{ shopId, orderId, step }] : []
  })
  // Whose order is held in vain is told apart below.
  const [parcels, before, held] = await Promise.all([
    lockShipments(
      tx,
      told.map((each) => each.shipmentId),
    ),
    toldBefore(tx, told),
    wanted.length > 0 ? deps.orders.holdSeveral(tx, wanted) : undefined,
  ])
  const untold = new Map(parcels)
  const judged = told.map(
    ({ shipmentId, offerId, word }, at): WordOutcome | PlainWord | ProvedWord | undefined => {
      const parcel = untold.get(shipmentId)?.parcel
      // A further word about the same parcel has to see what this one did.
      untold.delete(shipmentId)
      if (!parcel || parcel.offerId !== offerId || parcel.providerId !== word.providerId) return undefined
      // Whoever it was taken from has to hear that: its offer tells.
      if (parcel.state === 'cancelled') return undefined
      const { known, early } = before[at]!
      if (known) return { outcome: 'repeated', state: parcel.state }
      // What waits for a hand-over takes effect with it.
      return plainly(parcel, word) ?? (early ? undefined : provenly(deps.codes, parcel, word))
    },
  )

  const asked = judged.flatMap((one) =>
    one && 'step' in one ? [{ shopId: one.parcel.shopId, orderId: one.parcel.orderId, step: one.step }] : [],
  )
  const { moved, written } = held && asked.length > 0 ? held.mark(asked) : unmarked
  const taken = judged.map((one) =>
    one && 'step' in one && !moved.has(one.parcel.orderId) ? undefined : one,
  )
  const words = taken.filter((one) => one !== undefined && 'line' in one)
  const proved = words.filter((one): one is ProvedWord => 'step' in one)
  const cash = proved.flatMap(({ parcel, told, step }) =>
    step === 'deliver' ? (cashOf(parcel, told, moved.get(parcel.orderId)!) ?? []) : [],
  )
  saveWords(tx, words)
  // None of these looks at another: their statements go in one message. The chains are locked last.
  await Promise.all([
    written,
    cash.length > 0 && deps.cash.collectSeveral(tx, cash),
    deps.proofs.keep(
      tx,
      proved.flatMap(({ proof }) => proof ?? []),
    ),
  ])
  for (const { effect, line, parcel } of words) {
    if (effect === 'unknown') deps.onUnknownStatus(line.providerId ?? 'shop')
    const { writer } = parcels.get(parcel.shipmentId)!
    // Should the commit fail, nothing will ever be as it is remembered here.
    if (!isEnded(parcel.state))
      deps.recall.remember(parcel.shipmentId, {
        parcel: { ...parcel, lastSequence: parcel.lastSequence + 1 },
        writer,
      })
  }
  return taken.map((one) =>
    one && 'line' in one ? { outcome: 'recorded', effect: one.effect, state: one.parcel.state } : one,
  )
}

const unmarked: MarkedSeveral = { moved: new Map(), written: Promise.resolve() }
