import { invalid, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { indiaDay, startOfIndiaDay } from '../../kernel/india-day.ts'
import { netOf } from '../../trade/payments/index.ts'
import type { Dues } from './dues.service.ts'
import type { PayoutsDeps, Person } from './payouts.deps.ts'
import { statementFile } from './payouts.file.ts'
import { leastPaise, nextOpening, type Standing, sumsOf } from './payouts.rules.ts'
import * as store from './payouts.store.ts'
import { accountOf, payoutLineOf } from './payouts.views.ts'
import { statementLines } from './reports.store.ts'
import { runsSince } from './runs.store.ts'

const dayMs = 86_400_000
/** A statement of no more than a leap year, and of a quarter where nobody says. */
const longestDays = 366
const usualDays = 92

export type TraderPayouts = ReturnType<typeof createTraderPayouts>

/** Payouts as a trader's own people see them. */
export function createTraderPayouts({
  db,
  identity,
  traders,
  dues,
  openingHour,
}: Pick<PayoutsDeps, 'db' | 'identity' | 'traders' | 'openingHour'> & { dues: Dues }) {
  const requireMember = async (person: Person, traderId: Id<'trader'>): Promise<void> => {
    const party = { kind: 'trader', id: traderId } as const
    if (!(await identity.roleOf(db, person.accountId, party))) throw notFound('trader')
  }

  return {
    /** The newest first. */
    async list(
      person: Person,
      traderId: Id<'trader'>,
      page: { before?: Id<'payout'> | undefined; limit: number },
    ) {
      await requireMember(person, traderId)
      return (await store.payoutsOfTrader(db, traderId, page)).map(payoutLineOf)
    },

    /** One payout with its orders. */
    async get(person: Person, traderId: Id<'trader'>, payoutId: Id<'payout'>) {
      await requireMember(person, traderId)
      const payout = await store.findPayout(db, payoutId)
      if (payout?.traderId !== traderId) throw notFound('payout')
      const items = await store.partsOf(db, payoutId)
      return {
        ...payoutLineOf(payout),
        items: items.map((item) => ({
          orderId: item.orderId,
          invoiceNumber: item.invoiceNumber,
          goodsPaise: item.goodsPaise,
          tcsPaise: item.tcsPaise,
          ownPaise: item.own?.paise ?? 0n,
          netPaise: netOf(item),
        })),
      }
    },

    /** What comes next, what it waits for, and whether anything is in its way. */
    async next(person: Person, traderId: Id<'trader'>) {
      await requireMember(person, traderId)
      const now = new Date()
      const [line] = await dues.dueTo(db, traderId, now)
      const payee = line?.payee ?? (await traders.payeesOf(db, [traderId])).get(traderId)
      if (!payee) throw notFound('trader')
      const { opened, waiting } = await runsSince(db, startOfIndiaDay(indiaDay(now)))
      const sums = line?.sums ?? sumsOf([])
      const account = accountOf(payee)
      const standing: Standing = line?.standing ?? (account ? 'tooLittle' : 'noAccount')
      return {
        ...sums,
        standing: account ? standing : ('noAccount' as const),
        account,
        lastReturn: (await store.lastReturns(db, [traderId])).get(traderId) ?? null,
        waits: line?.waits ?? [],
        leastPaise,
        runIsOpen: waiting > 0,
        nextRunAt: openingHour === undefined ? null : nextOpening(openingHour, now, opened > 0),
      }
    },

    /** A CSV of every order paid out between two days of India, both counted. Throws `invalidFields`. */
    async statement(
      person: Person,
      traderId: Id<'trader'>,
      days: { from?: string | undefined; to?: string | undefined },
    ): Promise<{ name: string; content: string }> {
      await requireMember(person, traderId)
      const to = days.to ?? indiaDay(new Date())
      const end = new Date(startOfIndiaDay(to).getTime() + dayMs)
      const from = days.from ?? indiaDay(new Date(end.getTime() - usualDays * dayMs))
      const span = (end.getTime() - startOfIndiaDay(from).getTime()) / dayMs
      if (span < 1 || span > longestDays) {
        const detail = `must be a day before \`to\`, at most ${longestDays} days`
        throw invalid([{ pointer: '/from', code: 'invalid', detail }])
      }
      const lines = await statementLines(db, traderId, { from: startOfIndiaDay(from), to: end })
      return { name: `payouts-${from}-${to}.csv`, content: statementFile(lines) }
    },
  }
}
