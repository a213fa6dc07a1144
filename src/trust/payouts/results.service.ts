import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { move } from '../../kernel/states.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { PayoutFact } from '../../trade/payments/index.ts'
import type { PayoutsDeps, Person } from './payouts.deps.ts'
import { payoutCaseClosed, payoutContradicted, payoutRunNotApproved, payoutStands } from './payouts.errors.ts'
import { readResults, readWord } from './payouts.file.ts'
import { type BankWord, hear } from './payouts.rules.ts'
import { type PayoutWord, payoutTransitions } from './payouts.states.ts'
import * as store from './payouts.store.ts'
import { type PayoutLine, payoutLineOf } from './payouts.views.ts'
import * as runs from './runs.store.ts'

/** What became of a row: `foreign` is a payout of another run; `contradicts` became a case. */
export const rowOutcomes = ['paid', 'returned', 'repeated', 'contradicts', 'unknown', 'foreign'] as const
export type RowOutcome = (typeof rowOutcomes)[number]

const factOf: Record<PayoutWord, PayoutFact> = {
  pay: 'payoutPaid',
  bounce: 'payoutBack',
  recall: 'payoutRecalled',
  payAfterAll: 'payoutAfterAll',
}

export type ResultsService = ReturnType<typeof createResults>

/** What the bank says of payouts, row by row or typed by an operator. */
export function createResults({ db, audit, money }: Pick<PayoutsDeps, 'db' | 'audit' | 'money'>) {
  const present = async (payoutId: Id<'payout'>): Promise<PayoutLine> => {
    const payout = await store.findPayout(db, payoutId)
    if (!payout) throw notFound('payout')
    return payoutLineOf(payout)
  }

  /** Moves a locked payout and books it. Throws `payoutStands` where its table or the ledger refuses. */
  const turn = async (tx: Tx, payout: store.Payout, what: PayoutWord, word: BankWord, person: Person) => {
    const { payoutId } = payout
    const next = move(payoutTransitions, payout.state, what)
    if (!next.moved) throw payoutStands()
    await store.settlePayout(tx, payoutId, next.to, word, person.accountId)
    if (!(await money.bookPayout(tx, factOf[what], await store.partsOf(tx, payoutId)))) throw payoutStands()
  }

  /** Takes one word of the bank about a locked payout. */
  const take = async (tx: Tx, payout: store.Payout, word: BankWord, person: Person): Promise<RowOutcome> => {
    const heard = hear(payout, word)
    if (heard === 'repeated') return 'repeated'
    if (heard === 'contradicts') {
      await store.openCase(tx, payout.payoutId, word)
      return 'contradicts'
    }
    await turn(tx, payout, word.status === 'paid' ? 'pay' : 'bounce', word, person)
    return word.status
  }

  return {
    present,

    /**
     * Takes a file of results for one run. The same file again changes nothing. Throws `invalidFields` with the rows that
     * are wrong, `payoutRunNotApproved`.
     */
    async takeFile(person: Person, runId: Id<'payoutRun'>, csv: string) {
      const given = readResults(csv)
      const rows = await db.transaction(async (tx) => {
        await runs.takeTurn(tx)
        const run = await runs.readRun(tx, runId)
        if (!run) throw notFound('payout run')
        if (run.state === 'open' || run.state === 'cancelled') throw payoutRunNotApproved()
        await store.lockPayouts(
          tx,
          given.map(({ reference }) => reference),
        )
        const done: { row: number; reference: Id<'payout'>; outcome: RowOutcome }[] = []
        for (const { row, reference, word } of given) {
          const payout = await store.findPayout(tx, reference)
          const outcome = payout
            ? payout.runId === runId
              ? await take(tx, payout, word, person)
              : 'foreign'
            : 'unknown'
          done.push({ row, reference, outcome })
        }
        await runs.finishRuns(tx, [runId])
        await audit.record(tx, {
          actorId: person.accountId,
          action: 'payoutRun.results',
          objectId: runId,
          reasons: [{ reason: `${done.length} rows` }],
        })
        return done
      })
      const count = (outcome: RowOutcome) => rows.filter((one) => one.outcome === outcome).length
      return {
        rows,
        counts: Object.fromEntries(rowOutcomes.map((name) => [name, count(name)])) as Record<
          RowOutcome,
          number
        >,
      }
    },

    /** Takes one result by hand. Throws `invalidFields`, `payoutContradicted` (and a case is open). */
    async takeOne(
      person: Person,
      payoutId: Id<'payout'>,
      given: { status: 'paid' | 'returned'; utr?: string | undefined; reason?: string | undefined },
    ): Promise<PayoutLine> {
      const word = readWord(given)
      const outcome = await db.transaction(async (tx) => {
        await runs.takeTurn(tx)
        await store.lockPayouts(tx, [payoutId])
        const payout = await store.findPayout(tx, payoutId)
        if (!payout) throw notFound('payout')
        const taken = await take(tx, payout, word, person)
        await runs.finishRuns(tx, [payout.runId])
        await audit.record(tx, {
          actorId: person.accountId,
          action: 'payout.result',
          objectId: payoutId,
          reasons: [{ reason: taken }],
        })
        return taken
      })
      if (outcome === 'contradicts') throw payoutContradicted()
      return present(payoutId)
    },

    /** Payouts of which the bank said two things, the oldest first. */
    cases: async (page: { after?: Id<'payout'> | undefined; limit: number }): Promise<PayoutLine[]> =>
      (await store.openCases(db, page)).map(payoutLineOf),

    /**
     * An operator decides which of the bank's words is true: what stands is kept, or the later word accepted and booked.
     * Throws `payoutCaseClosed`, `payoutStands`.
     */
    async decide(
      person: Person,
      payoutId: Id<'payout'>,
      { decision, reason }: { decision: 'keep' | 'accept'; reason: string },
    ): Promise<PayoutLine> {
      await db.transaction(async (tx) => {
        await runs.takeTurn(tx)
        await store.lockPayouts(tx, [payoutId])
        const payout = await store.findPayout(tx, payoutId)
        if (!payout) throw notFound('payout')
        const { claim } = payout
        if (!claim?.open) throw payoutCaseClosed()
        if (decision === 'accept')
          await turn(tx, payout, claim.status === 'paid' ? 'payAfterAll' : 'recall', claim, person)
        await store.closeCase(tx, payoutId, decision, reason, person.accountId)
        await audit.record(tx, {
          actorId: person.accountId,
          action: `payoutCase.${decision}`,
          objectId: payoutId,
          reasons: [{ reason }],
        })
      })
      return present(payoutId)
    },
  }
}
