import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { CashHandKind } from '../../trade/payments/index.ts'
import type { Parties, Person } from './parties.ts'
import type { RemittancesDeps } from './remittances.deps.ts'
import type { CashHand } from './remittances.store.ts'
import * as store from './remittances.store.ts'

export type HandsService = ReturnType<typeof createHandsService>

/** Who has the market's cash in hand, and how much of it each may have. */
export function createHandsService(deps: RemittancesDeps, { nameOf, requireOwner, ordersOf }: Parties) {
  const { db, audit, cash } = deps

  const limitOf = (limits: ReadonlyMap<CashHand, Paise>, hand: CashHand): Paise =>
    limits.get(hand) ?? deps.usualLimitPaise[store.kindOf(hand)]

  /** A startup may have its limit itself; a point or rider that has it takes no more. */
  const isFull = (kind: CashHandKind, heldPaise: Paise, limitPaise: Paise): boolean =>
    limitPaise > 0n && (kind === 'provider' ? heldPaise > limitPaise : heldPaise >= limitPaise)

  const sumsOf = async (hand: CashHand) => {
    const kind = store.kindOf(hand)
    const held: ReadonlyMap<CashHand, Paise> =
      kind === 'point' ? await cash.cashByPoint(db) : await cash.cashByProvider(db)
    const heldPaise = held.get(hand) ?? 0n
    const limitPaise = limitOf(await store.readLimits(db), hand)
    return { heldPaise, limitPaise, full: isFull(kind, heldPaise, limitPaise) }
  }

  const fullOf = async <H extends CashHand>(
    sql: Sql,
    readHeld: (sql: Sql) => Promise<Map<H, Paise>>,
  ): Promise<ReadonlySet<H>> => {
    // One after the other: a transaction has one connection.
    const held = await readHeld(sql)
    const limits = await store.readLimits(sql)
    return new Set(
      [...held].flatMap(([hand, paise]) =>
        isFull(store.kindOf(hand), paise, limitOf(limits, hand)) ? [hand] : [],
      ),
    )
  }

  return {
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

    /** What one startup, its riders included, or one point has in hand and may have, for operators. */
    async ofHand(hand: CashHand) {
      const name = await nameOf(hand)
      return { name, ...(await sumsOf(hand)) }
    },

    /** What a point has in hand and may have, and what of its files is not settled, for its owners. */
    async ofPoint(person: Person, pointId: Id<'point'>) {
      await requireOwner(person, pointId)
      const [sums, unsettled] = await Promise.all([sumsOf(pointId), store.readUnsettled(db, pointId)])
      return { ...sums, ...unsettled }
    },

    /** Orders whose cash a point has not sent on, the oldest first, and whether a file that waits names them; for its owners. */
    async openOfPoint(
      person: Person,
      pointId: Id<'point'>,
      page: { after: Id<'order'> | undefined; limit: number },
    ) {
      await requireOwner(person, pointId)
      const told = new Set((await ordersOf(db, await store.readToldReferences(db, pointId))).values())
      const open = await cash.openCash(db, pointId, page)
      return open.map((one) => ({ ...one, told: told.has(one.orderId) }))
    },

    /** Points that have as much cash as they may: no parcel to be paid at their counter is sent there. */
    fullPoints: (sql: Sql): Promise<ReadonlySet<Id<'point'>>> => fullOf(sql, cash.cashByPoint),

    /** Who has more of the market's cash than it may: no parcel with cash to collect is offered to these. */
    full: (sql: Sql): Promise<ReadonlySet<Id<'provider'>>> => fullOf(sql, cash.cashByProvider),
  }
}
