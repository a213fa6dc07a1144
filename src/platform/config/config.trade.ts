import { z } from 'zod'
import { json, whole } from './config.values.ts'

const part = z.number().min(0).max(100_000)
const share = z.number().min(0).max(1)

/** The parts of search.rules.ts by which hits are ranked. */
const weights = z
  .strictObject({
    ...{ text: part, beginning: share, elsewhere: share, head: part, closeness: part, pack: part },
    ...{
      nearness: part,
      halfwayMetres: z.number().min(1).max(1_000_000),
      availability: part,
      reliability: part,
    },
  })
  .partial()

export const tradeSettings = {
  DEEP_DISCOUNT_PERCENT: whole(10, 95, 60).describe(
    'A price more than so many percent below its 30-day low (a new one: below the MRP) asks its trader to confirm it, and stands in the operators’ list.',
  ),
  DUPLICATES_MERGE: z
    .enum(['review', 'certain'])
    .default('review')
    .describe(
      'Products that are there twice: `review` leaves all to operators; `certain` merges by itself those with the same bar code, or with the same brand, name and pack and nothing against it.',
    ),
  SEARCH_WEIGHTS: json(
    weights,
    'must be JSON like {"nearness": 300}; the parts stand at `GET /v1/search/ranking`',
  )
    .optional()
    .describe(
      'Weights of search, where they are not the usual: JSON like `{"nearness": 400}`. Published at `/v1/search/ranking`.',
    ),
  RETURN_DAYS: whole(0, 365, 7).describe(
    'So many days after delivery a consumer may ask to give goods back.',
  ),
  RETURN_ANSWER_HOURS: whole(1, 720, 48).describe(
    'So long a shop has to answer; then a return is accepted where the seller is at fault, else an operator decides.',
  ),
  RETURN_UNDO_MINUTES: whole(0, 1440, 15).describe(
    'So long an operator may take back that a return is paid without its goods; the money leaves only then.',
  ),
  RETURN_STUCK_HOURS: whole(1, 720, 48).describe(
    'A return that was accepted or fetched and has not moved for so long is shown to operators.',
  ),
} as const
