import { type Narrator, rupees } from './narrator.ts'
import type { DemoMarket } from './stage.ts'
import type { Token } from './steps.ts'

interface Journal {
  kind: string
  entries: { account: string; amountPaise: number }[]
}

/** Every booking of a purchase, as an operator sees it. */
const ledgerOf = async ({ market }: DemoMarket, operator: Token, purchaseId: string): Promise<Journal[]> =>
  (await market.ok<{ journals: Journal[] }>('GET', `/v1/purchases/${purchaseId}/ledger`, { token: operator }))
    .journals

/** How the parties' ids read in accounts of the ledger. */
export type Names = ReadonlyMap<string, string>

/** Adds the double entries of all purchases up, account by account: what is owed, where the money is, and that it is all there. */
export async function tellLedger(
  market: DemoMarket,
  operator: Token,
  purchaseIds: readonly string[],
  names: Names,
  narrator: Narrator,
): Promise<void> {
  narrator.chapter('Every paisa has its place')
  const balances = new Map<string, number>()
  let journals = 0
  for (const purchaseId of purchaseIds) {
    for (const { entries } of await ledgerOf(market, operator, purchaseId)) {
      journals++
      for (const { account, amountPaise } of entries) {
        const words = accountWords(account, names)
        balances.set(words, (balances.get(words) ?? 0) + amountPaise)
      }
    }
  }
  for (const [words, paise] of [...balances].sort(([, one], [, other]) => other - one))
    narrator.say(`${rupees(paise).padStart(14)}  ${words}`)
  const sum = [...balances.values()].reduce((total, paise) => total + paise, 0)
  narrator.say(
    `${rupees(sum).padStart(14)}  sum of all ${journals} journals; plus is where money is or is owed to us, minus is what we owe`,
  )
  if (sum !== 0) throw new Error(`the ledger does not add up: ${sum} paise are left over`)
}

function accountWords(account: string, names: Names): string {
  const [kind, id = ''] = account.split(':')
  const name = names.get(id) ?? id
  switch (kind) {
    case 'buyer':
      return 'still owed by buyers'
    case 'trader':
      return `due to ${name} for goods`
    case 'delivery':
      return 'due for deliveries'
    case 'gateway':
      return 'at the payment gateway'
    case 'cash':
      return `in cash with ${name}`
    default:
      return account
  }
}
