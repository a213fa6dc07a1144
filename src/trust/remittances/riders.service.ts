import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { RemittancesDeps } from './remittances.deps.ts'

export interface RidersDeps extends Pick<RemittancesDeps, 'members'> {
  db: Database
  cash: {
    cashByRider(sql: Sql, providerId: Id<'provider'>): Promise<Map<string, Paise>>
    handIn(
      tx: Tx,
      given: { providerId: Id<'provider'>; riderId: string; only?: readonly Id<'order'>[] | undefined },
    ): Promise<{ paise: Paise; orders: number }>
  }
  /** What one rider may have in hand; 0n: no limit. */
  riderLimitPaise: Paise
}

type Person = { accountId: Id<'account'> }

export type RidersService = ReturnType<typeof createRidersService>

/** Cash between riders and the startup that they ride for: riders are names of its own. */
export function createRidersService({ db, cash, members, riderLimitPaise }: RidersDeps) {
  const isFull = (heldPaise: Paise): boolean => riderLimitPaise > 0n && heldPaise >= riderLimitPaise
  const requireMember = (person: Person, providerId: Id<'provider'>) =>
    members.requireMember(db, person, { kind: 'provider', id: providerId }, 'staff')

  return {
    /** What each rider has in hand, for the provider's people; most first. */
    async ofProvider(person: Person, providerId: Id<'provider'>) {
      await requireMember(person, providerId)
      return [...(await cash.cashByRider(db, providerId))]
        .map(([riderId, heldPaise]) => ({
          ...{ riderId, heldPaise, limitPaise: riderLimitPaise, full: isFull(heldPaise) },
        }))
        .sort((a, b) => (a.heldPaise > b.heldPaise ? -1 : 1))
    },

    /** A rider has handed in, as the provider says: its person, or its server (null). */
    async handIn(
      person: Person | null,
      providerId: Id<'provider'>,
      { riderId, orderIds }: { riderId: string; orderIds?: readonly Id<'order'>[] | undefined },
    ) {
      if (person) await requireMember(person, providerId)
      return db.transaction((tx) => cash.handIn(tx, { providerId, riderId, only: orderIds }))
    },

    /** Whether a rider has as much cash as one may have. */
    async riderIsFull(sql: Sql, providerId: Id<'provider'>, riderId: string): Promise<boolean> {
      if (riderLimitPaise === 0n) return false
      return isFull((await cash.cashByRider(sql, providerId)).get(riderId) ?? 0n)
    },
  }
}
