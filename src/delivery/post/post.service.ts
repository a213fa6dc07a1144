import type { Logger } from 'pino'
import type { ArticleRange } from '../../kernel/article-number.ts'
import type { Point } from '../../kernel/geo.ts'
import type { Paise } from '../../kernel/money.ts'
import { isArmyPostal } from '../../kernel/pin-code.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import { ensurePost, type ProviderDirectory, postProviderId } from '../providers/index.ts'
import type { ParcelFacts, Shipment, Shipments } from '../shipments/index.ts'
import type { PostMeters, PostTariff } from './post.ports.ts'
import { insertArticle, numbersLeft, takeNumber } from './post.store.ts'
import { postPrice } from './tariff.rules.ts'

export interface PostState {
  open: boolean
  ranges: { range: ArticleRange; left: number }[]
  /** Articles that no file has told of. */
  waiting: number
  /** Articles of earlier files that the next ones take back. */
  calledOff: number
}

/** The post as a carrier: what it asks, its numbers, and taking what nobody else carries. */
export function createPostCarrier({
  log,
  shipments,
  directory,
  meters,
  tariff,
  ranges,
  name,
  pointOfPin,
}: {
  log: Logger
  shipments: Pick<Shipments, 'takenByPost'>
  directory: Pick<ProviderDirectory, 'find' | 'refresh'>
  meters: Pick<PostMeters, 'numbersGone'>
  tariff: PostTariff
  ranges: readonly ArticleRange[]
  /** As people know it. */
  name: string
  pointOfPin: (pin: string) => Point | undefined
}) {
  return {
    /** Price and minutes by the tariff; null for what the post does not take. */
    lane({
      pickup,
      drop,
      weightGrams,
      codPaise,
    }: ParcelFacts): { pricePaise: Paise; minutes: number } | null {
      return postPrice(tariff, {
        from: pickup.point,
        to: drop.point ?? pointOfPin(drop.pin),
        sameArea: pickup.pin === drop.pin,
        army: isArmyPostal(drop.pin),
        grams: weightGrams,
        cod: codPaise > 0n,
      })
    },

    /** The next article number; null, counted and logged, when none is left. */
    async number(tx: Tx): Promise<string | null> {
      const number = await takeNumber(tx, ranges)
      if (number) return number
      meters.numbersGone()
      log.error('no article number of the post is left: add a range to POST_ARTICLE_RANGES')
      return null
    },

    /** Takes a leg that was made under an article number. */
    async take(tx: Tx, leg: Shipment, promisedBy: Date): Promise<void> {
      if (!leg.awb) throw new Error(`${leg.shipmentId} has no article number`)
      if (!(await directory.find(postProviderId, tx))) {
        await ensurePost(tx, name)
        directory.refresh()
      }
      const { shopId, shipmentId, pickup } = leg
      await insertArticle(tx, { shopId, shipmentId, number: leg.awb, officePin: pickup.pin })
      await shipments.takenByPost(tx, leg, { providerId: postProviderId, promisedBy })
    },

    left: (sql: Sql) => numbersLeft(sql, ranges),
  }
}
