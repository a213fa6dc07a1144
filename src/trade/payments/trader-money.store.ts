import { type Id, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import { accounts } from './ledger.rules.ts'

/** Who has the money for a trader's goods now. */
export const moneyHolders = ['buyer', 'trader', 'provider', 'platform'] as const
export type MoneyHolder = (typeof moneyHolders)[number]

/** Goods whose money is in one place. */
export interface MoneyPlace {
  holder: MoneyHolder
  /** Cash in somebody's hand, or money on an account. */
  cash: boolean
  providerId: Id<'provider'> | null
  orders: number
  goodsPaise: Paise
}

// Each order of the trader with what stands of its goods, and the account that the buyer's money went to: cash is
// booked with its order, other money with the whole purchase, and counts once the buyer owes nothing.
const places = statement(
  'trader_money',
  `with mine as (
     select purchase_id, order_id, -sum(amount_paise) as goods from ledger_entries
     where account = $1 and account like 'trader:%' group by 1, 2 having sum(amount_paise) < 0
   ), placed as (
     select mine.goods, coalesce(
       (select e.account from ledger_entries e
        where e.purchase_id = mine.purchase_id and e.order_id = mine.order_id and e.account like 'cash:%'
        group by 1 having sum(e.amount_paise) > 0 limit 1),
       (select e.account from ledger_entries e
        where e.purchase_id = mine.purchase_id and (e.account like 'upi:%' or e.account = 'gateway')
          and (select sum(b.amount_paise) from ledger_entries b
               where b.purchase_id = mine.purchase_id and b.account like 'buyer:%') <= 0
        group by 1 having sum(e.amount_paise) > 0 limit 1)) as account
     from mine
   )
   select account, count(*)::int as orders, sum(goods)::bigint as "goodsPaise" from placed group by 1`,
)
const owedBack = statement(
  'trader_owes_back',
  `select coalesce(sum(paise), 0)::bigint as paise from (
     select sum(amount_paise) as paise from ledger_entries where account = $1 and account like 'trader:%'
     group by order_id having sum(amount_paise) > 0) owed`,
)
const openRefunds = statement(
  'trader_open_refunds',
  `select count(*)::int as refunds, coalesce(sum(refund.amount_paise), 0)::bigint as "amountPaise"
   from refunds refund join payments payment on payment.id = refund.payment_id
   where refund.state in ('requested', 'failed') and payment.payee_trader_id = $1`,
)

/** Where the money for a trader's goods is, one row for each kind of place, the same order every time. */
export async function moneyPlaces(sql: Sql, traderId: Id<'trader'>): Promise<MoneyPlace[]> {
  const rows = await sql.query<{ account: string | null; orders: number; goodsPaise: Paise }>(places, [
    accounts.trader(traderId),
  ])
  const found = new Map<string, MoneyPlace>()
  for (const { account, orders, goodsPaise } of rows) {
    const place = placeOf(account, traderId)
    const key = `${moneyHolders.indexOf(place.holder)} ${place.cash} ${place.providerId}`
    const known = found.get(key)
    found.set(key, {
      ...place,
      orders: orders + (known?.orders ?? 0),
      goodsPaise: goodsPaise + (known?.goodsPaise ?? 0n),
    })
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place)
}

/** Goods of a trader that came back after they had been paid out. */
export const owedBackBy = async (sql: Sql, traderId: Id<'trader'>): Promise<Paise> =>
  (await sql.query<{ paise: Paise }>(owedBack, [accounts.trader(traderId)]))[0]!.paise

/** Refunds that this trader has to pay back by hand. */
export const openRefundsOf = async (
  sql: Sql,
  traderId: Id<'trader'>,
): Promise<{ refunds: number; amountPaise: Paise }> =>
  (await sql.query<{ refunds: number; amountPaise: Paise }>(openRefunds, [uuidOf(traderId)]))[0]!

function placeOf(
  account: string | null,
  traderId: Id<'trader'>,
): Pick<MoneyPlace, 'holder' | 'cash' | 'providerId'> {
  if (account === null) return { holder: 'buyer', cash: false, providerId: null }
  if (account === accounts.upi(traderId)) return { holder: 'trader', cash: false, providerId: null }
  const [kind, hand = ''] = account.split(':')
  if (kind !== 'cash' || hand === 'platform') return { holder: 'platform', cash: false, providerId: null }
  const isProvider = hand.startsWith('prv_')
  return {
    holder: isProvider ? 'provider' : 'trader',
    cash: true,
    providerId: isProvider ? (hand as Id<'provider'>) : null,
  }
}
