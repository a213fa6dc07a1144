import { z } from 'zod'
import { contract, type Routes } from '../../platform/http/index.ts'
import type { FairnessReport } from './fairness.service.ts'
import { relevance, type Weights } from './search.rules.ts'

const part = z.number()
const weights = z.strictObject({
  text: part.describe('When every word stands in name or brand as typed, or as a word that means the same'),
  beginning: part.describe('The part of `text` when a word is only begun, mistyped, or only sounds alike'),
  elsewhere: part.describe('The part of `text` when a word stands only in category, maker or pack'),
  head: part.describe('When the words say what the good is: toned milk, not milk bread'),
  closeness: part.describe('When the name has no other words'),
  pack: part.describe('When the pack has the size that was asked for'),
  nearness: part.describe('At the door of the shop; half of it at `halfwayMetres`'),
  halfwayMetres: part,
  availability: part.describe('When it is in stock'),
  reliability: part.describe('For a shop that keeps every order it gets; a new shop stands where most do'),
})
const share = z.number().min(0).max(1)
const band = z.strictObject({
  upTo: z.number().int().nullable().describe('Null: more than the band before'),
  shops: z.number().int(),
  shareOfShops: share,
  shareOfListings: share,
  shareOfPlaces: share.nullable().describe('Null while nothing was counted'),
})

const bandsExample = [
  { upTo: 20, shops: 400, shareOfShops: 0.5, shareOfListings: 0.1, shareOfPlaces: 0.12 },
  { upTo: null, shops: 400, shareOfShops: 0.5, shareOfListings: 0.9, shareOfPlaces: 0.88 },
]

/** What decides the order of hits, and who comes first by it, for everybody to see. */
export const rankingRoutes =
  ({ weights: used, fairness }: { weights: Weights; fairness: Pick<FairnessReport, 'read'> }): Routes =>
  (app) => {
    app.get(
      '/v1/search/ranking',
      contract({
        operationId: 'getRanking',
        summary: 'What decides the order of hits, in points',
        description:
          'A hit scores the sum of these parts, and nothing else counts: no payment, no seller’s rank, nothing of who searches. `explain=true` on `GET /v1/search` gives the parts of each hit. Of equals the nearer comes first.',
        tag: 'search',
        access: 'public',
        replies: { 200: z.strictObject({ paidPlacement: z.literal(false), weights }) },
        example: { reply: { paidPlacement: false as const, weights: { ...relevance } } },
      }),
      async () => ({ paidPlacement: false as const, weights: { ...used } }),
    )

    app.get(
      '/v1/search/fairness',
      contract({
        operationId: 'getFairness',
        summary: 'Who stands on first pages: by size and by age of shops',
        description:
          'Places on first pages of the last 30 days, counted in one of ten searches by relevance, beside what part of all shops and of all listings these shops are. Nothing of who searched is kept.',
        tag: 'search',
        access: 'public',
        replies: {
          200: z.strictObject({
            days: z.number().int(),
            oneIn: z.number().int().describe('Of how many searches one is counted'),
            places: z.number().int(),
            bySize: z.array(band).describe('`upTo` listings in the shop'),
            byAge: z.array(band).describe('`upTo` days since the shop was made'),
          }),
        },
        example: {
          reply: { days: 30, oneIn: 10, places: 24_000, bySize: bandsExample, byAge: bandsExample },
        },
      }),
      () => fairness.read(),
    )
  }
