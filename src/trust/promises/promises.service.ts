import type { Lapse } from '../../delivery/dispatch/index.ts'
import type { District, Lane } from '../../delivery/providers/index.ts'
import { laneOf } from '../../delivery/providers/index.ts'
import type { Shipments } from '../../delivery/shipments/index.ts'
import { readEntries } from '../../delivery/shipments/index.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import type { Penalty } from '../../trade/payments/index.ts'
import type { Audit } from '../audit/index.ts'
import { alreadyExcused } from './promises.errors.ts'
import { promiseBroken } from './promises.events.ts'
import { type Bands, judge, pausesOf, penaltyFor, sinceBooking } from './promises.rules.ts'
import * as store from './promises.store.ts'
import { countBreaches } from './scores.store.ts'

export interface PromisesDeps {
  db: Database
  outbox: Outbox
  audit: Pick<Audit, 'record'>
  members: {
    requireMember(
      sql: Sql,
      person: { accountId: Id<'account'> },
      party: { kind: 'provider'; id: Id<'provider'> },
    ): Promise<unknown>
  }
  shipments: Pick<Shipments, 'several'>
  dispatch: {
    findLapses(sql: Sql, after: Date, upTo: Date): Promise<Lapse[]>
    takenBackAt(sql: Sql, ids: readonly Id<'offer'>[]): Promise<Map<Id<'offer'>, Date>>
  }
  money: {
    penalize(tx: Tx, penalty: Penalty): Promise<void>
    givePenaltyBack(tx: Tx, penalty: Penalty): Promise<void>
  }
  directory: { find(id: Id<'provider'>): Promise<{ name: string } | undefined> }
  districtOf: (pin: string) => District | undefined
  bands: Bands
  /** So many broken within a week, and a provider is suspended; never for 0 or when absent. */
  suspendAfter?: number
  suspend?(providerId: Id<'provider'>, reason: string): Promise<unknown>
  /** Counts promises that were broken. */
  onBroken?: (what: { kind: string; lane: Lane; provider: string }) => void
}

type Person = { accountId: Id<'account'> }

const batch = 200
/** Looked at again: what was booked while a sweep ran. */
const overlapMs = 5 * 60_000
const dayMs = 86_400_000
/** No clock runs longer than this. */
const longestWayMs = 60 * dayMs

export type PromisesService = ReturnType<typeof createPromisesService>

/** The clock of every promise: what lapses is told once, and costs what the published table says. */
export function createPromisesService(deps: PromisesDeps) {
  const { db, outbox, audit, money } = deps

  /** Notes which promises have lapsed since the last look. */
  const notice = (): Promise<Date> =>
    db.transaction(async (tx) => {
      const { sweptTo, now } = await store.beginSweep(tx)
      const lapses = await deps.dispatch.findLapses(tx, new Date(sweptTo.getTime() - overlapMs), now)
      const place = (pin: string) => ({ pin, point: null, district: deps.districtOf(pin) })
      await store.addLapses(
        tx,
        lapses.map((lapse) => ({ ...lapse, lane: laneOf(place(lapse.pickupPin), place(lapse.dropPin)) })),
      )
      await store.endSweep(tx, now)
      return now
    })

  const settle = async (tx: Tx, breach: store.Breach, late: { due: Date; minutes: number }, now: Date) => {
    const penaltyPaise = penaltyFor(deps.bands[breach.kind], late.minutes, {
      feePaise: breach.feePaise,
      chargedPaise: await store.chargedFor(tx, breach),
    })
    await store.writeBreach(tx, {
      ...breach,
      ...{ state: 'settled', dueBy: late.due, settledAt: now, lateMinutes: late.minutes, penaltyPaise },
    })
    const { orderId, providerId, breachId: cause } = breach
    if (penaltyPaise > 0n) await money.penalize(tx, { orderId, providerId, cause, amountPaise: penaltyPaise })
  }

  /** Looks at promises whose hour has come, some at a time; how many. */
  const look = (now: Date, broke: Set<Id<'provider'>>): Promise<number> =>
    db.transaction(async (tx) => {
      const due = await store.takeDue(tx, now, batch)
      if (due.length === 0) return 0
      const parcels = await deps.shipments.several(tx, [...new Set(due.map((one) => one.shipmentId))])
      const back = await deps.dispatch.takenBackAt(
        tx,
        due.map((one) => one.offerId),
      )
      const majeure = await store.majeureSince(tx, new Date(now.getTime() - longestWayMs))
      for (const breach of due) {
        const parcel = parcels.get(breach.shipmentId)
        if (!parcel) throw new Error(`${breach.shipmentId} has a promise and is not there`)
        const lines = await readEntries(tx, breach, {
          ...{ after: 0, limit: 500, effects: ['moved'], providerId: breach.providerId },
        })
        const facts = {
          ...{ kind: breach.kind, promisedBy: breach.promisedBy, lines },
          ...{ pickup: parcel.pickup.point, drop: parcel.drop.point },
          wasTakenBackAt: back.get(breach.offerId) ?? null,
          majeure: majeure
            .filter(({ pinPrefix: prefix }) =>
              [parcel.pickup.pin, parcel.drop.pin].some((pin) => pin.startsWith(prefix)),
            )
            .map(({ begins, ends }) => ({ from: begins, until: ends })),
        }
        const verdict = judge(facts, now)
        const seen = { ...breach, pauses: pausesOf({ ...facts, lines: sinceBooking(facts) }) }
        if (verdict.state === 'running') {
          await store.writeBreach(tx, seen, { lookAt: verdict.lookAt })
          continue
        }
        if (verdict.state === 'kept') {
          await store.writeBreach(tx, { ...seen, state: 'kept', brokenAt: null })
          continue
        }
        const broken = { ...seen, dueBy: verdict.due, brokenAt: breach.brokenAt ?? now }
        if (!breach.brokenAt) {
          await outbox.publish(tx, [
            event(promiseBroken, { breachId: breach.breachId, providerId: breach.providerId }),
          ])
          broke.add(breach.providerId)
          deps.onBroken?.({ kind: breach.kind, lane: breach.lane, provider: breach.providerId })
        }
        if (verdict.state === 'over')
          await settle(tx, broken, { due: verdict.due, minutes: verdict.lateMinutes }, now)
        else await store.writeBreach(tx, { ...broken, state: 'broken' }, { lookAt: verdict.lookAt })
      }
      return due.length
    })

  const named = async (breach: store.Breach) => ({
    ...breach,
    providerName: (await deps.directory.find(breach.providerId))?.name ?? '',
  })

  return {
    bands: deps.bands,

    /** Notes what has lapsed and looks at what is due. Harmless when two do it at once. */
    async sweep(): Promise<void> {
      const now = await notice()
      const broke = new Set<Id<'provider'>>()
      while ((await look(now, broke)) === batch);
      outbox.nudge()
      const most = deps.suspendAfter ?? 0
      if (most === 0) return
      for (const providerId of broke) {
        const broken = await store.countBroken(db, providerId, new Date(now.getTime() - 7 * dayMs))
        if (broken >= most) await deps.suspend?.(providerId, `It broke ${broken} promises within seven days.`)
      }
    },

    /** A provider's broken promises for its people, the newest first. Throws `notFound` for strangers. */
    async ofProvider(
      person: Person,
      providerId: Id<'provider'>,
      page: { before: Id<'breach'> | undefined; limit: number },
    ): Promise<store.Breach[]> {
      await deps.members.requireMember(db, person, { kind: 'provider', id: providerId })
      return store.breachPage(db, { providerId, ...page })
    },

    /** Broken promises of the last days by lane, for its people. */
    async byLane(person: Person, providerId: Id<'provider'>, days: number) {
      await deps.members.requireMember(db, person, { kind: 'provider', id: providerId })
      const counted = await countBreaches(db, new Date(Date.now() - days * dayMs), providerId)
      return counted.map(({ providerId: _, ...lane }) => lane)
    },

    /** Broken promises of all, or of one, with names, the newest first. */
    async all(page: {
      providerId?: Id<'provider'> | undefined
      before: Id<'breach'> | undefined
      limit: number
    }) {
      return Promise.all((await store.breachPage(db, page)).map(named))
    },

    /** Excuses a delay: it counts no more, and its penalty goes back. Throws `notFound`, `breachExcused`. */
    async excuse(person: Person, breachId: Id<'breach'>, reason: string) {
      const excused = await db.transaction(async (tx) => {
        const breach = await store.lockBreach(tx, breachId)
        if (!breach?.brokenAt) throw notFound('breach')
        if (breach.state === 'excused') throw alreadyExcused()
        const { orderId, providerId, penaltyPaise: amountPaise } = breach
        if (amountPaise > 0n)
          await money.givePenaltyBack(tx, { orderId, providerId, cause: breachId, amountPaise })
        const next = { ...breach, state: 'excused' as const, excuse: reason, excusedAt: new Date() }
        await store.writeBreach(tx, next, { excusedBy: person.accountId })
        await audit.record(tx, {
          ...{ actorId: person.accountId, action: 'breach.excused', objectId: breachId },
          reasons: [{ reason }],
        })
        return next
      })
      return named(excused)
    },

    /** Times in which nobody could go somewhere: those that last, come, or ended within two months. */
    majeure: () => store.majeureSince(db, new Date(Date.now() - longestWayMs)),

    /** Stops the clocks of all parcels from or to these PINs for a time; the decision is kept. */
    stopClocks(person: Person, given: { pinPrefix: string; begins: Date; ends: Date; reason: string }) {
      return db.transaction(async (tx) => {
        const made = await store.writeMajeure(tx, { ...given, setBy: person.accountId })
        await audit.record(tx, {
          ...{ actorId: person.accountId, action: 'clocks.stopped', objectId: made.pauseId },
          reasons: [{ reason: given.reason }],
        })
        return made
      })
    },

    /** Promises of a provider broken since then and not excused. */
    countBroken: (sql: Sql, providerId: Id<'provider'>, since: Date): Promise<number> =>
      store.countBroken(sql, providerId, since),
  }
}
