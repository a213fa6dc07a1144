import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
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
  /** Grows with each change of the sender's; what is not newer than the last one changes nothing. */
  sequence: number
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
  push(person: Actor, shopId: Id<'shop'>, items: readonly PushItem[]): Promise<PushAnswer[]>
}

const answer = (status: PushStatus, more: Partial<PushAnswer> = {}): PushAnswer => ({
  status,
  listingId: null,
  available: null,
  reserved: null,
  code: null,
  detail: null,
  ...more,
})

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
  return {
    async push(person, shopId, items) {
      const shop = await traders.requireShop(db, person, shopId)
      const seller = sellerOf(traders.maySell, shop)
      const skus = items.flatMap(({ listingId, sku }) =>
        listingId === undefined && sku !== undefined ? [sku] : [],
      )
      const bySku = await listingsBySku(db, shopId, [...new Set(skus)])
      const refs = items.map(({ listingId, sku }) => listingId ?? bySku.get(sku ?? ''))
      const newest = newestOf(items, refs)

      /** The price as it will be, or why it may not. */
      const judge = (item: PushItem, known: Terms): { terms: Terms } | { refused: PushAnswer } => {
        const terms = { price: item.pricePaise ?? known.price, mrp: item.mrpPaise ?? known.mrp }
        const offer = { pricePaise: terms.price, mrpPaise: terms.mrp, soldTo: [] }
        // Of food and buyers nothing changes here.
        const [bad] = blockingOfOffer({ facts: { hsn: '', foodMark: 'none' }, offer, seller }, tradeLists())
        return bad ? { refused: answer('refused', { code: bad.code, detail: bad.text.en }) } : { terms }
      }

      const work = async (tx: Tx): Promise<PushAnswer[]> => {
        const priced = [...newest].filter(
          ([, nth]) => items[nth]!.pricePaise !== undefined || items[nth]!.mrpPaise !== undefined,
        )
        const known = await lockPrices(
          tx,
          shopId,
          priced.map(([listingId]) => listingId),
        )
        const terms = new Map<Id<'listing'>, Terms>()
        const refused = new Map<Id<'listing'>, PushAnswer>()
        for (const [listingId, nth] of priced) {
          const now = known.get(listingId)
          if (!now) continue
          const judged = judge(items[nth]!, now)
          if ('terms' in judged) terms.set(listingId, judged.terms)
          else refused.set(listingId, { ...judged.refused, listingId })
        }
        const lines = [...newest]
          .filter(([listingId]) => !refused.has(listingId))
          .map(([listingId, nth]) => {
            const { available, sequence } = items[nth]!
            return { listingId, available, sequence }
          })
        const pushed = new Map((await pushStock(tx, shopId, lines)).map((line) => [line.listingId, line]))
        const repriced = await writePrices(
          tx,
          shopId,
          [...terms].flatMap(([listingId, to]) => (pushed.has(listingId) ? [{ listingId, ...to }] : [])),
        )
        const crossed = [...pushed.values()].filter((line) => (line.before === 0) !== (line.available === 0))
        const seen = new Set([...crossed.map(({ listingId }) => listingId), ...repriced])
        await publishListings(outbox, tx, shopId, [...seen], { urgent: true })
        // Those of an unknown id, and those that stood at a sequence as new, were both left alone.
        const left = [...newest.keys()].filter(
          (listingId) => !pushed.has(listingId) && !refused.has(listingId),
        )
        const there = await existing(tx, shopId, left)
        return items.map((_, nth) => {
          const listingId = refs[nth]
          if (listingId === undefined) return answer('unknown')
          const line = pushed.get(listingId)
          const no = refused.get(listingId)
          if (!line && !no && !there.has(listingId)) return answer('unknown')
          if (newest.get(listingId) !== nth) return answer('stale', { listingId })
          if (no) return no
          if (!line) return answer('stale', { listingId })
          return answer('applied', { listingId, available: line.available, reserved: line.reserved })
        })
      }

      const answers = await db.transaction(work)
      outbox.nudge()
      return answers
    },
  }
}

/** Of several changes of one listing the one of the highest sequence, the last of equals. */
function newestOf(
  items: readonly PushItem[],
  refs: readonly (Id<'listing'> | undefined)[],
): Map<Id<'listing'>, number> {
  const newest = new Map<Id<'listing'>, number>()
  refs.forEach((listingId, nth) => {
    if (listingId === undefined) return
    const other = newest.get(listingId)
    if (other === undefined || items[other]!.sequence <= items[nth]!.sequence) newest.set(listingId, nth)
  })
  return newest
}
