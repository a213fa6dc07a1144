import { HaatError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Places } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import {
  leaseMissing,
  type ParcelOffer,
  type ProviderConnector,
  type SandboxPort,
} from '../dispatch/index.ts'
import type { ProviderDirectory, ProviderFacts, Providers } from '../providers/index.ts'
import { refuseWrongCode } from '../shipments/index.ts'
import { sandboxAsked } from './certification.events.ts'
import type { CertificationPeople } from './certification.ports.ts'
import { pickupOf } from './certification.rules.ts'
import { checksOf } from './certification.store.ts'
import { type SandboxStep, type SandboxWord, sandboxStep, shownState } from './sandbox.rules.ts'
import * as store from './sandbox.store.ts'

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
const distanceMetres = 1200

/** What is paid for it, were it one. */
const pricePaise = 4900n

const passed = (findings: readonly { passed: boolean }[]): boolean =>
  findings.length > 0 && findings.every((one) => one.passed)

/** Why no trial can begin. */
export type Missing = 'submit' | 'check' | 'parcels' | 'operator' | 'suspended'

export type Sandbox = ReturnType<typeof createSandbox>

/** Artificial parcels, and how a provider comes by them to live traffic. */
export function createSandbox(deps: SandboxDeps) {
  const { db, outbox, providers, directory } = deps

  const offerOf = ({ reference, shipmentId, pickup, decideBy }: store.SandboxParcel): ParcelOffer => ({
    ...{
      reference,
      shipmentId,
      pickup,
      dropPin: pickup.pin,
      distanceMetres,
      weightGrams: 900,
      isFood: false,
    },
    ...{ codPaise: 0n, pricePaise, decideBy },
  })

  const checkPassed = async (provider: ProviderFacts): Promise<boolean> => {
    // Who serves nothing cannot be called: its artificial parcels are its check.
    if (provider.channel !== 'push') return true
    const latest = (await checksOf(db, provider.providerId)).find((check) => check.endedAt !== null)
    return latest !== undefined && passed(latest.findings)
  }

  const make = async (provider: ProviderFacts): Promise<store.SandboxParcel> => {
    const parcel = await db.transaction(async (tx) => {
      const made = await store.addParcel(tx, {
        ...{ providerId: provider.providerId, decideSeconds, bringMinutes },
        pickup: pickupOf(provider.capabilities, deps.places),
      })
      await outbox.publish(tx, [event(sandboxAsked, { parcelId: made.parcelId })])
      return made
    })
    outbox.nudge()
    return parcel
  }

  /** Lets a provider that was put forward and passed its check be tried out; its status. */
  const admit = async (provider: ProviderFacts): Promise<ProviderFacts['status']> =>
    provider.status === 'submitted' && (await checkPassed(provider))
      ? providers.byMarket(provider.providerId, 'admit', 'Its server passed all checks.')
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
      await store.writeParcel(tx, {
        ...parcel,
        ...{ state: next.state, reason: next.reason ?? parcel.reason, told },
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
      return step && refuseWrongCode(step.outcome)
    },
    free: async (providerId) =>
      (await store.parcelsOf(db, providerId))
        .filter(({ state, isHeld, decideBy }) => state === 'asked' && !isHeld && decideBy > new Date())
        .map(offerOf),
    lease: (ref, given) => store.leaseParcel(db, ref, given),
    async decide(ref, holder, yes, reason) {
      const step = await take(ref, { status: yes ? 'accepted' : 'declined', reason }, (parcel) => {
        if (parcel.holder !== holder || (parcel.state === 'asked' && !parcel.isHeld)) throw leaseMissing()
      })
      return step && refuseWrongCode(step.outcome)
    },
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

    /** After a check: who passed it, and was put forward, is tried out at once. */
    async checked(providerId: ProviderId): Promise<void> {
      const provider = await directory.find(providerId)
      if (provider?.status !== 'submitted') return
      if ((await admit(provider)) === 'sandbox') await make(provider)
    },

    /** Asks a provider with a server for an artificial parcel; who fetches offers finds it in its pool. */
    async ask(parcelId: Id<'sandboxParcel'>): Promise<void> {
      const parcel = await store.findParcel(db, parcelId)
      const provider = parcel && (await directory.find(parcel.providerId))
      if (!parcel || !provider || provider.channel === 'pull' || parcel.state !== 'asked') return
      const answer = await deps.connect(provider).book(offerOf(parcel))
      if (answer.kind === 'pending') return
      const word =
        answer.kind === 'accepted'
          ? { status: 'accepted' }
          : { status: 'declined', reason: 'reason' in answer ? answer.reason : undefined }
      await take(parcel, word)
    },

    lapse: () => store.lapseParcels(db),
  }
}
