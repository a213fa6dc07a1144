import { invalid, notFound } from '../../kernel/errors.ts'
import { boundingBox, type Point } from '../../kernel/geo.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { checkOpeningHours, type OpeningHours } from '../../kernel/opening-hours.ts'
import type { Places } from '../../places/index.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { DropPoint } from '../../trade/orders/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { pointFull, pointNotVerified, pointThere, unknownPin } from './points.errors.ts'
import type { PointPeople, PointShops } from './points.ports.ts'
import { monthOf, type NearPoint, nearestOf, roomOf, statementOf } from './points.rules.ts'
import * as store from './points.store.ts'
import type { OrderRef, PointFacts, PointKind, PointTerms, StayPurpose } from './points.types.ts'
import { arriveStay, endStay, readGone, readLongExpected, readOpenStays, reserveStay } from './stays.store.ts'

type Actor = { accountId: Id<'account'> }

export interface NewHub extends PointTerms {
  providerId: Id<'provider'> | null
  name: string
  line1: string
  pin: string
  point: Point
  phone: string | null
}

export interface PointsDeps {
  db: Database
  places: Pick<Places, 'lookUp'>
  people: PointPeople
  shops: PointShops
  record: Pick<Audit, 'record'>
}

/** Throws `badHours` for times that nobody can keep. */
const checkHours = (hours: OpeningHours): void => {
  const checked = checkOpeningHours(hours)
  if (!checked.ok) throw invalid([{ pointer: '/hours', code: 'badHours', detail: checked.reason }])
}

/** How far buyers are shown points. */
const showWithinMetres = 15_000

export type PointsService = ReturnType<typeof createPointsService>

/** Neighbourhood points: who keeps parcels, how many, and for what. */
export function createPointsService({ db, places, people, shops, record }: PointsDeps) {
  const requirePoint = async (
    sql: Sql,
    person: Actor,
    pointId: Id<'point'>,
    role: 'owner' | 'staff' = 'staff',
  ): Promise<PointFacts> => {
    const point = (await store.readPoints(sql, [pointId])).get(pointId)
    if (!point) throw notFound('point')
    if (point.shopId) {
      await shops.requireShop(sql, person, point.shopId, role)
      return point
    }
    const member =
      point.providerId &&
      (await people.roleOf(sql, person.accountId, { kind: 'provider', id: point.providerId }))
    if (!member && !(await people.isOperator(person.accountId))) throw notFound('point')
    return point
  }

  /** Open kirana points near a place, nearest first: those with room, and those without. */
  const around = async (
    sql: Sql,
    to: Point,
    limit: number,
    kinds: readonly PointKind[] = ['kirana'],
    withinMetres = showWithinMetres,
  ): Promise<{ free: NearPoint[]; full: NearPoint[] }> => {
    const open = await store.readPointsWithin(sql, boundingBox(to, withinMetres), kinds, to)
    const [free, full] = [true, false].map((hasRoom) =>
      nearestOf(
        open.filter((point) => roomOf(point) > 0 === hasRoom),
        to,
        limit,
        withinMetres,
      ),
    )
    return { free: free!, full: full! }
  }

  return {
    /** A verified trader's shop becomes a point. Throws `pointThere`, `pointNotVerified`, `badHours`. */
    register: (person: Actor, shopId: Id<'shop'>, terms: PointTerms): Promise<PointFacts> =>
      db.transaction(async (tx) => {
        const shop = await shops.requireShop(tx, person, shopId, 'owner')
        checkHours(terms.hours)
        if (shop.traderStatus !== 'verified') throw pointNotVerified()
        const made = await store.insertPoint(tx, {
          ...terms,
          pointId: newId('point'),
          kind: 'kirana',
          shopId,
          providerId: null,
          name: shop.shopName,
          line1: shop.address.line1,
          pin: shop.pin,
          state: shop.state,
          district: places.lookUp(shop.pin)?.district ?? null,
          place: shop.point,
          phone: shop.carePhone,
        })
        if (!made) throw pointThere()
        return made
      }),

    async ofShop(person: Actor, shopId: Id<'shop'>): Promise<PointFacts> {
      await shops.requireShop(db, person, shopId)
      const point = await store.readPointOfShop(db, shopId)
      if (!point) throw notFound('point')
      return point
    },

    /** Changes terms, or pauses. What is there already stays until it is fetched. */
    change: (
      person: Actor,
      pointId: Id<'point'>,
      terms: Partial<PointTerms> & { paused?: boolean | undefined },
    ): Promise<PointFacts> =>
      db.transaction(async (tx) => {
        const now = await requirePoint(tx, person, pointId, 'owner')
        if (terms.hours) checkHours(terms.hours)
        const { paused, ...some } = terms
        const given = Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined))
        const changed = await store.changePoint(tx, pointId, {
          ...now,
          ...given,
          ownStatus: paused === undefined ? null : paused ? 'paused' : 'open',
        })
        if (!changed) throw notFound('point')
        return changed
      }),

    /** An operator makes a hub: worked by a startup's people, or by operators. Throws `unknownPin`, `badHours`. */
    makeHub: (actor: Actor, { point, ...hub }: NewHub): Promise<PointFacts> =>
      db.transaction(async (tx) => {
        const area = places.lookUp(hub.pin)
        if (!area) throw invalid([unknownPin])
        checkHours(hub.hours)
        const made = await store.insertPoint(tx, {
          ...hub,
          pointId: newId('point'),
          kind: 'hub',
          shopId: null,
          state: area.state,
          district: area.district,
          place: point,
        })
        if (!made) throw new Error('a hub was not written')
        await record.record(tx, { actorId: actor.accountId, action: 'point.hubMade', objectId: made.pointId })
        return made
      }),

    /** An operator takes a point out of service, or puts it back. */
    setSuspended: (actor: Actor, pointId: Id<'point'>, reason: string | null): Promise<PointFacts> =>
      db.transaction(async (tx) => {
        const changed = await store.setPointSuspended(tx, pointId, reason)
        if (!changed) throw notFound('point')
        const action = reason === null ? 'point.resumed' : 'point.suspended'
        await record.record(tx, {
          actorId: actor.accountId,
          action,
          objectId: pointId,
          reasons: reason === null ? [] : [{ reason }],
        })
        return changed
      }),

    /** Points for operators: see `listPoints`. */
    list: store.listPoints,
    requirePoint,
    several: store.readPoints,
    find: async (sql: Sql, id: Id<'point'>): Promise<PointFacts | undefined> =>
      (await store.readPoints(sql, [id])).get(id),

    /** Points as a checkout asks for them; `open`: with room now. */
    async dropPoints(
      sql: Sql,
      ids: readonly Id<'point'>[],
    ): Promise<Map<Id<'point'>, Omit<DropPoint, 'takesCash'>>> {
      const found = await store.readPoints(sql, ids)
      return new Map(
        [...found].map(([pointId, point]) => [
          pointId,
          { ...point, open: point.kind === 'kirana' && roomOf(point) > 0 },
        ]),
      )
    },

    /** Kirana points with room near a place, nearest first. */
    near: async (...asked: Parameters<typeof around>): Promise<NearPoint[]> => (await around(...asked)).free,
    around,

    /** Keeps room for an order's parcel. Throws `pointFull`: shelf and day are never overrun. */
    async reserve(tx: Tx, pointId: Id<'point'>, order: OrderRef, purpose: StayPurpose): Promise<void> {
      if (!(await reserveStay(tx, pointId, order, purpose))) throw pointFull()
    },
    /** The same without an error: whether there was room. */
    tryReserve: async (
      tx: Tx,
      pointId: Id<'point'>,
      order: OrderRef,
      purpose: StayPurpose,
    ): Promise<boolean> => (await reserveStay(tx, pointId, order, purpose)) !== undefined,
    arrived: arriveStay,
    left: (
      tx: Tx,
      pointId: Id<'point'>,
      order: OrderRef,
      to: 'buyer' | 'carrier' | 'shop',
      morePaise = 0n,
    ): Promise<void> => endStay(tx, pointId, order, { state: 'gone', outTo: to, morePaise }),
    /** Room that is not needed any more. */
    release: (tx: Tx, pointId: Id<'point'>, order: OrderRef): Promise<void> =>
      endStay(tx, pointId, order, { state: 'void', outTo: null }),
    openStays: readOpenStays,
    longExpected: readLongExpected,

    /** What a point did in one month of India's calendar, and what it gets for it. */
    async statement(person: Actor, pointId: Id<'point'>, month: string) {
      await requirePoint(db, person, pointId)
      const stays = await readGone(db, pointId, monthOf(month))
      return { month, ...statementOf(stays), stays }
    },
  }
}
