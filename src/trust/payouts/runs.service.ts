import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { indiaDay, startOfIndiaDay } from '../../kernel/india-day.ts'
import { type Paise, sumOf, toWire } from '../../kernel/money.ts'
import { move } from '../../kernel/states.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'
import type { Dues, TraderLine } from './dues.service.ts'
import type { PayoutsDeps, Person } from './payouts.deps.ts'
import {
  payoutRunChanged,
  payoutRunDecided,
  payoutRunEmpty,
  payoutRunNotApproved,
  payoutRunOpen,
} from './payouts.errors.ts'
import { bankFile } from './payouts.file.ts'
import type { Standing } from './payouts.rules.ts'
import { type RunState, type RunWord, runTransitions } from './payouts.states.ts'
import * as store from './payouts.store.ts'
import { dueLineOf, type PayoutLine, payoutLineOf } from './payouts.views.ts'
import * as runs from './runs.store.ts'

/** A run with what it comes to: of an open one, what is due now. */
export interface RunView extends runs.Run {
  /** Traders who are owed something and are not paid in it, by reason; of an open run alone. */
  heldBack: { standing: Standing; traders: number; netPaise: Paise }[]
}

export type RunsService = ReturnType<typeof createRuns>

/** Payout runs: opened, looked at, approved, and handed to the bank. */
export function createRuns(deps: PayoutsDeps & { dues: Dues }) {
  const { db, audit, money, dues, sealer, openingHour } = deps

  const present = async (sql: Sql, runId: Id<'payoutRun'>): Promise<runs.Run> => {
    const run = await runs.readRun(sql, runId)
    if (!run) throw notFound('payout run')
    return run
  }
  const readyOf = (lines: readonly TraderLine[]) => lines.filter(({ standing }) => standing === 'ready')

  const withDues = async (sql: Sql, run: runs.Run): Promise<RunView> => {
    if (run.state !== 'open') return { ...run, heldBack: [] }
    const lines = await dues.dueTo(sql, null, run.openedAt)
    const ready = readyOf(lines)
    const heldBack = (['noAccount', 'suspended', 'tooLittle'] as const).flatMap((standing) => {
      const held = lines.filter((line) => line.standing === standing && line.items.length > 0)
      if (held.length === 0) return []
      return [{ standing, traders: held.length, netPaise: sumOf(held.map(({ sums }) => sums.netPaise)) }]
    })
    const amountPaise = sumOf(ready.map(({ sums }) => sums.netPaise))
    return { ...run, payouts: ready.length, amountPaise, heldBack }
  }

  /** Locks a run and moves it. Throws `notFound`, `payoutRunDecided`. */
  const turn = async (tx: Tx, person: Person, runId: Id<'payoutRun'>, word: RunWord) => {
    const held = await runs.holdRun(tx, runId)
    if (!held) throw notFound('payout run')
    const next = move(runTransitions, held.state, word)
    if (!next.moved) throw payoutRunDecided(held.state)
    await runs.decideRun(tx, runId, next.to, person.accountId)
    return held
  }

  const open = async (person: Person | null): Promise<Id<'payoutRun'> | undefined> =>
    db.transaction(async (tx) => {
      const runId = await runs.openRun(tx, person?.accountId ?? null)
      if (runId)
        await audit.record(tx, {
          actorId: person?.accountId ?? null,
          action: 'payoutRun.open',
          objectId: runId,
        })
      return runId
    })

  return {
    /** Opens a run: nothing is fixed before it is approved. Throws `payoutRunOpen`. */
    async open(person: Person): Promise<RunView> {
      const runId = await open(person)
      if (!runId) throw payoutRunOpen()
      return withDues(db, await present(db, runId))
    },

    /** Opens the run of a day at its hour, once, where one is set and anybody is to be paid. */
    async openDaily(now: Date = new Date()): Promise<boolean> {
      if (openingHour === undefined) return false
      const midnight = startOfIndiaDay(indiaDay(now))
      if (now.getTime() < midnight.getTime() + openingHour * 3_600_000) return false
      const { opened, waiting } = await runs.runsSince(db, midnight)
      if (opened > 0 || waiting > 0) return false
      if (readyOf(await dues.dueTo(db, null, now)).length === 0) return false
      return (await open(null)) !== undefined
    },

    /** The newest first. An open one holds nothing yet. */
    list: (page: { state?: RunState | undefined; before?: Id<'payoutRun'> | undefined; limit: number }) =>
      runs.readRuns(db, page),

    /** Throws `notFound`. */
    get: async (runId: Id<'payoutRun'>): Promise<RunView> => withDues(db, await present(db, runId)),

    /** Its payouts by trader; of an open one what is due now, with those who are not paid in it. */
    async lines(
      runId: Id<'payoutRun'>,
      { after, limit }: { after?: Id<'trader'> | undefined; limit: number },
    ): Promise<PayoutLine[]> {
      const run = await present(db, runId)
      if (run.state !== 'open')
        return (await store.payoutsOfRun(db, runId, { after, limit })).map(payoutLineOf)
      const all = (await dues.dueTo(db, null, run.openedAt)).filter(({ items }) => items.length > 0)
      const some = all.filter(({ payee }) => after === undefined || payee.traderId > after).slice(0, limit)
      const returned = await store.lastReturns(
        db,
        some.map(({ payee }) => payee.traderId),
      )
      return some.map((line) => dueLineOf(line, returned.get(line.payee.traderId) ?? null))
    },

    /**
     * Fixes what is due and books it as under way, if it still is what the operator saw. Throws `payoutRunDecided`,
     * `payoutRunChanged`, `payoutRunEmpty`.
     */
    async approve(
      person: Person,
      runId: Id<'payoutRun'>,
      seen: { payouts: number; amountPaise: Paise },
    ): Promise<RunView> {
      await db.transaction(async (tx) => {
        await runs.takeTurn(tx)
        const { openedAt } = await turn(tx, person, runId, 'approve')
        const ready = readyOf(await dues.dueTo(tx, null, openedAt))
        const amountPaise = sumOf(ready.map(({ sums }) => sums.netPaise))
        if (ready.length !== seen.payouts || amountPaise !== seen.amountPaise)
          throw payoutRunChanged({ payouts: ready.length, amountPaise: toWire(amountPaise) })
        if (ready.length === 0) throw payoutRunEmpty()
        const parts = await store.writePayouts(
          tx,
          runId,
          ready.map(({ payee, items, sums }) => ({ payee, items, amountPaise: sums.netPaise })),
        )
        if (!(await money.bookPayout(tx, 'payout', parts))) throw new Error(`${runId} was booked before`)
        await audit.record(tx, {
          actorId: person.accountId,
          action: 'payoutRun.approve',
          objectId: runId,
          reasons: [{ reason: `${ready.length} payouts, ${amountPaise} paise` }],
        })
      })
      return { ...(await present(db, runId)), heldBack: [] }
    },

    /** Gives an open run up. Nothing was booked. Throws `payoutRunDecided`. */
    async cancel(person: Person, runId: Id<'payoutRun'>): Promise<RunView> {
      await db.transaction(async (tx) => {
        await turn(tx, person, runId, 'cancel')
        await audit.record(tx, { actorId: person.accountId, action: 'payoutRun.cancel', objectId: runId })
      })
      return { ...(await present(db, runId)), heldBack: [] }
    },

    /**
     * The file for the bank: payouts of which it has not told. It may be asked for again; who did is kept. Throws
     * `payoutRunNotApproved`.
     */
    async bankFile(person: Person, runId: Id<'payoutRun'>): Promise<{ name: string; content: string }> {
      return db.transaction(async (tx) => {
        const { state, decidedAt, openedAt } = await present(tx, runId)
        if (state === 'open' || state === 'cancelled') throw payoutRunNotApproved()
        const lines = await store.payoutsUnderWay(tx, runId)
        await audit.record(tx, {
          actorId: person.accountId,
          action: 'payoutRun.download',
          objectId: runId,
          reasons: [{ reason: `${lines.length} payouts` }],
        })
        const name = `payouts-${indiaDay(decidedAt ?? openedAt)}-${runId.slice(-6)}.csv`
        return { name, content: bankFile(lines, sealer) }
      })
    },
  }
}
