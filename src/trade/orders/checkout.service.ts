import type { Id } from '../../kernel/ids.ts'
import { newId } from '../../kernel/ids.ts'
import { type Paise, toWire } from '../../kernel/money.ts'
import type { Tx } from '../../platform/database/index.ts'
import { event } from '../../platform/outbox/index.ts'
import { takeCart, writePurchase } from './checkout.store.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { cartNeedsChange, emptyCart, outOfStock, totalChanged } from './orders.errors.ts'
import { orderConfirmed } from './orders.events.ts'
import { buyerKey, type OrdersPolicy } from './orders.policy.ts'
import type { PaymentView } from './orders.ports.ts'
import type { OrderState } from './orders.states.ts'
import type { Buyer, Drop, FulfilmentChoice, PaymentMethodName } from './orders.types.ts'
import { type BuyerStanding, namedBuyer, type Quote } from './quote.rules.ts'
import type { Quoter } from './quote.service.ts'
import { quoteOnWire } from './quote.view.ts'

export interface CheckoutRequest {
  buyer: Buyer
  drop: Drop
  method: PaymentMethodName
  fulfilment: ReadonlyMap<Id<'shop'>, FulfilmentChoice>
  /** What the buyer agreed to: another total is refused, never charged. */
  expectedTotalPaise: Paise
}

/** The answer of a checkout in wire form: it is kept and replayed. */
export interface CheckoutAnswer {
  purchaseId: Id<'purchase'>
  state: Extract<OrderState, 'awaitingPayment' | 'confirmed'>
  totalPaise: number
  orders: { orderId: Id<'order'>; shopId: Id<'shop'>; state: OrderState; totalPaise: number }[]
  payment: PaymentView
}

export type Checkout = ReturnType<typeof createCheckout>

/**
 * Turns a cart into a purchase, in the transaction that is given: cart emptied, stock reserved, orders, lines,
 * payment and ledger written, events published; all or nothing. The transaction is `pipelined`: all writes go out
 * together, and what was written in vain for want of stock is rolled back. Throws `emptyCart`, `cartNeedsChange` (422),
 * `outOfStock`, `totalChanged` (409).
 */
export function createCheckout({
  catalogue,
  traders,
  payment,
  outbox,
  points,
  paymentExpirySeconds,
  quoter,
  policy,
}: Pick<OrdersDeps, 'catalogue' | 'traders' | 'payment' | 'outbox' | 'points' | 'paymentExpirySeconds'> & {
  quoter: Quoter
  policy: OrdersPolicy
}) {
  const cart = 'from cart_items where buyer_id = $1'
  const termsOfCart = catalogue.termsOf('checkout_terms', `select shop_id, listing_id ${cart}`)
  const shopsOfCart = traders.shopFactsOf('checkout_shops', `select shop_id ${cart}`)
  /** Terms and shops go out with the cart that names them; what is put in between is read anew by the quote. */
  const readCart = async (tx: Tx, buyer: Buyer, standing: BuyerStanding) => {
    const key = [buyerKey(buyer)]
    const [terms, shops, items] = await Promise.all([
      termsOfCart(tx, key, namedBuyer(standing)),
      shopsOfCart(tx, key),
      takeCart(tx, buyer),
    ])
    return { items, facts: { terms, shops } }
  }

  return async (tx: Tx, request: CheckoutRequest): Promise<CheckoutAnswer> => {
    const { buyer, drop, method } = request
    const standing = await policy.standingOf(tx, buyer)
    const { items, facts } = await readCart(tx, buyer, standing)
    if (items.length === 0) throw emptyCart()
    const quote = await quoter.quote(tx, {
      buyer: standing,
      items,
      drop,
      fulfilment: request.fulfilment,
      method,
      facts,
    })
    refuseProblems(quote, request.expectedTotalPaise)

    const purchaseId = newId('purchase')
    const orders = quote.shops.map((quoted) => ({
      orderId: newId('order'),
      quoted,
      lineIds: quoted.lines.map(() => newId('orderLine')),
    }))
    const only = quote.shops.length === 1 ? quote.shops[0]!.shop : undefined
    const { state, view, written } = payment.begin(tx, {
      purchaseId,
      method,
      amountPaise: quote.totalPaise,
      orders: orders.map(({ orderId, quoted }) => ({
        orderId,
        shopId: quoted.shop.shopId,
        traderId: quoted.shop.traderId,
        goodsPaise: quoted.goodsPaise,
        deliveryPaise: quoted.deliveryPaise,
      })),
      payerAccountId: buyer.accountId,
      payee: only?.upiId ? { traderId: only.traderId, upiId: only.upiId, name: only.tradeName } : null,
    })
    const writing = writePurchase(tx, {
      purchaseId,
      buyer,
      state,
      method,
      totalPaise: quote.totalPaise,
      drop,
      expirySeconds: state === 'awaitingPayment' ? paymentExpirySeconds : null,
      orders,
    })
    const telling =
      state === 'confirmed'
        ? outbox.publish(
            tx,
            orders.map(({ orderId, quoted }) =>
              event(orderConfirmed, { shopId: quoted.shop.shopId, orderId }),
            ),
          )
        : undefined
    const rooms = orders.map(
      ({ orderId, quoted }) =>
        quoted.pointId && points.reserve(tx, quoted.pointId, { shopId: quoted.shop.shopId, orderId }),
    )
    // Last, so that the stock of what many want is held for the shortest time.
    const reserving = catalogue.reserve(tx, items)
    const [{ short }] = await Promise.all([reserving, written, writing, telling, ...rooms])
    if (short.length > 0) throw outOfStock(short)
    return {
      purchaseId,
      state,
      totalPaise: toWire(quote.totalPaise),
      orders: orders.map(({ orderId, quoted }) => ({
        orderId,
        shopId: quoted.shop.shopId,
        state,
        totalPaise: toWire(quoted.totalPaise),
      })),
      payment: view,
    }
  }
}

function refuseProblems(quote: Quote, expectedTotalPaise: Paise): void {
  const { problems } = quote
  if (problems.length > 0) {
    const short = problems.filter((problem) => problem.code === 'outOfStock')
    if (short.length < problems.length) throw cartNeedsChange(problems)
    throw outOfStock(
      short.map(({ shopId, listingId, available }) => ({
        shopId,
        listingId: listingId!,
        available: available!,
      })),
    )
  }
  if (quote.totalPaise !== expectedTotalPaise) throw totalChanged(quoteOnWire(quote))
}
