import { type Id, idOf, lowestUuid } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { OrderState } from './orders.states.ts'

/** Figures for operators: counts alone, of nobody in particular. */

const byState = statement(
  'orders_figures_state',
  'select state, count(*)::int as count from orders where id >= $1 group by state',
)
const byShop = statement(
  'orders_figures_shop',
  `select shop_id, count(*)::int as orders, count(*) filter (where state = 'delivered')::int as delivered
   from orders where id >= $1 group by shop_id`,
)

const kept = statement(
  'orders_figures_kept',
  `select shop_id, count(*) filter (where state = 'delivered')::int as kept,
     count(*) filter (where state = 'rejected')::int as "turnedAway"
   from orders where id >= $1 and state in ('delivered', 'rejected') group by shop_id`,
)

/** Orders made since then that each shop delivered, and that it turned away. */
export const keptByShop = async (
  sql: Sql,
  since: Date,
): Promise<Map<Id<'shop'>, { kept: number; turnedAway: number }>> =>
  new Map(
    (await sql.query<{ shop_id: string; kept: number; turnedAway: number }>(kept, [lowestUuid(since)])).map(
      ({ shop_id, ...counts }) => [idOf('shop', shop_id), counts],
    ),
  )

/** Orders made since then, by where they stand now. */
export const ordersByState = (sql: Sql, since: Date): Promise<{ state: OrderState; count: number }[]> =>
  sql.query(byState, [lowestUuid(since)])

/** Orders made since then, by shop. */
export const ordersByShop = async (
  sql: Sql,
  since: Date,
): Promise<Map<Id<'shop'>, { orders: number; delivered: number }>> =>
  new Map(
    (
      await sql.query<{ shop_id: string; orders: number; delivered: number }>(byShop, [lowestUuid(since)])
    ).map(({ shop_id, ...counts }) => [idOf('shop', shop_id), counts]),
  )
