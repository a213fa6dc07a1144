import { groupBy } from '../../kernel/collections.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { Payee } from '../../trade/traders/index.ts'
import type { PayoutsDeps } from './payouts.deps.ts'
import {
  judgeOrder,
  type PayoutItem,
  type Standing,
  type Sums,
  standingOf,
  sumsOf,
  type Waiting,
} from './payouts.rules.ts'

/** What waits for one reason. */
export interface Wait {
  why: Waiting
  orders: number
  goodsPaise: Paise
  /** When the first of it is free; null: when somebody else has acted. */
  until: Date | null
}

/** What one trader would be paid now. */
export interface TraderLine {
  payee: Payee
  items: PayoutItem[]
  sums: Sums
  standing: Standing
  waits: Wait[]
}

export type Dues = ReturnType<typeof createDues>

/** What traders are due, from the ledger as it is now. */
export function createDues({
  money,
  orders,
  returns,
  traders,
  returnDays,
}: Pick<PayoutsDeps, 'money' | 'orders' | 'returns' | 'traders' | 'returnDays'>) {
  /** Of one trader, or of all (null), in the order of their ids; traders of whom nothing is to be said are left out. */
  const dueTo = async (sql: Sql, traderId: Id<'trader'> | null, asOf: Date): Promise<TraderLine[]> => {
    // One after the other: a transaction has one connection.
    const dues = await money.traderDues(sql, traderId)
    const settled = await orders.settledOrders(
      sql,
      dues.map(({ orderId }) => orderId),
    )
    const open = await returns.openOf(sql, [...settled.values()])
    const byTrader = groupBy(dues, (due) => due.traderId)
    const payees = await traders.payeesOf(sql, [...byTrader.keys()])
    const lines = [...byTrader].flatMap(([id, own]): TraderLine[] => {
      const payee = payees.get(id)
      if (!payee) return []
      const terms = { asOf, returnDays, hasGstin: payee.gstin !== null }
      const judged = own.map((due) => {
        const order = settled.get(due.orderId)
        const { deliveredAt = null, invoiceNumber = null, taxablePaise = 0n } = order ?? {}
        const hasOpenReturn = open.has(due.orderId)
        return judgeOrder({ ...due, deliveredAt, invoiceNumber, taxablePaise, hasOpenReturn }, terms)
      })
      const items = judged.flatMap((one) => (one.kind === 'due' ? [one.item] : []))
      const waits = waitsOf(judged.flatMap((one) => (one.kind === 'waits' ? [one] : [])))
      if (items.length === 0 && waits.length === 0) return []
      const sums = sumsOf(items)
      return [{ payee, items, sums, standing: standingOf(sums.netPaise, payee), waits }]
    })
    return lines.sort((a, b) => (a.payee.traderId < b.payee.traderId ? -1 : 1))
  }
  return { dueTo }
}

function waitsOf(all: readonly { why: Waiting; until: Date | null; goodsPaise: Paise }[]): Wait[] {
  const waits = new Map<Waiting, Wait>()
  for (const { why, until, goodsPaise } of all) {
    const known = waits.get(why) ?? { why, orders: 0, goodsPaise: 0n, until }
    const first = until && known.until && known.until < until ? known.until : until
    waits.set(why, { why, orders: known.orders + 1, goodsPaise: known.goodsPaise + goodsPaise, until: first })
  }
  return [...waits.values()]
}
