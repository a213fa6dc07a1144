import type { Reply } from '../api/client.ts'
import type { View } from '../page/index.ts'

/** Where a picture of goods is found: by the shop that shows them, and by the product. */
export type Pictures = ReadonlyMap<string, string>

interface Good {
  shopId: string
  productId: string
}

const keyOf = (shopId: string | null, productId: string): string => `${shopId ?? ''} ${productId}`

/** The small pictures of goods on a page, in one question. */
export async function picturesOf(view: View, goods: readonly Good[]): Promise<Pictures> {
  const products = [...new Set(goods.map(({ productId }) => productId))].slice(0, 100)
  if (products.length === 0) return new Map()
  const query = { products: products.join(',') } as never
  const { items }: Reply<'listFirstPictures'> = await view.api('listFirstPictures', { query })
  return new Map(items.map(({ shopId, productId, small }) => [keyOf(shopId, productId), small]))
}

/** The picture of a good: the shop's own before that of the product. */
export const pictureOf = (pictures: Pictures, { shopId, productId }: Good): string | undefined =>
  pictures.get(keyOf(shopId, productId)) ?? pictures.get(keyOf(null, productId))
