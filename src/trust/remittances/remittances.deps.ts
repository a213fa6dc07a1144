import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { CashHandKind, HeldCash, OpenCash, RemittedCash } from '../../trade/payments/index.ts'
import type { Traders } from '../../trade/traders/index.ts'
import type { Audit } from '../audit/index.ts'
import type { CashHand } from './remittances.store.ts'

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
    openCash(
      sql: Sql,
      hand: CashHand,
      page: { after: Id<'order'> | undefined; limit: number },
    ): Promise<OpenCash[]>
    cashWithRiders(sql: Sql, ids: readonly Id<'provider'>[]): Promise<Map<Id<'provider'>, Paise>>
  }
  parcels: {
    several(
      sql: Sql,
      ids: readonly Id<'shipment'>[],
    ): Promise<ReadonlyMap<Id<'shipment'>, { orderId: Id<'order'> }>>
  }
  /** Bookings, by the references under which startups know them. */
  bookings: {
    several(
      sql: Sql,
      ids: readonly Id<'offer'>[],
    ): Promise<ReadonlyMap<Id<'offer'>, { shipmentId: Id<'shipment'> }>>
  }
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
