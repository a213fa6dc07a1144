import { z } from 'zod'
import { wireId, wirePaise } from '../../platform/http/index.ts'
import { priceReasons } from '../catalogue/index.ts'
import { asTrader, quantity } from './orders.schema.ts'
import { quoteProblemCodes } from './quote.rules.ts'

export const cartPut = z.strictObject({
  shopId: wireId('shop'),
  quantity: z.int().min(0).max(100_000).describe('0 takes it out'),
  asTrader,
})
const nextPrice = z
  .strictObject({ from: z.int(), pricePaise: wirePaise })
  .nullable()
  .describe('The next quantity that is cheaper by the piece')

export const cartView = z.strictObject({
  items: z.array(
    z.strictObject({
      listingId: wireId('listing'),
      shopId: wireId('shop'),
      productId: wireId('product').nullable().describe('Null for what is gone'),
      quantity,
      shopName: z.string().nullable(),
      name: z.string().nullable(),
      nameHi: z.string().nullable(),
      brand: z.string().nullable(),
      pricePaise: wirePaise
        .nullable()
        .describe('For one piece: what counts for this buyer, this many and this moment'),
      plainPaise: wirePaise.nullable().describe('The plain price of one piece'),
      priceReason: z.enum(priceReasons).nullable(),
      next: nextPrice,
      mrpPaise: wirePaise.nullable(),
      minimumQuantity: z.int().nullable(),
      stepQuantity: z.int().nullable().describe('Quantities are multiples of it'),
      available: z.int().nullable(),
      totalPaise: wirePaise,
      problem: z
        .strictObject({ code: z.enum(quoteProblemCodes), detail: z.string() })
        .nullable()
        .describe('Why it cannot be bought like this; null when it can'),
    }),
  ),
  totalPaise: wirePaise.describe('Goods that can be bought, without delivery'),
})
