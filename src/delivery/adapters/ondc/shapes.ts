import { z } from 'zod'

/** Of what sellers send only the fields that matter are read, and read with bounds. */

const text = z.string().max(500)
const price = z.object({ currency: z.literal('INR'), value: z.string().regex(/^\d{1,9}(\.\d{1,2})?$/) })

export const context = z.object({
  domain: z.string().max(40).optional(),
  action: z.string().max(30),
  transaction_id: z.uuid(),
  message_id: z.string().min(1).max(64),
  timestamp: z.iso.datetime({ offset: true }),
})

export const onSearch = z.object({
  catalog: z.object({
    'bpp/providers': z
      .array(
        z.object({
          id: text,
          items: z.array(z.object({ id: text, category_id: text, fulfillment_id: text, price })).max(200),
          fulfillments: z.array(z.object({ id: text, type: text })).max(200),
        }),
      )
      .max(50),
  }),
})

export const ordered = z.object({
  order: z.object({
    id: z.string().max(64).optional(),
    state: z.string().max(40).optional(),
    provider: z.object({ id: text }).optional(),
    items: z
      .array(z.object({ id: text, fulfillment_id: text.optional(), category_id: text.optional() }))
      .max(50)
      .optional(),
    quote: z.looseObject({ price }).optional(),
    fulfillments: z
      .array(
        z.object({
          id: text.optional(),
          type: z.string().max(40).optional(),
          '@ondc/org/awb_no': z.string().max(100).nullish().catch(undefined),
          tags: z
            .array(
              z.object({
                code: z.string().max(100),
                list: z
                  .array(z.object({ code: z.string().max(100), value: z.string().max(2048).optional() }))
                  .max(50),
              }),
            )
            .max(100)
            .optional()
            .catch(undefined),
          state: z.object({ descriptor: z.object({ code: z.string().min(1).max(60) }) }).optional(),
        }),
      )
      .max(10)
      .optional(),
    cancellation: z.object({ reason: z.object({ id: z.string().max(20) }).optional() }).optional(),
    updated_at: z.iso.datetime({ offset: true }).optional(),
  }),
})

export const onTrack = z.object({
  tracking: z.object({
    url: z
      .url({ protocol: /^https$/ })
      .max(2048)
      .optional(),
  }),
})

export const anyMessage = z.object({
  context,
  message: z.unknown(),
  error: z.object({ code: text.optional(), message: text.optional() }).nullish(),
})

export const acknowledged = z.object({
  message: z.object({ ack: z.object({ status: z.enum(['ACK', 'NACK']) }) }),
  error: z.object({ code: z.string().max(20).optional(), message: text.optional() }).nullish(),
})

export type Ordered = z.output<typeof ordered>['order']
