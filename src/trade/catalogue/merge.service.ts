import { notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import { productChanged, productMergedNow, productsInEvent } from './catalogue.events.ts'
import { barCodeStays, productMerged, sameProduct } from './merge.errors.ts'
import {
  holdProducts,
  mergeAlone,
  mergeBetween,
  mergeInto,
  type ProductMerge,
  readMerge,
  splitOff,
  survivingProducts,
} from './merge.store.ts'
import type { TakenFacts } from './merge.tables.ts'
import { publishPictured } from './product.service.ts'

/** Which product goes into which, and who says so. */
export interface WantedMerge {
  from: Id<'product'>
  into: Id<'product'>
  /** Null: the market itself. */
  by: Id<'account'> | null
  reason: string | null
}

export interface MergeUseCases {
  /**
   * Makes one product another, with all listings, in the caller's transaction; `made` is false where it is done
   * already. Throws `notFound`, `sameProduct`, `barCodeStays`, and `productMerged` where one of them has become a
   * third one meanwhile.
   */
  merge(tx: Tx, wanted: WantedMerge): Promise<{ merge: ProductMerge; made: boolean }>
  /**
   * Takes a merge back: listings that moved with it and are still there return. Doing it twice is doing it once.
   * `at` is the product with which it was until now. Throws `notFound`.
   */
  undo(
    tx: Tx,
    mergeId: Id<'productMerge'>,
    by: Id<'account'>,
  ): Promise<{ merge: ProductMerge; at: Id<'product'> | undefined }>
}

/** Products that turn out to be one. */
export function createMerges({ outbox }: { outbox: Outbox }): MergeUseCases {
  /** Search hears of the listings by the product that has them now; pictures follow by the ids that moved. */
  const tell = async (tx: Tx, changed: Id<'product'>, moved: readonly Id<'product'>[]): Promise<void> => {
    const events = [event(productChanged, { productId: changed })]
    await outbox.publish(tx, events)
    for (let at = 0; at < moved.length; at += productsInEvent) {
      const productIds = moved.slice(at, at + productsInEvent)
      await outbox.publish(tx, [event(productMergedNow, { productIds })])
    }
  }

  return {
    async merge(tx, { from, into, by, reason }) {
      if (from === into) throw sameProduct()
      await mergeAlone(tx)
      const held = await holdProducts(tx, [from, into])
      const [going, staying] = [held.get(from), held.get(into)]
      if (!going || !staying) throw notFound('product')
      if (going.mergedInto === into) {
        const known = await mergeBetween(tx, from, into)
        if (known) return { merge: known, made: false }
      }
      if (going.mergedInto) throw productMerged(going.mergedInto)
      if (staying.mergedInto) throw productMerged(staying.mergedInto)
      if (going.gtin && !staying.gtin) throw barCodeStays()
      const taken: TakenFacts = {
        ...(staying.nameHi === null && going.nameHi !== null ? { nameHi: going.nameHi } : {}),
        ...(staying.imageUrls.length === 0 && going.imageUrls.length > 0
          ? { imageUrls: going.imageUrls }
          : {}),
      }
      const shared = going.shared || going.createdByTrader !== staying.createdByTrader
      const mergeId = newId('productMerge')
      const followed = await mergeInto(tx, { mergeId, from, into, by, reason, taken, shared })
      await tell(tx, into, [from, ...followed])
      if (taken.imageUrls) await publishPictured(outbox, tx, [into])
      return { merge: (await readMerge(tx, mergeId))!, made: true }
    },
    async undo(tx, mergeId, by) {
      await mergeAlone(tx)
      const known = await readMerge(tx, mergeId, { held: true })
      if (!known) throw notFound('merge')
      if (known.undone) return { merge: known, at: undefined }
      const { fromProductId: from, taken } = known
      // It may have gone further since, with the product that it was merged into.
      const at = (await survivingProducts(tx, [from])).get(from)!
      await holdProducts(tx, [from, at])
      const { followed } = await splitOff(tx, known, { at, by })
      await tell(tx, from, [from, ...followed])
      await outbox.publish(tx, [event(productChanged, { productId: at })])
      if (taken.imageUrls) await publishPictured(outbox, tx, [from, at])
      return { merge: (await readMerge(tx, mergeId))!, at }
    },
  }
}
