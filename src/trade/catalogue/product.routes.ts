import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import type { Database } from '../../platform/database/index.ts'
import {
  contract,
  expectedVersion,
  personOf,
  type Routes,
  readCursor,
  sendVersion,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { example } from './catalogue.examples.ts'
import {
  changeProductBody,
  newProductBody,
  productPage,
  productParams,
  productQuery,
  productReply,
  survivorReply,
} from './catalogue.schema.ts'
import { survivingProducts } from './merge.store.ts'
import type { ProductUseCases } from './product.service.ts'
import type { Product } from './product.store.ts'

const tag = 'catalogue'
const cursorShape = z.tuple([wireId('product')])

const shown = ({ createdByTrader, ...product }: Product) => ({
  ...product,
  imageUrls: [...product.imageUrls],
  attributes: { ...product.attributes },
})

/** Products over HTTP. */
export const productRoutes =
  ({ db, products }: { db: Database; products: ProductUseCases }): Routes =>
  (app) => {
    app.post(
      '/v1/products',
      contract({
        operationId: 'registerProduct',
        summary: 'Register a product',
        description:
          'Products are shared by all shops. The same product (by GTIN, else by brand, name and net quantity, whatever their spelling) is answered as it stands, with 200.',
        tag,
        access: 'person',
        body: newProductBody,
        replies: { 200: productReply, 201: productReply },
        problems: [409],
        example: { body: example.newProduct, reply: example.productReply },
      }),
      async (request, reply) => {
        const { traderId, ...facts } = request.body
        const { product, created } = await products.register(personOf(request), traderId, facts)
        return sendVersion(reply, product.version)
          .code(created ? 201 : 200)
          .send(shown(product))
      },
    )

    app.get(
      '/v1/products',
      contract({
        operationId: 'findProducts',
        summary: 'Find products by bar code or by words',
        tag,
        access: 'person',
        query: productQuery,
        replies: { 200: productPage },
        example: { query: { q: 'aashir atta', limit: 20 }, reply: { items: [example.productReply] } },
      }),
      async (request) => {
        const { gtin, q, limit, cursor } = request.query
        const after = readCursor(cursor, cursorShape)?.[0]
        const found = await products.find({ gtin, text: q, after, limit: limit + 1 })
        return toPage(found.map(shown), limit, (product) => [product.productId])
      },
    )

    app.get(
      '/v1/products/:productId',
      contract({
        operationId: 'getProduct',
        summary: 'One product',
        description:
          'A product that was merged into another one is answered by that one: `productId` is its id then, and `mergedFrom` the one that was asked for.',
        tag,
        access: 'person',
        params: productParams,
        replies: { 200: productReply },
        example: { params: example.product, reply: example.productReply },
      }),
      async (request, reply) => {
        const { productId } = request.params
        const product = await products.read(productId)
        const mergedFrom = product.productId === productId ? {} : { mergedFrom: productId }
        return sendVersion(reply, product.version).send({ ...shown(product), ...mergedFrom })
      },
    )

    app.get(
      '/v1/products/:productId/survivor',
      contract({
        operationId: 'getSurvivor',
        summary: 'Under which id a product stands now',
        description:
          'Its own, or that of the product which it was merged into. For addresses that were kept.',
        tag,
        access: 'public',
        params: productParams,
        replies: { 200: survivorReply },
        example: { params: example.product, reply: example.product },
      }),
      async (request) => {
        const { productId } = request.params
        const survivor = (await survivingProducts(db, [productId])).get(productId)
        if (!survivor) throw notFound('product')
        return { productId: survivor }
      },
    )

    app.patch(
      '/v1/products/:productId',
      contract({
        operationId: 'changeProduct',
        summary: 'Change a product',
        description:
          'By a member of the trader that registered it, while no other trader lists it; after that by an operator.',
        tag,
        access: 'person',
        params: productParams,
        body: changeProductBody,
        ifMatch: true,
        replies: { 200: productReply },
        problems: [409],
        example: {
          params: example.product,
          body: { maker: 'ITC Limited, Kolkata 700071' },
          reply: example.productReply,
        },
      }),
      async (request, reply) => {
        const product = await products.change(
          personOf(request),
          request.params.productId,
          expectedVersion(request),
          request.body,
        )
        return sendVersion(reply, product.version).send(shown(product))
      },
    )
  }
