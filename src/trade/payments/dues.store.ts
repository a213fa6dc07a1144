import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Database, type Sql, statement } from '../../platform/database/index.ts'
import { accounts } from './ledger.rules.ts'

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

// The lateral parts and `offset 0` keep the planner to one look at the purchase's own entries for each row, whatever it
// believes of the tables' sizes.
const ordersOf = (purchases: string, which = '') =>
  `select distinct sold.* from (${purchases}) touched cross join lateral (
     select account, purchase_id, order_id from ledger_entries where purchase_id = touched.purchase_id offset 0) sold
   where sold.account like 'trader:%' ${which}`
const sumsOf = (candidates: string) =>
  `with mine as (${candidates})
   select mine.account, mine.purchase_id as "purchaseId", mine.order_id as "orderId", sums.*
   from mine cross join lateral (
     select coalesce(-sum(e.amount_paise) filter (where own and e.account = mine.account), 0)::bigint as goods,
            coalesce(-sum(e.amount_paise) filter (where own and e.account like 'delivery:%'), 0)::bigint as delivery,
            coalesce(-sum(e.amount_paise) filter (where own and e.account like 'tcs:%'), 0)::bigint as tcs,
            max(e.account) filter (where own and e.account like 'cash:shp%') as hand,
            coalesce(sum(e.amount_paise) filter (where own and e.account like 'cash:shp%'), 0)::bigint as shop,
            coalesce(sum(e.amount_paise) filter (where own and e.account = 'cash:platform'), 0)::bigint as platform,
            coalesce(sum(e.amount_paise) filter (where own and e.account like 'cash:%' and e.account not like 'cash:shp%'
              and e.account <> 'cash:platform'), 0)::bigint as carrier,
            coalesce(sum(e.amount_paise) filter (where e.account in ('gateway', 'upi:platform')), 0)::bigint as online,
            coalesce(sum(e.amount_paise) filter (where e.account like 'upi:trd%'), 0)::bigint as direct,
            coalesce(sum(e.amount_paise) filter (where e.account like 'buyer:%'), 0)::bigint as buyer
     from (select account, amount_paise, order_id is not distinct from mine.order_id as own
           from ledger_entries where purchase_id = mine.purchase_id) e
   ) sums
   where sums.goods <> 0 or sums.shop > 0 order by mine.order_id`

// A purchase of which something was booked since the list was drawn up stands for all its orders.
const changed = 'select distinct purchase_id from due_changes'
const open = 'select account, purchase_id, order_id from due_open'
const ofAll = statement('trader_dues', sumsOf(`${open} union ${ordersOf(changed)}`))
const ofOne = statement(
  'trader_dues_of',
  sumsOf(`${open} where account = $1 union ${ordersOf(changed, 'and sold.account = $1')}`),
)
const ofPurchases = statement(
  'trader_dues_of_purchases',
  sumsOf(ordersOf('select unnest($1::uuid[]) as purchase_id')),
)

interface SumsRow
  extends Record<
    'goods' | 'delivery' | 'tcs' | 'shop' | 'platform' | 'carrier' | 'online' | 'direct' | 'buyer',
    Paise
  > {
  account: string
  purchaseId: string
  orderId: string
  hand: string | null
}

const holderOf = ({ goods, platform, shop, carrier, online, direct, buyer }: SumsRow): DueHolder => {
  if (shop > 0n) return 'trader'
  if (carrier > 0n) return 'carrier'
  // A collector that sent on less than it took has still to send the rest.
  if (platform > 0n) return platform >= goods ? 'platform' : 'carrier'
  if (buyer > 0n) return 'buyer'
  if (online > 0n) return 'platform'
  return direct > 0n ? 'trader' : 'buyer'
}

const dueFrom = (row: SumsRow): TraderDue => {
  // Cash in a shop's own hand beyond its goods that stand and the fee for its own delivery.
  const own = row.shop > 0n ? row.shop - row.goods - row.delivery : 0n
  return {
    traderId: row.account.slice('trader:'.length) as Id<'trader'>,
    purchaseId: idOf('purchase', row.purchaseId),
    orderId: idOf('order', row.orderId),
    goodsPaise: row.goods,
    heldBy: holderOf(row),
    tcsPaise: row.tcs,
    own: own > 0n ? { shopId: row.hand!.slice('cash:'.length) as Id<'shop'>, paise: own } : null,
  }
}

/** Whether anything is still to be done: not where a trader has the money for its goods itself. */
const isOpen = ({ goodsPaise, heldBy, own }: TraderDue): boolean =>
  own !== null || goodsPaise < 0n || (goodsPaise > 0n && heldBy !== 'trader')

const duesFrom = async (rows: Promise<SumsRow[]>): Promise<TraderDue[]> =>
  (await rows).map(dueFrom).filter(isOpen)

/**
 * What is open of each order of one trader, or of all (null), the oldest order first: owed and not paid out, or to be
 * taken back. Its cost follows what is open, not what ever was.
 */
export const traderDues = (sql: Sql, traderId: Id<'trader'> | null): Promise<TraderDue[]> =>
  duesFrom(traderId === null ? sql.query(ofAll) : sql.query(ofOne, [accounts.trader(traderId)]))

/** Changes that are drawn into the list at one time. */
const drawnAtOnce = 5_000

// One drawing at a time: none may write what it read before another's.
const inLine = statement('due_draw_in_line', `select pg_advisory_xact_lock(hashtextextended('due_draw', 0))`)
const take = statement(
  'due_changes_take',
  `delete from due_changes where id in (select id from due_changes order by id limit $1)
   returning purchase_id as "purchaseId"`,
)
const draw = statement(
  'due_draw',
  `with still as (
     select * from unnest($2::text[], $3::uuid[], $4::uuid[]) as row (account, purchase_id, order_id)),
   settled as (
     delete from due_open where purchase_id = any($1::uuid[])
       and (purchase_id, order_id) not in (select purchase_id, order_id from still))
   insert into due_open (account, purchase_id, order_id) select account, purchase_id, order_id from still
   on conflict do nothing`,
)

/**
 * Brings the list of open orders up to date with what was booked. Any number of processes may do so at once. A change
 * is taken with its entries in sight; what is booked afterwards has a change of its own, which stays.
 */
export async function drawDues(db: Database): Promise<void> {
  for (let drawn = drawnAtOnce; drawn === drawnAtOnce; )
    drawn = await db.transaction(async (tx) => {
      await tx.query(inLine)
      const taken = await tx.query<{ purchaseId: string }>(take, [drawnAtOnce])
      if (taken.length > 0) {
        const purchases = [...new Set(taken.map(({ purchaseId }) => purchaseId))]
        const still = await duesFrom(tx.query(ofPurchases, [purchases]))
        await tx.query(draw, [
          purchases,
          still.map(({ traderId }) => accounts.trader(traderId)),
          still.map(({ purchaseId }) => uuidOf(purchaseId)),
          still.map(({ orderId }) => uuidOf(orderId)),
        ])
      }
      return taken.length
    })
}

// What is open is of orders with a balance, or with cash in a shop's hand: of all that was ever booked.
const ofLedger = statement(
  'trader_dues_of_ledger',
  sumsOf(
    `select account, purchase_id, order_id from ledger_entries where account like 'trader:%' group by 1, 2, 3`,
  ),
)
const listed = statement(
  'due_listed',
  `select order_id as "orderId", not exists (select 1 from due_changes c where c.purchase_id = o.purchase_id) as drawn
   from due_open o`,
)

/** Orders that are open and not found, or on the list for nothing. It reads the whole ledger. */
export async function duesAstray(sql: Sql): Promise<string[]> {
  const open = new Set((await duesFrom(sql.query(ofLedger))).map(({ orderId }) => orderId))
  const found = new Set((await traderDues(sql, null)).map(({ orderId }) => orderId))
  const idle = (await sql.query<{ orderId: string; drawn: boolean }>(listed))
    .filter(({ drawn }) => drawn)
    .map(({ orderId }) => idOf('order', orderId))
    .filter((orderId) => !open.has(orderId))
  return [
    ...[...open].filter((orderId) => !found.has(orderId)).map((id) => `${id} is open and is not found`),
    ...idle.map((id) => `${id} is settled and is listed as open`),
  ]
}
