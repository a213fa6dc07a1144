import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { groupBy } from '../../src/kernel/collections.ts'
import { type Id, idOf, uuidOf } from '../../src/kernel/ids.ts'
import type { OpeningHours } from '../../src/kernel/opening-hours.ts'
import type { PinDirectory } from '../../src/places/index.ts'
import type { ListingRef, Offer, QuantityUnit } from '../../src/trade/catalogue/index.ts'
import type { CatalogueSource, TraderSource } from '../../src/trade/search/index.ts'
import { maySell, type ShopFacts } from '../../src/trade/traders/index.ts'

/**
 * A market that is reckoned, not stored: the doors of catalogue and traders as search uses them, over so
 * many shops with so many listings each. Every shop carries its own selection of the demo's goods. Shops
 * stand in towns of 25, at the PINs nearest to a PIN drawn from the directory: a larger market has more
 * towns, and what is in reach of a buyer stays as dense.
 */
export interface BenchMarket {
  catalogue: CatalogueSource
  traders: TraderSource
  /** A place where buyers are: beside the nth shop. */
  placeOf(nth: number): { pin: string; lat: number; lng: number }
  /** The nth of all listings. */
  refOf(nth: number): ListingRef
}

interface Goods {
  name: string
  nameHi: string
  brand: string
  category: string
  maker: string
  netQuantity: string
  unit: QuantityUnit
  mrp: string
  price: string
}

const shopsInTown = 25
const hours: OpeningHours = {
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [
      day,
      [
        { open: '08:00', close: '13:00' },
        { open: '16:00', close: '22:00' },
      ],
    ]),
  ),
}

/** A number below `below` that looks random and is the same in every run. */
export function scatter(seed: number, below: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) % below
}

const hex = (number: number): string => number.toString(16).padStart(12, '0')
const shopIdOf = (nth: number): Id<'shop'> => idOf('shop', `00000000-0000-7000-8000-${hex(nth)}`)
const nthOf = (id: string): number => Number.parseInt(uuidOf(id).slice(-12), 16)

export function createBenchMarket({
  directory,
  shops,
  listingsInShop,
}: {
  directory: PinDirectory
  shops: number
  listingsInShop: number
}): BenchMarket {
  const file = new URL('../../data/demo/catalogue.csv', import.meta.url)
  const goods: Goods[] = parse(readFileSync(file), { columns: true })
  const pins = directory.all().filter((pin) => pin.point !== null && pin.deliveryOffices > 0)
  const towns = new Map<number, ReturnType<PinDirectory['nearest']>>()
  let shopsByRegion: Map<string, number[]> | undefined
  const townOf = (nth: number) => {
    const known = towns.get(nth)
    if (known) return known
    const near = directory.nearest(pins[scatter(nth, pins.length)]!.point!, 8)
    towns.set(nth, near)
    return near
  }
  const standOf = (nth: number) => {
    const near = townOf(Math.floor(nth / shopsInTown))
    const { record } = near[nth % near.length]!
    return {
      record,
      lat: record.point!.lat + (scatter(nth * 7 + 1, 2000) - 1000) / 100_000,
      lng: record.point!.lng + (scatter(nth * 7 + 2, 2000) - 1000) / 100_000,
    }
  }

  const shopOf = (nth: number): ShopFacts => {
    const { record, lat, lng } = standOf(nth)
    return {
      shopId: shopIdOf(nth),
      traderId: idOf('trader', `00000000-0000-7000-8000-${hex(nth)}`),
      traderStatus: 'verified',
      tiers: ['retailer'],
      legalName: `Trader ${nth}`,
      tradeName: `Trader ${nth}`,
      shopName: `Shop ${nth}`,
      address: { line1: 'Bazaar', line2: null, landmark: null, city: record.office },
      pin: record.pin,
      state: record.state ?? '',
      point: { lat, lng },
      panOnly: nth % 10 === 0,
      hours,
      radiusMetres: 3000 + scatter(nth, 5000),
      pinsServed: [record.pin],
      selfPickup: true,
      paused: false,
      upiId: null,
      gstin: null,
      fssai: null,
      carePhone: null,
      contactAccountId: idOf('account', `00000000-0000-7000-8000-${hex(nth)}`),
    }
  }

  const offerOf = (shop: number, nth: number): Offer => {
    const listing = shop * listingsInShop + nth
    // A step that shares no factor with the number of goods: no shop has one twice before it has all.
    const row = goods[(scatter(shop, goods.length) + nth * 17) % goods.length]!
    const price = BigInt(Math.round(Number(row.price) * 100) - scatter(listing, 200))
    return {
      shopId: shopIdOf(shop),
      listingId: idOf('listing', `00000000-0000-7000-8000-${hex(listing)}`),
      productId: idOf('product', `00000000-0000-7000-8000-${hex(nth)}`),
      sku: String(listing),
      gtin: null,
      brand: row.brand || null,
      name: row.name,
      nameHi: row.nameHi || null,
      category: row.category,
      netQuantity: Number(row.netQuantity),
      unit: row.unit,
      weightGrams: 1000,
      hsn: '1101',
      gstBps: 500,
      origin: 'IN',
      maker: row.maker,
      consumerCare: null,
      foodMark: 'veg',
      fssai: null,
      shelfLifeDays: 90,
      imageUrls: [],
      attributes: {},
      pricePaise: price > 0n ? price : 100n,
      mrpPaise: BigInt(Math.round(Number(row.mrp) * 100)),
      soldTo: ['consumer'],
      minimumQuantity: 1,
      trade: null,
      status: 'active',
      available: scatter(listing, 10) === 0 ? 0 : 10,
      version: 1,
      updatedAt: new Date(0),
    }
  }
  const offerAt = (listing: number): Offer =>
    offerOf(Math.floor(listing / listingsInShop), listing % listingsInShop)

  return {
    placeOf(nth) {
      const { record, lat, lng } = standOf(nth % shops)
      return { pin: record.pin, lat: lat + 0.004, lng: lng - 0.004 }
    },
    refOf(nth) {
      const { shopId, listingId } = offerAt(nth)
      return { shopId, listingId }
    },
    catalogue: {
      survivors: async () => new Map(),
      offers: async (_sql, refs) => refs.map((ref) => offerAt(nthOf(ref.listingId))),
      async offersPage(
        _sql,
        { shopId, after, limit }: { shopId?: Id<'shop'>; after?: ListingRef; limit: number },
      ) {
        const [from, to] = shopId
          ? [nthOf(shopId) * listingsInShop, (nthOf(shopId) + 1) * listingsInShop]
          : [0, shops * listingsInShop]
        const first = after ? nthOf(after.listingId) + 1 : from
        const last = Math.min(first + limit, to)
        return Array.from({ length: Math.max(0, last - first) }, (_, nth) => offerAt(first + nth))
      },
    },
    traders: {
      shopFacts: async (_sql, ids) => new Map(ids.map((id) => [id, shopOf(nthOf(id))])),
      async shopsOfRegion(_sql, { region, after, limit }) {
        shopsByRegion ??= groupBy(
          Array.from({ length: shops }, (_, nth) => nth),
          (nth) => standOf(nth).record.pin.slice(0, 2),
        )
        const first = after ? nthOf(after) + 1 : 0
        const there = (shopsByRegion.get(region) ?? []).filter((nth) => nth >= first)
        return there.slice(0, limit).map(shopIdOf)
      },
      buyerFacts: async () => undefined,
      maySell,
    },
  }
}
