import type { SearchItem } from './search.types.ts'

/** One product with the shops that have it, in the order of their hits. */
export interface ProductGroup {
  product: SearchItem
  lowestPricePaise: bigint
  offers: SearchItem[]
}

/** One shop with what it has of it, in the order of the hits. */
export interface ShopGroup {
  shop: SearchItem
  items: SearchItem[]
}

function grouped<K>(items: readonly SearchItem[], keyOf: (item: SearchItem) => K): SearchItem[][] {
  const groups = new Map<K, SearchItem[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}

/** Hits by product: each stands where its first hit stood. */
export const groupByProduct = (items: readonly SearchItem[]): ProductGroup[] =>
  grouped(items, (item) => item.productId).map((offers) => ({
    product: offers[0]!,
    lowestPricePaise: offers.reduce(
      (least, { pricePaise }) => (pricePaise < least ? pricePaise : least),
      offers[0]!.pricePaise,
    ),
    offers,
  }))

/** Hits by shop: each stands where its first hit stood. */
export const groupByShop = (items: readonly SearchItem[]): ShopGroup[] =>
  grouped(items, (item) => item.shopId).map((own) => ({ shop: own[0]!, items: own }))
