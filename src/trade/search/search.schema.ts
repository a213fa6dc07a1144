import { z } from 'zod'
import { maxWirePaise } from '../../kernel/money.ts'
import { pageQuery, wireId, wirePin } from '../../platform/http/index.ts'
import { quantityUnits } from '../catalogue/index.ts'
import { markKinds } from '../crafts/index.ts'
import { sorts } from './search.ports.ts'
import { largestRadiusMetres, usualRadiusMetres } from './search.rules.ts'

const flag = z.enum(['true', 'false'])
const sum = z.coerce.number().int().min(0).max(maxWirePaise)

/** What `GET /v1/search` understands. */
export const searchQuery = z.strictObject({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('What is looked for, in English, Hindi or Hindi in Latin letters'),
  pin: wirePin.optional().describe('Where the buyer is'),
  lat: z.coerce.number().min(-90).max(90).optional().describe('Where the buyer is, more exactly; with `lng`'),
  lng: z.coerce.number().min(-180).max(180).optional(),
  radiusMetres: z.coerce
    .number()
    .int()
    .min(1)
    .max(largestRadiusMetres)
    .optional()
    .describe(`Shops at most this far; ${usualRadiusMetres} when neither this nor \`servesPin\` is given`),
  servesPin: wirePin.optional().describe('Shops that deliver to this PIN'),
  shopId: wireId('shop').optional().describe('Only what this shop has; then no place is needed'),
  productId: wireId('product').optional().describe('Only who sells this product: sellers compared'),
  category: z.string().min(1).max(80).optional(),
  brand: z.string().min(1).max(80).optional(),
  mark: z
    .enum(markKinds)
    .optional()
    .describe('Only goods with an approved mark: One District One Product, or a registered name'),
  district: z.string().min(1).max(80).optional().describe('Only goods with a mark of this district'),
  minPricePaise: sum.optional().describe('Whole paise'),
  maxPricePaise: sum.optional().describe('Whole paise'),
  inStock: flag.optional().describe('Only what can be bought now'),
  openNow: flag.optional().describe('Only shops that are open now'),
  pickup: flag.optional().describe('Only shops where goods can be fetched'),
  explain: flag.optional().describe('Each hit tells what its place in the order is made of'),
  asTrader: wireId('trader').optional().describe('As one of your traders: what its tiers may buy'),
  soldTo: z.literal('consumer').optional().describe('The usual; a trader searches by `asTrader`'),
  sort: z.enum(sorts).default('relevance'),
  ...pageQuery,
})

// Plain JSON numbers without checks: a search is asked often and answers many items, and what it answers
// comes out of columns that hold whole numbers.
const whole = z.number().meta({ type: 'integer' })
const paise = z.number().meta({ type: 'integer', description: 'Whole paise; 100 paise are one rupee' })
const facet = z.array(z.strictObject({ value: z.string(), count: whole }))

const points = z.number()
const factors = z.strictObject({
  text: points.describe('How well the words match, in points as `GET /v1/search/ranking` weighs them'),
  head: points,
  closeness: points,
  pack: points,
  nearness: points,
  availability: points,
  reliability: points,
  score: points.describe('The sum'),
})

/** A hit. */
export const searchItem = z.strictObject({
  listingId: z.string(),
  shopId: z.string(),
  productId: z.string(),
  name: z.string(),
  nameHi: z.string().nullable(),
  brand: z.string().nullable(),
  category: z.string(),
  netQuantity: z.number(),
  unit: z.enum(quantityUnits),
  pricePaise: paise,
  mrpPaise: paise,
  unitPrice: z
    .strictObject({ paise: paise, per: z.enum(['g', 'kg', 'ml', 'l', 'cm', 'm', 'piece']) })
    .nullable()
    .describe('Null where it would equal the price'),
  inStock: z.boolean(),
  shopName: z.string(),
  shopPin: z.string(),
  distanceMetres: whole.nullable().describe('As the crow flies; null where nobody knows the place'),
  openNow: z.boolean(),
  marks: z.array(z.enum(markKinds)).describe('Its approved marks of origin'),
  factors: factors.optional().describe('With `explain=true`'),
})

export const searchReply = z.strictObject({
  items: z.array(searchItem),
  facets: z.strictObject({
    category: facet,
    brand: facet,
    price: z.array(z.strictObject({ minPaise: paise, maxPaise: paise.nullable(), count: whole })),
  }),
  total: whole.describe('Hits in all, counted to 1,000'),
  didYouMean: z.string().optional().describe('Other words that may have been meant, when these find little'),
  nextCursor: z.string().optional().describe('Give it as `cursor` for the next page'),
  engine: z.enum(['postgres', 'meilisearch', 'postgres-fallback']),
})
