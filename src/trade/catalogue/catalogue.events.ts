import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { defineEvent } from '../../platform/outbox/index.ts'

/** Most listings that one event names. */
export const listingsInEvent = 500

/** Listings of a shop were made or changed, or went to or from zero pieces. */
export const listingsChanged = defineEvent(
  'listings.changed',
  z.strictObject({
    shopId: wireId('shop'),
    listingIds: z.array(wireId('listing')).min(1).max(listingsInEvent),
    /** They ran out, came back or cost otherwise: to be shown before other changes. */
    urgent: z.literal(true).optional(),
  }),
)

/** A product's facts changed; its listings are told in turns, from after the named one. */
export const productChanged = defineEvent(
  'product.changed',
  z.strictObject({
    productId: wireId('product'),
    after: z.strictObject({ shopId: wireId('shop'), listingId: wireId('listing') }).optional(),
  }),
)

/** Most products that one event names. */
export const productsInEvent = 500

/** These products became another one, or themselves again: what is kept by product follows. */
export const productMergedNow = defineEvent(
  'product.merged',
  z.strictObject({ productIds: z.array(wireId('product')).min(1).max(productsInEvent) }),
)

/** Products were registered with addresses of pictures, or such addresses changed. */
export const picturesNamed = defineEvent(
  'product.pictures',
  z.strictObject({ productIds: z.array(wireId('product')).min(1).max(productsInEvent) }),
)

/**
 * Time to look after an import: start it, start it again, or clear away what it leaves behind. Each look plans
 * the next, so that an import whose job was lost goes on; `again` asks for one look out of turn.
 */
export const importDue = defineEvent(
  'import.due',
  z.strictObject({
    shopId: wireId('shop'),
    importId: wireId('import'),
    look: z.int().min(0).max(2_000_000_000),
    again: z.boolean().optional(),
  }),
)
