import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant, wirePaise, wireText } from '../../platform/http/index.ts'
import { saleUnits } from './catalogue.types.ts'
import { priceReasons, tradeLimits } from './price.rules.ts'
import { largestCount, largestPricePaise } from './product.rules.ts'

const piecePaise = z.int().min(1).max(largestPricePaise).describe('For one piece, tax included, in paise')
const day = z.iso.date().describe('A day in India, included')
const pieces = z.int().min(2).max(tradeLimits.packPieces)
export const tradePack = z.strictObject({
  pieces: pieces.describe('Pieces that it holds'),
  name: wireText(tradeLimits.packName).nullable().describe('What the trade calls it, such as Peti'),
})
const slab = z.strictObject({ from: z.int().min(2).max(largestCount), pricePaise: piecePaise })
export const tradeSlabs = z
  .array(slab)
  .max(tradeLimits.slabs)
  .describe('From so many pieces on each costs so much; falling')
const dated = z.strictObject({ pricePaise: piecePaise, from: day, until: day })

const trade = {
  soldBy: z.enum(saleUnits).describe('Quantities and prices are by the piece, whatever it is sold by'),
  inner: tradePack.nullable().describe('The pack within the case'),
  case: tradePack.nullable(),
  step: z.int().min(1).max(largestCount).describe('Quantities are multiples of it, in pieces'),
  slabs: tradeSlabs,
  dated: dated.nullable().describe('A lower price for a while'),
}

export const tradeReply = z
  .strictObject(trade)
  .nullable()
  .describe('Null: by the piece, in any number, at one price')

export const tradeBody = z.strictObject({
  minimumQuantity: z.int().min(1).max(largestCount).describe('In pieces'),
  soldBy: trade.soldBy.default('piece'),
  inner: trade.inner.default(null),
  case: trade.case.default(null),
  step: trade.step.default(1),
  slabs: trade.slabs.default([]),
  dated: trade.dated.default(null),
  confirmDeepDiscount: z
    .boolean()
    .default(false)
    .describe(
      'You mean a price this far below the 30-day low; without it such a price answers `deepDiscount`',
    ),
})

export const priceStoryReply = {
  lowestPaise: wirePaise.describe('The lowest price of one piece in the last 30 days'),
  beforePaise: wirePaise
    .nullable()
    .describe('What a reduction is shown against: the lowest price of the 30 days before it; null: none'),
}

export const pricesReply = z.strictObject({
  ...priceStoryReply,
  items: z.array(
    z.strictObject({
      pricePaise: wirePaise,
      mrpPaise: wirePaise,
      kind: z.enum(['plain', 'dated']),
      until: wireInstant.describe('When it ended'),
    }),
  ),
  nextCursor: z.string().optional(),
})
export const pricesQuery = z.strictObject({ ...pageQuery })

export const forQuantityReply = z.strictObject({
  quantity: z.int(),
  pricePaise: wirePaise.describe('For one piece'),
  totalPaise: wirePaise,
  reason: z.enum(priceReasons),
  next: z
    .strictObject({ from: z.int(), pricePaise: wirePaise })
    .nullable()
    .describe('The next quantity that is cheaper by the piece'),
  problem: z.enum(['belowMinimum', 'notInSteps']).nullable(),
})

export const fallsPage = pageOf(
  z.strictObject({
    shopId: wireId('shop'),
    shopName: z.string().nullable(),
    listingId: wireId('listing'),
    brand: z.string().nullable(),
    name: z.string(),
    nameHi: z.string().nullable(),
    pricePaise: wirePaise,
    mrpPaise: wirePaise,
    lowestPaise: wirePaise.describe('The lowest price of the 30 days before'),
    at: wireInstant,
  }),
)

const offPercent = z
  .number()
  .min(0.01)
  .max(99)
  .multipleOf(0.01)
  .describe('Off the plain price of all that has no price of its own in the list')

const listFacts = {
  name: wireText(80).describe('Unique in the shop'),
  buyers: z
    .array(z.union([wireId('trader'), z.string().min(15).max(20)]))
    .min(1)
    .max(500)
    .describe('Traders by their id, or by their GSTIN'),
  offPercent: offPercent.nullable(),
  prices: z
    .array(z.strictObject({ listingId: wireId('listing'), pricePaise: wirePaise.refine((sum) => sum > 0n) }))
    .max(2000)
    .describe('For one piece, never above the MRP'),
  validFrom: day.nullable(),
  validUntil: day.nullable(),
}

export const priceListBody = z.strictObject({
  ...listFacts,
  offPercent: listFacts.offPercent.default(null),
  prices: listFacts.prices.default([]),
  validFrom: listFacts.validFrom.default(null),
  validUntil: listFacts.validUntil.default(null),
})
export const priceListParams = z.strictObject({ shopId: wireId('shop'), listId: wireId('priceList') })
export const priceListReply = z.strictObject({
  listId: wireId('priceList'),
  shopId: wireId('shop'),
  ...listFacts,
  version: z.int(),
  updatedAt: wireInstant,
})
export const priceListPage = pageOf(
  z.strictObject({
    listId: wireId('priceList'),
    name: z.string(),
    buyers: z.int().describe('How many'),
    prices: z.int().describe('How many'),
    offPercent: z.number().nullable(),
    validFrom: z.string().nullable(),
    validUntil: z.string().nullable(),
    updatedAt: wireInstant,
  }),
)
