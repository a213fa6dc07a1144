import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { PayoutSums } from '../../trade/payments/index.ts'
import type { StatementLine } from './payouts.file.ts'

const statementOf = statement(
  'payout_statement',
  `select payout.created_at as at, payout.id as "payoutId", payout.state, payout.utr, item.order_id as "orderId",
          item.invoice_number as "invoiceNumber", item.goods_paise as "goodsPaise", item.tcs_paise as "tcsPaise",
          item.own_paise as "ownPaise"
   from payouts payout join payout_items item on item.payout_id = payout.id
   where payout.trader_id = $1 and payout.created_at >= $2 and payout.created_at < $3
   order by payout.id, item.id`,
)
const sums = statement(
  'payouts_sums',
  `select payout.trader_id as "traderId",
          coalesce(sum(item.goods_paise - item.tcs_paise - item.own_paise) filter (where payout.state = 'underWay'), 0)::bigint
            as "underWayPaise",
          coalesce(sum(item.goods_paise - item.tcs_paise - item.own_paise) filter (where payout.state = 'paid'), 0)::bigint
            as "paidPaise",
          coalesce(sum(item.tcs_paise) filter (where payout.state <> 'returned'), 0)::bigint as "tcsPaise"
   from payouts payout join payout_items item on item.payout_id = payout.id group by 1`,
)

/** Every order that was paid out to a trader in a time, the oldest first. */
export const statementLines = async (
  sql: Sql,
  traderId: Id<'trader'>,
  { from, to }: { from: Date; to: Date },
): Promise<StatementLine[]> =>
  (await sql.query<StatementLine>(statementOf, [uuidOf(traderId), from, to])).map((row) => ({
    ...row,
    payoutId: idOf('payout', row.payoutId),
    orderId: idOf('order', row.orderId),
  }))

/** What stands of payouts by trader, for the check of the ledger. */
export const payoutSumsOf = async (sql: Sql): Promise<PayoutSums[]> =>
  (await sql.query<PayoutSums>(sums)).map((row) => ({ ...row, traderId: idOf('trader', row.traderId) }))
