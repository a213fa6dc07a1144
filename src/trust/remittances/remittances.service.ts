import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { CashHandKind, HeldCash, RemittedCash } from '../../trade/payments/index.ts'
import type { Traders } from '../../trade/traders/index.ts'
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
    oldestCash(
      sql: Sql,
      page: {
        kind?: CashHandKind | undefined
        after?: Pick<HeldCash, 'since' | 'account'> | undefined
        limit: number
      },
    ): Promise<HeldCash[]>
    cashWithRiders(sql: Sql, ids: readonly Id<'provider'>[]): Promise<Map<Id<'provider'>, Paise>>
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
  /** What one rider may have in hand; 0n: no limit. */
  riderLimitPaise: Paise
  shops: Pick<Traders, 'shopFacts'>
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

  /** A startup may have its limit itself; a point or rider that has it takes no more. */
  const isFull = (kind: CashHandKind, heldPaise: Paise, limitPaise: Paise): boolean =>
    limitPaise > 0n && (kind === 'provider' ? heldPaise > limitPaise : heldPaise >= limitPaise)

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

    /** An operator records what a provider or point sent; it is booked by `book`. */
    async tellFor(person: Person, hand: CashHand, csv: string) {
      await nameOf(hand)
      return report(await tell(person, hand, csv))
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

    /** One file of a provider or point with its lines, for its owners. */
    async ofHandOne(person: Person, hand: CashHand, remittanceId: Id<'remittance'>) {
      await requireOwner(person, hand)
      const found = await report(remittanceId)
      if (found.hand !== hand) throw notFound('remittance')
      return found
    },

    /** Files of all providers with names, the newest first. */
    async all(page: { before: Id<'remittance'> | undefined; limit: number }) {
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

    /** What each provider with cash has in hand, and what it may; most first. */
    async hands() {
      const [held, limits] = await Promise.all([cash.cashByProvider(db), store.readLimits(db)])
      const rows = await Promise.all(
        [...held].map(async ([providerId, heldPaise]) => {
          const limitPaise = limitOf(limits, providerId)
          const full = isFull('provider', heldPaise, limitPaise)
          return { providerId, name: await nameOf(providerId), heldPaise, limitPaise, full }
        }),
      )
      return rows.sort((a, b) => (a.heldPaise > b.heldPaise ? -1 : 1))
    },

    /** A page of hands with cash, those who have some of it for longest first, with names and limits. */
    async byAge(page: Parameters<RemittancesDeps['cash']['oldestCash']>[1]) {
      const [rows, limits] = await Promise.all([cash.oldestCash(db, page), store.readLimits(db)])
      const partiesOf = <K extends CashHandKind>(kind: K) =>
        rows.filter((row) => row.kind === kind).map(({ party }) => party)
      const [sums, shops] = await Promise.all([
        cash.cashWithRiders(db, partiesOf('provider') as Id<'provider'>[]),
        deps.shops.shopFacts(db, partiesOf('shop') as Id<'shop'>[]),
      ])
      return Promise.all(
        rows.map(async (row) => {
          const { kind, heldPaise } = row
          if (kind === 'shop') {
            const name = shops.get(row.party as Id<'shop'>)?.shopName ?? ''
            return { ...row, name, limitPaise: 0n, full: false }
          }
          const hand = row.party as CashHand
          const limitPaise = kind === 'rider' ? deps.riderLimitPaise : limitOf(limits, hand)
          const counted = kind === 'provider' ? (sums.get(hand as Id<'provider'>) ?? heldPaise) : heldPaise
          return {
            ...row,
            ...{ name: await nameOf(hand), limitPaise },
            full: isFull(kind, counted, limitPaise),
          }
        }),
      )
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

    /** What a point has in hand and may have, for its owners. */
    async ofPoint(person: Person, pointId: Id<'point'>) {
      await requireOwner(person, pointId)
      const heldPaise = (await cash.cashByPoint(db)).get(pointId) ?? 0n
      const limitPaise = limitOf(await store.readLimits(db), pointId)
      return { heldPaise, limitPaise, full: isFull('point', heldPaise, limitPaise) }
    },

    /** Points that have as much cash as they may: no parcel to be paid at their counter is sent there. */
    async fullPoints(sql: Sql): Promise<ReadonlySet<Id<'point'>>> {
      const held = await cash.cashByPoint(sql)
      const limits = await store.readLimits(sql)
      return new Set(
        [...held].flatMap(([id, paise]) => {
          const limit = limitOf(limits, id)
          return isFull('point', paise, limit) ? [id] : []
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
          return isFull('provider', paise, limit) ? [id] : []
        }),
      )
    },
  }
}
