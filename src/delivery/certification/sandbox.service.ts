import { HaatError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { volumeCm3 } from '../../kernel/parcel-size.ts'
import type { Places } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import {
  announcePool,
  bookingReleased,
  consequenceOf,
  leaseMissing,
  offerHeld,
  type ProviderConnector,
  type SandboxPort,
  type Talk,
} from '../dispatch/index.ts'
import {
  type ProviderDirectory,
  type ProviderFacts,
  type Providers,
  priceByCard,
} from '../providers/index.ts'
import { refuseWrongCode } from '../shipments/index.ts'
import { type SandboxAsked, sandboxAsked } from './certification.events.ts'
import type { CertificationPeople } from './certification.ports.ts'
import { admittedAs, allPassed, nextWay, servesCalls, waysOf } from './certification.rules.ts'
import { checksOf } from './certification.store.ts'
import {
  isOver,
  lineOf,
  type SandboxStep,
  type SandboxWord,
  sandboxStep,
  shownState,
  wrongCodeOf,
} from './sandbox.rules.ts'
import * as store from './sandbox.store.ts'
import { networkParcelOf, offerOf, sandboxGoods, sandboxViewOf } from './sandbox.view.ts'

export interface SandboxDeps {
  db: Database
  outbox: Outbox
  people: CertificationPeople
  directory: Pick<ProviderDirectory, 'find'>
  providers: Pick<Providers, 'byMarket'>
  places: Places
  audit: Pick<Audit, 'record'>
  connect: ProviderConnector
}

type Person = { accountId: Id<'account'> }
type ProviderId = Id<'provider'>

const mostOpen = 3
const decideSeconds = 120
const bringMinutes = 240

/** Why no trial can begin. */
export type Missing = 'submit' | 'check' | 'parcels' | 'operator' | 'suspended'

export type Sandbox = ReturnType<typeof createSandbox>

/** Artificial parcels, and how a provider comes by them to live traffic. */
export function createSandbox(deps: SandboxDeps) {
  const { db, outbox, providers, directory } = deps

  const checkPassed = async (provider: ProviderFacts): Promise<boolean> => {
    if (!servesCalls(provider.channel)) return true
    const latest = (await checksOf(db, provider.providerId)).find((check) => check.endedAt !== null)
    return latest !== undefined && allPassed(latest.findings)
  }

  const make = async (provider: ProviderFacts): Promise<store.SandboxParcel> => {
    const { providerId, capabilities, rateCard } = provider
    const way = nextWay(waysOf(capabilities, deps.places), await store.parcelsOf(db, providerId))
    const volume = volumeCm3(sandboxGoods.size)
    const pricePaise = priceByCard(rateCard, { ...way, ...sandboxGoods, volumeCm3: volume })
    const parcel = await db.transaction(async (tx) => {
      const made = await store.addParcel(tx, { providerId, way, pricePaise, decideSeconds, bringMinutes })
      await outbox.publish(tx, [event(sandboxAsked, { parcelId: made.parcelId })])
      await announcePool(tx, providerId)
      return made
    })
    outbox.nudge()
    return parcel
  }

  /** Lets a provider that was put forward and passed its check be tried out; its status. */
  const admit = async (provider: ProviderFacts): Promise<ProviderFacts['status']> =>
    provider.status === 'submitted' && (await checkPassed(provider))
      ? providers.byMarket(provider.providerId, 'admit', admittedAs(provider.channel))
      : provider.status

  /** After a clean parcel: live when that was enough and no operator is wanted, else the next one. */
  const goOn = async (providerId: ProviderId): Promise<void> => {
    const provider = await directory.find(providerId)
    if (provider?.status !== 'sandbox') return
    const [{ mode, parcels }, all] = await Promise.all([
      store.settingsOf(db),
      store.parcelsOf(db, providerId),
    ])
    const clean = all.filter(({ state }) => state === 'clean').length
    if (clean < parcels) {
      if (all.every(({ endedAt }) => endedAt !== null)) await make(provider)
      return
    }
    if (mode === 'automatic')
      await providers.byMarket(providerId, 'approve', `It brought ${clean} artificial parcels cleanly.`)
  }

  const take = async (
    ref: { providerId: ProviderId; reference: Id<'offer'> },
    word: SandboxWord & { eventId?: string },
    first?: (parcel: store.SandboxParcel) => void,
  ): Promise<SandboxStep | undefined> => {
    const step = await db.transaction(async (tx): Promise<SandboxStep | undefined> => {
      const parcel = await store.lockParcel(tx, ref)
      if (!parcel) return undefined
      first?.(parcel)
      if (word.eventId !== undefined && parcel.told.includes(word.eventId))
        return { state: parcel.state, outcome: { outcome: 'repeated', state: shownState[parcel.state] } }
      const next = sandboxStep(parcel.state, word)
      const told = word.eventId === undefined ? parcel.told : [...parcel.told, word.eventId].slice(-50)
      const timeline = [...parcel.timeline, lineOf(word, next)].slice(-100)
      await store.writeParcel(tx, {
        ...parcel,
        ...{ state: next.state, reason: next.reason ?? parcel.reason, told, timeline },
      })
      return next
    })
    if (step?.state === 'clean' && step.outcome.outcome === 'recorded' && step.outcome.effect === 'moved')
      await goOn(ref.providerId)
    return step
  }

  const port: SandboxPort = {
    async told(providerId, word) {
      const step = await take({ providerId, reference: word.reference }, word)
      if (step?.outcome.outcome === 'wrongCode') throw wrongCodeOf(step.outcome.which)
      return step?.outcome
    },
    async free(providerId) {
      const open = (await store.parcelsOf(db, providerId)).filter(
        ({ state, decideBy }) => state === 'asked' && decideBy > new Date(),
      )
      const held = open.flatMap(({ heldMs }) => (heldMs === null ? [] : [heldMs]))
      return {
        offers: open.filter(({ heldMs }) => heldMs === null).map(offerOf),
        nextFreeMs: held.length > 0 ? Math.min(...held) : null,
      }
    },
    async lease(ref, given) {
      const until = await store.leaseParcel(db, ref, given)
      if (until) return until
      const parcel = await store.parcelOfOffer(db, ref.providerId, ref.reference)
      if (!parcel) return undefined
      throw isOver(parcel) ? bookingReleased() : offerHeld()
    },
    async decide(ref, holder, yes, reason) {
      const step = await take(ref, { status: yes ? 'accepted' : 'declined', reason }, (parcel) => {
        if (!yes && parcel.holder === holder && parcel.state === 'failed') return
        if (isOver(parcel)) throw bookingReleased()
        const isDecided = parcel.state !== 'asked'
        if (parcel.holder !== holder || (isDecided ? !yes : parcel.heldMs === null)) throw leaseMissing()
      })
      return step && refuseWrongCode(step.outcome)
    },
    async shipment(providerId, shipmentId) {
      const parcel = await store.parcelShown(db, providerId, shipmentId)
      return parcel && sandboxViewOf(parcel)
    },
    async networked({ providerId, reference }) {
      const parcel = await store.parcelOfOffer(db, providerId, reference)
      if (!parcel) return undefined
      const { state, endedAt } = parcel
      return { parcel: networkParcelOf(parcel), isAsked: state === 'asked', hasEnded: endedAt !== null }
    },
  }

  /** Makes the call that is due about a parcel, and what follows from its answer at once. */
  const talkOn = async (parcel: store.SandboxParcel, provider: ProviderFacts, begun: Talk) => {
    const port = deps.connect(provider)
    const { reference } = parcel
    const call = async ({ nextAction, reason }: Talk) => {
      switch (nextAction) {
        case 'book':
          return { action: nextAction, result: await port.book(offerOf(parcel)) }
        case 'status':
          return { action: nextAction, result: await port.status(reference) }
        case 'cancel':
          return { action: nextAction, result: await port.cancel(reference, reason ?? 'No longer needed.') }
      }
    }
    for (let talk = begun; ; ) {
      const next = consequenceOf(talk, await call(talk), new Date())
      if (next.kind !== 'again') return next
      talk = next.offer
    }
  }

  return {
    ...port,
    settings: () => store.settingsOf(db),

    /** Operators decide how many parcels are wanted, and whether one of them has the last word; kept. */
    async setSettings(person: Person, given: store.AdmissionSettings): Promise<store.AdmissionSettings> {
      await db.transaction(async (tx) => {
        await store.keepSettings(tx, given)
        await deps.audit.record(tx, {
          ...{ actorId: person.accountId, action: 'admission.set', objectId: 'admission' },
          reasons: [{ reason: `${given.mode}, ${given.parcels} parcels` }],
        })
      })
      return given
    },

    /** How far a provider is on its way to live traffic, and what is missing. */
    async progress(providerId: ProviderId) {
      const provider = await directory.find(providerId)
      if (!provider) return undefined
      const [settings, all, isChecked] = await Promise.all([
        store.settingsOf(db),
        store.parcelsOf(db, providerId),
        checkPassed(provider),
      ])
      const clean = all.filter(({ state }) => state === 'clean').length
      const { status } = provider
      const missing: Missing[] = []
      if (status === 'draft') missing.push('submit')
      if (status === 'suspended') missing.push('suspended')
      if (status !== 'approved' && !isChecked) missing.push('check')
      if (status !== 'approved' && clean < settings.parcels) missing.push('parcels')
      if (status !== 'approved' && settings.mode === 'operator') missing.push('operator')
      return { status, ...settings, checkPassed: isChecked, clean, missing, items: all }
    },

    /** A member starts an artificial parcel. Throws `sandboxClosed`, `sandboxFull`. */
    async start(providerId: ProviderId): Promise<store.SandboxParcel> {
      const provider = await directory.find(providerId)
      const status = provider && (await admit(provider))
      if (!provider || (status !== 'sandbox' && status !== 'approved'))
        throw new HaatError(
          'conflict',
          'sandboxClosed',
          'Put your startup forward and let your server pass its check first; then parcels can be tried out.',
        )
      const open = (await store.parcelsOf(db, providerId)).filter(({ endedAt }) => endedAt === null)
      if (open.length >= mostOpen)
        throw new HaatError('conflict', 'sandboxFull', 'Bring the artificial parcels that are open first.')
      return make(provider)
    },

    /** Who passed the check and was put forward, whichever came last, is tried out at once. */
    async tryOut(providerId: ProviderId): Promise<void> {
      const provider = await directory.find(providerId)
      if (provider?.status !== 'submitted') return
      if ((await admit(provider)) === 'sandbox') await make(provider)
    },

    /**
     * Asks a provider with a server for an artificial parcel, or what became of that, as it is asked for all others;
     * who fetches offers finds it in its pool. What is to be asked later is answered.
     */
    async ask({
      parcelId,
      talk,
    }: SandboxAsked): Promise<{ asked: SandboxAsked; afterMs: number } | undefined> {
      const parcel = await store.findParcel(db, parcelId)
      const provider = parcel && (await directory.find(parcel.providerId))
      if (!parcel || !provider || provider.channel === 'pull' || parcel.state !== 'asked') return undefined
      const next = await talkOn(parcel, provider, {
        ...(talk ?? { state: 'asking', nextAction: 'book', tries: 1 }),
        ...{ decideBy: parcel.decideBy, reason: null },
      })
      switch (next.kind) {
        case 'booked':
          await take(parcel, { status: 'accepted', byMarket: true })
          return undefined
        case 'closed': {
          const { state, reason } = next
          await take(parcel, {
            ...{ status: state === 'declined' ? state : 'bookingFailed', reason, byMarket: true },
          })
          if (next.unwanted) await deps.connect(provider).cancel(parcel.reference, reason)
          return undefined
        }
        case 'later': {
          await store.markAsked(db, parcelId)
          const { state, nextAction, tries } = next.offer
          if (state === 'asking' || state === 'pending' || state === 'unknown' || state === 'cancelling')
            return { asked: { parcelId, talk: { state, nextAction, tries } }, afterMs: next.afterMs }
          throw new Error(`the talk about ${parcelId} is ${state}`)
        }
      }
    },

    lapse: () => store.lapseParcels(db),
  }
}
