import { ratingRoutes } from './ratings.routes.ts'
import { createRatingsService, type RatingsDeps } from './ratings.service.ts'

export type { RatingSummary, RatingsDeps } from './ratings.service.ts'

/** What buyers say of shops. */
export function createRatings(deps: RatingsDeps) {
  const ratings = createRatingsService(deps)
  return {
    /** Mean and count of those of these shops that were rated. One prepared query. */
    summaries: ratings.summaries,
    /** The same of startups, by the orders that they carried. */
    carriers: ratings.carriers,
    routes: ratingRoutes({ ratings }),
  }
}

export type Ratings = ReturnType<typeof createRatings>
