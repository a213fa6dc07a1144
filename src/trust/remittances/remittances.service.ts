import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { Parties, Person } from './parties.ts'
import type { RemittancesDeps } from './remittances.deps.ts'
import { caseClosed, remittanceBooked, remittanceWithdrawn } from './remittances.errors.ts'
import { readSettlement, settle } from './remittances.rules.ts'
import type { CashHand, RemittanceState } from './remittances.store.ts'
import * as store from './remittances.store.ts'

export type RemittancesService = ReturnType<typeof createRemittancesService>

/** A line as its file is booked. */
type Known = { line: store.Line; orderId: Id<'order'> | undefined; isRepeated: boolean }

/** Settlement files: told by providers, booked by operators; what did not match are cases. */
export function createRemittancesService(deps: RemittancesDeps, { nameOf, requireOwner, ordersOf }: Parties) {
  const { db, audit, cash } = deps

  const report = async (remittanceId: Id<'remittance'>) => {
    const [remittance] = await store.readRemittances(db, { only: remittanceId, limit: 1 })
    if (!remittance) throw notFound('remittance')
    return { ...remittance, rows: await store.readLines(db, remittanceId) }
  }

  /** One file with its lines and the name of who handed it in, for operators. */
  const named = async (remittanceId: Id<'remittance'>) => {
    const found = await report(remittanceId)
    return { ...found, name: await nameOf(found.hand) }
  }

  const tell = (person: Person, hand: CashHand, csv: string) => {
    const rows = readSettlement(csv)
    return db.transaction((tx) => store.addRemittance(tx, { hand, by: person.accountId, rows }))
  }

  /** Lines with their orders, and whether they stood before: in an earlier file or line, by whatever name. */
  const know = async (tx: Tx, lines: readonly store.Line[]): Promise<Known[]> => {
    const before = await store.readJudged(tx, lines)
    const orders = await ordersOf(
      tx,
      [...before, ...lines].map(({ reference }) => reference),
    )
    const keyOf = ({ utr, reference }: { utr: string; reference: string }) =>
      `${utr} ${orders.get(reference) ?? reference}`
    const seen = new Set(before.map(keyOf))
    return lines.map((line) => {
      const isRepeated = seen.has(keyOf(line))
      seen.add(keyOf(line))
      return { line, orderId: orders.get(line.reference), isRepeated }
    })
  }

  const judge = async (tx: Tx, { line, orderId, isRepeated }: Known): Promise<void> => {
    if (isRepeated) return store.judgeLine(tx, line.lineId, 'repeated', 0n)
    const heldPaise = orderId
      ? await cash.remit(tx, {
          ...{ orderId, hand: line.hand, cause: line.lineId },
          share: (held) => settle(held, line.amountPaise).bookedPaise,
        })
      : 0n
    await store.judgeLine(tx, line.lineId, settle(heldPaise, line.amountPaise).outcome, heldPaise)
  }

  return {
    report: named,

    /** A provider or point says what it sent. Nothing is booked. Throws `invalidFields` with the rows that are wrong. */
    async tell(person: Person, hand: CashHand, csv: string) {
      await requireOwner(person, hand)
      return report(await tell(person, hand, csv))
    },

    /** An operator records what a provider or point sent; it is booked by `book`. */
    async tellFor(person: Person, hand: CashHand, csv: string) {
      await nameOf(hand)
      return report(await tell(person, hand, csv))
    },

    /**
     * An operator has seen the money: each line is compared with what the ledger has in the provider's hand, and
     * booked up to that. Orders are locked in one order. Throws `remittanceBooked`, `remittanceWithdrawn`.
     */
    async book(person: Person, remittanceId: Id<'remittance'>) {
      await db.transaction(async (tx) => {
        const held = await store.holdRemittance(tx, remittanceId)
        if (!held) throw notFound('remittance')
        requireTold(held.state)
        const known = await know(tx, await store.readLines(tx, remittanceId))
        known.sort((a, b) => ((a.orderId ?? '') < (b.orderId ?? '') ? -1 : 1))
        for (const one of known) await judge(tx, one)
        await store.markBooked(tx, remittanceId, person.accountId)
        await audit.record(tx, {
          actorId: person.accountId,
          action: 'remittance.book',
          objectId: remittanceId,
          reasons: [],
        })
      })
      return named(remittanceId)
    },

    /** Who handed a file in takes it back, as long as it is not booked. Throws `remittanceBooked`, `remittanceWithdrawn`. */
    async withdraw(person: Person, hand: CashHand, remittanceId: Id<'remittance'>) {
      await requireOwner(person, hand)
      await db.transaction(async (tx) => {
        const held = await store.holdRemittance(tx, remittanceId)
        if (held?.hand !== hand) throw notFound('remittance')
        requireTold(held.state)
        await store.markWithdrawn(tx, remittanceId)
        await audit.record(tx, {
          ...{ actorId: person.accountId, action: 'remittance.withdraw', objectId: remittanceId },
          reasons: [],
        })
      })
      return report(remittanceId)
    },

    /** Files of one provider or point for its owners, the newest first. */
    async ofHand(
      person: Person,
      hand: CashHand,
      page: { before: Id<'remittance'> | undefined; limit: number },
    ) {
      await requireOwner(person, hand)
      return store.readRemittances(db, { hand, ...page })
    },

    /** One file of a provider or point with its lines, for its owners. */
    async ofHandOne(person: Person, hand: CashHand, remittanceId: Id<'remittance'>) {
      await requireOwner(person, hand)
      const found = await report(remittanceId)
      if (found.hand !== hand) throw notFound('remittance')
      return found
    },

    /** Files of all, or of one hand, with names, the newest first. */
    async all(page: { hand: CashHand | undefined; before: Id<'remittance'> | undefined; limit: number }) {
      const found = await store.readRemittances(db, page)
      return Promise.all(found.map(async (one) => ({ ...one, name: await nameOf(one.hand) })))
    },

    /** Differences of startups and points that are open, with their names, the oldest first. */
    async cases(page: { after: Id<'remittanceLine'> | undefined; limit: number }) {
      const found = await store.readCases(db, page)
      return Promise.all(found.map(async (line) => ({ ...line, name: await nameOf(line.hand) })))
    },

    /** Closes a difference with a reason; the decision is kept. Throws `caseClosed`. */
    async close(person: Person, lineId: Id<'remittanceLine'>, reason: string) {
      return db.transaction(async (tx) => {
        const closed = await store.closeCase(tx, lineId, person.accountId, reason)
        if (!closed) throw (await store.readLine(tx, lineId)) ? caseClosed() : notFound('case')
        await audit.record(tx, {
          actorId: person.accountId,
          action: 'cashCase.close',
          objectId: lineId,
          reasons: [{ reason }],
        })
        return closed
      })
    },
  }
}

/** Throws what became of a file that waits no more. */
function requireTold(state: RemittanceState): void {
  if (state === 'booked') throw remittanceBooked()
  if (state === 'withdrawn') throw remittanceWithdrawn()
}
