import { z } from 'zod'
import { contract, personOf, type Routes, wireId } from '../../platform/http/index.ts'
import { cartPut, cartView } from './cart.schema.ts'
import type { CartService } from './cart.service.ts'
import type { OrdersDeps } from './orders.deps.ts'
import * as example from './orders.examples.ts'
import type { OrdersPolicy } from './orders.policy.ts'
import { asTrader } from './orders.schema.ts'

const query = z.strictObject({ asTrader })

/** The cart, kept on the server. */
export const cartRoutes =
  ({ db, cart, policy }: Pick<OrdersDeps, 'db'> & { cart: CartService; policy: OrdersPolicy }): Routes =>
  (app) => {
    app.get(
      '/v1/cart',
      contract({
        operationId: 'getCart',
        summary: 'The cart, with the prices and stock of the moment',
        tag: 'orders',
        access: 'person',
        query,
        replies: { 200: cartView },
        problems: [422],
        example: { reply: example.cart },
      }),
      async (request) => cart.get(await policy.buyerOf(db, personOf(request), request.query.asTrader)),
    )

    app.put(
      '/v1/cart/items/:listingId',
      contract({
        operationId: 'putCartItem',
        summary: 'Set how many of a listing are in the cart',
        tag: 'orders',
        access: 'person',
        params: z.strictObject({ listingId: wireId('listing') }),
        body: cartPut,
        replies: { 200: cartView },
        problems: [422],
        example: {
          params: { listingId: example.listingId },
          body: { shopId: example.shopId, quantity: 2 },
          reply: example.cart,
        },
      }),
      async (request) => {
        const { shopId, quantity, asTrader: traderId } = request.body
        const buyer = await policy.buyerOf(db, personOf(request), traderId)
        return cart.put(buyer, { shopId, listingId: request.params.listingId, quantity })
      },
    )

    app.delete(
      '/v1/cart',
      contract({
        operationId: 'clearCart',
        summary: 'Empty the cart',
        tag: 'orders',
        access: 'person',
        query,
        replies: { 204: z.undefined() },
        example: {},
      }),
      async (request, reply) => {
        await cart.clear(await policy.buyerOf(db, personOf(request), request.query.asTrader))
        return reply.code(204).send()
      },
    )
  }
