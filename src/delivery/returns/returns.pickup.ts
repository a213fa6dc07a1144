import type { Id } from '../../kernel/ids.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import {
  type CheckList,
  isBeforeHandover,
  isFromDoor,
  type PickupGate,
  type Shipment,
  type ShipmentState,
} from '../shipments/index.ts'
import type { ReturnsDeps } from './returns.deps.ts'
import { pickupCheckMissing } from './returns.errors.ts'
import type { ReturnMoves } from './returns.moves.ts'
import { checksFor, judgePickup } from './returns.rules.ts'
import { returnsOfLegs, saveReturn } from './returns.store.ts'
import type { GoodsReturn } from './returns.types.ts'

/** What happens at the buyer's door and on the way back to the shop. */
export function createPickup({ orders }: Pick<ReturnsDeps, 'orders'>, moves: ReturnMoves) {
  const listOf = async (sql: Sql, one: GoodsReturn): Promise<CheckList> => {
    const lines = (await orders.bought(sql, one.orderId))?.lines ?? []
    return {
      reason: one.reason,
      items: one.lines.flatMap(({ lineId, quantity }) => {
        const line = lines.find((each) => each.lineId === lineId)
        return line ? [{ name: line.name, nameHi: line.nameHi, quantity }] : []
      }),
      checks: checksFor(one.reason),
    }
  }

  const ofLeg = async (tx: Tx, leg: Shipment): Promise<GoodsReturn | undefined> => {
    const [found] = await returnsOfLegs(tx, [leg.shipmentId])
    return moves.lockOfLeg(tx, found, leg.shipmentId)
  }

  const judge: PickupGate['judge'] = async (tx, leg, told) => {
    const one = await ofLeg(tx, leg)
    if (!one) return { kind: 'take' }
    const found = told.found ?? {}
    const looked = judgePickup(await listOf(tx, one), found, told.photoUrl !== undefined)
    if (looked.kind === 'missing') throw pickupCheckMissing(looked.missing)
    const differs = looked.kind === 'differs' ? looked.differs : []
    const look = {
      ...{ at: new Date().toISOString(), found, differs },
      ...{ photoUrl: told.photoUrl ?? null, note: told.reason ?? null },
    }
    if (looked.kind === 'fits') {
      await saveReturn(tx, { ...one, look })
      return { kind: 'take' }
    }
    await moves.notTaken(tx, { ...one, look }, 'failCheck')
    return { kind: 'leave', why: `It does not fit the check list: ${differs.join(', ')}.` }
  }

  return {
    judge,

    /** What carriers of these legs look at; nothing for all others. */
    async listsFor(sql: Sql, parcels: readonly Shipment[]): Promise<Map<Id<'shipment'>, CheckList>> {
      const legs = parcels.filter(isFromDoor).map(({ shipmentId }) => shipmentId)
      const lists = new Map<Id<'shipment'>, CheckList>()
      for (const one of await returnsOfLegs(sql, legs))
        if (one.shipmentId) lists.set(one.shipmentId, await listOf(sql, one))
      return lists
    },

    /** A leg from a door has moved: in the transaction of its move, the leg locked. */
    async legMoved(tx: Tx, leg: Shipment, before: ShipmentState): Promise<void> {
      let one = await ofLeg(tx, leg)
      if (!one) return
      if (isBeforeHandover(before) && !isBeforeHandover(leg.state)) one = await moves.pickUp(tx, one)
      if (leg.state === 'delivered') await moves.refund(tx, one, 'arrive', 'code')
      // Who gave it out of the hand does not pay for what its carrier did.
      if (leg.state === 'lost' || leg.state === 'disposed') await moves.refund(tx, one, 'lose', 'lost')
      if (leg.state === 'returned') await moves.notTaken(tx, one, 'bringBack')
    },
  }
}
