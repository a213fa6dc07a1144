import { distanceMetres, type Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { nextOpening } from '../../kernel/opening-hours.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { DeliveryEstimatePort, DeliveryEstimateRequest } from '../../trade/orders/index.ts'
import type { ParcelFacts } from '../shipments/index.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import type { MarketView } from './market.view.ts'
import { bestProvider } from './score.rules.ts'

/**
 * What delivery would cost at checkout, and how long it would take: the first choice by rate cards that are in
 * memory. No call is made: a provider that quotes for each parcel is taken by its card. Hours do not exclude
 * anybody, for the parcel is not packed yet; the wait until the first choice opens is added to its minutes.
 * A shop that always delivers itself has no provider. What no startup serves goes by post.
 */
export function createEstimate({
  market,
  pointOfPin,
  post,
  now = () => new Date(),
}: {
  market: Pick<MarketView, 'now'>
  pointOfPin: (pin: string) => Point | undefined
  post?: DispatchDeps['post']
  now?: () => Date
}): DeliveryEstimatePort & {
  /** The best provider between two places, whatever the hour. */
  lane(
    sql: Sql,
    parcel: ParcelFacts & { shopId: Id<'shop'> },
  ): Promise<{ pricePaise: Paise; minutes: number } | null>
} {
  return {
    async lane(sql, parcel) {
      const asked = (await market.now(sql)).ask(parcel)
      const best = bestProvider({ ...asked, at: now() })
      return best ? { pricePaise: best.candidate.pricePaise, minutes: best.candidate.minutes } : null
    },

    async estimate(sql: Sql, { shop, drop, weightGrams, goods, cod }: DeliveryEstimateRequest) {
      const to = drop.point ?? pointOfPin(drop.pin)
      const parcel = {
        shopId: shop.shopId,
        pickup: { pin: shop.pin, point: shop.point },
        drop: { pin: drop.pin, point: drop.point },
        distanceMetres: to ? Math.round(distanceMetres(shop.point, to)) : 0,
        weightGrams,
        isFood: goods?.isFood ?? shop.fssai !== null,
        isCold: goods?.keepCold ?? false,
        size: goods?.size ?? null,
        codPaise: cod ? 1n : 0n,
      }
      const asked = (await market.now(sql)).ask(parcel)
      const at = now()
      if (asked.choice?.alwaysItself) return null
      const best = bestProvider({ ...asked, at })
      if (!best) {
        const byPost = post?.(parcel)
        return byPost ? { feePaise: byPost.pricePaise, minutes: byPost.minutes } : null
      }
      const opens = nextOpening(best.provider.capabilities.hours, at) ?? at
      const waitMinutes = Math.ceil((opens.getTime() - at.getTime()) / 60_000)
      return { feePaise: best.candidate.pricePaise, minutes: best.candidate.minutes + waitMinutes }
    },
  }
}
