import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { RemittancesDeps } from './remittances.deps.ts'
import { type CashHand, kindOf } from './remittances.store.ts'

export type Person = { accountId: Id<'account'> }
export type Parties = ReturnType<typeof createParties>

/** Startups and points as those who settle: what they are called, who may speak for them, and of what they speak. */
export function createParties(
  deps: Pick<RemittancesDeps, 'db' | 'points' | 'members' | 'directory' | 'parcels'>,
) {
  const { db } = deps
  const isPoint = (hand: CashHand): hand is Id<'point'> => kindOf(hand) === 'point'

  return {
    /** Throws `notFound` for strangers, `forbidden` for members that are no owners. */
    requireOwner: (person: Person, hand: CashHand): Promise<unknown> =>
      isPoint(hand)
        ? deps.points.requirePoint(db, person, hand, 'owner')
        : deps.members.requireMember(db, person, { kind: 'provider', id: hand }, 'owner'),

    /** The orders of lines by their references: the id of an order, or of its parcel. Others are not in it. */
    async ordersOf(sql: Sql, references: readonly string[]): Promise<Map<string, Id<'order'>>> {
      const isOrder = (reference: string): reference is Id<'order'> => reference.startsWith('ord_')
      const ids = [...new Set(references)].filter((one) => !isOrder(one)) as Id<'shipment'>[]
      const parcels: ReadonlyMap<string, { orderId: Id<'order'> }> =
        ids.length > 0 ? await deps.parcels.several(sql, ids) : new Map()
      return new Map(
        references.flatMap((reference) => {
          const orderId = isOrder(reference) ? reference : parcels.get(reference)?.orderId
          return orderId ? [[reference, orderId]] : []
        }),
      )
    },

    /** Throws `notFound`. */
    async nameOf(hand: CashHand): Promise<string> {
      const found = isPoint(hand) ? await deps.points.find(db, hand) : await deps.directory.find(hand)
      if (!found) throw notFound(kindOf(hand))
      return found.name
    },
  }
}
