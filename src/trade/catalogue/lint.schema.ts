import { z } from 'zod'
import { pageQuery, wireId } from '../../platform/http/index.ts'
import { lintCodes, severities } from './lint.types.ts'

const code = z.enum(lintCodes).describe('Stable name of the rule')
const severity = z
  .enum(severities)
  .describe('`blocking`: not taken in; `warning`: the law or buyers want it otherwise; `advice`')
const said = z.strictObject({ en: z.string(), hi: z.string() })

const finding = z.strictObject({
  code,
  severity,
  field: z.string().describe('The fact it is about; `attributes.colour` for an attribute of the category'),
  text: said.describe('What is wrong and what to do'),
  fix: z
    .strictObject({
      of: z.enum(['product', 'listing']),
      change: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    })
    .nullable()
    .describe('New values that mend it in one step; null where a person has to say'),
  canFix: z.boolean().describe('Whether this shop can take that step itself, by `mendListing`'),
})

export const lintedListing = z.strictObject({
  listingId: wireId('listing'),
  productId: wireId('product'),
  sku: z.string(),
  name: z.string(),
  nameHi: z.string().nullable(),
  brand: z.string().nullable(),
  ownProduct: z.boolean().describe('Whether the trader may change the product; else an operator does'),
  score: z.int().describe('100 without a fault; 40, 10 and 2 less for each that blocks, warns or advises'),
  findings: z.array(finding),
})

const ruleCount = z.strictObject({ code, severity, listings: z.int(), text: said })
export const lintReply = z.strictObject({
  score: z.int().describe('Mean over the listings'),
  listings: z.int().describe('Listings looked at'),
  complete: z.boolean().describe('Whether these are all of the shop; else the first 50,000'),
  rules: z.array(ruleCount).describe('How many listings break each rule, the worst rules first'),
  items: z.array(lintedListing),
  nextCursor: z.string().optional().describe('Give it as `cursor` for the next page'),
})

export const lintQuery = z.strictObject({
  severity: severity.optional(),
  code: code.optional(),
  ...pageQuery,
})
export const mendBody = z.strictObject({ code })
export const lintRulesReply = z.strictObject({
  items: z.array(z.strictObject({ code, severity, field: z.string(), text: said })),
})
