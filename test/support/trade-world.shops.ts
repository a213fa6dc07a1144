import { randomUUID } from 'node:crypto'
import { type Id, newId, uuidOf } from '../../src/kernel/ids.ts'
import type { OpeningHours } from '../../src/kernel/opening-hours.ts'
import type { Tier } from '../../src/trade/traders/index.ts'

export interface NewShop {
  tiers?: Tier[]
  status?: 'verified' | 'suspended'
  state?: string
  pin?: string
  gstin?: string | null
  upiId?: string | null
  radiusMetres?: number
  pinsServed?: string[]
  selfPickup?: boolean
  paused?: boolean
  /** Never open unless told: nothing here but slots looks at it. */
  hours?: OpeningHours
}

export interface NewListing {
  pricePaise?: number
  mrpPaise?: number
  available?: number
  soldTo?: string[]
  minimumQuantity?: number
  gstBps?: number
  weightGrams?: number
  status?: 'active' | 'paused'
}

export interface Shop {
  shopId: Id<'shop'>
  traderId: Id<'trader'>
  owner: Id<'account'>
}

/** Puts shops of Bengaluru and what they sell into the database, as `sql` asks it. */
export function shopFounder(
  sql: (text: string, values?: unknown[]) => Promise<unknown>,
  members: Map<string, 'owner' | 'staff'>,
) {
  const newShop = async (some: NewShop = {}): Promise<Shop> => {
    const shop = { shopId: newId('shop'), traderId: newId('trader'), owner: newId('account') }
    await sql(
      `insert into traders (id, status, tiers, legal_name, trade_name, pan, gstin, upi_id, state, created_by)
       values ($1, $2, $3, 'Sharma Traders', 'Sharma Kirana', $4, $5, $6, $7, $8)`,
      [
        uuidOf(shop.traderId),
        some.status ?? 'verified',
        some.tiers ?? ['retailer'],
        `P${randomUUID()}`,
        some.gstin === undefined ? `G${randomUUID()}` : some.gstin,
        some.upiId ?? null,
        some.state ?? 'Karnataka',
        uuidOf(shop.owner),
      ],
    )
    await sql(
      `insert into shops (id, trader_id, name, line1, city, pin, state, lat, lng, point_from, point_confidence, hours,
                          radius_metres, pins_served, self_pickup, paused)
       values ($1, $2, 'Sharma Kirana', '1 Bazaar', 'Bengaluru', $3, $4, 12.9716, 77.5946, 'point', 'high', $5, $6, $7, $8, $9)`,
      [
        uuidOf(shop.shopId),
        uuidOf(shop.traderId),
        some.pin ?? '560001',
        some.state ?? 'Karnataka',
        JSON.stringify(some.hours ?? { week: {} }),
        some.radiusMetres ?? 5000,
        some.pinsServed ?? [],
        some.selfPickup ?? true,
        some.paused ?? false,
      ],
    )
    members.set(`${shop.owner} ${shop.traderId}`, 'owner')
    return shop
  }

  const newListing = async (shop: Shop, some: NewListing = {}): Promise<Id<'listing'>> => {
    const listingId = newId('listing')
    const productId = newId('product')
    await sql(
      `insert into products (id, identity_key, name, category, net_quantity, unit, weight_grams, hsn, gst_bps, mrp_paise,
                             origin, maker, food_mark, image_urls, created_by_trader)
       values ($1, $2, 'Atta', 'Atta', 1, 'kg', $3, '1101', $4, $5, 'IN', 'A mill', 'veg', '{}', $6)`,
      [
        uuidOf(productId),
        `name:${productId}`,
        some.weightGrams ?? 1000,
        some.gstBps ?? 500,
        some.mrpPaise ?? 12000,
        uuidOf(shop.traderId),
      ],
    )
    await sql(
      `insert into listings (shop_id, id, product_id, sku, price_paise, mrp_paise, sold_to, minimum_quantity, status)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        uuidOf(shop.shopId),
        uuidOf(listingId),
        uuidOf(productId),
        listingId,
        some.pricePaise ?? 10000,
        some.mrpPaise ?? 12000,
        some.soldTo ?? ['consumer'],
        some.minimumQuantity ?? 1,
        some.status ?? 'active',
      ],
    )
    await sql('insert into stock (shop_id, listing_id, available) values ($1, $2, $3)', [
      uuidOf(shop.shopId),
      uuidOf(listingId),
      some.available ?? 100,
    ])
    return listingId
  }

  return { newShop, newListing }
}
