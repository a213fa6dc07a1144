import { type Id, newId } from '../../kernel/ids.ts'
import { move } from '../../kernel/states.ts'
import type { Tx } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import type { OrderFacts } from '../../trade/orders/index.ts'
import { searchDue } from '../dispatch/index.ts'
import { isEnded, type Way } from '../shipments/index.ts'
import type { ReturnsDeps } from './returns.deps.ts'
import { returnState } from './returns.errors.ts'
import { answerUntil, creditsOf, goodsBack, ruledCredits, undoUntil } from './returns.rules.ts'
import { isReturnOver, type ReturnWord, returnTransitions } from './returns.states.ts'
import { lockReturn, moveReturn } from './returns.store.ts'
import type { GoodsReturn } from './returns.types.ts'

export type ReturnMoves = ReturnType<typeof createReturnMoves>

/** The moves of locked returns with what hangs on them: their legs, and the money. */
export function createReturnMoves({
  outbox,
  shipments,
  orders,
  catalogue,
  dispatch,
  pointOfPin,
  settings,
}: Pick<
  ReturnsDeps,
  'outbox' | 'shipments' | 'orders' | 'catalogue' | 'dispatch' | 'pointOfPin' | 'settings'
>) {
  /** Where the table refuses it `returnState` is thrown; undefined where nothing is to be done. */
  const turn = (one: GoodsReturn, word: ReturnWord, change: Partial<GoodsReturn> = {}) => {
    const next = move(returnTransitions, one.state, word)
    if (!next.moved && next.reason === 'refuse') throw returnState(one.state)
    if (!next.moved) return undefined
    const over = { endedAt: isReturnOver(next.to) ? new Date() : null }
    return { ...one, answerBy: null, ...over, ...change, state: next.to }
  }

  /** The leg from the buyer's door to the shop; null where the buyer fetched it at the counter. */
  const addLeg = async (tx: Tx, one: GoodsReturn, order: OrderFacts, way: Way | undefined) => {
    if (!way || order.fulfilment === 'pickup') return null
    const { parcel: whole, legs } = way
    const { shopId, orderId } = one
    const bought = (await orders.bought(tx, orderId))?.lines ?? []
    const chosen = one.lines.flatMap(({ lineId, quantity }) => {
      const line = bought.find((each) => each.lineId === lineId)
      return line ? [{ line, quantity }] : []
    })
    const refs = chosen.map(({ line: { listingId } }) => ({ shopId, listingId }))
    const { isFood, keepCold, size } = goodsBack(chosen, await catalogue.terms(tx, refs))
    const leg = await shipments.addLeg(tx, {
      ...{ shopId, orderId, shipmentId: newId('shipment'), parcelId: whole.shipmentId },
      ...{ leg: Math.max(0, ...legs.map((each) => each.leg)) + 1, back: true, via: 'startup' },
      ...{ fromPoint: null, toPoint: null },
      // Startups are asked with the middle of the PIN: where the door is they read once they have accepted.
      pickup: { pin: order.drop.pin, point: pointOfPin(order.drop.pin) ?? whole.pickup.point },
      // Without a point, so that no photo but the shop's code alone closes it.
      drop: { pin: whole.pickup.pin, point: null },
      ...{ distanceMetres: whole.distanceMetres, weightGrams: one.weightGrams, codPaise: 0n },
      ...{ isFood, isCold: keepCold, size },
    })
    const { shipmentId, look } = leg
    await outbox.publish(tx, [event(searchDue, { shopId, shipmentId, look })])
    return shipmentId
  }

  const legOf = (one: GoodsReturn, way: Way | undefined) =>
    way?.legs.find(({ shipmentId }) => shipmentId === one.shipmentId)

  const endLeg = async (tx: Tx, one: GoodsReturn, way: Way | undefined): Promise<void> => {
    const leg = legOf(one, way)
    if (leg && !isEnded(leg.state)) await dispatch.callOff(tx, leg)
  }

  /** The goods are not the buyer's any more: what was paid for them goes back. */
  const refund = async (
    tx: Tx,
    one: GoodsReturn,
    word: 'arrive' | 'receive' | 'lose',
    endedBy: NonNullable<GoodsReturn['endedBy']>,
  ): Promise<GoodsReturn> => {
    const next = turn(one, word, { endedBy })
    if (!next) return one
    await moveReturn(tx, next, { by: word === 'receive' ? 'shop' : 'carrier' })
    const { orderId, returnId } = one
    const credits = creditsOf((await orders.bought(tx, orderId))?.lines ?? [], one.lines)
    await orders.takeBack(tx, { orderId, returnId, credits, reason: 'The goods went back.' })
    return next
  }

  return {
    refund,

    async accept(
      tx: Tx,
      one: GoodsReturn,
      given: { by: NonNullable<GoodsReturn['decidedBy']>; order: OrderFacts; way: Way | undefined },
    ): Promise<GoodsReturn> {
      const next = turn(one, 'accept', { decidedBy: given.by, decidedAt: new Date() })
      if (!next) return one
      const shipmentId = await addLeg(tx, one, given.order, given.way)
      return moveReturn(tx, { ...next, shipmentId }, { by: given.by })
    },

    async refuse(
      tx: Tx,
      one: GoodsReturn,
      given: { by: NonNullable<GoodsReturn['decidedBy']>; why: string | null },
    ): Promise<GoodsReturn> {
      const next = turn(one, 'refuse', {
        ...{ decidedBy: given.by, decidedAt: new Date(), refusal: given.why },
      })
      return next ? moveReturn(tx, next, { by: given.by, note: given.why }) : one
    },

    async escalate(tx: Tx, one: GoodsReturn): Promise<GoodsReturn> {
      const next = turn(one, 'escalate')
      return next ? moveReturn(tx, next, { by: 'time' }) : one
    },

    async withdraw(tx: Tx, one: GoodsReturn, way: Way | undefined): Promise<GoodsReturn> {
      const next = turn(one, 'withdraw')
      if (!next) return one
      await endLeg(tx, one, way)
      return moveReturn(tx, next, { by: 'buyer' })
    },

    /** The buyer brought it to the counter. */
    async receive(tx: Tx, one: GoodsReturn, way: Way | undefined): Promise<GoodsReturn> {
      if (one.state === 'accepted') await endLeg(tx, one, way)
      return refund(tx, one, 'receive', 'counter')
    },

    async pickUp(tx: Tx, one: GoodsReturn): Promise<GoodsReturn> {
      const next = turn(one, 'pickUp', { pickedUpAt: new Date() })
      return next ? moveReturn(tx, next, { by: 'carrier' }) : one
    },

    /** The goods stay with the buyer, or are there again: the shop says what now. */
    async notTaken(tx: Tx, one: GoodsReturn, word: 'failCheck' | 'bringBack'): Promise<GoodsReturn> {
      const next = turn(one, word, { answerBy: answerUntil(new Date(), settings) })
      return next ? moveReturn(tx, next, { by: word === 'bringBack' ? 'operator' : 'carrier' }) : one
    },

    /** The buyer asks an operator. */
    async dispute(tx: Tx, one: GoodsReturn, note: string): Promise<GoodsReturn> {
      const next = turn(one, 'dispute', { decidedBy: null, decidedAt: null })
      return next ? moveReturn(tx, next, { by: 'buyer', note }) : one
    },

    /** An operator pays back, all or a part: nobody is sent any more; who has the goods brings them to the shop. */
    async rule(
      tx: Tx,
      one: GoodsReturn,
      given: { goodsPaise: bigint; reason: string; way: Way | undefined },
    ): Promise<GoodsReturn> {
      const { goodsPaise, reason, way } = given
      const carried = one.state === 'pickedUp'
      const next = turn(one, 'rule', {
        ...{ ruling: { goodsPaise, reason, carried }, decidedBy: 'operator' as const, decidedAt: new Date() },
        answerBy: undoUntil(new Date(), settings),
      })
      if (!next) return one
      if (one.state === 'accepted') await endLeg(tx, one, way)
      return moveReturn(tx, next, { by: 'operator', note: reason })
    },

    /** The money leaves. */
    async settle(tx: Tx, one: GoodsReturn, way: Way | undefined): Promise<GoodsReturn> {
      const cameBack = legOf(one, way)?.state === 'delivered'
      const next = turn(one, 'settle', { endedBy: cameBack ? 'code' : 'ruling' })
      if (!next || !one.ruling) return one
      await moveReturn(tx, next, { by: 'operator' })
      const { orderId, returnId, ruling } = one
      const whole = creditsOf((await orders.bought(tx, orderId))?.lines ?? [], one.lines)
      const credits = ruledCredits(whole, { goodsPaise: ruling.goodsPaise, cameBack })
      await orders.takeBack(tx, { orderId, returnId, credits, reason: ruling.reason })
      return next
    },

    /** An operator takes a decision of its own back. Throws `returnState` where that is too late. */
    async reopen(tx: Tx, one: GoodsReturn, way: Way | undefined): Promise<GoodsReturn> {
      const carried = one.state === 'ruled' && one.ruling?.carried
      const leg = legOf(one, way)
      if (one.decidedBy !== 'operator' || (carried && (!leg || isEnded(leg.state))))
        throw returnState(one.state)
      const next = turn(one, carried ? 'reopenCarried' : 'reopen', {
        ...{ decidedBy: null, decidedAt: null, refusal: null, ruling: null },
      })
      if (!next) return one
      if (one.state === 'accepted') await endLeg(tx, one, way)
      return moveReturn(tx, next, { by: 'operator' })
    },

    /** Locks the return that this leg fetches. */
    async lockOfLeg(tx: Tx, found: GoodsReturn | undefined, leg: Id<'shipment'>) {
      const one = found && (await lockReturn(tx, found))
      return one?.shipmentId === leg ? one : undefined
    },
  }
}
