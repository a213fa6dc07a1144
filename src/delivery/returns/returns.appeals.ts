import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { OrderFacts } from '../../trade/orders/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import type { Viewer, Way } from '../shipments/index.ts'
import type { ReturnsDeps } from './returns.deps.ts'
import { returnOpen, returnState, returnSum, returnTooLate } from './returns.errors.ts'
import type { ReturnMoves } from './returns.moves.ts'
import { returnUntil } from './returns.rules.ts'
import { isReturnOver } from './returns.states.ts'
import { returnsOfOrder } from './returns.store.ts'
import type { GoodsReturn } from './returns.types.ts'

type Actor = { accountId: Id<'account'> }

/** A return with its locks. */
export interface Held {
  one: GoodsReturn
  order: OrderFacts
  way: Way | undefined
}

interface Cases {
  seen(
    person: Actor,
    returnId: Id<'return'>,
    parties: readonly Viewer[],
  ): Promise<{ one: GoodsReturn; order: OrderFacts }>
  change(
    found: { one: GoodsReturn; order: OrderFacts },
    work: (tx: Tx, held: Held) => Promise<unknown>,
  ): Promise<void>
}

/** What does not go its way: the buyer asks an operator, who pays back or takes a decision back. */
export function createAppeals(
  { orders, settings, decisions }: ReturnsDeps & { decisions: Pick<Audit, 'record'> },
  { seen, change }: Cases,
  moves: ReturnMoves,
) {
  /** A return that had ended may go on only while no other of its order is open. */
  const requireAlone = async (tx: Tx, one: GoodsReturn, { purchaseId }: OrderFacts): Promise<void> => {
    await orders.lockPurchase(tx, purchaseId)
    const open = (await returnsOfOrder(tx, one)).find(({ state }) => !isReturnOver(state))
    if (open && open.returnId !== one.returnId) throw returnOpen(open.returnId)
  }

  return {
    /** The buyer does not agree with the shop or the rider. Throws `returnTooLate`, `returnOpen`. */
    async dispute(person: Actor, returnId: Id<'return'>, note: string): Promise<void> {
      const found = await seen(person, returnId, ['buyer'])
      await change(found, async (tx, { one, order }) => {
        // What an operator said stays said.
        if (one.decidedBy === 'operator') throw returnState(one.state)
        const until = one.endedAt && returnUntil(one.endedAt, settings)
        if (until && until.getTime() < Date.now()) throw returnTooLate(until)
        await requireAlone(tx, one, order)
        await moves.dispute(tx, one, note)
      })
    },

    /** An operator pays back without waiting for goods: all of it, or a part in paise. Throws `returnSum`. */
    async rule(
      person: Actor,
      returnId: Id<'return'>,
      { goodsPaise, reason }: { goodsPaise: bigint | undefined; reason: string },
    ): Promise<void> {
      const found = await seen(person, returnId, ['operator'])
      const most = found.one.goodsPaise
      if (goodsPaise !== undefined && (goodsPaise === 0n || goodsPaise > most)) throw returnSum(most)
      await change(found, async (tx, { one, way }) => {
        await moves.rule(tx, one, { goodsPaise: goodsPaise ?? most, reason, way })
        await decisions.record(tx, {
          ...{ actorId: person.accountId, action: 'return.ruled', objectId: returnId },
          reasons: [{ reason }],
        })
      })
    },

    /** An operator takes its decision back, as long as no money has left and nobody has fetched anything. */
    async reopen(person: Actor, returnId: Id<'return'>): Promise<void> {
      const found = await seen(person, returnId, ['operator'])
      await change(found, async (tx, { one, order, way }) => {
        await requireAlone(tx, one, order)
        await moves.reopen(tx, one, way)
        const entry = { actorId: person.accountId, action: 'return.undone', objectId: returnId }
        await decisions.record(tx, { ...entry, reasons: [] })
      })
    },
  }
}
