import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Database, type Sql, statement } from '../../platform/database/index.ts'
import { accounts } from './ledger.rules.ts'
import type { cashHandKinds } from './payments.tables.ts'

/** Changes that are drawn into the balances at one time. */
const drawnAtOnce = 20_000

// One drawing at a time: whose turn it is not finds the rest, or nothing.
const inLine = statement(
  'cash_draw_in_line',
  `select pg_advisory_xact_lock(hashtextextended('cash_draw', 0))`,
)
const draw = statement(
  'cash_draw',
  `with gone as (
     delete from cash_changes where id in (select id from cash_changes order by id limit $1)
     returning account, amount_paise, order_id, at),
   sums as (select account, sum(amount_paise) as paise, count(*) as n from gone group by account),
   opened as (
     insert into cash_open (account, order_id, amount_paise, since)
     select account, order_id, sum(amount_paise), date_trunc('milliseconds', min(at)) from gone
     where order_id is not null and account not like 'cash:shp%' and account <> 'cash:platform'
     group by account, order_id
     on conflict (account, order_id) do update set amount_paise = cash_open.amount_paise + excluded.amount_paise),
   drawn as (
     insert into cash_balances (account, amount_paise) select account, paise from sums
     on conflict (account) do update set amount_paise = cash_balances.amount_paise + excluded.amount_paise)
   select coalesce(sum(n), 0)::int as n, coalesce(array_agg(account), '{}') as accounts from sums`,
)
const forgetGone = statement(
  'cash_open_forget',
  'delete from cash_open where account = any($1::text[]) and amount_paise = 0',
)
// A shop sends nothing on: its cash counts from when its hand was empty.
const age = statement(
  'cash_balances_age',
  `update cash_balances set since = case when amount_paise > 0 then coalesce(
     (select min(since) from cash_open where cash_open.account = cash_balances.account), since,
     date_trunc('milliseconds', now())) end
   where account = any($1::text[])`,
)

/** Draws what happened into the balances. Any number of processes may do so at once. */
export async function drawBalances(db: Database): Promise<void> {
  for (let drawn = drawnAtOnce; drawn === drawnAtOnce; )
    drawn = await db.transaction(async (tx) => {
      await tx.query(inLine)
      const [row] = await tx.query<{ n: number; accounts: string[] }>(draw, [drawnAtOnce])
      if (row!.n > 0) {
        await tx.query(forgetGone, [row!.accounts])
        await tx.query(age, [row!.accounts])
      }
      return row!.n
    })
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

export type CashHandKind = (typeof cashHandKinds)[number]

/** Cash in one hand, as it was last drawn up. */
export interface HeldCash {
  kind: CashHandKind
  /** Of a rider: its startup. */
  party: Id<'provider'> | Id<'point'> | Id<'shop'>
  riderId: string | null
  heldPaise: Paise
  /** Since when it has the oldest of it. */
  since: Date
  /** For paging, with `since`. */
  account: string
}

const oldest = (
  where: string,
) => `select account, kind, party, amount_paise as "heldPaise", since from cash_balances
   where since is not null and ${where} and ($1::timestamptz is null or (since, account) > ($1, $2))
   order by since, account limit $3`
const oldestOfAll = statement('cash_oldest', oldest('kind is not null'))
const oldestOfKind = statement('cash_oldest_of', oldest('kind = $4'))

/** Hands with cash, of all kinds or of one: who has had some of it for longest comes first. */
export async function oldestCash(
  sql: Sql,
  {
    kind,
    after,
    limit,
  }: {
    kind?: CashHandKind | undefined
    after?: Pick<HeldCash, 'since' | 'account'> | undefined
    limit: number
  },
): Promise<HeldCash[]> {
  const page = [after?.since ?? null, after?.account ?? null, limit]
  const rows = kind
    ? await sql.query<Omit<HeldCash, 'riderId'>>(oldestOfKind, [...page, kind])
    : await sql.query<Omit<HeldCash, 'riderId'>>(oldestOfAll, page)
  return rows.map((row) => ({
    ...row,
    riderId: row.kind === 'rider' ? row.account.slice(`cash:${row.party}/`.length) : null,
  }))
}

/** Cash of an order that a hand has to send on. */
export interface OpenCash {
  orderId: Id<'order'>
  heldPaise: Paise
  /** When it came into this hand. */
  since: Date
}

// What was not yet drawn counts, too.
const openOf = statement(
  'cash_open_of',
  `select order_id as "orderId", sum(amount_paise)::bigint as "heldPaise", min(since) as since from (
     select order_id, amount_paise, since from cash_open where account = $1
     union all select order_id, amount_paise, date_trunc('milliseconds', at) from cash_changes
       where account = $1 and order_id is not null) both_of_them
   where $2::uuid is null or order_id > $2
   group by order_id having sum(amount_paise) > 0 order by order_id limit $3`,
)

/** Orders whose cash this hand itself has, the oldest first. */
export const openCash = async (
  sql: Sql,
  hand: Id<'provider'> | Id<'point'>,
  { after, limit }: { after: Id<'order'> | undefined; limit: number },
): Promise<OpenCash[]> =>
  (
    await sql.query<Omit<OpenCash, 'orderId'> & { orderId: string }>(openOf, [
      accounts.cash(hand),
      after ? uuidOf(after) : null,
      limit,
    ])
  ).map((row) => ({ ...row, orderId: idOf('order', row.orderId) }))

const withRiders = statement(
  'cash_with_riders',
  `select party, sum(amount_paise)::bigint as paise from cash_balances
   where party = any($1::text[]) and kind in ('provider', 'rider') group by party`,
)

/** What these startups have in hand, their riders included, as it was last drawn up. */
export const cashWithRiders = async (
  sql: Sql,
  ids: readonly Id<'provider'>[],
): Promise<Map<Id<'provider'>, Paise>> =>
  new Map(
    (await sql.query<{ party: Id<'provider'>; paise: Paise }>(withRiders, [ids])).map((row) => [
      row.party,
      row.paise,
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

// What is open of a hand, order by order, is what it has; drawn up in the same transaction.
const openAstray = statement(
  'cash_open_astray',
  `select account, sum(held)::bigint as drawn, sum(open)::bigint as booked from (
     select account, amount_paise as held, 0 as open from cash_balances where kind in ('provider', 'rider', 'point')
     union all select account, 0, amount_paise from cash_open) sides
   group by account having sum(held) <> sum(open)`,
)

/** Hands whose balance is not what was booked, or not what is open of it. */
export const handsAstray = async (
  sql: Sql,
): Promise<{ account: string; drawn: bigint; booked: bigint }[]> => [
  ...(await sql.query<{ account: string; drawn: bigint; booked: bigint }>(astray)),
  ...(await sql.query<{ account: string; drawn: bigint; booked: bigint }>(openAstray)),
]
