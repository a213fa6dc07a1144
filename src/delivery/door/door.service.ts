import { HaatError, notFound } from '../../kernel/errors.ts'
import { distanceMetres } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import type { PointFacts } from '../points/index.ts'
import { type DoorAnswer, isEnded, type Shipment, type Viewer, viewerOf } from '../shipments/index.ts'
import type { DoorDeps } from './door.deps.ts'
import {
  doorAnswered,
  doorClosed,
  doorFieldMissing,
  doorNotOffered,
  doorPointFar,
  doorTooLate,
} from './door.errors.ts'
import { doorDecided } from './door.events.ts'
import { createDoorNotes } from './door.notes.ts'
import { answerBy, attemptsIn, choicesAfter, defaultAnswer, isSlot, slotsFrom } from './door.rules.ts'
import { readDecisions, writeDecision, writeNeighbour } from './door.store.ts'
import type { Answer, Neighbour } from './door.types.ts'

type Actor = { accountId: Id<'account'> }

/** So far from the address a point may be. */
const pointWithinMetres = 5000
const pointsShown = 5

export type DoorService = ReturnType<typeof createDoorService>

/** What buyers decide about their doors: after an attempt that failed, and who else may take a parcel. */
export function createDoorService(deps: DoorDeps) {
  const { db, outbox, shipments, orders, people, points, relay, settings } = deps
  const { neighbourOf } = createDoorNotes(deps)

  const attemptsOf = async (sql: Tx | typeof db, parcel: Shipment) =>
    attemptsIn(await shipments.timelineOf(sql, parcel, ['moved']))

  /** Points near an address with room, for parcels that may go there. */
  const pointsNear = async (parcel: Shipment): Promise<{ point: PointFacts; distanceMetres: number }[]> => {
    const to = parcel.drop.point ?? deps.pointOfPin(parcel.drop.pin)
    return to ? points.near(db, to, pointsShown, ['kirana'], pointWithinMetres) : []
  }

  const seen = async (person: Actor, shipmentId: Id<'shipment'>, as?: Viewer) => {
    const parcel = await shipments.read(db, shipmentId)
    const order = parcel && (await orders.orderFor(db, parcel.orderId))
    const viewer = await viewerOf(db, people, person.accountId, order, as)
    // A leg is for those who carry it.
    if (!parcel || !order || parcel.leg > 0) throw notFound('shipment')
    return { parcel, order, viewer }
  }

  /** What hangs on an answer, in the transaction that takes it; `carried` is the parcel or the leg that came. */
  const effects: Record<
    DoorAnswer,
    (tx: Tx, given: Answer, held: { whole: Shipment; carried: Shipment }) => Promise<unknown>
  > = {
    async again() {},
    async address(_tx, { house, landmark, gate }) {
      if (!house && !landmark && !gate)
        throw doorFieldMissing('/house', 'say the house, the landmark or the gate')
    },
    async slot(tx, { slot }, { whole, carried }) {
      if (!slot || !isSlot(slot, new Date()))
        throw doorFieldMissing('/slot', 'choose one of the times offered')
      await shipments.save(tx, { ...whole, promisedBy: slot.until })
      if (carried !== whole) await shipments.save(tx, { ...carried, promisedBy: slot.until })
    },
    async neighbour(tx, { neighbour }, { whole }) {
      if (neighbour) return writeNeighbour(tx, whole, neighbour)
      const order = await orders.orderFor(tx, whole.orderId)
      if (!order || !(await neighbourOf(tx, whole, order)))
        throw doorFieldMissing('/neighbour', 'say who may take it, and in which house')
    },
    async point(tx, { pointId }, { whole }) {
      const way = await shipments.lockWay(tx, whole)
      const point = pointId && (await points.find(tx, pointId))
      const to = whole.drop.point ?? deps.pointOfPin(whole.drop.pin)
      const isNear = point && to && distanceMetres(point.place, to) <= pointWithinMetres
      if (!way || !isNear || point.kind !== 'kirana' || point.status !== 'open') throw doorPointFar()
      await relay.diverts(tx, way, point)
    },
    async return(tx, _given, { whole, carried }) {
      const word = {
        ...{ by: 'buyer' as const, providerId: carried.providerId, eventId: null },
        ...{ status: 'returning', occurredAt: new Date() },
      }
      if (whole.carrier !== 'relay') return shipments.told(tx, carried, word)
      // From wherever its carrier brings it, it goes back to the shop.
      await shipments.told(tx, carried, word)
      const turned = await shipments.lock(tx, whole)
      return (
        turned && shipments.follow(tx, { ...turned, back: true }, [{ word: 'returning', holder: null }], word)
      )
    },
  }

  /** Takes a decision about an attempt that failed; `by` null: nobody answered in time. */
  const decide = async (
    tx: Tx,
    ref: { shopId: Id<'shop'>; orderId: Id<'order'> },
    by: Actor | null,
    given: Answer | undefined,
  ): Promise<DoorAnswer> => {
    const way = await shipments.lockWay(tx, ref)
    if (!way) throw notFound('shipment')
    const whole = way.parcel
    const open = way.legs.find((leg) => !isEnded(leg.state))
    const attempts = await attemptsOf(tx, whole)
    const decided = (await readDecisions(tx, [whole])).find(({ attempt }) => attempt === attempts?.count)
    if (decided) throw doorAnswered(decided.answer)
    if (whole.state !== 'deliveryFailed' || !attempts) throw doorClosed(whole.state)
    const isOver = Date.now() > answerBy(attempts.failedAt, settings).getTime()
    if (by ? isOver : !isOver) throw doorTooLate()
    const answer = given ?? { answer: defaultAnswer(attempts.count, settings) }
    const choices = choicesAfter(attempts.count, whole, settings)
    if (!choices.includes(answer.answer)) throw doorNotOffered(choices)
    const { house, landmark, gate, note, slot, neighbour: _, pointId: __, ...kind } = answer
    const detail = { ...(by ? { by: 'buyer' as const } : {}), answer: answer.answer, reason: note }
    const held = {
      whole: await shipments.decided(tx, whole, detail),
      carried: open ? await shipments.decided(tx, open, detail) : whole,
    }
    await effects[answer.answer](tx, answer, open ? held : { ...held, carried: held.whole })
    const kept = { house, landmark, gate, note }
    await writeDecision(tx, {
      ...{ shopId: whole.shopId, shipmentId: whole.shipmentId, attempt: attempts.count },
      ...{ ...kind, accountId: by?.accountId ?? null },
      slot: answer.answer === 'slot' ? (slot ?? null) : null,
      detail: Object.values(kept).some(Boolean) ? kept : null,
    })
    await outbox.publish(tx, [
      event(doorDecided, {
        ...{ shopId: whole.shopId, shipmentId: whole.shipmentId },
        ...{ attempt: attempts.count, tries: 0 },
      }),
    ])
    return answer.answer
  }

  const read = async (person: Actor, shipmentId: Id<'shipment'>, as?: Viewer) => {
    const { parcel, order, viewer } = await seen(person, shipmentId, as)
    const attempts = await attemptsOf(db, parcel)
    const decisions = await readDecisions(db, [parcel])
    const isOpen =
      attempts !== undefined &&
      parcel.state === 'deliveryFailed' &&
      !decisions.some(({ attempt }) => attempt === attempts.count)
    const choices = isOpen ? choicesAfter(attempts.count, parcel, settings) : []
    return {
      parcel,
      decisions,
      neighbour: (await neighbourOf(db, parcel, order)) ?? null,
      question: isOpen
        ? {
            attempt: attempts.count,
            mostAttempts: settings.mostAttempts,
            reason: attempts.reason,
            failedAt: attempts.failedAt,
            answerBy: answerBy(attempts.failedAt, settings),
            otherwise: defaultAnswer(attempts.count, settings),
            choices,
            slots: choices.includes('slot') ? slotsFrom(new Date()) : [],
            points: viewer === 'buyer' && choices.includes('point') ? await pointsNear(parcel) : [],
          }
        : null,
    }
  }

  return {
    read,

    /** The buyer's answer to an attempt that failed. Throws what `door.errors.ts` has, and `pointFull`. */
    async answer(person: Actor, shipmentId: Id<'shipment'>, given: Answer) {
      const { parcel } = await seen(person, shipmentId, 'buyer')
      await db.transaction((tx) => decide(tx, parcel, person, given))
      outbox.nudge()
      return read(person, shipmentId, 'buyer')
    },

    /** Names who may take an order's parcel, or takes that back with null. Throws `doorClosed` once it has ended. */
    async nameNeighbour(person: Actor, orderId: Id<'order'>, neighbour: Neighbour | null): Promise<void> {
      const order = await orders.orderFor(db, orderId)
      await viewerOf(db, people, person.accountId, order, 'buyer')
      if (!order) throw notFound('order')
      const parcel = await shipments.ofOrder(db, order)
      if (parcel ? isEnded(parcel.state) : order.state === 'delivered') throw doorClosed(order.state)
      await writeNeighbour(db, order, neighbour)
    },

    /** Decides where nobody answered in time; how many. */
    async sweep(): Promise<number> {
      let decided = 0
      const before = new Date(Date.now() - settings.answerMinutes * 60_000)
      for (const parcel of await shipments.failedBefore(db, before)) {
        const attempts = await attemptsOf(db, parcel)
        const known = await readDecisions(db, [parcel])
        if (known.some(({ attempt }) => attempt === attempts?.count)) continue
        try {
          await db.transaction((tx) => decide(tx, parcel, null, undefined))
          decided++
        } catch (error) {
          // Somebody decided meanwhile, or it is not time yet by the market's own clock.
          if (!(error instanceof HaatError) || error.kind !== 'conflict') throw error
        }
      }
      if (decided > 0) outbox.nudge()
      return decided
    },
  }
}
