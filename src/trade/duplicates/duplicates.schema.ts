import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant, wirePaise, wireText } from '../../platform/http/index.ts'
import { shownFacts } from '../catalogue/index.ts'
import { pairStates } from './duplicates.types.ts'
import { grades, reasonCodes } from './pairs.rules.ts'

const card = z.strictObject({
  productId: wireId('product'),
  ...shownFacts,
  mrpPaise: wirePaise,
  shared: z.boolean().describe('Several traders list it'),
  listings: z.int().describe('Listings that are of it now'),
  shops: z.int(),
  mergedInto: wireId('product').nullable(),
  createdAt: wireInstant,
})

export const pairReply = z.strictObject({
  pairId: wireId('duplicate'),
  grade: z
    .enum(grades)
    .describe('`certain`; `likely`; `contradicted`: much is the same, but something says no'),
  score: z.number().describe('From 0 to 1; the queue has the highest first'),
  reasons: z.array(
    z.strictObject({
      code: z.enum(reasonCodes),
      speaksFor: z.boolean().describe('For their being one product, or against it'),
      text: z.string(),
    }),
  ),
  state: z.enum(pairStates),
  products: z.array(card).length(2).describe('The older first'),
  survivorId: wireId('product').describe(
    'Which of them would stay: with the bar code, else with more listings',
  ),
  decidedAt: wireInstant.nullable(),
})
export const pairsReply = pageOf(pairReply)
export const pairsQuery = z.strictObject({
  state: z.enum(pairStates).default('open'),
  grade: z.enum(grades).optional().describe('Left out, of those that are open what nothing contradicts'),
  ...pageQuery,
})
export const pairParams = z.strictObject({ pairId: wireId('duplicate') })

export const mergeBody = z.strictObject({
  fromProductId: wireId('product').describe('Becomes the other one'),
  intoProductId: wireId('product').describe('Stays, and gets all listings'),
  reason: wireText(300).optional().describe('For the operators’ record'),
})
export const mergeReply = z.strictObject({
  mergeId: wireId('productMerge'),
  from: card,
  into: card,
  listings: z.int().describe('Listings that moved'),
  byMarket: z.boolean().describe('Certain, and merged by the market itself'),
  reason: z.string().nullable(),
  mergedAt: wireInstant,
  undone: z.boolean(),
  undoneAt: wireInstant.nullable(),
})
export const mergesReply = pageOf(mergeReply)
export const mergesQuery = z.strictObject(pageQuery)
export const mergeParams = z.strictObject({ mergeId: wireId('productMerge') })
