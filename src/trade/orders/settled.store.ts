import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement } from '../../platform/database/index.ts'

/** What of an order bears on paying its trader. */
export interface SettledOrder {
  orderId: Id<'order'>
  shopId: Id<'shop'>
  /** Null: not delivered. */
  deliveredAt: Date | null
  invoiceNumber: string | null
  /** Value of the taxable supplies that stand, without their tax and without what came back. */
  taxablePaise: Paise
}

// Of a line that came back in part its value falls in proportion; lines at no tax are no taxable supplies.
const settled = statement(
  'orders_settled',
  `select o.id as "orderId", o.shop_id as "shopId", o.invoice_number as "invoiceNumber",
          case when o.state = 'delivered' then o.closed_at end as "deliveredAt",
          coalesce((select sum((l.total_paise - l.cgst_paise - l.sgst_paise - l.igst_paise)
                               * (l.total_paise - l.returned_paise) / nullif(l.total_paise, 0))
            from order_lines l where l.shop_id = o.shop_id and l.order_id = o.id and l.cancelled_at is null
              and l.gst_bps > 0), 0)::bigint as "taxablePaise"
   from orders o where o.id = any($1::uuid[])`,
)

/** Of those of these orders that there are. */
export async function settledOrders(
  sql: Sql,
  orderIds: readonly Id<'order'>[],
): Promise<Map<Id<'order'>, SettledOrder>> {
  if (orderIds.length === 0) return new Map()
  const rows = await sql.query<SettledOrder>(settled, [orderIds.map(uuidOf)])
  return new Map(
    rows.map((row) => {
      const orderId = idOf('order', row.orderId)
      return [orderId, { ...row, orderId, shopId: idOf('shop', row.shopId) }]
    }),
  )
}
