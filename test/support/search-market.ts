import type { Id } from '../../src/kernel/ids.ts'
import { newId, uuidOf } from '../../src/kernel/ids.ts'
import type { ListingRef, Offer } from '../../src/trade/catalogue/index.ts'
import type { CatalogueSource, MarkSource, TraderSource } from '../../src/trade/search/index.ts'
import { type BuyerFacts, maySell, type ShopFacts } from '../../src/trade/traders/index.ts'

/** What a test says of a listing; the rest is usual. */
export type NewOffer = Partial<Offer> & { name: string }

type Marks = readonly { kind: 'odop' | 'gi'; district: string }[]

/** A market in memory that a test fills and changes: the doors of catalogue and traders as search uses them. */
export interface SearchMarket {
  catalogue: CatalogueSource
  traders: TraderSource
  shop(facts: Partial<ShopFacts>): Id<'shop'>
  changeShop(shopId: Id<'shop'>, change: Partial<ShopFacts>): void
  offer(shopId: Id<'shop'>, offer: NewOffer): ListingRef
  changeOffer(ref: ListingRef, change: Partial<Offer>): void
  buyer(facts: Partial<BuyerFacts>): Id<'trader'>
  refs(): ListingRef[]
  /** The approved marks of a listing, from now on. */
  mark(ref: ListingRef, marks: Marks): void
  marks: MarkSource
}

const always = { open: '00:00', close: '24:00' }
const openAlways = {
  week: {
    sun: [always],
    mon: [always],
    tue: [always],
    wed: [always],
    thu: [always],
    fri: [always],
    sat: [always],
  },
}

/** The middle of PIN 560001, Bengaluru: where the buyers of these tests are. */
export const bengaluru = { lat: 12.9818, lng: 77.59314 }

/** A point so many metres to the north of it. */
export const northward = (metres: number) => ({ lat: bengaluru.lat + metres / 111_195, lng: bengaluru.lng })

export function createSearchMarket(): SearchMarket {
  const shops = new Map<Id<'shop'>, ShopFacts>()
  const offers = new Map<Id<'listing'>, Offer>()
  const buyers = new Map<Id<'trader'>, BuyerFacts>()
  const marks = new Map<Id<'listing'>, Marks>()
  const keyOf = ({ shopId, listingId }: ListingRef) => uuidOf(shopId) + uuidOf(listingId)

  return {
    catalogue: {
      survivors: async () => new Map(),
      offers: async (_sql, refs) => refs.flatMap((ref) => offers.get(ref.listingId) ?? []),
      offersPage: async (_sql, { shopId, after, limit }) =>
        [...offers.values()]
          .filter((offer) => shopId === undefined || offer.shopId === shopId)
          .filter((offer) => after === undefined || keyOf(offer) > keyOf(after))
          .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
          .slice(0, limit),
    },
    traders: {
      shopFacts: async (_sql, ids) =>
        new Map(ids.flatMap((id) => (shops.has(id) ? [[id, shops.get(id)!]] : []))),
      shopsOfRegion: async (_sql, { region, after, limit }) =>
        [...shops.values()]
          .filter(({ shopId, pin }) => pin.startsWith(region) && (!after || uuidOf(shopId) > uuidOf(after)))
          .map(({ shopId }) => shopId)
          .sort((a, b) => (uuidOf(a) < uuidOf(b) ? -1 : 1))
          .slice(0, limit),
      buyerFacts: async (_sql, id) => buyers.get(id),
      maySell,
    },
    shop(facts) {
      const shopId = facts.shopId ?? newId('shop')
      shops.set(shopId, { ...usualShop(), ...facts, shopId })
      return shopId
    },
    changeShop: (shopId, change) => void shops.set(shopId, { ...shops.get(shopId)!, ...change }),
    offer(shopId, offer) {
      const listingId = offer.listingId ?? newId('listing')
      offers.set(listingId, { ...usualOffer(), ...offer, shopId, listingId })
      return { shopId, listingId }
    },
    changeOffer: ({ listingId }, change) =>
      void offers.set(listingId, { ...offers.get(listingId)!, ...change }),
    buyer(facts) {
      const traderId = facts.traderId ?? newId('trader')
      buyers.set(traderId, {
        status: 'verified',
        tiers: ['retailer'],
        legalName: 'A buyer',
        state: 'Karnataka',
        gstin: null,
        ...facts,
        traderId,
      })
      return traderId
    },
    mark: ({ listingId }, own) => void marks.set(listingId, own),
    marks: async (_sql, refs) =>
      new Map(
        refs.flatMap(({ listingId }) =>
          marks.get(listingId)?.length ? [[listingId, marks.get(listingId)!]] : [],
        ),
      ),
    refs: () => [...offers.values()].map(({ shopId, listingId }) => ({ shopId, listingId })),
  }
}

const usualShop = (): Omit<ShopFacts, 'shopId'> => ({
  traderId: newId('trader'),
  traderStatus: 'verified',
  tiers: ['retailer'],
  legalName: 'Ramesh Sharma',
  tradeName: 'Sharma Stores',
  shopName: 'Sharma Stores',
  address: { line1: '1 Bazaar Street', line2: null, landmark: null, city: 'Bengaluru' },
  pin: '560001',
  state: 'Karnataka',
  point: bengaluru,
  panOnly: false,
  hours: openAlways,
  radiusMetres: 3000,
  pinsServed: [],
  selfPickup: true,
  paused: false,
  upiId: null,
  gstin: null,
  fssai: null,
  carePhone: null,
  contactAccountId: newId('account'),
})

const usualOffer = (): Omit<Offer, 'shopId' | 'listingId' | 'name'> => ({
  productId: newId('product'),
  sku: 'SKU',
  gtin: null,
  brand: null,
  nameHi: null,
  category: 'Grocery',
  netQuantity: 1,
  unit: 'kg',
  weightGrams: 1000,
  hsn: '1101',
  gstBps: 500,
  origin: 'IN',
  maker: 'A maker, Pune',
  consumerCare: null,
  foodMark: 'veg',
  fssai: null,
  shelfLifeDays: null,
  imageUrls: [],
  attributes: {},
  pricePaise: 10_000n,
  mrpPaise: 12_000n,
  soldTo: ['consumer'],
  minimumQuantity: 1,
  trade: null,
  status: 'active',
  available: 10,
  version: 1,
  updatedAt: new Date(0),
})
