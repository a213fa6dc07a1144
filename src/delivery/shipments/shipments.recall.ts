import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import { moveSeen, type SeenShipment, seeShipments, type Told } from './plain.store.ts'
import { plainly } from './shipments.plain.ts'
import type { Shipment, WordOutcome } from './shipments.types.ts'

/** Parcels that one process remembers. */
const mostRemembered = 20_000

/** A word about the booking that its provider has. */
export interface BookedWord extends Told {
  offerId: Id<'offer'>
  orderId: Id<'order'>
}

/**
 * Remembers parcels between the words that come of them, so that the next word is judged without asking the database.
 * What is remembered is never trusted: a row is written only if it is still the one that was seen.
 */
export function createRecall({ db }: { db: Database }) {
  const seen = new Map<Id<'shipment'>, SeenShipment>()
  const remember = (id: Id<'shipment'>, one: SeenShipment): void => {
    if (seen.size >= mostRemembered) seen.clear()
    seen.set(id, one)
  }

  return {
    remember,

    has: (id: Id<'shipment'>): boolean => seen.has(id),

    /** Reads these parcels and remembers them. */
    async read(ids: readonly Id<'shipment'>[]): Promise<Map<Id<'shipment'>, Shipment>> {
      if (ids.length === 0) return new Map()
      const found = await seeShipments(db, ids)
      for (const [id, one] of found) remember(id, one)
      return new Map([...found].map(([id, { parcel }]) => [id, parcel]))
    },

    /**
     * Takes in words that move remembered parcels and ask for no proof, with one statement. Undefined for each that
     * has to be looked at otherwise; nothing of it is written. Either all are taken or it throws.
     */
    async tell(told: readonly BookedWord[]): Promise<(WordOutcome | undefined)[]> {
      const taken = new Set<Id<'shipment'>>()
      const judged = told.map(({ shipmentId, offerId, word }) => {
        const known = seen.get(shipmentId)
        // Another word about the same parcel has to see what this one did.
        if (!known || taken.has(shipmentId)) return undefined
        const { parcel, writer } = known
        if (parcel.offerId !== offerId || parcel.providerId !== word.providerId) return undefined
        const plain = plainly(parcel, word)
        if (plain?.effect !== 'moved') return undefined
        taken.add(shipmentId)
        return { word: plain, writer }
      })
      const words = judged.filter((one) => one !== undefined)
      const moved =
        words.length > 0 ? await moveSeen(db.planned, words) : new Map<Id<'shipment'>, SeenShipment>()
      for (const id of taken) {
        const now = moved.get(id)
        if (now) remember(id, now)
        else seen.delete(id)
      }
      return judged.map((one) => {
        const now = one && moved.get(one.word.parcel.shipmentId)
        return now && { outcome: 'recorded', effect: 'moved', state: now.parcel.state }
      })
    },
  }
}

export type Recall = ReturnType<typeof createRecall>
