import { type Id, idOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { accounts, type PayoutFact, type PayoutPart, payoutEntries, payoutFacts } from './ledger.rules.ts'
import { bookJournals } from './ledger.store.ts'

/** Who has the money for an order's goods: `carrier` is whoever took the cash and has not sent all of it on. */
export type DueHolder = 'platform' | 'carrier' | 'trader' | 'buyer'

/** What the ledger says that a trader is owed for one order, and owes for it. */
export interface TraderDue {
  traderId: Id<'trader'>
  purchaseId: Id<'purchase'>
  orderId: Id<'order'>
  /** Owed for goods and not paid out; below zero: they came back after they had been paid out. */
  goodsPaise: Paise
  heldBy: DueHolder
  /** Tax collected at source that is booked for the order already. */
  tcsPaise: Paise
  /** Cash that the shop took itself and that was paid back to the buyer by the platform; null: none. */
  own: { shopId: Id<'shop'>; paise: Paise } | null
}

const moneyOf = `left join lateral (
     select coalesce(sum(e.amount_paise) filter (where e.account = 'cash:platform'), 0)::bigint as platform,
            coalesce(sum(e.amount_paise) filter (where e.account like 'cash:shp%'), 0)::bigint as shop,
            coalesce(sum(e.amount_paise) filter (where e.account like 'cash:%' and e.account <> 'cash:platform'
              and e.account not like 'cash:shp%'), 0)::bigint as carrier,
            coalesce(-sum(e.amount_paise) filter (where e.account like 'tcs:%'), 0)::bigint as tcs
     from ledger_entries e where e.purchase_id = mine.purchase_id and e.order_id = mine.order_id
   ) hands on true
   left join lateral (
     select coalesce(sum(e.amount_paise) filter (where e.account in ('gateway', 'upi:platform')), 0)::bigint as online,
            coalesce(sum(e.amount_paise) filter (where e.account like 'upi:trd%'), 0)::bigint as direct,
            coalesce(sum(e.amount_paise) filter (where e.account like 'buyer:%'), 0)::bigint as buyer
     from ledger_entries e where e.purchase_id = mine.purchase_id
   ) accounts on true`
// Settled orders have no balance and fall out at the first step, which the index over the trader accounts answers.
const goodsOwed = (which: string) =>
  `with mine as (
     select account, purchase_id, order_id, -sum(amount_paise)::bigint as goods from ledger_entries
     where account like 'trader:%' ${which} group by 1, 2, 3 having sum(amount_paise) <> 0)
   select mine.account, mine.purchase_id as "purchaseId", mine.order_id as "orderId", mine.goods, hands.*, accounts.online,
          accounts.direct, accounts.buyer
   from mine ${moneyOf} order by mine.order_id`
const goodsOfAll = statement('payout_goods_of_all', goodsOwed(''))
const goodsOfOne = statement('payout_goods_of_one', goodsOwed('and account = $1'))

// Cash in a shop's own hand beyond its goods that stand and the fee for its own delivery.
const cashOwed = (hands: string) =>
  `with hand as (${hands})
   select hand.account as hand, hand.purchase_id as "purchaseId", hand.order_id as "orderId", sale.account,
          (hand.cash - sale.goods - sale.delivery)::bigint as own
   from hand join lateral (
     select max(e.account) filter (where e.account like 'trader:%') as account,
            coalesce(-sum(e.amount_paise) filter (where e.account like 'trader:%'), 0) as goods,
            coalesce(-sum(e.amount_paise) filter (where e.account like 'delivery:%'), 0) as delivery
     from ledger_entries e where e.purchase_id = hand.purchase_id and e.order_id = hand.order_id
   ) sale on hand.cash > sale.goods + sale.delivery
   order by hand.order_id`
const cashOfAll = statement(
  'payout_cash_of_all',
  cashOwed(`select account, purchase_id, order_id, sum(amount_paise) as cash from ledger_entries
     where account like 'cash:shp%' and account like 'cash:%' group by 1, 2, 3 having sum(amount_paise) > 0`),
)
const cashOfOne = statement(
  'payout_cash_of_one',
  cashOwed(`select e.account, e.purchase_id, e.order_id, sum(e.amount_paise) as cash
     from (select distinct purchase_id, order_id from ledger_entries where account = $1 and account like 'trader:%') mine
     join ledger_entries e on e.purchase_id = mine.purchase_id and e.order_id = mine.order_id and e.account like 'cash:shp%'
     group by 1, 2, 3 having sum(e.amount_paise) > 0`),
)

interface GoodsRow
  extends Record<'platform' | 'shop' | 'carrier' | 'tcs' | 'online' | 'direct' | 'buyer', Paise> {
  account: string
  purchaseId: string
  orderId: string
  goods: Paise
}

const holderOf = ({ goods, platform, shop, carrier, online, direct, buyer }: GoodsRow): DueHolder => {
  if (shop > 0n) return 'trader'
  if (carrier > 0n) return 'carrier'
  // A collector that sent on less than it took has still to send the rest.
  if (platform > 0n) return platform >= goods ? 'platform' : 'carrier'
  if (buyer > 0n) return 'buyer'
  if (online > 0n) return 'platform'
  return direct > 0n ? 'trader' : 'buyer'
}

/** What is owed for each order of one trader, or of all (null), the oldest order first. Orders that are settled are not among it. */
export async function traderDues(sql: Sql, traderId: Id<'trader'> | null): Promise<TraderDue[]> {
  const of = traderId === null ? [] : [accounts.trader(traderId)]
  const goods = await sql.query<GoodsRow>(traderId === null ? goodsOfAll : goodsOfOne, of)
  const cash = await sql.query<{
    hand: string
    account: string
    purchaseId: string
    orderId: string
    own: Paise
  }>(traderId === null ? cashOfAll : cashOfOne, of)
  const dues = new Map<string, TraderDue>()
  const traderOf = (account: string) => account.slice('trader:'.length) as Id<'trader'>
  for (const row of goods)
    dues.set(row.orderId, {
      traderId: traderOf(row.account),
      purchaseId: idOf('purchase', row.purchaseId),
      orderId: idOf('order', row.orderId),
      goodsPaise: row.goods,
      heldBy: holderOf(row),
      tcsPaise: row.tcs,
      own: null,
    })
  for (const row of cash) {
    const known = dues.get(row.orderId) ?? {
      traderId: traderOf(row.account),
      purchaseId: idOf('purchase', row.purchaseId),
      orderId: idOf('order', row.orderId),
      goodsPaise: 0n,
      heldBy: 'trader' as const,
      tcsPaise: 0n,
    }
    dues.set(row.orderId, {
      ...known,
      own: { shopId: row.hand.slice('cash:'.length) as Id<'shop'>, paise: row.own },
    })
  }
  return [...dues.values()]
}

/** Journals that are written by one statement. */
const atOnce = 500

/**
 * Books what happened to a payout for each of its orders; false: one of them was booked before, and the caller must give
 * the whole transaction up.
 */
export async function bookPayout(tx: Tx, fact: PayoutFact, parts: readonly PayoutPart[]): Promise<boolean> {
  for (let at = 0; at < parts.length; at += atOnce) {
    const journals = parts.slice(at, at + atOnce).map((part) => ({
      purchaseId: part.purchaseId,
      kind: fact,
      subjectId: part.cause,
      entries: payoutEntries[fact](part).filter(({ amountPaise }) => amountPaise !== 0n),
    }))
    const booked = await bookJournals(tx, journals)
    if (booked.some((done, which) => !done && journals[which]!.entries.length > 0)) return false
  }
  return true
}

/** What payouts come to for one trader. */
export interface PayoutSums {
  traderId: Id<'trader'>
  underWayPaise: Paise
  paidPaise: Paise
  tcsPaise: Paise
}

const sums = (which: string) =>
  `select split_part(account, ':', 2) as "traderId",
          coalesce(-sum(amount_paise) filter (where account like 'payout:%'), 0)::bigint as "underWayPaise",
          coalesce(-sum(amount_paise) filter (where account like 'bank:%'), 0)::bigint as "paidPaise",
          coalesce(-sum(amount_paise) filter (where account like 'tcs:%'), 0)::bigint as "tcsPaise"
   from ledger_entries where (account like 'payout:%' or account like 'bank:%' or account like 'tcs:%') ${which} group by 1`
const sumsOfAll = statement('payout_sums', sums(''))
const sumsOfOne = statement('payout_sums_of', sums('and account = any($1::text[])'))
const goodsPaidOut = statement(
  'payout_goods_paid_out',
  `select coalesce(sum(amount_paise), 0)::bigint as paise
   from ledger_entries entry join journals journal on journal.purchase_id = entry.purchase_id and journal.id = entry.journal_id
   where entry.account = $1 and entry.account like 'trader:%' and journal.kind = any($2::text[])`,
)

/** By trader, as the ledger has it. */
export const payoutSums = (sql: Sql): Promise<PayoutSums[]> => sql.query<PayoutSums>(sumsOfAll, [])

/** Of one trader, with the goods that were settled by payouts: paid out, on their way, or kept as tax. */
export async function paidOutTo(
  sql: Sql,
  traderId: Id<'trader'>,
): Promise<PayoutSums & { goodsPaise: Paise }> {
  const { payout, bank, tcs, trader } = accounts
  const [row] = await sql.query<PayoutSums>(sumsOfOne, [[payout(traderId), bank(traderId), tcs(traderId)]])
  const [goods] = await sql.query<{ paise: Paise }>(goodsPaidOut, [trader(traderId), payoutFacts])
  return {
    ...(row ?? { traderId, underWayPaise: 0n, paidPaise: 0n, tcsPaise: 0n }),
    goodsPaise: goods!.paise,
  }
}
