import { groupBy } from '../../kernel/collections.ts'
import { HaatError, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import { listingsChanged, listingsInEvent } from './catalogue.events.ts'
import type { Actor, TradersPort } from './catalogue.ports.ts'
import type { CatalogueFacts, ListingRef, StockLine } from './catalogue.types.ts'
import { largestCount } from './product.rules.ts'
import {
  adjustStock,
  consumeStock,
  readStock,
  releaseStock,
  reserveStock,
  restockAll,
  type StockChange,
  type StockNow,
  setStock,
} from './stock.store.ts'

export interface StockDeps {
  db: Database
  outbox: Outbox
  traders: TradersPort
}

export interface StockUseCases extends Pick<CatalogueFacts, 'reserve' | 'release' | 'consume'> {
  /** Goods that came back can be bought again. Listings that are gone are left out. */
  restock(tx: Tx, lines: readonly StockLine[]): Promise<void>
  /** Sets the pieces that can be bought; what is reserved stays reserved. */
  set(person: Actor, ref: ListingRef, available: number): Promise<StockNow>
  /** Adds pieces, or takes them away below zero. Throws `stockOutOfRange` where that would go below none. */
  adjust(person: Actor, ref: ListingRef, by: number): Promise<StockNow>
}

/** Publishes that listings changed, in events of bounded size; `urgent` where stock or price did. */
export async function publishListings(
  outbox: Outbox,
  tx: Tx,
  shopId: Id<'shop'>,
  listingIds: readonly Id<'listing'>[],
  { urgent = false }: { urgent?: boolean } = {},
): Promise<void> {
  const events = []
  for (let at = 0; at < listingIds.length; at += listingsInEvent) {
    const some = listingIds.slice(at, at + listingsInEvent)
    events.push(event(listingsChanged, { shopId, listingIds: some, ...(urgent ? { urgent } : {}) }))
  }
  if (events.length > 0) await outbox.publish(tx, events)
}

/** Stock: what shops set, and what checkout takes and gives back. */
export function createStock({ db, outbox, traders }: StockDeps): StockUseCases {
  const publishAll = async (tx: Tx, refs: readonly ListingRef[]): Promise<void> => {
    for (const [shopId, mine] of groupBy(refs, (ref) => ref.shopId)) {
      await publishListings(
        outbox,
        tx,
        shopId,
        mine.map((ref) => ref.listingId),
        { urgent: true },
      )
    }
  }

  const told = async (tx: Tx, ref: ListingRef, change: StockChange): Promise<StockNow> => {
    if ((change.before === 0) !== (change.available === 0)) await publishAll(tx, [ref])
    return { available: change.available, reserved: change.reserved }
  }

  return {
    async reserve(tx, lines) {
      const { short, emptied } = await reserveStock(tx, lines)
      await publishAll(tx, emptied)
      return { short }
    },
    release: async (tx, lines) => publishAll(tx, await releaseStock(tx, lines)),
    consume: consumeStock,
    restock: async (tx, lines) => publishAll(tx, await restockAll(tx, lines, largestCount)),
    async set(person, ref, available) {
      await traders.requireShop(db, person, ref.shopId)
      const now = await db.transaction(async (tx) => {
        const change = await setStock(tx, ref, available)
        if (!change) throw notFound('listing')
        return told(tx, ref, change)
      })
      outbox.nudge()
      return now
    },
    async adjust(person, ref, by) {
      await traders.requireShop(db, person, ref.shopId)
      const now = await db.transaction(async (tx) => {
        const change = await adjustStock(tx, ref, by, largestCount)
        if (change) return told(tx, ref, change)
        const stock = await readStock(tx, ref)
        if (!stock) throw notFound('listing')
        throw new HaatError(
          'unprocessable',
          'stockOutOfRange',
          `There are ${stock.available} pieces; stock stays between 0 and ${largestCount}. Send a smaller change.`,
          { facts: { ...stock } },
        )
      })
      outbox.nudge()
      return now
    },
  }
}
