import { HaatError, notFound } from '../../kernel/errors.ts'
import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Paise, sumOf } from '../../kernel/money.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import { decidePrice, leastOf, type PriceDecision, stepOf } from '../catalogue/index.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { buyerKey, type OrdersPolicy } from './orders.policy.ts'
import type { Buyer } from './orders.types.ts'
import {
  type BuyerStanding,
  type CartItem,
  lineProblem,
  namedBuyer,
  type QuoteProblem,
} from './quote.rules.ts'

/** Lines that one cart holds: also the most lines of a purchase. */
const maxLines = 100

const read = statement(
  'cart_read',
  'select shop_id, listing_id, quantity from cart_items where buyer_id = $1 order by added_at, listing_id',
)
const put = statement(
  'cart_put',
  `insert into cart_items (buyer_id, listing_id, shop_id, quantity)
   select $1, $2, $3, $4
   where (select count(*) from cart_items where buyer_id = $1 and listing_id <> $2) < ${maxLines}
   on conflict (buyer_id, listing_id) do update set quantity = excluded.quantity, shop_id = excluded.shop_id
   returning 1 as done`,
)
const remove = statement('cart_remove', 'delete from cart_items where buyer_id = $1 and listing_id = $2')
const clear = statement('cart_clear', 'delete from cart_items where buyer_id = $1')

/** A line of the cart with what is true of it now. */
export interface CartLine extends CartItem {
  /** Null for what is gone. */
  productId: Id<'product'> | null
  shopName: string | null
  name: string | null
  nameHi: string | null
  brand: string | null
  /** For one piece: what counts for this buyer, this many and this moment. */
  pricePaise: Paise | null
  /** What one piece costs without slabs, lists and prices for a while. */
  plainPaise: Paise | null
  priceReason: PriceDecision['reason'] | null
  /** The next quantity that is cheaper by the piece. */
  next: PriceDecision['next']
  mrpPaise: Paise | null
  minimumQuantity: number | null
  stepQuantity: number | null
  available: number | null
  totalPaise: Paise
  problem: Pick<QuoteProblem, 'code' | 'detail'> | null
}

export interface Cart {
  items: CartLine[]
  /** Goods that can be bought, without delivery. */
  totalPaise: Paise
}

export const readItems = async (sql: Sql, buyer: Buyer): Promise<CartItem[]> =>
  (await sql.query<{ shop_id: string; listing_id: string; quantity: number }>(read, [buyerKey(buyer)])).map(
    (row) => ({
      shopId: idOf('shop', row.shop_id),
      listingId: idOf('listing', row.listing_id),
      quantity: row.quantity,
    }),
  )

/** The cart on the server: one for each buyer, shown with the prices and stock of the moment. */
export function createCart({
  db,
  catalogue,
  traders,
  policy,
}: Pick<OrdersDeps, 'db' | 'catalogue' | 'traders'> & { policy: OrdersPolicy }) {
  const facts = async (items: readonly CartItem[], buyer: BuyerStanding) => {
    const terms = await catalogue.terms(db, items, namedBuyer(buyer))
    const offers = new Map(terms.map((offer) => [offer.listingId, offer]))
    const shops = await traders.shopFacts(db, [...new Set(items.map((item) => item.shopId))])
    return { offers, shops }
  }

  const get = async (buyer: Buyer): Promise<Cart> => {
    const items = await readItems(db, buyer)
    if (items.length === 0) return { items: [], totalPaise: 0n }
    const standing = await policy.standingOf(db, buyer)
    const { offers, shops } = await facts(items, standing)
    const at = new Date()
    const lines = items.map((item): CartLine => {
      const offer = offers.get(item.listingId)
      const shop = shops.get(item.shopId)
      const problem = lineProblem(item, offer, shop, standing, traders.maySell)
      const price = offer && decidePrice(offer, item.quantity, at)
      return {
        ...item,
        productId: offer?.productId ?? null,
        shopName: shop?.shopName ?? null,
        name: offer?.name ?? null,
        nameHi: offer?.nameHi ?? null,
        brand: offer?.brand ?? null,
        pricePaise: price?.pricePaise ?? null,
        plainPaise: offer?.pricePaise ?? null,
        priceReason: price?.reason ?? null,
        next: price?.next ?? null,
        mrpPaise: offer?.mrpPaise ?? null,
        minimumQuantity: offer ? leastOf(offer) : null,
        stepQuantity: offer ? stepOf(offer.trade) : null,
        available: offer?.available ?? null,
        totalPaise: (price?.pricePaise ?? 0n) * BigInt(item.quantity),
        problem: problem ? { code: problem.code, detail: problem.detail } : null,
      }
    })
    const good = lines.filter((line) => line.problem === null)
    return { items: lines, totalPaise: sumOf(good.map((line) => line.totalPaise)) }
  }

  return {
    get,

    /** Sets the quantity of a listing; 0 takes it out. What the buyer may not see answers as absent. */
    async put(buyer: Buyer, item: CartItem): Promise<Cart> {
      if (item.quantity === 0) {
        await db.query(remove, [buyerKey(buyer), uuidOf(item.listingId)])
        return get(buyer)
      }
      const standing = await policy.standingOf(db, buyer)
      const { offers, shops } = await facts([item], standing)
      const shop = shops.get(item.shopId)
      const problem = lineProblem(item, offers.get(item.listingId), shop, standing, traders.maySell)
      if (problem?.code === 'listingGone' || problem?.code === 'notSoldToYou') throw notFound('listing')
      if (problem?.code === 'ownShop') throw new HaatError('unprocessable', 'ownShop', problem.detail)
      const [done] = await db.query(put, [
        buyerKey(buyer),
        uuidOf(item.listingId),
        uuidOf(item.shopId),
        item.quantity,
      ])
      if (!done) {
        throw new HaatError(
          'unprocessable',
          'cartFull',
          `A cart holds at most ${maxLines} different goods. Check out, then go on.`,
        )
      }
      return get(buyer)
    },

    clear: async (buyer: Buyer): Promise<void> => void (await db.query(clear, [buyerKey(buyer)])),
  }
}

export type CartService = ReturnType<typeof createCart>
