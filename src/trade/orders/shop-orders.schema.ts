import { z } from 'zod'
import { pageOf, pageQuery } from '../../platform/http/index.ts'
import { orderSummary, orderView } from './orders.schema.ts'
import { orderStates } from './orders.states.ts'

/** Orders that come with their lines on one page: a basket may hold many lines. */
export const mostWithLines = 30

export const shopOrdersQuery = z.strictObject({
  state: z.enum(orderStates).optional(),
  include: z
    .enum(['lines'])
    .optional()
    .describe(
      `\`lines\` gives each order as getOrder does for the shop, with its lines; at most ${mostWithLines} on a page`,
    ),
  ...pageQuery,
})

const { method, lines, gst, seller, drop } = orderView.shape

/** What only comes with `include=lines` may be missing. */
export const shopOrderPage = pageOf(
  orderSummary.extend({
    method: method.optional(),
    lines: lines.optional(),
    gst: gst.optional(),
    seller: seller.optional(),
    drop: drop.optional(),
  }),
)
