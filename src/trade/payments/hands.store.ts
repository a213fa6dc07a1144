import { type Id, idOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Database, type Sql, statement } from '../../platform/database/index.ts'
import { accounts } from './ledger.rules.ts'

/** Changes that are drawn into the balances at one time. */
const drawnAtOnce = 20_000

const draw = statement(
  'cash_draw',
  `with gone as (
     delete from cash_changes where id in (select id from cash_changes order by id limit $1 for update skip locked)
     returning account, amount_paise),
   sums as (select account, sum(amount_paise) as paise, count(*) as n from gone group by account),
   drawn as (
     insert into cash_balances (account, amount_paise) select account, paise from sums order by account
     on conflict (account) do update set amount_paise = cash_balances.amount_paise + excluded.amount_paise)
   select coalesce(sum(n), 0)::int as n from sums`,
)

/** Draws what happened into the balances. Any number of processes may do so at once. */
export async function drawBalances(db: Database): Promise<void> {
  for (let drawn = drawnAtOnce; drawn === drawnAtOnce; ) {
    const [row] = await db.query<{ n: number }>(draw, [drawnAtOnce])
    drawn = row!.n
  }
}

// One statement sees balances and changes as of one moment, however often they are drawn meanwhile.
const inHands = statement(
  'cash_in_hands',
  `select account, sum(amount_paise)::bigint as paise from (
     select account, amount_paise from cash_balances where account like $1
     union all select account, amount_paise from cash_changes where account like $1) both_of_them
   group by account having sum(amount_paise) <> 0`,
)

const readHands = async (sql: Sql, like: string): Promise<{ holder: string; paise: Paise }[]> =>
  (await sql.query<{ account: string; paise: Paise }>(inHands, [`cash:${like}`])).map((row) => ({
    holder: row.account.slice('cash:'.length),
    paise: row.paise,
  }))

/** What each provider has in hand now, its riders included. */
export async function cashByProvider(sql: Sql): Promise<Map<Id<'provider'>, Paise>> {
  const sums = new Map<Id<'provider'>, Paise>()
  for (const { holder, paise } of await readHands(sql, 'prv%')) {
    const [providerId] = holder.split('/') as [Id<'provider'>]
    sums.set(providerId, (sums.get(providerId) ?? 0n) + paise)
  }
  return new Map([...sums].filter(([, paise]) => paise > 0n))
}

/** What each point has in hand now. */
export const cashByPoint = async (sql: Sql): Promise<Map<Id<'point'>, Paise>> =>
  new Map((await readHands(sql, 'pnt%')).map(({ holder, paise }) => [holder as Id<'point'>, paise]))

/** What each rider of a provider has in hand now, and has not handed in. */
export const cashByRider = async (sql: Sql, providerId: Id<'provider'>): Promise<Map<string, Paise>> =>
  new Map(
    (await readHands(sql, `${providerId}/%`)).map(({ holder, paise }) => [
      holder.slice(providerId.length + 1),
      paise,
    ]),
  )

const ofRider = statement(
  'cash_of_rider',
  `select purchase_id as "purchaseId", order_id as "orderId", sum(amount_paise)::bigint as paise
   from ledger_entries where account = $1 and account like 'cash:%'
   group by 1, 2 having sum(amount_paise) > 0 order by 1 limit $2`,
)

/** The orders whose cash this rider still has, with it; in the order in which purchases are locked. */
export const ordersWithRider = async (
  sql: Sql,
  providerId: Id<'provider'>,
  riderId: string,
  limit: number,
): Promise<{ purchaseId: Id<'purchase'>; orderId: Id<'order'>; paise: Paise }[]> =>
  (
    await sql.query<{ purchaseId: string; orderId: string; paise: Paise }>(ofRider, [
      accounts.rider(providerId, riderId),
      limit,
    ])
  ).map((row) => ({
    purchaseId: idOf('purchase', row.purchaseId),
    orderId: idOf('order', row.orderId),
    paise: row.paise,
  }))

const astray = statement(
  'cash_balances_astray',
  `select account, sum(drawn)::bigint as drawn, sum(booked)::bigint as booked from (
     select account, amount_paise as drawn, 0 as booked from cash_balances
     union all select account, amount_paise, 0 from cash_changes
     union all select account, 0, amount_paise from ledger_entries where account like 'cash:%') sides
   group by account having sum(drawn) <> sum(booked)`,
)

/** Hands whose balance is not what was booked. */
export const handsAstray = (sql: Sql): Promise<{ account: string; drawn: bigint; booked: bigint }[]> =>
  sql.query(astray)
