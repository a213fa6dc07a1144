import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Paise, toWire } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { PayoutPart } from '../../trade/payments/index.ts'
import type { Payee } from '../../trade/traders/index.ts'
import type { BankWord, PayoutItem, Told } from './payouts.rules.ts'
import type { PayoutState } from './payouts.states.ts'

export interface Payout extends Omit<Told, 'claim'> {
  payoutId: Id<'payout'>
  runId: Id<'payoutRun'>
  traderId: Id<'trader'>
  name: string
  amountPaise: Paise
  sealedBank: string | null
  upiId: string | null
  bankEnding: string | null
  bankCode: string | null
  createdAt: Date
  settledAt: Date | null
  claim: (BankWord & { at: Date; open: boolean }) | null
  orders: number
  goodsPaise: Paise
  takenBackPaise: Paise
  tcsPaise: Paise
}

const insertPayouts = statement(
  'payouts_insert',
  `insert into payouts (id, run_id, trader_id, amount_paise, name, sealed_bank, upi_id, bank_ending, bank_code)
   select id, $1, trader, amount, name, sealed, upi, ending, code from jsonb_to_recordset($2::jsonb)
     as line (id uuid, trader uuid, amount bigint, name text, sealed text, upi text, ending text, code text)`,
)
const insertItems = statement(
  'payout_items_insert',
  `insert into payout_items (payout_id, id, order_id, purchase_id, invoice_number, goods_paise, tcs_paise, own_shop_id, own_paise)
   select payout, id, order_id, purchase, invoice, goods, tcs, shop, own from jsonb_to_recordset($1::jsonb)
     as line (payout uuid, id uuid, order_id uuid, purchase uuid, invoice text, goods bigint, tcs bigint, shop uuid, own bigint)`,
)

export interface NewPayout {
  payee: Payee
  amountPaise: Paise
  items: readonly PayoutItem[]
}

/** Writes the payouts of a run; answers what is to be booked. */
export async function writePayouts(
  tx: Tx,
  runId: Id<'payoutRun'>,
  given: readonly NewPayout[],
): Promise<PayoutPart[]> {
  const lines = given.map((one) => ({ ...one, payoutId: newId('payout') }))
  const parts = lines.flatMap(({ payoutId, payee: { traderId }, items }) =>
    items.map((item) => ({ ...item, traderId, payoutId, cause: newId('payoutItem') })),
  )
  const rows = lines.map(({ payoutId, payee, amountPaise }) => ({
    id: uuidOf(payoutId),
    trader: uuidOf(payee.traderId),
    amount: toWire(amountPaise),
    name: payee.legalName,
    sealed: payee.sealedBank,
    // An account goes before a UPI id: that one has a limit a day.
    upi: payee.sealedBank === null ? payee.upiId : null,
    ending: payee.bankEnding,
    code: payee.bankCode,
  }))
  await tx.query(insertPayouts, [uuidOf(runId), JSON.stringify(rows)])
  const items = parts.map((part) => ({
    payout: uuidOf(part.payoutId),
    id: uuidOf(part.cause),
    order_id: uuidOf(part.orderId),
    purchase: uuidOf(part.purchaseId),
    invoice: part.invoiceNumber,
    goods: toWire(part.goodsPaise),
    tcs: toWire(part.tcsPaise),
    shop: part.own && uuidOf(part.own.shopId),
    own: toWire(part.own?.paise ?? 0n),
  }))
  await tx.query(insertItems, [JSON.stringify(items)])
  return parts
}

const columns = `payout.id as "payoutId", payout.run_id as "runId", payout.trader_id as "traderId", payout.name, payout.state,
  payout.amount_paise as "amountPaise", payout.sealed_bank as "sealedBank", payout.upi_id as "upiId",
  payout.bank_ending as "bankEnding", payout.bank_code as "bankCode", payout.utr, payout.return_reason as "returnReason",
  payout.created_at as "createdAt", payout.settled_at as "settledAt", payout.claim_status as "claimStatus",
  payout.claim_text as "claimText", payout.claim_at as "claimAt", payout.claim_open as "claimOpen",
  items.orders, items."goodsPaise", items."takenBackPaise", items."tcsPaise"`
const summed = `payouts payout cross join lateral (
    select count(*)::int as orders, coalesce(sum(greatest(goods_paise, 0)), 0)::bigint as "goodsPaise",
      coalesce(sum(greatest(-goods_paise, 0) + own_paise), 0)::bigint as "takenBackPaise",
      coalesce(sum(tcs_paise), 0)::bigint as "tcsPaise"
    from payout_items item where item.payout_id = payout.id) items`
const byId = statement('payout_find', `select ${columns} from ${summed} where payout.id = $1`)
const lock = statement(
  'payouts_lock',
  'select id from payouts where id = any($1::uuid[]) order by id for update',
)
const ofRun = statement(
  'payouts_of_run',
  `select ${columns} from ${summed} where payout.run_id = $1 and ($2::uuid is null or payout.trader_id > $2)
   order by payout.trader_id limit $3`,
)
const underWay = statement(
  'payouts_under_way',
  `select ${columns} from ${summed} where payout.run_id = $1 and payout.state = 'underWay' order by payout.trader_id`,
)
const ofTrader = statement(
  'payouts_of_trader',
  `select ${columns} from ${summed} where payout.trader_id = $1 and ($2::uuid is null or payout.id < $2)
   order by payout.id desc limit $3`,
)
const cases = statement(
  'payout_cases',
  `select ${columns} from ${summed} where payout.claim_open and ($1::uuid is null or payout.id > $1)
   order by payout.id limit $2`,
)
const lastOf = statement(
  'payouts_last_of',
  `select distinct on (trader_id) trader_id as "traderId", state, return_reason as "returnReason"
   from payouts where trader_id = any($1::uuid[]) order by trader_id, id desc`,
)
const items = statement(
  'payout_items_of',
  `select item.id as cause, item.order_id as "orderId", item.purchase_id as "purchaseId",
          item.invoice_number as "invoiceNumber", item.goods_paise as "goodsPaise", item.tcs_paise as "tcsPaise",
          item.own_shop_id as "ownShopId", item.own_paise as "ownPaise", payout.trader_id as "traderId"
   from payout_items item join payouts payout on payout.id = item.payout_id where item.payout_id = $1 order by item.id`,
)
const settle = statement(
  'payout_settle',
  `update payouts set state = $2, utr = coalesce($3, utr), return_reason = coalesce($4, return_reason),
     settled_at = now(), settled_by = $5 where id = $1`,
)
const claim = statement(
  'payout_claim',
  `update payouts set claim_status = $2, claim_text = $3, claim_at = now(), claim_open = true, claim_decision = null,
     claim_reason = null, claim_closed_by = null where id = $1`,
)
const decideClaim = statement(
  'payout_claim_decide',
  `update payouts set claim_open = false, claim_decision = $2, claim_reason = $3, claim_closed_by = $4 where id = $1`,
)
interface PayoutRow extends Omit<Payout, 'claim'> {
  claimStatus: 'paid' | 'returned' | null
  claimText: string | null
  claimAt: Date | null
  claimOpen: boolean
}

const payoutFrom = ({ claimStatus, claimText, claimAt, claimOpen, ...row }: PayoutRow): Payout => {
  const text = claimText ?? ''
  const word: BankWord | null =
    claimStatus &&
    (claimStatus === 'paid' ? { status: 'paid', utr: text } : { status: 'returned', reason: text })
  return {
    ...row,
    payoutId: idOf('payout', row.payoutId),
    runId: idOf('payoutRun', row.runId),
    traderId: idOf('trader', row.traderId),
    claim: word && { ...word, at: claimAt!, open: claimOpen },
  }
}
const many = async (rows: Promise<PayoutRow[]>): Promise<Payout[]> => (await rows).map(payoutFrom)

export async function findPayout(sql: Sql, id: Id<'payout'>): Promise<Payout | undefined> {
  return (await many(sql.query<PayoutRow>(byId, [uuidOf(id)])))[0]
}

/** Locks those of these payouts that there are, in one order. */
export const lockPayouts = async (tx: Tx, ids: readonly Id<'payout'>[]): Promise<void> =>
  void (await tx.query(lock, [ids.map(uuidOf)]))

/** Payouts of a run in the order of their traders. */
export const payoutsOfRun = (
  sql: Sql,
  runId: Id<'payoutRun'>,
  { after, limit }: { after?: Id<'trader'> | undefined; limit: number },
): Promise<Payout[]> =>
  many(sql.query<PayoutRow>(ofRun, [uuidOf(runId), after ? uuidOf(after) : null, limit]))

/** What the bank has of a run and has not told of. */
export const payoutsUnderWay = (sql: Sql, runId: Id<'payoutRun'>): Promise<Payout[]> =>
  many(sql.query<PayoutRow>(underWay, [uuidOf(runId)]))

/** The newest first. */
export const payoutsOfTrader = (
  sql: Sql,
  traderId: Id<'trader'>,
  { before, limit }: { before?: Id<'payout'> | undefined; limit: number },
): Promise<Payout[]> =>
  many(sql.query<PayoutRow>(ofTrader, [uuidOf(traderId), before ? uuidOf(before) : null, limit]))

/** Payouts of which the bank said two things, the oldest first. */
export const openCases = (
  sql: Sql,
  { after, limit }: { after?: Id<'payout'> | undefined; limit: number },
): Promise<Payout[]> => many(sql.query<PayoutRow>(cases, [after ? uuidOf(after) : null, limit]))

/** Why the bank sent back the last payout of these traders; those of whom it did not are left out. */
export async function lastReturns(
  sql: Sql,
  traderIds: readonly Id<'trader'>[],
): Promise<Map<Id<'trader'>, string>> {
  const rows = await sql.query<{ traderId: string; state: PayoutState; returnReason: string | null }>(
    lastOf,
    [traderIds.map(uuidOf)],
  )
  return new Map(
    rows.flatMap(({ traderId, state, returnReason }) =>
      state === 'returned' ? [[idOf('trader', traderId), returnReason ?? ''] as const] : [],
    ),
  )
}

/** What a payout is made of, as it is booked. */
export async function partsOf(
  sql: Sql,
  payoutId: Id<'payout'>,
): Promise<(PayoutPart & { invoiceNumber: string | null })[]> {
  const rows = await sql.query<
    Omit<PayoutPart, 'own'> & { invoiceNumber: string | null; ownShopId: string | null; ownPaise: Paise }
  >(items, [uuidOf(payoutId)])
  return rows.map(({ ownShopId, ownPaise, ...row }) => ({
    ...row,
    cause: idOf('payoutItem', row.cause),
    orderId: idOf('order', row.orderId),
    purchaseId: idOf('purchase', row.purchaseId),
    traderId: idOf('trader', row.traderId),
    own: ownShopId === null ? null : { shopId: idOf('shop', ownShopId), paise: ownPaise },
  }))
}

/** The bank's word, as it stands from now on. */
export const settlePayout = async (
  tx: Tx,
  id: Id<'payout'>,
  state: PayoutState,
  word: BankWord,
  by: Id<'account'>,
): Promise<void> =>
  void (await tx.query(settle, [
    uuidOf(id),
    state,
    word.status === 'paid' ? word.utr : null,
    word.status === 'returned' ? word.reason : null,
    uuidOf(by),
  ]))

const textOf = (word: BankWord): string => (word.status === 'paid' ? word.utr : word.reason)

/** Opens a case: the bank said this against what stands. */
export const openCase = async (tx: Tx, id: Id<'payout'>, word: BankWord): Promise<void> =>
  void (await tx.query(claim, [uuidOf(id), word.status, textOf(word)]))

export const closeCase = async (
  tx: Tx,
  id: Id<'payout'>,
  decision: 'keep' | 'accept',
  reason: string,
  by: Id<'account'>,
): Promise<void> => void (await tx.query(decideClaim, [uuidOf(id), decision, reason, uuidOf(by)]))
