import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { isFromDoor, type Shipment } from '../shipments/index.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import { noSuchInstruction } from './dispatch.errors.ts'
import { findInstructions, type Instruction, noteKnown } from './instructions.store.ts'

type Known = Pick<Instruction, 'instructionId' | 'action'>

/** What providers say that they know. */
export function createInstructions({
  db,
  shipments,
}: Pick<DispatchDeps, 'db'> & {
  shipments: Pick<DispatchDeps['shipments'], 'several' | 'lock' | 'acknowledged'>
}) {
  /** Of a leg the whole says it, too: shop and buyer look at that. What a buyer sends back is another parcel's story. */
  const write = async (
    tx: Tx,
    providerId: Id<'provider'>,
    parcel: Shipment,
    known: readonly Known[],
  ): Promise<void> => {
    const instructions = known.map(({ action }) => action)
    await shipments.acknowledged(tx, parcel, { providerId, instructions })
    if (!parcel.parcelId || isFromDoor(parcel)) return
    const whole = await shipments.lock(tx, { shopId: parcel.shopId, shipmentId: parcel.parcelId })
    if (whole) await shipments.acknowledged(tx, whole, { providerId, instructions })
  }

  return {
    /**
     * The provider knows these and is not told again. Each leaves one line with its parcel, however often and by how
     * many programs at once it is acknowledged. One transaction for each parcel: a leg is locked before its whole, a
     * parcel before its instructions, and of two parcels never both. Throws `notFound`, and takes none for known, when
     * one of them is not the provider's own.
     */
    async acknowledge(
      providerId: Id<'provider'>,
      ids: readonly Id<'instruction'>[],
    ): Promise<Id<'instruction'>[]> {
      const found = await findInstructions(db, providerId, ids)
      const own = new Set(found.map(({ instructionId }) => instructionId))
      const strange = ids.flatMap((id, at) => (own.has(id) ? [] : [at]))
      if (strange.length > 0) throw noSuchInstruction(strange)
      const open = new Map<Id<'shipment'>, Id<'instruction'>[]>()
      for (const { instructionId, shipmentId, isOpen } of found)
        if (isOpen) open.set(shipmentId, [...(open.get(shipmentId) ?? []), instructionId])
      const parcels = await shipments.several(db, [...open.keys()])
      for (const [shipmentId, some] of open)
        await db.transaction(async (tx) => {
          const parcel = parcels.get(shipmentId)
          const locked = parcel && (await shipments.lock(tx, parcel))
          const known = await noteKnown(tx, providerId, some)
          if (locked && known.length > 0) await write(tx, providerId, locked, known)
        })
      return found.map(({ instructionId }) => instructionId)
    },
  }
}

export type Instructions = ReturnType<typeof createInstructions>
