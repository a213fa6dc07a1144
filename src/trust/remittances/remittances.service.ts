import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { RemittedCash } from '../../trade/payments/index.ts'
import type { Audit } from '../audit/index.ts'
import { caseClosed, remittanceBooked } from './remittances.errors.ts'
import { readSettlement, settle } from './remittances.rules.ts'
import type { CashHand } from './remittances.store.ts'
import * as store from './remittances.store.ts'

export interface RemittancesDeps {
  db: Database
  audit: Pick<Audit, 'record'>
  cash: {
    remit(tx: Tx, cash: RemittedCash): Promise<Paise>
    cashByProvider(sql: Sql): Promise<Map<Id<'provider'>, Paise>>
    cashByPoint(sql: Sql): Promise<Map<Id<'point'>, Paise>>
  }
  parcels: { read(sql: Sql, id: Id<'shipment'>): Promise<{ orderId: Id<'order'> } | undefined> }
  members: {
    requireMember(
      sql: Sql,
      person: { accountId: Id<'account'> },
      party: { kind: 'provider'; id: Id<'provider'> },
      atLeast: 'owner' | 'staff',
    ): Promise<unknown>
  }
  directory: { find(id: Id<'provider'>): Promise<{ name: string } | undefined> }
  points: {
    find(sql: Sql, id: Id<'point'>): Promise<{ name: string } | undefined>
    /** Throws `notFound` for strangers. */
    requirePoint(
      sql: Sql,
      person: { accountId: Id<'account'> },
      id: Id<'point'>,
      role?: 'owner',
    ): Promise<unknown>
  }
  /** What a provider or a point may have in hand, where an operator set nothing else; 0n: no limit. */
  usualLimitPaise: { provider: Paise; point: Paise }
}

type Person = { accountId: Id<'account'> }

export type RemittancesService = ReturnType<typeof createRemittancesService>

/** Settlement files: told by providers, booked by operators; what did not match are cases. */
export function createRemittancesService(deps: RemittancesDeps) {
  const { db, audit, cash } = deps

  const isPoint = (hand: CashHand): hand is Id<'point'> => store.kindOf(hand) === 'point'

  const requireOwner = (person: Person, hand: CashHand) =>
    isPoint(hand)
      ? deps.points.requirePoint(db, person, hand, 'owner')
      : deps.members.requireMember(db, person, { kind: 'provider', id: hand }, 'owner')

  const nameOf = async (hand: CashHand): Promise<string> => {
    const found = isPoint(hand) ? await deps.points.find(db, hand) : await deps.directory.find(hand)
    if (!found) throw notFound(store.kindOf(hand))
    return found.name
  }

  const orderOf = async (sql: Sql, reference: string): Promise<Id<'order'> | undefined> =>
    reference.startsWith('ord_')
      ? (reference as Id<'order'>)
      : (await deps.parcels.read(sql, reference as Id<'shipment'>))?.orderId

  const report = async (remittanceId: Id<'remittance'>) => {
    const [remittance] = await store.readRemittances(db, { only: remittanceId, limit: 1 })
    if (!remittance) throw notFound('remittance')
    return { ...remittance, rows: await store.readLines(db, remittanceId) }
  }

  const limitOf = (limits: ReadonlyMap<CashHand, Paise>, hand: CashHand): Paise =>
    limits.get(hand) ?? deps.usualLimitPaise[store.kindOf(hand)]

  const tell = (person: Person, hand: CashHand, csv: string) => {
    const rows = readSettlement(csv)
    return db.transaction((tx) => store.addRemittance(tx, { hand, by: person.accountId, rows }))
  }

  const judge = async (tx: Tx, line: store.Line, orderId: Id<'order'> | undefined): Promise<void> => {
    if (await store.stoodBefore(tx, line)) return store.judgeLine(tx, line.lineId, 'repeated', 0n)
    const heldPaise = orderId
      ? await cash.remit(tx, {
          ...{ orderId, hand: line.hand, cause: line.lineId },
          share: (held) => settle(held, line.amountPaise).bookedPaise,
        })
      : 0n
    await store.judgeLine(tx, line.lineId, settle(heldPaise, line.amountPaise).outcome, heldPaise)
  }

  return {
    report,

    /** A provider or point says what it sent. Nothing is booked. Throws `invalidFields` with the rows that are wrong. */
    async tell(person: Person, hand: CashHand, csv: string) {
      await requireOwner(person, hand)
      return report(await tell(person, hand, csv))
    },

    /** An operator records what a provider sent; it is booked by `book`. */
    async tellFor(person: Person, providerId: Id<'provider'>, csv: string) {
      await nameOf(providerId)
      return report(await tell(person, providerId, csv))
    },

    /**
     * An operator has seen the money: each line is compared with what the ledger has in the provider's hand, and
     * booked up to that. Orders are locked in one order. Throws `remittanceBooked`.
     */
    async book(person: Person, remittanceId: Id<'remittance'>) {
      await db.transaction(async (tx) => {
        const held = await store.holdRemittance(tx, remittanceId)
        if (!held) throw notFound('remittance')
        if (held.state === 'booked') throw remittanceBooked()
        const lines = await store.readLines(tx, remittanceId)
        const known = []
        for (const line of lines) known.push({ line, orderId: await orderOf(tx, line.reference) })
        known.sort((a, b) => ((a.orderId ?? '') < (b.orderId ?? '') ? -1 : 1))
        for (const { line, orderId } of known) await judge(tx, line, orderId)
        await store.markBooked(tx, remittanceId, person.accountId)
        await audit.record(tx, {
          actorId: person.accountId,
          action: 'remittance.book',
          objectId: remittanceId,
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

    /** One file of a provider with its lines, for its owners. */
    async ofProviderOne(person: Person, providerId: Id<'provider'>, remittanceId: Id<'remittance'>) {
      await requireOwner(person, providerId)
      const found = await report(remittanceId)
      if (found.hand !== providerId) throw notFound('remittance')
      return found
    },

    /** Files of all providers with names, the newest first. */
    async all(page: { before: Id<'remittance'> | undefined; limit: number }) {
      const found = await store.readRemittances(db, page)
      return Promise.all(found.map(async (one) => ({ ...one, name: await nameOf(one.hand) })))
    },

    /** Differences that are open, the oldest first. */
    cases: (page: { after: Id<'remittanceLine'> | undefined; limit: number }) => store.readCases(db, page),

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

    /** What each provider with cash has in hand, and what it may; most first. */
    async hands() {
      const [held, limits] = await Promise.all([cash.cashByProvider(db), store.readLimits(db)])
      const rows = await Promise.all(
        [...held].map(async ([providerId, heldPaise]) => {
          const limitPaise = limitOf(limits, providerId)
          const full = limitPaise > 0n && heldPaise > limitPaise
          return { providerId, name: await nameOf(providerId), heldPaise, limitPaise, full }
        }),
      )
      return rows.sort((a, b) => (a.heldPaise > b.heldPaise ? -1 : 1))
    },

    /** Sets how much cash a provider or point may have in hand; 0: as much as comes. The decision is kept. */
    async setLimit(person: Person, hand: CashHand, limitPaise: Paise): Promise<void> {
      await nameOf(hand)
      await db.transaction(async (tx) => {
        await store.writeLimit(tx, hand, limitPaise, person.accountId)
        await audit.record(tx, {
          ...{ actorId: person.accountId, action: 'cashLimit.set', objectId: hand },
          reasons: [{ reason: `${limitPaise} paise` }],
        })
      })
    },

    /** What points with cash have in hand, and what they may; most first. */
    async pointHands() {
      const [held, limits] = await Promise.all([cash.cashByPoint(db), store.readLimits(db)])
      const rows = await Promise.all(
        [...held].map(async ([pointId, heldPaise]) => {
          const limitPaise = limitOf(limits, pointId)
          const full = limitPaise > 0n && heldPaise >= limitPaise
          return { pointId, name: await nameOf(pointId), heldPaise, limitPaise, full }
        }),
      )
      return rows.sort((a, b) => (a.heldPaise > b.heldPaise ? -1 : 1))
    },

    /** What a point has in hand and may have, for its owners. */
    async ofPoint(person: Person, pointId: Id<'point'>) {
      await requireOwner(person, pointId)
      const heldPaise = (await cash.cashByPoint(db)).get(pointId) ?? 0n
      const limitPaise = limitOf(await store.readLimits(db), pointId)
      return { heldPaise, limitPaise, full: limitPaise > 0n && heldPaise >= limitPaise }
    },

    /** Points that have as much cash as they may: no parcel to be paid at their counter is sent there. */
    async fullPoints(sql: Sql): Promise<ReadonlySet<Id<'point'>>> {
      const held = await cash.cashByPoint(sql)
      const limits = await store.readLimits(sql)
      return new Set(
        [...held].flatMap(([id, paise]) => {
          const limit = limitOf(limits, id)
          return limit > 0n && paise >= limit ? [id] : []
        }),
      )
    },

    /** Who has more of the market's cash than it may: no parcel with cash to collect is offered to these. */
    async full(sql: Sql): Promise<ReadonlySet<Id<'provider'>>> {
      // One after the other: a transaction has one connection.
      const held = await cash.cashByProvider(sql)
      const limits = await store.readLimits(sql)
      return new Set(
        [...held].flatMap(([id, paise]) => {
          const limit = limitOf(limits, id)
          return limit > 0n && paise > limit ? [id] : []
        }),
      )
    },
  }
}
