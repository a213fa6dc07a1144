import { groupBy } from '../../kernel/collections.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { PurchaseFacts } from '../orders/index.ts'
import { duesAstray } from './dues.store.ts'
import { handsAstray } from './hands.store.ts'
import { accounts, saleEntries } from './ledger.rules.ts'
import { type Balance, balancesBetween, unbalancedJournals } from './ledger.store.ts'
import type { PaymentsDeps } from './payments.deps.ts'
import type { PaymentMethods } from './payments.ports.ts'
import { type PaymentRecord, paymentsOf } from './payments.store.ts'
import { payoutSums } from './payouts.store.ts'
import { type RefundRecord, refundsOf } from './refunds.store.ts'

/** Something in which the ledger and the trade disagree. */
export interface LedgerProblem {
  purchaseId: string
  what: string
}

export interface LedgerReport {
  purchases: number
  problems: LedgerProblem[]
}

const pageSize = 500

/** All cash is one line here: whose hand it is in, the ledger alone knows. So are penalties, which are no part of a sale. */
const lineOf = ({ account, orderId }: { account: string; orderId: Id<'order'> | null }): string => {
  if (account.startsWith('cash:')) return 'cash'
  if (account.startsWith('penalty:')) return 'penalties'
  const perOrder = account.startsWith('trader:') || account.startsWith('delivery:')
  return perOrder ? `${account} ${orderId}` : account
}

/** What the accounts of a purchase have to hold, by its orders, payments and refunds. */
function expectedLines(
  purchase: PurchaseFacts,
  payments: readonly PaymentRecord[],
  refunds: readonly RefundRecord[],
  methods: PaymentMethods,
): Map<string, bigint> {
  const lines = new Map<string, bigint>()
  const add = (line: string, paise: bigint) => lines.set(line, (lines.get(line) ?? 0n) + paise)
  const buyer = accounts.buyer(purchase.purchaseId)
  for (const entry of saleEntries(purchase.purchaseId, purchase.parts)) add(lineOf(entry), entry.amountPaise)
  const byId = new Map(payments.map((payment) => [payment.paymentId, payment]))
  for (const payment of payments) {
    add(payment.method === 'cod' ? 'cash' : methods[payment.method].accountOf(payment), payment.receivedPaise)
    add(buyer, -payment.receivedPaise)
  }
  for (const refund of refunds.filter((one) => one.state === 'settled')) {
    const payment = byId.get(refund.paymentId)!
    add(methods[payment.method].accountOf(payment), -refund.amountPaise)
    add(buyer, refund.amountPaise)
  }
  return lines
}

/** What a purchase's own states have to say about its money. */
function stateProblems(
  purchase: PurchaseFacts,
  payments: readonly PaymentRecord[],
  refunds: readonly RefundRecord[],
  owesPaise: bigint,
): string[] {
  const problems: string[] = []
  const goesBack = refunds
    .filter((one) => one.state !== 'settled')
    .reduce((sum, one) => sum + one.amountPaise, 0n)
  const standsPaid = purchase.state === 'confirmed' || purchase.state === 'completed'
  if (standsPaid && purchase.method !== 'cod') {
    if (!payments.some((payment) => payment.state === 'paid')) problems.push('stands without a payment')
    if (owesPaise !== -goesBack) problems.push(`the buyer is at ${owesPaise}, and ${goesBack} goes back`)
  }
  if (purchase.state === 'cancelled' || purchase.state === 'expired') {
    if (owesPaise !== -goesBack)
      problems.push(`is over, the buyer is at ${owesPaise}, and ${goesBack} goes back`)
  }
  if (owesPaise + goesBack < 0n)
    problems.push(`${-(owesPaise + goesBack)} too much was paid and does not go back`)
  return problems
}

/**
 * Compares the whole ledger with purchases, orders, payments, refunds and payouts, page by page. For operators and tests:
 * it reads everything. Run it while nothing moves, or in one REPEATABLE READ transaction.
 */
export async function checkLedger(
  sql: Sql,
  { orders, methods, payouts }: Pick<PaymentsDeps, 'orders' | 'payouts'> & { methods: PaymentMethods },
): Promise<LedgerReport> {
  const problems: LedgerProblem[] = (await unbalancedJournals(sql)).map(({ purchaseId, journalId }) => ({
    purchaseId,
    what: `journal ${journalId} does not sum to zero`,
  }))
  for (const { account, drawn, booked } of await handsAstray(sql))
    problems.push({ purchaseId: '', what: `${account} is drawn up as ${drawn} and was booked as ${booked}` })
  for (const what of [...(await duesAstray(sql)), ...(await payoutsAstray(sql, payouts))])
    problems.push({ purchaseId: '', what })
  let purchases = 0
  let after: Id<'purchase'> | null = null
  for (;;) {
    const page: PurchaseFacts[] = await orders.purchasesPage(sql, { after, limit: pageSize })
    const ids = page.map((purchase) => purchase.purchaseId)
    const upTo: Id<'purchase'> | null = page.length === pageSize ? ids.at(-1)! : null
    const balances = groupBy(await balancesBetween(sql, after, upTo), (balance) => balance.purchaseId)
    const payments = groupBy(await paymentsOf(sql, ids), (payment) => payment.purchaseId)
    const refunds = groupBy(await refundsOf(sql, ids), (refund) => refund.purchaseId)
    for (const purchase of page) {
      const { purchaseId } = purchase
      const [paid, back] = [payments.get(purchaseId) ?? [], refunds.get(purchaseId) ?? []]
      const actual = summed(balances.get(purchaseId) ?? [])
      balances.delete(purchaseId)
      const expected = expectedLines(purchase, paid, back, methods)
      for (const what of [
        ...differences(expected, actual),
        ...stateProblems(purchase, paid, back, actual.get(accounts.buyer(purchaseId)) ?? 0n),
      ]) {
        problems.push({ purchaseId, what })
      }
    }
    for (const purchaseId of balances.keys())
      problems.push({ purchaseId, what: 'is booked and does not exist' })
    purchases += page.length
    if (upTo === null) return { purchases, problems }
    after = upTo
  }
}

/** Where the ledger and the payouts disagree about what is under way, paid, or kept as tax. */
async function payoutsAstray(sql: Sql, payouts: PaymentsDeps['payouts']): Promise<string[]> {
  const booked = new Map((await payoutSums(sql)).map((sums) => [sums.traderId, sums]))
  const told = new Map(((await payouts?.sums(sql)) ?? []).map((sums) => [sums.traderId, sums]))
  const names = ['underWayPaise', 'paidPaise', 'tcsPaise'] as const
  return [...new Set([...booked.keys(), ...told.keys()])].flatMap((traderId) =>
    names.flatMap((name) => {
      const [actual, expected] = [booked.get(traderId)?.[name] ?? 0n, told.get(traderId)?.[name] ?? 0n]
      return actual === expected
        ? []
        : [`${traderId}: ${name} is booked as ${actual} and paid out as ${expected}`]
    }),
  )
}

function summed(balances: readonly Balance[]): Map<string, bigint> {
  const lines = new Map<string, bigint>()
  for (const balance of balances) {
    const line = lineOf(balance)
    lines.set(line, (lines.get(line) ?? 0n) + balance.amountPaise)
  }
  return lines
}

function differences(expected: Map<string, bigint>, actual: Map<string, bigint>): string[] {
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .filter((line) => (expected.get(line) ?? 0n) !== (actual.get(line) ?? 0n))
    .map((line) => `${line} holds ${actual.get(line) ?? 0n} and should hold ${expected.get(line) ?? 0n}`)
}
