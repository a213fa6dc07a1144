import { HaatError, notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { Bought, OrderFacts } from '../../trade/orders/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { keepDoorPhoto } from '../dispatch/index.ts'
import { type Viewer, viewerOf } from '../shipments/index.ts'
import { createAppeals, type Held } from './returns.appeals.ts'
import type { ReturnsDeps } from './returns.deps.ts'
import {
  returnFetched,
  returnForConsumers,
  returnLines,
  returnNotBack,
  returnNotDelivered,
  returnOpen,
  returnReasonNotForLine,
  returnState,
  returnTooLate,
} from './returns.errors.ts'
import type { ReturnMoves } from './returns.moves.ts'
import {
  answerUntil,
  goodsPaiseOf,
  leftOf,
  type Pieces,
  reasonsFor,
  returnUntil,
  weightOf,
  withoutAnswer,
} from './returns.rules.ts'
import { isReturnOver } from './returns.states.ts'
import {
  findReturn,
  insertReturn,
  lockReturn,
  returnsDue,
  returnsOfOrder,
  returnsOfShop,
  returnsWatched,
  saveReturn,
} from './returns.store.ts'
import type { AskedReturn, GoodsReturn } from './returns.types.ts'

type Actor = { accountId: Id<'account'> }

/** Largest photo of goods, in bytes. */
export const largestPhoto = 4 * 1024 * 1024

export type ReturnsService = ReturnType<typeof createReturnsService>

/** What buyers, shops and operators do about goods that go back. */
export function createReturnsService(
  deps: ReturnsDeps & { decisions: Pick<Audit, 'record'> },
  moves: ReturnMoves,
) {
  const { db, outbox, shipments, orders, people, shops, catalogue, settings } = deps

  /** As whom of these the person stands to an order; everybody else gets `notFound`. */
  const partyOf = async (person: Actor, order: OrderFacts | undefined, parties: readonly Viewer[]) => {
    for (const party of parties) {
      try {
        return await viewerOf(db, people, person.accountId, order, party)
      } catch (error) {
        if (!(error instanceof HaatError) || error.kind !== 'notFound') throw error
      }
    }
    throw notFound('return')
  }

  const seen = async (person: Actor, returnId: Id<'return'>, parties: readonly Viewer[]) => {
    const one = await findReturn(db, returnId)
    if (!one) throw notFound('return')
    const order = await orders.orderFor(db, one.orderId)
    return { one, order: order!, viewer: await partyOf(person, order, parties) }
  }

  /** One use case on one return: legs and parcel are locked before it, the order after it. */
  const change = async (
    { one: { shopId, orderId, returnId }, order }: { one: GoodsReturn; order: OrderFacts },
    work: (tx: Tx, held: Held) => Promise<unknown>,
  ): Promise<void> => {
    await db.transaction(async (tx) => {
      const way = await shipments.lockWay(tx, { shopId, orderId })
      const one = await lockReturn(tx, { shopId, returnId })
      if (!one) throw notFound('return')
      await work(tx, { one, order, way })
    })
    outbox.nudge()
  }

  const chosenOf = (bought: Bought, known: readonly GoodsReturn[], asked: AskedReturn) => {
    // What was refused stays refused; what was withdrawn may be asked for again.
    const taken = known.filter(({ state }) => state !== 'withdrawn').flatMap(({ lines }) => lines)
    const left = leftOf(bought.lines, taken)
    return merged(asked.lines).map(({ lineId, quantity }, at) => {
      const found = left.find(({ line }) => line.lineId === lineId)
      if (!found || quantity > found.left) throw returnLines(at, Math.max(0, found?.left ?? 0))
      const reasons = reasonsFor(found.line)
      if (!reasons.includes(asked.reason)) throw returnReasonNotForLine(at, reasons)
      return { line: found.line, quantity }
    })
  }

  /** Why nothing of an order may be asked for now; undefined when it may. */
  const closedFor = ({ facts, deliveredAt }: Bought): HaatError | undefined => {
    if (facts.buyer.kind !== 'consumer') return returnForConsumers()
    if (!deliveredAt) return returnNotDelivered(facts.state)
    const until = returnUntil(deliveredAt, settings)
    return until.getTime() < Date.now() ? returnTooLate(until) : undefined
  }

  return {
    ...createAppeals(deps, { seen, change }, moves),
    partyOf,
    seen,

    /** The returns of an order; for its buyer also what may still be asked for. */
    async ofOrder(person: Actor, orderId: Id<'order'>, as?: Viewer) {
      const bought = await orders.bought(db, orderId)
      const viewer = await partyOf(person, bought?.facts, as ? [as] : ['buyer', 'shop', 'operator'])
      const returns = await returnsOfOrder(db, bought!.facts)
      const mayAsk =
        viewer === 'buyer' && !closedFor(bought!) && returns.every(({ state }) => isReturnOver(state))
      const taken = returns.filter(({ state }) => state !== 'withdrawn').flatMap(({ lines }) => lines)
      const left = mayAsk ? leftOf(bought!.lines, taken).filter((one) => one.left > 0) : []
      return {
        ...{ returns, viewer, order: bought!.facts },
        may: left.length > 0 ? { until: returnUntil(bought!.deliveredAt!, settings), left } : null,
      }
    },

    /**
     * The buyer asks to give goods back. The same asked twice is one return. Throws what `returns.errors.ts` has.
     */
    async ask(person: Actor, orderId: Id<'order'>, asked: AskedReturn): Promise<Id<'return'>> {
      const order = await orders.orderFor(db, orderId)
      await partyOf(person, order, ['buyer'])
      const { shopId, purchaseId } = order!
      const returnId = await db.transaction(async (tx) => {
        // From here on nobody else asks for anything of this order.
        await orders.lockPurchase(tx, purchaseId)
        const bought = (await orders.bought(tx, orderId))!
        const known = await returnsOfOrder(tx, { shopId, orderId })
        const open = known.find(({ state }) => !isReturnOver(state))
        if (open && isSame(open, asked)) return open.returnId
        if (open) throw returnOpen(open.returnId)
        const closed = closedFor(bought)
        if (closed) throw closed
        const chosen = chosenOf(bought, known, asked)
        const made = {
          ...{ shopId, orderId, returnId: newId('return'), reason: asked.reason, askedBy: person.accountId },
          ...{ note: asked.note ?? null, photoUrl: asked.photoUrl ?? null },
          ...{ goodsPaise: goodsPaiseOf(chosen), weightGrams: weightOf(chosen) },
          answerBy: answerUntil(new Date(), settings),
          lines: chosen.map(({ line, quantity }) => ({ lineId: line.lineId, quantity })),
        }
        await insertReturn(tx, made)
        return made.returnId
      })
      outbox.nudge()
      return returnId
    },

    /** A photo of goods, for the return that is asked for; its address. */
    async keepPhoto(person: Actor, orderId: Id<'order'>, photo: Buffer): Promise<string> {
      await partyOf(person, await orders.orderFor(db, orderId), ['buyer'])
      return keepDoorPhoto(deps, photo, largestPhoto)
    },

    /** The shop takes it back, or an operator says so where the shop said nothing. */
    async decide(
      person: Actor,
      returnId: Id<'return'>,
      given: { accept: true } | { accept: false; why: string },
    ): Promise<void> {
      const found = await seen(person, returnId, ['shop', 'operator'])
      const by = found.viewer === 'shop' ? 'shop' : 'operator'
      await change(found, async (tx, { one, order, way }) => {
        if (by === 'operator') {
          // An operator decides what was left to it or was not taken, and nothing that the shop decides.
          if (one.state !== 'escalated' && one.state !== 'notTaken') throw returnState(one.state)
          await deps.decisions.record(tx, {
            actorId: person.accountId,
            action: given.accept ? 'return.accepted' : 'return.refused',
            objectId: returnId,
            reasons: given.accept ? [] : [{ reason: given.why }],
          })
        }
        if (given.accept) await moves.accept(tx, one, { by, order, way })
        else await moves.refuse(tx, one, { by, why: given.why })
      })
    },

    /** The buyer keeps the goods. */
    async withdraw(person: Actor, returnId: Id<'return'>): Promise<void> {
      const found = await seen(person, returnId, ['buyer'])
      await change(found, (tx, { one, way }) => moves.withdraw(tx, one, way))
    },

    /** The buyer brought the goods to the counter. Throws `returnFetched` while a rider has them. */
    async receive(person: Actor, returnId: Id<'return'>): Promise<void> {
      const found = await seen(person, returnId, ['shop'])
      await change(found, async (tx, { one, way }) => {
        if (one.state === 'pickedUp') throw returnFetched()
        await moves.receive(tx, one, way)
      })
    },

    /** The shop sells the goods again: all of them, or these lines. Once. */
    async restock(
      person: Actor,
      returnId: Id<'return'>,
      only: readonly Id<'orderLine'>[] | undefined,
    ): Promise<void> {
      const found = await seen(person, returnId, ['shop'])
      await change(found, async (tx, { one }) => {
        if (one.restockedAt) return
        if (one.state !== 'refunded' || one.endedBy === 'lost' || one.endedBy === 'ruling')
          throw returnNotBack(one.state)
        const { lines } = (await orders.bought(tx, one.orderId))!
        await saveReturn(tx, { ...one, restockedAt: new Date() })
        await catalogue.restock(
          tx,
          one.lines
            .filter(({ lineId }) => only === undefined || only.includes(lineId))
            .flatMap(({ lineId, quantity }) => {
              const line = lines.find((each) => each.lineId === lineId)
              return line ? [{ shopId: one.shopId, listingId: line.listingId, quantity }] : []
            }),
        )
      })
    },

    async ofShop(
      person: Actor,
      shopId: Id<'shop'>,
      page: { open: boolean; after: Id<'return'> | undefined; limit: number },
    ): Promise<GoodsReturn[]> {
      await shops.requireShop(db, person, shopId)
      return returnsOfShop(db, shopId, page)
    },

    /** Those that want an operator. */
    watched: (sql: Sql, page: { after: Id<'return'> | undefined; limit: number }) =>
      returnsWatched(sql, { ...page, stuckHours: settings.stuckHours }),

    /** Decides where the shop said nothing in time; how many. */
    async sweep(): Promise<number> {
      let decided = 0
      for (const { returnId } of await returnsDue(db)) {
        const found = await findReturn(db, returnId)
        const order = found && (await orders.orderFor(db, found.orderId))
        if (!found || !order) continue
        await change({ one: found, order }, async (tx, { one, way }) => {
          if (!one.answerBy || one.answerBy.getTime() > Date.now()) return
          decided++
          if (one.state === 'ruled') return moves.settle(tx, one, way)
          if (one.state === 'notTaken') return moves.refuse(tx, one, { by: 'time', why: null })
          return withoutAnswer(one.reason) === 'accept'
            ? moves.accept(tx, one, { by: 'time', order, way })
            : moves.escalate(tx, one)
        })
      }
      return decided
    },
  }
}

/** One entry a line, in the order in which they were asked. */
const merged = (lines: readonly Pieces[]): Pieces[] => {
  const sums = new Map<Pieces['lineId'], number>()
  for (const { lineId, quantity } of lines) sums.set(lineId, (sums.get(lineId) ?? 0) + quantity)
  return [...sums].map(([lineId, quantity]) => ({ lineId, quantity }))
}

const keyOf = (lines: readonly Pieces[]): string =>
  merged(lines)
    .map(({ lineId, quantity }) => `${lineId} ${quantity}`)
    .sort()
    .join()

const isSame = (open: GoodsReturn, asked: AskedReturn): boolean =>
  open.reason === asked.reason && keyOf(open.lines) === keyOf(asked.lines)
