import { notFound } from '../../kernel/errors.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import * as legs from './legs.store.ts'
import { codeWrong, notYours } from './shipments.errors.ts'
import { type BookedWord, createRecall } from './shipments.recall.ts'
import type { CarrierWord } from './shipments.states.ts'
import * as store from './shipments.store.ts'
import { takeTogether } from './shipments.together.ts'
import type { Holder, Shipment, ShipmentRef, ToldWord, WordOutcome } from './shipments.types.ts'
import { applyWord, followLegs, type WordsDeps } from './shipments.words.ts'
import { isEventKnown } from './timeline.store.ts'

/** What carriers, shops, operators and legs tell of parcels. */
export function createTelling(deps: WordsDeps & { db: Database }) {
  const { db } = deps
  const recall = createRecall(deps)
  return {
    /** Takes to a locked whole what its legs say of it: see `followLegs`. */
    follow: (
      tx: Tx,
      whole: Shipment,
      steps: readonly { word: CarrierWord; holder: Holder | null }[],
      told: ToldWord,
    ): Promise<Shipment> => followLegs(deps, tx, whole, steps, told),

    /** Keeps a word of a provider that no longer has this (locked) parcel; it moves nothing. */
    async toldLate(tx: Tx, parcel: Shipment, word: ToldWord): Promise<TakenWord> {
      const { providerId, eventId, status, occurredAt, reason } = word
      if (providerId && eventId && (await isEventKnown(tx, parcel, providerId, eventId)))
        return { outcome: 'repeated', state: parcel.state }
      const detail = reason === undefined ? null : { reason }
      const line = { providerId, eventId, status, occurredAt, detail, stateAfter: parcel.state }
      await store.saveShipment(tx, parcel, [{ ...line, effect: 'late' }])
      return { outcome: 'recorded', effect: 'late', state: parcel.state }
    },

    /** Takes in a word about a locked parcel: see `applyWord`. */
    told: (tx: Tx, parcel: Shipment, word: ToldWord, known?: boolean): Promise<WordOutcome> =>
      applyWord(deps, tx, parcel, word, known),

    /** Whether a provider told this very event of a (locked) parcel before. */
    isKnown: async (tx: Tx, ref: ShipmentRef, { providerId, eventId }: ToldWord): Promise<boolean> =>
      providerId !== null && eventId !== null && isEventKnown(tx, ref, providerId, eventId),

    /** Takes in words of many parcels at once, as far as they need no look of their own: see `takeTogether`. */
    toldTogether: (tx: Tx, told: readonly BookedWord[]) => takeTogether({ ...deps, recall }, tx, told),

    /** Reads parcels and remembers them for the words that come of them. */
    recall: recall.read,
    isRecalled: recall.has,
    /** Takes in words that only move remembered parcels, with one statement: see `createRecall`. */
    toldOfRecalled: recall.tell,

    /** A word of the shop that delivers itself. Throws `codeWrong`, `proofMissing`, `cashDiffers`, `notCarriedByShop`. */
    async toldByShop(ref: ShipmentRef, word: ToldWord): Promise<TakenWord> {
      const outcome = await db.transaction(async (tx) => {
        // Of a parcel that goes over several hands the shop may carry the first leg.
        const leg = await legs.readOpenLeg(tx, ref)
        const parcel = await store.lockShipment(tx, leg ?? ref)
        if (!parcel) throw notFound('shipment')
        if (parcel.carrier !== 'shop') throw notYours()
        return applyWord(deps, tx, parcel, word)
      })
      return refuseWrongCode(outcome)
    },

    /** An operator settles what codes and photos could not. */
    async toldByOperator(ref: ShipmentRef, word: ToldWord, alongside: (tx: Tx) => Promise<void>) {
      const outcome = await db.transaction(async (tx) => {
        const parcel = await store.lockShipment(tx, ref)
        if (!parcel) throw notFound('shipment')
        await alongside(tx)
        return applyWord(deps, tx, parcel, { ...word, providerId: parcel.providerId })
      })
      return refuseWrongCode(outcome)
    },
  }
}

export type TakenWord = Exclude<WordOutcome, { outcome: 'wrongCode' }>

/** Turns a wrong code, once its count is kept, into the error that its teller gets. */
export function refuseWrongCode(outcome: WordOutcome): TakenWord {
  if (outcome.outcome === 'wrongCode') throw codeWrong(outcome.which, outcome.triesLeft)
  return outcome
}
