import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { TraderStatus } from './traders.types.ts'

/** Figures for operators: counts alone. */

const byStatus = statement(
  'traders_figures_status',
  'select status, count(*)::int as count, min(status_since) as since from traders group by status',
)
const shopStates = statement(
  'traders_figures_shops',
  `select shops.id, shops.state, shops.trader_id from shops join traders on traders.id = shops.trader_id
   where traders.status = 'verified'`,
)

/** Traders by status, with how long the first of them has been in it. */
export const tradersByStatus = (
  sql: Sql,
): Promise<{ status: TraderStatus; count: number; since: Date | null }[]> => sql.query(byStatus)

/** The state in which each shop of a verified trader stands. */
export const shopsWithState = async (
  sql: Sql,
): Promise<{ shopId: Id<'shop'>; traderId: Id<'trader'>; state: string }[]> =>
  (await sql.query<{ id: string; state: string; trader_id: string }>(shopStates)).map((row) => ({
    shopId: idOf('shop', row.id),
    traderId: idOf('trader', row.trader_id),
    state: row.state,
  }))

const alike = statement(
  'traders_figures_alike',
  `select id, trade_name, status from traders
   where id <> $1 and (pan = $2 or gstin = $3 or enrolment_id = $4) order by id limit 20`,
)

/** Other traders, of any status, with one of these numbers. */
export const tradersAlike = async (
  sql: Sql,
  trader: { id: Id<'trader'>; pan: string; gstin: string | null; enrolmentId: string | null },
): Promise<{ traderId: Id<'trader'>; tradeName: string; status: TraderStatus }[]> =>
  (
    await sql.query<{ id: string; trade_name: string; status: TraderStatus }>(alike, [
      uuidOf(trader.id),
      trader.pan,
      trader.gstin,
      trader.enrolmentId,
    ])
  ).map((row) => ({ traderId: idOf('trader', row.id), tradeName: row.trade_name, status: row.status }))
