import type { Contact, Identity } from '../../identity/index.ts'
import type { Id } from '../../kernel/ids.ts'
import { move } from '../../kernel/states.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { Audit, AuditReason } from '../../trust/audit/index.ts'
import { tradersAlike } from './figures.store.ts'
import { checksOf } from './review.checks.ts'
import { wrongStatus } from './traders.errors.ts'
import { type Actor, present, requireVersion } from './traders.policy.ts'
import { publishTrader } from './traders.service.ts'
import { type TraderEvent, traderTransitions } from './traders.states.ts'
import {
  changeTrader,
  findTrader,
  lockTrader,
  shopStates,
  type TraderRow,
  tradersInStatus,
} from './traders.store.ts'
import type { SendBackReason, TraderStatus } from './traders.types.ts'

export interface ReviewDeps {
  db: Database
  outbox: Outbox
  identity: Pick<Identity, 'contactsOf'>
  audit: Audit
}

/** What an operator decides, and how the audit calls it. */
const decisions = {
  verify: 'trader.verified',
  sendBack: 'trader.sentBack',
  suspend: 'trader.suspended',
  reinstate: 'trader.reinstated',
} as const satisfies Partial<Record<TraderEvent, string>>

/** Operators about traders; that the caller is one was checked at the door. */
export function createReview({ db, outbox, identity, audit }: ReviewDeps) {
  async function decide(
    person: Actor,
    decision: {
      what: keyof typeof decisions
      traderId: Id<'trader'>
      reasons: readonly AuditReason[]
      sendBackReasons?: SendBackReason[]
      expected: number | undefined
    },
  ): Promise<TraderRow> {
    const { what, traderId, reasons, expected } = decision
    const decided = await db.transaction(async (tx) => {
      const before = present(await lockTrader(tx, traderId), 'trader')
      requireVersion(before, expected)
      const moved = move(traderTransitions, before.status, what)
      if (!moved.moved) {
        if (moved.reason === 'refuse') throw wrongStatus(what, before.status)
        return before
      }
      const sendBackReasons = decision.sendBackReasons ?? null
      const after = await changeTrader(tx, before, { status: moved.to, sendBackReasons })
      await audit.record(tx, {
        actorId: person.accountId,
        action: decisions[what],
        objectId: traderId,
        reasons,
      })
      await publishTrader(tx, outbox, after)
      return after
    })
    outbox.nudge()
    return decided
  }

  return {
    /** Those of one status, who waits longest first, each with who registered it. */
    async queue(wanted: {
      status: TraderStatus
      after: { since: Date; id: Id<'trader'> } | undefined
      limit: number
    }): Promise<{ trader: TraderRow; contact: Contact }[]> {
      const rows = await tradersInStatus(db, wanted)
      const contacts = await identity.contactsOf(
        db,
        rows.map((row) => row.createdBy),
      )
      return rows.map((trader) => ({ trader, contact: contacts.get(trader.createdBy)! }))
    },

    /** What was looked at already, and whom to call. Throws `notFound`. */
    async checks(traderId: Id<'trader'>) {
      const trader = present(await findTrader(db, traderId), 'trader')
      const [shops, alike, contacts] = await Promise.all([
        shopStates(db, traderId),
        tradersAlike(db, trader),
        identity.contactsOf(db, [trader.createdBy]),
      ])
      const states = shops.map(({ state }) => state)
      return {
        checks: checksOf(
          trader,
          states,
          alike.map(({ tradeName }) => tradeName),
        ),
        alike,
        contact: contacts.get(trader.createdBy)!,
      }
    },

    /** Each throws `notFound`, `wrongStatus` (conflict) and `stale`; a decision repeated changes nothing. */
    verify: (person: Actor, traderId: Id<'trader'>, expected?: number) =>
      decide(person, { what: 'verify', traderId, reasons: [], expected }),

    sendBack: (person: Actor, traderId: Id<'trader'>, reasons: SendBackReason[], expected?: number) =>
      decide(person, { what: 'sendBack', traderId, reasons, sendBackReasons: reasons, expected }),

    suspend: (person: Actor, traderId: Id<'trader'>, reason: string, expected?: number) =>
      decide(person, { what: 'suspend', traderId, reasons: [{ reason }], expected }),

    reinstate: (person: Actor, traderId: Id<'trader'>, expected?: number) =>
      decide(person, { what: 'reinstate', traderId, reasons: [], expected }),
  }
}
