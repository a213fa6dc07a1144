import type { Id } from '../../kernel/ids.ts'
import { paise } from '../../kernel/money.ts'
import type { Sql } from '../../platform/database/index.ts'
import { answerOnce, contract, type Person, personOf, type Routes } from '../../platform/http/index.ts'
import type { AddressBook } from './addresses.service.ts'
import { readItems } from './cart.service.ts'
import type { Checkout } from './checkout.service.ts'
import { type DropInput, type PlaceOnlyInput, readDrop, readPlaceOnly } from './drop.rules.ts'
import type { OrdersDeps } from './orders.deps.ts'
import { emptyCart } from './orders.errors.ts'
import * as example from './orders.examples.ts'
import type { OrdersPolicy } from './orders.policy.ts'
import { checkoutBody, checkoutReply, quoteBody, quoteView } from './orders.schema.ts'
import type { Drop, Fulfilment, FulfilmentChoice } from './orders.types.ts'
import type { Quoter } from './quote.service.ts'
import { quoteViewOf } from './quote.view.ts'
import type { Slot } from './slots.rules.ts'

type Choice = {
  shopId: Id<'shop'>
  kind: Fulfilment
  slot?: Slot | undefined
  pointId?: Id<'point'> | undefined
}

const chosen = (choices: readonly Choice[] | undefined): Map<Id<'shop'>, FulfilmentChoice> =>
  new Map(
    (choices ?? []).map(({ shopId, kind, slot = null, pointId = null }) => [shopId, { kind, slot, pointId }]),
  )

export interface CheckoutRoutesDeps extends Pick<OrdersDeps, 'db' | 'outbox' | 'places'> {
  quoter: Quoter
  checkout: Checkout
  addresses: AddressBook
  policy: OrdersPolicy
}

/** What a cart costs, and buying it. */
export const checkoutRoutes =
  ({ db, outbox, places, quoter, checkout, addresses, policy }: CheckoutRoutesDeps): Routes =>
  (app) => {
    const keptDrop = async (sql: Sql, person: Person, addressId: Id<'address'>): Promise<Drop> =>
      (await addresses.get(sql, person.accountId, addressId)).drop

    app.post(
      '/v1/cart/quote',
      contract({
        operationId: 'quoteCart',
        summary: 'What the cart costs at this place, with tax and delivery',
        description:
          'Nothing is reserved. `problems` names what stands against buying it; lines with a problem are not in the sums.',
        tag: 'orders',
        access: 'person',
        body: quoteBody,
        replies: { 200: quoteView },
        problems: [422],
        example: {
          body: { drop: { pin: '560003' }, method: 'upi' },
          reply: example.quote,
        },
      }),
      async (request) => {
        const person = personOf(request)
        const { asTrader, drop, addressId, method, fulfilment } = request.body
        const place = addressId
          ? await keptDrop(db, person, addressId)
          : readPlaceOnly(places, drop as PlaceOnlyInput, '/drop')
        const buyer = await policy.buyerOf(db, person, asTrader)
        const items = await readItems(db, buyer)
        if (items.length === 0) throw emptyCart()
        const standing = await policy.standingOf(db, buyer)
        const quote = await quoter.quote(db, {
          buyer: standing,
          items,
          drop: place,
          fulfilment: chosen(fulfilment),
          method,
        })
        return quoteViewOf(quote)
      },
    )

    app.post(
      '/v1/checkouts',
      contract({
        operationId: 'checkOut',
        summary: 'Buy the cart',
        description:
          'One purchase with one order for each shop, all or nothing. The stock is reserved; without payment in time it goes back. `outOfStock` and `totalChanged` (409) say in `facts` what is true now; `cartNeedsChange` (422) says what to change.',
        tag: 'orders',
        access: 'person',
        idempotent: true,
        body: checkoutBody,
        replies: { 201: checkoutReply },
        problems: [409, 422],
        example: {
          body: { drop: example.dropTyped, method: 'upi', expectedTotalPaise: 55_500 },
          reply: example.checkoutReply,
        },
      }),
      async (request, reply) => {
        const person = personOf(request)
        const { asTrader, drop, addressId, method, fulfilment, expectedTotalPaise } = request.body
        const answer = await answerOnce(
          db,
          request,
          reply,
          // All of it belongs to the work: an answer that was given is repeated whatever has changed since.
          async (tx) => {
            const to = addressId
              ? await keptDrop(tx, person, addressId)
              : readDrop(places, drop as DropInput, '/drop')
            const buyer = await policy.buyerOf(tx, person, asTrader)
            return {
              status: 201,
              body: await checkout(tx, {
                buyer,
                drop: to,
                method,
                fulfilment: chosen(fulfilment),
                expectedTotalPaise: paise(expectedTotalPaise),
              }),
            }
          },
          { eager: true },
        )
        outbox.nudge()
        return answer
      },
    )
  }
