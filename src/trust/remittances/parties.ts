import { notFound } from '../../kernel/errors.ts'
import { type Id, idPattern } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { RemittancesDeps } from './remittances.deps.ts'
import { type CashHand, kindOf } from './remittances.store.ts'

export type Person = { accountId: Id<'account'> }
export type Parties = ReturnType<typeof createParties>

/** Startups and points as those who settle: what they are called, who may speak for them, and of what they speak. */
export function createParties(
  deps: Pick<RemittancesDeps, 'db' | 'points' | 'members' | 'directory' | 'parcels' | 'bookings'>,
) {
  const { db } = deps
  const isPoint = (hand: CashHand): hand is Id<'point'> => kindOf(hand) === 'point'

  return {
    /** Throws `notFound` for strangers, `forbidden` for members that are no owners. */
    requireOwner: (person: Person, hand: CashHand): Promise<unknown> =>
      isPoint(hand)
        ? deps.points.requirePoint(db, person, hand, 'owner')
        : deps.members.requireMember(db, person, { kind: 'provider', id: hand }, 'owner'),

    /** The orders of lines by their references: of an order, of its parcel, of a booking of that. Others are not in it. */
    async ordersOf(sql: Sql, references: readonly string[]): Promise<Map<string, Id<'order'>>> {
      const named = <K extends 'order' | 'shipment' | 'offer'>(kind: K) =>
        [...new Set(references)].filter((one) => idPattern(kind).test(one)) as Id<K>[]
      const offers = named('offer')
      const bookings = offers.length > 0 ? await deps.bookings.several(sql, offers) : undefined
      const parcelOf = new Map<string, Id<'shipment'>>(named('shipment').map((id) => [id, id]))
      for (const [reference, { shipmentId }] of bookings ?? []) parcelOf.set(reference, shipmentId)
      const ids = [...new Set(parcelOf.values())]
      const parcels = ids.length > 0 ? await deps.parcels.several(sql, ids) : undefined
      const orders = new Map<string, Id<'order'>>(named('order').map((id) => [id, id]))
      for (const [reference, shipmentId] of parcelOf) {
        const orderId = parcels?.get(shipmentId)?.orderId
        if (orderId) orders.set(reference, orderId)
      }
      return orders
    },

    /** Throws `notFound`. */
    async nameOf(hand: CashHand): Promise<string> {
      const found = isPoint(hand) ? await deps.points.find(db, hand) : await deps.directory.find(hand)
      if (!found) throw notFound(kindOf(hand))
      return found.name
    },
  }
}
