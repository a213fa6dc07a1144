import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import type { Actor, TradersPort } from './catalogue.ports.ts'
import { blockingOfOffer } from './lint.rules.ts'
import { sellerOf } from './listing.rules.ts'
import { tradeLists } from './lists.ts'
import { existing, listingsBySku, lockPrices, pushStock, type Terms, writePrices } from './push.store.ts'
import { publishListings } from './stock.service.ts'

/** What billing software says of one listing: by its id, or by the shop's own number. */
export interface PushItem {
  listingId?: Id<'listing'> | undefined
  sku?: string | undefined
  /** Grows with each change of the sender's; what is not newer than the last one changes nothing. The call's when left out. */
  sequence?: number | undefined
  available?: number | undefined
  pricePaise?: Paise | undefined
  mrpPaise?: Paise | undefined
}

/**
 * `applied`: it stands now. `stale`: a change as new or newer stood before, or stands in the same call. `unknown`:
 * the shop has no such listing. `refused`: a rule of the linter forbids it, and nothing of the item was done.
 */
export type PushStatus = 'applied' | 'stale' | 'unknown' | 'refused'

export interface PushAnswer {
  status: PushStatus
  listingId: Id<'listing'> | null
  /** The pieces that can be bought now, and those sold and not yet handed over; null where nothing was done. */
  available: number | null
  reserved: number | null
  code: string | null
  detail: string | null
}

export interface PushUseCases {
  /** Takes changes of stock and prices in; answers one for each, in their order. */
  push(
    person: Actor,
    shopId: Id<'shop'>,
    call: { sequence: number; changes: readonly PushItem[] },
  ): Promise<PushAnswer[]>
}

const left = (status: 'stale' | 'unknown', listingId: Id<'listing'> | null): PushAnswer => ({
  status,
  listingId,
  available: null,
  reserved: null,
  code: null,
  detail: null,
})

const isPriced = ({ pricePaise, mrpPaise }: PushItem): boolean =>
  pricePaise !== undefined || mrpPaise !== undefined

/** Stock and prices pushed by billing software: few statements, however many items. */
export function createPush({
  db,
  outbox,
  traders,
}: {
  db: Database
  outbox: Outbox
  traders: TradersPort
}): PushUseCases {
  /** The listings of the items as UUIDs, place by place; an id may be one of nobody's. */
  const listingsOf = async (tx: Tx, shopId: Id<'shop'>, items: readonly PushItem[]) => {
    const named = items.some(({ sku }) => sku !== undefined)
      ? await listingsBySku(
          tx,
          shopId,
          items.map(({ sku }) => sku),
        )
      : []
    return items.map(({ listingId }, nth) => (listingId === undefined ? named[nth] : uuidOf(listingId)))
  }

  return {
    async push(person, shopId, { sequence, changes: items }) {
      const shop = await traders.requireShop(db, person, shopId)
      const work = async (tx: Tx): Promise<PushAnswer[]> => {
        const listings = await listingsOf(tx, shopId, items)
        const idAt = (nth: number) => items[nth]!.listingId ?? idOf('listing', listings[nth]!)
        const { refused, terms } = items.some(isPriced)
          ? await judgePrices(tx, shop, items, newestOf(items, listings, sequence))
          : nothingPriced
        const lines = await pushStock(tx, shopId, {
          listings: listings.map((listing) => (refused.has(listing ?? '') ? undefined : listing)),
          available: items.map(({ available }) => available),
          sequences: items.map((item) => item.sequence),
          sequence,
        })
        const answers: (PushAnswer | undefined)[] = items.map(() => undefined)
        const seen = new Set<Id<'listing'>>()
        const due = []
        for (const { nth, before, available, reserved } of lines) {
          const listingId = idAt(nth - 1)
          answers[nth - 1] = { status: 'applied', listingId, available, reserved, code: null, detail: null }
          if ((before === 0) !== (available === 0)) seen.add(listingId)
          const to = terms.get(listings[nth - 1]!)
          if (to) due.push({ listing: listings[nth - 1]!, ...to })
        }
        for (const listing of await writePrices(tx, shopId, due)) seen.add(idOf('listing', listing))
        await publishListings(outbox, tx, shopId, [...seen], { urgent: true })
        for (const [listing, { nth, code, detail }] of refused)
          answers[nth] = { ...left('stale', idOf('listing', listing)), status: 'refused', code, detail }
        if (lines.length + refused.size === items.length) return answers as PushAnswer[]
        // Those of an unknown id, and those that stood at a sequence as new, were both left alone.
        const there = await existing(
          tx,
          shopId,
          listings.filter((listing, nth) => listing !== undefined && !answers[nth]) as string[],
        )
        return answers.map(
          (answer, nth) =>
            answer ?? (there.has(listings[nth] ?? '') ? left('stale', idAt(nth)) : left('unknown', null)),
        )
      }
      const answers = await db.transaction(work, { pipelined: true })
      outbox.nudge()
      return answers
    },
  }

  /** The prices as they will be, and those that may not be, by listing. Holds the listings. */
  async function judgePrices(
    tx: Tx,
    shop: ShopFacts,
    items: readonly PushItem[],
    newest: ReadonlyMap<string, number>,
  ): Promise<Judged> {
    const priced = [...newest].filter(([, nth]) => isPriced(items[nth]!))
    const known = await lockPrices(
      tx,
      shop.shopId,
      priced.map(([listing]) => listing),
    )
    const judged: Judged = { refused: new Map(), terms: new Map() }
    const seller = sellerOf(traders.maySell, shop)
    for (const [listing, nth] of priced) {
      const now = known.get(listing)
      if (!now) continue
      const { pricePaise = now.price, mrpPaise = now.mrp } = items[nth]!
      const offer = { pricePaise, mrpPaise, soldTo: [] }
      // Of food and buyers nothing changes here.
      const [bad] = blockingOfOffer({ facts: { hsn: '', foodMark: 'none' }, offer, seller }, tradeLists())
      if (bad) judged.refused.set(listing, { nth, code: bad.code, detail: bad.text.en })
      else judged.terms.set(listing, { price: pricePaise, mrp: mrpPaise })
    }
    return judged
  }
}

interface Judged {
  refused: Map<string, { nth: number; code: string; detail: string }>
  terms: Map<string, Terms>
}
const nothingPriced: Judged = { refused: new Map(), terms: new Map() }

/** Of several changes of one listing the one of the highest sequence, the last of equals. */
function newestOf(
  items: readonly PushItem[],
  listings: readonly (string | undefined)[],
  common: number,
): Map<string, number> {
  const sequenceOf = (nth: number) => items[nth]!.sequence ?? common
  const newest = new Map<string, number>()
  listings.forEach((listing, nth) => {
    if (listing === undefined) return
    const other = newest.get(listing)
    if (other === undefined || sequenceOf(other) <= sequenceOf(nth)) newest.set(listing, nth)
  })
  return newest
}
