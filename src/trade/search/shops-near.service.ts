import { type FieldProblem, invalid } from '../../kernel/errors.ts'
import { checkPoint, type Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import { isOpen, nextOpening } from '../../kernel/opening-hours.ts'
import type { PinDirectory, PinRecord } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import type { RatingSource, TraderSource } from './search.ports.ts'
import { namesOfPin } from './search.reach.ts'
import { usualRadiusMetres } from './search.rules.ts'
import { findShopsNear, type NearShop } from './shops-near.store.ts'

export interface ShopsNearDeps {
  db: Database
  traders: Pick<TraderSource, 'shopFacts'>
  places: Pick<PinDirectory, 'lookUp' | 'nearest'>
  ratings: RatingSource
  now: () => Date
}

/** Where one looks for shops: a PIN, a point, or both (the point then says where, the PIN who delivers). */
export interface ShopsNearRequest {
  pin?: string | undefined
  point?: Point | undefined
  radiusMetres?: number | undefined
  openNow: boolean
  after: readonly [metres: number, shopId: Id<'shop'>] | undefined
  limit: number
}

/** The shops around a place, nearest first. Throws `invalidFields` for a place that is none. */
export function createShopsNear({ db, traders, places, ratings, now }: ShopsNearDeps) {
  return async function shopsNear(request: ShopsNearRequest) {
    const { point, record } = placeOf(request, places)
    const at = now()
    const found = await findShopsNear(db, {
      point,
      radiusMetres: request.radiusMetres ?? usualRadiusMetres,
      serves: record ? namesOfPin(record) : [],
      state: record?.state ?? null,
      openNow: request.openNow,
      at,
      after: request.after,
      limit: request.limit,
    })
    const ids = found.map((shop) => shop.shopId)
    const [facts, rated] = await Promise.all([traders.shopFacts(db, ids), ratings.summaries(db, ids)])
    return found.flatMap((shop) => {
      const known = facts.get(shop.shopId)
      // The index may be a moment behind: what is closed for good since then is left out.
      if (!known || known.paused || known.traderStatus !== 'verified') return []
      return [shown(shop, known, rated.get(shop.shopId) ?? null, at)]
    })
  }
}

const shown = (
  shop: NearShop,
  facts: ShopFacts,
  rating: { mean: number; count: number } | null,
  at: Date,
) => ({
  shopId: shop.shopId,
  name: facts.shopName,
  sellerLegalName: facts.legalName,
  tiers: [...facts.tiers],
  line1: facts.address.line1,
  city: facts.address.city,
  pin: facts.pin,
  point: shop.point,
  distanceMetres: shop.metres,
  delivers: shop.delivers,
  selfPickup: facts.selfPickup,
  openNow: isOpen(facts.hours, at),
  nextOpening: nextOpening(facts.hours, at) ?? null,
  rating,
})

function placeOf(
  { pin, point: given }: ShopsNearRequest,
  places: ShopsNearDeps['places'],
): { point: Point; record: PinRecord | undefined } {
  const refuse = (field: string, code: string, detail: string): never => {
    const problem: FieldProblem = { pointer: `/${field}`, code, detail }
    throw invalid([problem])
  }
  if (given) {
    const checked = checkPoint(given)
    if (!checked.ok) return refuse('lat', 'invalidPoint', checked.reason)
  }
  if (pin === undefined && !given) {
    return refuse('pin', 'sayWhere', 'Say where: give `pin`, or `lat` and `lng`.')
  }
  const record = pin === undefined ? places.nearest(given!, 1)[0]?.record : places.lookUp(pin)
  if (pin !== undefined && !record) {
    return refuse('pin', 'unknownPin', `India Post has no PIN code ${pin}. Look at it again.`)
  }
  const point = given ?? record?.point
  if (!point) {
    return refuse('pin', 'noPoint', 'Nobody knows where this PIN lies. Give `lat` and `lng` too.')
  }
  return { point, record }
}
