import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Person } from '../../platform/http/index.ts'
import { type Cart, type CartService, readItems } from './cart.service.ts'
import type { OrdersDeps } from './orders.deps.ts'
import type { OrdersPolicy } from './orders.policy.ts'
import { findPurchase, linesOf, ordersOf } from './orders.store.ts'
import { type CartItem, lineProblem, namedBuyer, type QuoteProblem } from './quote.rules.ts'

/** Something of the earlier purchase that is not in the cart as it was. */
export interface NotAsBefore extends CartItem {
  name: string
  /** How many the cart has of it now. */
  put: number
  code: QuoteProblem['code']
  detail: string
}

/**
 * Puts what was bought before into the cart, as far as it is still sold: at least the earlier quantity, what
 * lies in the cart already stays. Doing it twice changes nothing. Throws `notFound` to strangers, `cartFull`.
 */
export function createReorder({
  db,
  catalogue,
  traders,
  policy,
  cart,
}: Pick<OrdersDeps, 'db' | 'catalogue' | 'traders'> & { policy: OrdersPolicy; cart: CartService }) {
  return async (
    person: Person,
    purchaseId: Id<'purchase'>,
  ): Promise<{ cart: Cart; notAsBefore: NotAsBefore[] }> => {
    const purchase = await findPurchase(db, purchaseId)
    if (!purchase || !(await policy.isBuyer(db, person, purchase.buyer))) throw notFound('purchase')
    const { buyer } = purchase
    const standing = await policy.standingOf(db, buyer)
    const bought = (await Promise.all((await ordersOf(db, [purchaseId])).map(withLines))).flat()
    const offers = new Map(
      (await catalogue.terms(db, bought, namedBuyer(standing))).map((offer) => [offer.listingId, offer]),
    )
    const shops = await traders.shopFacts(db, [...new Set(bought.map((line) => line.shopId))])
    const there = new Map((await readItems(db, buyer)).map((item) => [item.listingId, item.quantity]))

    const notAsBefore: NotAsBefore[] = []
    for (const { name, ...line } of bought) {
      const wanted = Math.max(line.quantity, there.get(line.listingId) ?? 0)
      const item = { ...line, quantity: wanted }
      const problem = lineProblem(
        item,
        offers.get(line.listingId),
        shops.get(line.shopId),
        standing,
        traders.maySell,
      )
      const put = problem ? (problem.code === 'outOfStock' ? (problem.available ?? 0) : 0) : wanted
      if (put > 0) await cart.put(buyer, { ...line, quantity: put })
      if (problem) notAsBefore.push({ ...line, name, put, code: problem.code, detail: problem.detail })
    }
    return { cart: await cart.get(buyer), notAsBefore }
  }

  async function withLines(order: { shopId: Id<'shop'>; orderId: Id<'order'> }) {
    const lines = await linesOf(db, order)
    return lines.map(({ listingId, quantity, name }) => ({ shopId: order.shopId, listingId, quantity, name }))
  }
}
