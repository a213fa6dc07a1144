import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { OrderFacts } from '../../trade/orders/index.ts'
import type { DoorNote, Shipment } from '../shipments/index.ts'
import type { DoorDeps } from './door.deps.ts'
import { readDecisions, readNeighbours } from './door.store.ts'
import type { Decision, Neighbour } from './door.types.ts'

/** What carriers have to know at a door. */
export function createDoorNotes({ orders }: Pick<DoorDeps, 'orders'>) {
  const wholeOf = (parcel: Shipment) => ({
    shopId: parcel.shopId,
    shipmentId: parcel.parcelId ?? parcel.shipmentId,
  })

  const noteOf = (decisions: readonly Decision[], neighbour: Neighbour | null): DoorNote | undefined => {
    const latest = decisions.at(-1)
    if (!latest && !neighbour) return undefined
    // Each correction counts until another takes its place.
    const corrected = decisions.reduce(
      (so, { detail }) => ({
        house: detail?.house ?? so.house,
        landmark: detail?.landmark ?? so.landmark,
        gate: detail?.gate ?? so.gate,
      }),
      { house: null as string | null, landmark: null as string | null, gate: null as string | null },
    )
    return {
      instruction: latest
        ? {
            ...{ attempt: latest.attempt, answer: latest.answer, slot: latest.slot },
            ...{ note: latest.detail?.note ?? null, at: latest.decidedAt },
          }
        : null,
      neighbour,
      address: corrected,
    }
  }

  /** Who may take this parcel: named later than at checkout, or there. */
  const neighbourOf = async (
    sql: Sql,
    parcel: { shopId: Id<'shop'>; orderId: Id<'order'> },
    order: Pick<OrderFacts, 'drop'>,
  ): Promise<Neighbour | undefined> => {
    const later = (await readNeighbours(sql, [parcel])).get(parcel.orderId)
    return later === undefined ? order.drop.neighbour : (later ?? undefined)
  }

  return {
    neighbourOf,

    /** Whether the buyer has named somebody who may take it. */
    async mayTake(sql: Sql, parcel: Shipment): Promise<boolean> {
      const order = await orders.orderFor(sql, parcel.orderId)
      return order !== undefined && (await neighbourOf(sql, parcel, order)) !== undefined
    },

    /** What carriers of these parcels or legs have to know; nothing for those without. */
    async notesFor(sql: Sql, parcels: readonly Shipment[]): Promise<Map<Id<'shipment'>, DoorNote>> {
      const mine = parcels.filter((parcel) => !parcel.back)
      if (mine.length === 0) return new Map()
      const decisions = await readDecisions(sql, mine.map(wholeOf))
      const later = await readNeighbours(sql, mine)
      const facts = await orders.ordersFor(sql, [...new Set(mine.map(({ orderId }) => orderId))])
      const notes = new Map<Id<'shipment'>, DoorNote>()
      for (const parcel of mine) {
        const { shipmentId } = wholeOf(parcel)
        const said = later.get(parcel.orderId)
        const neighbour = said === undefined ? (facts.get(parcel.orderId)?.drop.neighbour ?? null) : said
        const note = noteOf(
          decisions.filter((one) => one.shipmentId === shipmentId),
          neighbour,
        )
        if (note) notes.set(parcel.shipmentId, note)
      }
      return notes
    },
  }
}
