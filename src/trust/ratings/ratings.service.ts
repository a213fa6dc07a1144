import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database, Sql } from '../../platform/database/index.ts'
import type { Person } from '../../platform/http/index.ts'
import type { Orders } from '../../trade/orders/index.ts'
import type { Traders } from '../../trade/traders/index.ts'
import { notDeliveredYet, onlyBuyersRate, ratingClosed } from './ratings.errors.ts'
import { changeableUntil, meanOf } from './ratings.rules.ts'
import {
  addRating,
  changeRating,
  findRating,
  holdRating,
  type Rating,
  ratingsOf,
  sumsOf,
  sumsOfCarriers,
} from './ratings.store.ts'

export interface RatingsDeps {
  db: Database
  orders: Pick<Orders, 'orderForPerson'>
  traders: Pick<Traders, 'shopFacts'>
  /** Who carries an order, where that is one startup. */
  carrierOf(
    sql: Sql,
    order: { shopId: Id<'shop'>; orderId: Id<'order'> },
  ): Promise<Id<'provider'> | undefined>
  now?: (() => Date) | undefined
}

/** What a shop was given: the mean has one decimal. */
export interface RatingSummary {
  mean: number
  count: number
}

/** What buyers say of shops, after delivery. */
export function createRatingsService({
  db,
  orders,
  traders,
  carrierOf,
  now = () => new Date(),
}: RatingsDeps) {
  /** Throws `notFound` to strangers, `forbidden` to those of the shop. */
  const orderOf = async (person: Person, orderId: Id<'order'>) => {
    const { order, sides } = await orders.orderForPerson(person, orderId)
    if (!sides.includes('buyer') || sides.includes('shop')) throw onlyBuyersRate()
    return order
  }

  const mayChange = (rating: Rating): boolean => now() < changeableUntil(rating.ratedAt)

  const summaries = async (
    sql: Sql,
    shopIds: readonly Id<'shop'>[],
  ): Promise<Map<Id<'shop'>, RatingSummary>> =>
    new Map(
      shopIds.length === 0
        ? []
        : (await sumsOf(sql, shopIds)).map(({ shopId, count, stars }) => [
            shopId,
            { mean: meanOf(stars, count), count },
          ]),
    )

  return {
    summaries,

    /** Mean and count of what was given since a day in India to orders that startups carried, by startup. */
    async carriers(
      sql: Sql,
      day: string,
      providerId?: Id<'provider'>,
    ): Promise<Map<Id<'provider'>, RatingSummary>> {
      return new Map(
        (await sumsOfCarriers(sql, day, providerId)).map(({ providerId: id, count, stars }) => [
          id,
          { mean: meanOf(stars, count), count },
        ]),
      )
    },

    /** What the buyer said of the order, if anything, and whether it may be said or changed now. */
    async ofOrder(person: Person, orderId: Id<'order'>) {
      const order = await orderOf(person, orderId)
      const rating = (await findRating(db, order)) ?? null
      return { rating, open: rating ? mayChange(rating) : order.state === 'delivered' }
    },

    /** Says it, or says it anew. Throws `notDeliveredYet`, `ratingClosed` (conflict). */
    async rate(
      person: Person,
      orderId: Id<'order'>,
      said: { stars: number; text: string | null },
    ): Promise<Rating> {
      const order = await orderOf(person, orderId)
      if (order.state !== 'delivered') throw notDeliveredYet()
      return db.transaction(async (tx) => {
        const { accountId } = person
        const rated = { ...order, carrier: await carrierOf(tx, order) }
        const added = await addRating(tx, rated, { accountId, ...said })
        if (added) return added
        const before = (await holdRating(tx, order))!
        if (!mayChange(before)) throw ratingClosed()
        return changeRating(tx, rated, before, said)
      })
    },

    /** For everybody: what a shop of a verified trader was given, newest first. Throws `notFound`. */
    async ofShop(shopId: Id<'shop'>, page: { before: Id<'rating'> | undefined; limit: number }) {
      const shop = (await traders.shopFacts(db, [shopId])).get(shopId)
      if (shop?.traderStatus !== 'verified') throw notFound('shop')
      const [rated, items] = await Promise.all([summaries(db, [shopId]), ratingsOf(db, shopId, page)])
      return { summary: rated.get(shopId) ?? null, items }
    },
  }
}

export type RatingsService = ReturnType<typeof createRatingsService>
