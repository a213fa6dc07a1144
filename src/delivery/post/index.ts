import type { ArticleRange } from '../../kernel/article-number.ts'
import type { Routes } from '../../platform/http/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import type { PostFollower, Shipments } from '../shipments/index.ts'
import { type BookingDeps, createBookingService } from './booking.service.ts'
import type { PostTariff } from './post.ports.ts'
import { postRoutes } from './post.routes.ts'
import { createPostCarrier, type PostState } from './post.service.ts'
import { callOffArticle } from './post.store.ts'
import { speedPost } from './tariff.rules.ts'
import { createTrackingService, type TrackingDeps } from './tracking.service.ts'

export type {
  BookingHead,
  PostCancellation,
  PostFiles,
  PostFolder,
  PostMeters,
  PostTariff,
  TrackingFile,
} from './post.ports.ts'
export { postPrice, speedPost } from './tariff.rules.ts'

export type PostDeps = BookingDeps &
  TrackingDeps & {
    shipments: Pick<Shipments, 'several' | 'lock' | 'told' | 'takenByPost' | 'attend'>
    directory: Pick<ProviderDirectory, 'find' | 'refresh'>
    /** Article numbers that the post has given; without any, nothing goes by post. */
    ranges: readonly ArticleRange[]
    tariff?: PostTariff | undefined
    name?: string
  }

export type PostModule = ReturnType<typeof createPost>

/** The post as a carrier, by the files that its bulk customers exchange with it. */
export function createPost(deps: PostDeps) {
  const booking = createBookingService(deps)
  const tracking = createTrackingService(deps)
  const carrier = createPostCarrier({
    ...deps,
    tariff: deps.tariff ?? speedPost,
    name: deps.name ?? 'India Post',
    pointOfPin: (pin) => deps.places.lookUp(pin)?.point ?? undefined,
  })
  const open = deps.ranges.length > 0
  const state = async (): Promise<PostState> => ({
    open,
    ranges: await carrier.left(deps.db),
    ...(await booking.waiting()),
  })
  const routes: Routes = postRoutes({ booking, tracking, state })
  return {
    /** Null where no article numbers are configured. */
    carrier: open ? carrier : null,
    booking,
    tracking,
    state,
    /** Legs by post that are called off before they were handed in. */
    follower: { calledOff: callOffArticle } satisfies PostFollower,
    routes,
    consumers: [],
    upkeep: open
      ? [
          { name: 'post.close', everyMs: 5 * 60_000, run: booking.closeInTime },
          { name: 'post.fetch', everyMs: 60_000, run: tracking.fetch },
        ]
      : [],
  }
}
