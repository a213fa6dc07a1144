import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { defineEvent } from '../../platform/outbox/index.ts'

/** A trader's status, names, numbers or tiers changed; with all its shops. */
export const traderChanged = defineEvent(
  'trader.changed',
  z.strictObject({
    traderId: wireId('trader'),
    shopIds: z.array(wireId('shop')),
    status: z.enum(['draft', 'submitted', 'verified', 'sentBack', 'suspended']),
  }),
)

/** A shop was made, or its place, hours, reach or pause changed. */
export const shopChanged = defineEvent('shop.changed', z.strictObject({ shopId: wireId('shop') }))
