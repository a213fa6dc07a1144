import { HaatError, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { newId } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Database, databaseError, type Tx } from '../../platform/database/index.ts'
import { stale } from '../../platform/http/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import { type ShopFacts, type Tier, traderNotVerified } from '../traders/index.ts'
import type { Actor, IdentityPort, TradersPort } from './catalogue.ports.ts'
import type { Audience, ListingRef, ListingStatus, SaleTerms } from './catalogue.types.ts'
import { blockingOfOffer } from './lint.rules.ts'
import { refused, refuseOffer, sellerOf, tidyAudience } from './listing.rules.ts'
import {
  insertListing,
  type Listing,
  type ListingTerms,
  lockListing,
  readListings,
  type ShopListingsPage,
  shopListings,
  updateListing,
} from './listing.store.ts'
import { tradeLists } from './lists.ts'
import { keepMergesAway } from './merge.store.ts'
import { priceStory } from './price.rules.ts'
import { pastPrices } from './price.store.ts'
import { markShared, productById } from './product.store.ts'
import { publishListings } from './stock.service.ts'
import { readTerms } from './terms.store.ts'
import { priceNow, refuseDeep } from './trade.service.ts'

export interface ListingDeps {
  /** A price more than so many percent below its 30-day low wants to be confirmed. */
  deepDiscountPercent: number
  db: Database
  outbox: Outbox
  traders: TradersPort
  identity: Pick<IdentityPort, 'requireMember'>
}

export interface NewListing {
  productId: Id<'product'>
  sku: string
  pricePaise: Paise
  /** The product's, where it is left out. */
  mrpPaise?: Paise | undefined
  /** All that the seller's tiers may sell to, where it is left out. */
  soldTo?: readonly Audience[] | undefined
  minimumQuantity: number
  available: number
  confirmDeepDiscount?: boolean | undefined
}

export type ListingPatch = Partial<Omit<ListingTerms, 'status'>> & {
  confirmDeepDiscount?: boolean | undefined
}

export interface ListingUseCases {
  create(person: Actor, shopId: Id<'shop'>, listing: NewListing): Promise<Listing>
  read(person: Actor, ref: ListingRef): Promise<Listing>
  list(person: Actor, page: ShopListingsPage): Promise<Listing[]>
  /** Changes the terms when `version` is the one that stands. A patch that changes nothing leaves the version. */
  change(person: Actor, ref: ListingRef, version: number, patch: ListingPatch): Promise<Listing>
  /** Pauses or resumes; doing it twice is doing it once. */
  setStatus(person: Actor, ref: ListingRef, status: ListingStatus): Promise<Listing>
  /** What anybody may see of it: an active listing for consumers, of a verified trader. Else `notFound`. */
  show(ref: ListingRef): Promise<{ listing: Listing; shop: ShopFacts }>
  /**
   * What a trader may see of it, for who works for that trader: what is sold to its tiers, on the terms that hold for
   * it alone. Throws `notFound` for everybody else, `traderNotVerified` for a trader that may not buy yet.
   */
  showTrader(
    person: Actor,
    traderId: Id<'trader'>,
    ref: ListingRef,
  ): Promise<{ listing: Listing; shop: ShopFacts; terms: SaleTerms }>
}

/** Listings: a shop's offers of products. */
export function createListings({
  db,
  outbox,
  traders,
  identity,
  deepDiscountPercent,
}: ListingDeps): ListingUseCases {
  const change = async (
    person: Actor,
    ref: ListingRef,
    version: number | undefined,
    patch: Partial<ListingTerms> & { confirmDeepDiscount?: boolean | undefined },
  ): Promise<Listing> => {
    const shop = await traders.requireShop(db, person, ref.shopId)
    const listing = await db.transaction(async (tx) => {
      const known = await lockListing(tx, ref)
      if (!known) throw notFound('listing')
      if (version !== undefined && known.version !== version) throw stale()
      const { sku, pricePaise, mrpPaise, soldTo, minimumQuantity, status } = { ...known, ...patch }
      const terms = { sku, pricePaise, mrpPaise, soldTo: tidyAudience(soldTo), minimumQuantity, status }
      const offer = { ...terms, soldTo: patch.soldTo ?? [] }
      const findings = blockingOfOffer(
        { facts: known, offer, seller: sellerOf(traders.maySell, shop) },
        tradeLists(),
      )
      // Whether food may be listed at all was asked when it was.
      refuseOffer(findings.filter(({ code }) => code !== 'fssaiNeeded'))
      if (sameTerms(known, terms)) return known
      const held = priceNow(known, new Date())
      if (pricePaise < held && patch.pricePaise !== undefined && !patch.confirmDeepDiscount) {
        const { lowestPaise } = priceStory(known, await pastPrices(tx, ref), new Date())
        refuseDeep({ pricePaise, lowestPaise, percent: deepDiscountPercent })
      }
      await updateListing(tx, ref, terms).catch(skuTaken)
      await publishListings(outbox, tx, ref.shopId, [ref.listingId], { urgent: true })
      return (await one(tx, ref))!
    })
    outbox.nudge()
    return listing
  }

  /** An active listing of a verified trader, whoever it is for. */
  const onOffer = async (ref: ListingRef): Promise<{ listing: Listing; shop: ShopFacts }> => {
    const [listing, shops] = await Promise.all([one(db, ref), traders.shopFacts(db, [ref.shopId])])
    const shop = shops.get(ref.shopId)
    if (listing?.status !== 'active' || shop?.traderStatus !== 'verified') throw notFound('listing')
    return { listing, shop }
  }

  return {
    async create(person, shopId, listing) {
      const shop = await traders.requireShop(db, person, shopId)
      const seller = sellerOf(traders.maySell, shop)
      const made = await db.transaction(async (tx) => {
        await keepMergesAway(tx)
        const product = await productById(tx, listing.productId)
        if (!product)
          throw refused('noSuchProduct', 'There is no such product. Register it first.', '/productId')
        const soldTo = listing.soldTo ?? seller.allowed
        const mrpPaise = listing.mrpPaise ?? product.mrpPaise
        const offer = { pricePaise: listing.pricePaise, mrpPaise, soldTo }
        refuseOffer(blockingOfOffer({ facts: product, offer, seller }, tradeLists()))
        if (!listing.confirmDeepDiscount) {
          const { pricePaise } = listing
          refuseDeep({ pricePaise, lowestPaise: mrpPaise, percent: deepDiscountPercent })
        }
        const ref = { shopId, listingId: newId('listing') }
        await markShared(tx, product.productId, shop.traderId)
        await insertListing(tx, ref, product.productId, {
          ...listing,
          mrpPaise,
          soldTo: tidyAudience(soldTo),
          status: 'active',
        }).catch(skuTaken)
        await publishListings(outbox, tx, shopId, [ref.listingId])
        return (await one(tx, ref))!
      })
      outbox.nudge()
      return made
    },
    async read(person, ref) {
      await traders.requireShop(db, person, ref.shopId)
      const listing = await one(db, ref)
      if (!listing) throw notFound('listing')
      return listing
    },
    async list(person, page) {
      await traders.requireShop(db, person, page.shopId)
      return shopListings(db, page)
    },
    change: (person, ref, version, patch) => change(person, ref, version, patch),
    setStatus: (person, ref, status) => change(person, ref, undefined, { status }),
    async show(ref) {
      const { listing, shop } = await onOffer(ref)
      if (!listing.soldTo.includes('consumer')) throw notFound('listing')
      return { listing, shop }
    },
    async showTrader(person, traderId, ref) {
      await identity.requireMember(db, person, { kind: 'trader', id: traderId })
      const buyer = await traders.buyerFacts(db, traderId)
      if (buyer?.status !== 'verified') throw traderNotVerified()
      const [{ listing, shop }, [terms]] = await Promise.all([onOffer(ref), readTerms(db, [ref], buyer)])
      const isSold = buyer.tiers.some(
        (tier) => traders.maySell(shop.tiers, tier) && (listing.soldTo as readonly Tier[]).includes(tier),
      )
      if (!isSold || !terms) throw notFound('listing')
      return { listing, shop, terms }
    },
  }
}

const one = async (sql: Database | Tx, ref: ListingRef): Promise<Listing | undefined> =>
  (await readListings(sql, [ref]))[0]

const sameTerms = (a: ListingTerms, b: ListingTerms): boolean =>
  a.sku === b.sku &&
  a.pricePaise === b.pricePaise &&
  a.mrpPaise === b.mrpPaise &&
  a.minimumQuantity === b.minimumQuantity &&
  a.status === b.status &&
  a.soldTo.join() === b.soldTo.join()

const skuTaken = (error: unknown): never => {
  if (databaseError(error)?.code !== '23505') throw error
  const detail = 'This shop has a listing with this SKU already. Change that one, or take another SKU.'
  throw new HaatError('conflict', 'skuTaken', detail, {
    fields: [{ pointer: '/sku', code: 'skuTaken', detail }],
    cause: error,
  })
}
