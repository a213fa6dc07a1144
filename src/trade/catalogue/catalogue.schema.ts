import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant, wirePaise, wireText } from '../../platform/http/index.ts'
import { audiences, foodMarks, listingStatuses, quantityUnits } from './catalogue.types.ts'
import { lintTexts } from './lint.texts.ts'
import {
  gstSlabs,
  largestCount,
  largestPricePaise,
  largestQuantity,
  largestShelfLifeDays,
  largestSideMm,
  largestWeightGrams,
  longest,
  mostAttributes,
  mostImages,
} from './product.rules.ts'
import { forQuantityReply, priceStoryReply, tradeReply } from './trade.schema.ts'

const pricePaise = wirePaise
  .refine(
    (sum) => sum > 0n && sum <= BigInt(largestPricePaise),
    'must be above 0 and at most one crore rupees',
  )
  .describe('Whole paise, tax included; 100 paise are one rupee')
const count = z.int().min(0).max(largestCount)
const netQuantity = z
  .number()
  .positive()
  .max(largestQuantity)
  .describe('What is in the pack, e.g. 1.5 with `kg`')
const unit = z.enum(quantityUnits)
const gstBps = z.literal([...gstSlabs]).describe('GST rate in basis points: 1800 is 18%')
const foodMark = z.enum(foodMarks).describe('The mark on the pack; `none` for what is not food')
const soldTo = z
  .array(z.enum(audiences))
  .min(1)
  .max(audiences.length)
  .describe("Who sees and buys it; what the seller's tiers allow")

const attributes = z
  .record(z.string().regex(/^[a-z][a-zA-Z0-9_/]{0,59}$/), wireText(longest.attribute))
  .refine((all) => Object.keys(all).length <= mostAttributes, `at most ${mostAttributes} attributes`)

const sideMm = z.int().min(1).max(largestSideMm)
export const packSize = z.strictObject({ lengthMm: sideMm, widthMm: sideMm, heightMm: sideMm })

// What a product states, as it is sent.
const facts = {
  gtin: z.string().min(8).max(20).nullable().optional().describe('GTIN-8, 12, 13 or 14'),
  brand: wireText(longest.brand).nullable().optional(),
  name: wireText(longest.name),
  nameHi: wireText(longest.name).nullable().optional().describe('The name in Hindi'),
  category: wireText(longest.category),
  netQuantity,
  unit,
  weightGrams: z
    .int()
    .min(1)
    .max(largestWeightGrams)
    .optional()
    .describe('To be carried; reckoned when left out'),
  packSize: packSize.nullable().optional().describe('Outer size of one pack; null: not known'),
  keepCold: z.boolean().optional().describe('Has to stay cold on the way'),
  hsn: z.string().min(4).max(12).describe('4, 6 or 8 digits'),
  gstBps,
  mrpPaise: pricePaise,
  origin: z.string().min(2).max(60).describe('Country, ISO 3166-1 alpha-2'),
  maker: wireText(longest.maker).describe('Maker, packer or importer: name and address'),
  consumerCare: wireText(longest.consumerCare).nullable().optional(),
  foodMark,
  fssai: z.string().min(14).max(20).nullable().optional().describe("The maker's FSSAI number, 14 digits"),
  shelfLifeDays: z.int().min(1).max(largestShelfLifeDays).nullable().optional(),
  imageUrls: z
    .array(z.string().min(9).max(longest.imageUrl))
    .max(mostImages)
    .optional()
    .describe('https addresses'),
  attributes: attributes.optional().describe('What the category wants told besides, e.g. `colour_name`'),
}

export const newProductBody = z.strictObject({ traderId: wireId('trader'), ...facts })
export const changeProductBody = z.strictObject(facts).partial()

export const productParams = z.strictObject({ productId: wireId('product') })
export const productQuery = z.strictObject({
  gtin: z.string().min(8).max(20).optional(),
  q: wireText(100).optional().describe('Beginnings of words of its brand and name'),
  ...pageQuery,
})

// The same as it is answered: nothing is left out.
export const shownFacts = {
  gtin: z.string().nullable(),
  brand: z.string().nullable(),
  name: z.string(),
  nameHi: z.string().nullable(),
  category: z.string(),
  netQuantity: z.number(),
  unit,
  weightGrams: z.int(),
  hsn: z.string(),
  gstBps: z.int(),
  origin: z.string(),
  maker: z.string(),
  consumerCare: z.string().nullable(),
  foodMark,
  fssai: z.string().nullable(),
  shelfLifeDays: z.int().nullable(),
  imageUrls: z.array(z.string()),
  attributes: z.record(z.string(), z.string()),
}

export const productReply = z.strictObject({
  productId: wireId('product'),
  ...shownFacts,
  packSize: packSize.nullable(),
  keepCold: z.boolean(),
  mrpPaise: wirePaise,
  shared: z.boolean().describe('Several traders list it, so only an operator changes it'),
  version: z.int(),
  updatedAt: wireInstant,
  mergedFrom: wireId('product')
    .optional()
    .describe('The product that was asked for, where it was merged into this one'),
})
export const survivorReply = z.strictObject({ productId: wireId('product') })
export const productPage = pageOf(productReply)

export const shopParams = z.strictObject({ shopId: wireId('shop') })
export const listingParams = z.strictObject({ shopId: wireId('shop'), listingId: wireId('listing') })

interface Priced {
  pricePaise?: bigint | undefined
  mrpPaise?: bigint | undefined
}
const withinMrp = ({ pricePaise, mrpPaise }: Priced): boolean =>
  pricePaise === undefined || mrpPaise === undefined || pricePaise <= mrpPaise

const confirmDeepDiscount = z
  .boolean()
  .optional()
  .describe('You mean a price far below the 30-day low, or the MRP; else it answers `deepDiscount`')

export const newListingBody = z
  .strictObject({
    productId: wireId('product'),
    sku: wireText(longest.sku).describe('Your own number for it, unique in the shop'),
    pricePaise,
    mrpPaise: pricePaise.optional().describe("What is printed on your packs; the product's when left out"),
    soldTo: soldTo.optional(),
    minimumQuantity: z.int().min(1).max(largestCount).default(1),
    available: count.default(0).describe('Pieces to sell'),
    confirmDeepDiscount,
  })
  .refine(withinMrp, { path: ['pricePaise'], message: lintTexts.priceAboveMrp.en })

export const changeListingBody = z
  .strictObject({
    sku: wireText(longest.sku).optional(),
    pricePaise: pricePaise.optional(),
    mrpPaise: pricePaise.optional(),
    soldTo: soldTo.optional(),
    minimumQuantity: z.int().min(1).max(largestCount).optional(),
    confirmDeepDiscount,
  })
  .refine(withinMrp, { path: ['pricePaise'], message: lintTexts.priceAboveMrp.en })

export const listingQuery = z.strictObject({
  status: z.enum(listingStatuses).optional(),
  sku: wireText(longest.sku).optional(),
  q: wireText(100).optional().describe('Part of a name, brand or SKU'),
  lowStock: z.coerce
    .number()
    .int()
    .min(0)
    .max(largestCount)
    .optional()
    .describe('At most so many pieces left'),
  ...pageQuery,
})

export const unitPriceReply = z
  .strictObject({ paise: wirePaise, per: z.enum(['g', 'kg', 'ml', 'l', 'cm', 'm', 'piece']) })
  .nullable()
  .describe('Null where it equals the price')

const terms = {
  listingId: wireId('listing'),
  shopId: wireId('shop'),
  productId: wireId('product'),
  ...shownFacts,
  pricePaise: wirePaise,
  mrpPaise: wirePaise,
  unitPrice: unitPriceReply,
  minimumQuantity: z.int(),
  trade: tradeReply,
}

export const listingReply = z.strictObject({
  ...terms,
  sku: z.string(),
  soldTo: z.array(z.enum(audiences)),
  status: z.enum(listingStatuses),
  available: z.int(),
  reserved: z.int().describe('Sold and not yet handed over'),
  version: z.int(),
  updatedAt: wireInstant,
})
export const listingPage = pageOf(listingReply)

/** What the law wants a buyer to see before buying, with the seller. */
export const offerQuery = z.strictObject({
  quantity: z.coerce
    .number()
    .int()
    .min(1)
    .max(largestCount)
    .optional()
    .describe('What so many pieces cost; the least that can be bought when left out'),
})
export const offerReply = z.strictObject({
  ...terms,
  ...priceStoryReply,
  stepQuantity: z.int().describe('Quantities are multiples of it'),
  forQuantity: forQuantityReply,
  inStock: z.boolean(),
  seller: z.strictObject({
    shopName: z.string(),
    legalName: z.string(),
    tradeName: z.string(),
    fssai: z.string().nullable(),
    gstin: z.string().nullable(),
    carePhone: z.string().nullable(),
  }),
})

export const stockBody = z.strictObject({ available: count })
export const adjustStockBody = z.strictObject({ by: z.int().min(-largestCount).max(largestCount) })
export const stockReply = z.strictObject({ available: z.int(), reserved: z.int() })
