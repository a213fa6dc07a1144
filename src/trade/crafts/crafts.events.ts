import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { defineEvent } from '../../platform/outbox/index.ts'

/** Listings of a shop got a mark, or lost one. */
export const marksChanged = defineEvent(
  'marks.changed',
  z.strictObject({ shopId: wireId('shop'), listingIds: z.array(wireId('listing')).min(1).max(500) }),
)
