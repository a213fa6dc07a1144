import { checkDpiit } from '../../kernel/dpiit.ts'
import { notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { checkPhone } from '../../kernel/phone.ts'
import { move } from '../../kernel/states.ts'
import type { Sealer } from '../../platform/crypto/index.ts'
import { type Database, databaseError, type Tx } from '../../platform/database/index.ts'
import { stale } from '../../platform/http/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { createAccess } from './access.service.ts'
import type { KnownPlaces } from './districts.ts'
import { type Actor, createChange, partyOf as party } from './providers.change.ts'
import type { ProviderDirectory } from './providers.directory.ts'
import { badField, dippTaken, keyMissing, notNow, secretMissing } from './providers.errors.ts'
import { providerApproved, providerSubmitted } from './providers.events.ts'
import type { JudgeUrl, ProviderMembers } from './providers.ports.ts'
import { type Terms, termsAt } from './providers.rules.ts'
import type { ChangeBody, RegisterBody } from './providers.schema.ts'
import { type ProviderStatus, type ProviderStep, providerTransitions } from './providers.states.ts'
import * as store from './providers.store.ts'
import {
  checkCapabilities,
  checkInsurance,
  checkPromises,
  checkRateCard,
  holdsFromOf,
} from './terms.checks.ts'
import { deleteTerms, readTerms, type TermsRow } from './terms.store.ts'

/** How a refusal names a decision that was asked for at the wrong moment. */
const pastOf = { approve: 'approved', suspend: 'suspended', sendBack: 'sent back' } as const

/** What a provider offers, apart from who it is. */
function partsOf<T extends Partial<Terms>>({
  capabilities,
  rateCard,
  promisedMinutes,
  liveQuotes,
  ...fields
}: T) {
  const terms = { capabilities, rateCard, promisedMinutes, liveQuotes }
  const given = Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined))
  return { fields, terms: given as Pick<T, keyof Terms> }
}

export type ProvidersService = ReturnType<typeof createProvidersService>

/** Registers providers, changes them, and moves them through their states; their keys and secrets: `access.service.ts`. */
export function createProvidersService(deps: {
  db: Database
  outbox: Pick<Outbox, 'publish' | 'nudge'>
  members: ProviderMembers
  record: Pick<Audit, 'record'>
  sealer: Sealer
  directory: ProviderDirectory
  judgeUrl: JudgeUrl
  known: KnownPlaces
  now?: () => Date
}) {
  const { db, outbox, members, record, directory, judgeUrl, known } = deps
  const now = deps.now ?? (() => new Date())
  const change = createChange(deps)

  const checked = <T extends Partial<RegisterBody>>(body: T): T => {
    const dipp = body.dipp === undefined ? undefined : checkDpiit(body.dipp)
    if (dipp?.ok === false) throw badField('/dipp', dipp.reason)
    const phone = body.contactPhone === undefined ? undefined : checkPhone(body.contactPhone)
    if (phone?.ok === false) throw badField('/contactPhone', phone.reason)
    const url = body.webhookUrl ? judgeUrl(body.webhookUrl) : undefined
    if (url?.ok === false) throw badField('/webhookUrl', url.detail, 'badUrl')
    if (body.capabilities) checkCapabilities(body.capabilities, known)
    if (body.rateCard) checkRateCard(body.rateCard)
    return {
      ...body,
      ...(dipp?.ok ? { dipp: dipp.value } : {}),
      ...(phone?.ok ? { contactPhone: phone.value } : {}),
    }
  }

  /** What a channel cannot do without. */
  const reachable = (
    one: Partial<Pick<store.ProviderRow, 'channel' | 'ondc'>> & { webhookUrl?: string },
  ): void => {
    const channel = one.channel ?? 'push'
    if (channel !== 'pull' && !one.webhookUrl)
      throw badField(
        '/webhookUrl',
        'Give the address of your server, or choose to fetch offers yourself.',
        'badUrl',
      )
    if (channel === 'ondc' && !one.ondc) throw badField('/ondc', 'Give your entry in the registry of ONDC.')
  }

  const refusedDipp = (error: unknown): never => {
    if (databaseError(error)?.constraint === 'providers_dipp') throw dippTaken()
    throw error
  }

  const next = (status: ProviderStatus, step: ProviderStep, past: string): ProviderStatus => {
    const moved = move(providerTransitions, status, step)
    if (!moved.moved && moved.reason === 'refuse') throw notNow(status, past)
    return moved.moved ? moved.to : status
  }

  /** Writes where it stands now; who is let in is told of. */
  const stand = async (tx: Tx, id: Id<'provider'>, status: ProviderStatus, statusReason: string | null) => {
    if (status === 'approved') await outbox.publish(tx, [event(providerApproved, { providerId: id })])
    return store.updateProvider(tx, id, { status, statusReason })
  }

  return {
    ...createAccess(deps, change),

    /** Registers a provider; the person becomes its owner. Throws `invalidFields`, `dippTaken`. */
    async register(person: Actor, body: RegisterBody): Promise<store.ProviderRow> {
      const id = newId('provider')
      const { fields, terms } = partsOf({ webhookUrl: '', ...checked(body) })
      checkPromises(terms)
      checkInsurance(fields.insurance, now())
      reachable(fields)
      const made = await db
        .transaction(async (tx) => {
          const provider = await store.insertProvider(tx, id, fields, terms)
          await members.grant(tx, { accountId: person.accountId, party: party(id), role: 'owner' })
          return provider
        })
        .catch(refusedDipp)
      directory.refresh()
      return made
    },

    /** The providers that this person acts for. */
    async mine(person: Actor): Promise<store.ProviderRow[]> {
      const ids = (await members.partiesOf(db, person.accountId)).flatMap(({ party }) =>
        party.kind === 'provider' ? [party.id as Id<'provider'>] : [],
      )
      return ids.length > 0 ? store.readProviders(db, ids) : []
    },

    async read(person: Actor, id: Id<'provider'>): Promise<store.ProviderRow> {
      await members.requireMember(db, person, party(id))
      const row = await store.readProvider(db, id)
      if (!row) throw notFound('provider')
      return row
    },

    /** As an operator sees it: with what stands between it and its first parcel. Throws `notFound`. */
    async review(
      id: Id<'provider'>,
    ): Promise<{ row: store.ProviderRow; liveSecrets: number; liveKeys: number }> {
      const row = await store.readProvider(db, id)
      if (!row) throw notFound('provider')
      const [liveSecrets, keys] = await Promise.all([store.countSecrets(db, id), store.liveKeys(db, id)])
      return { row, liveSecrets, liveKeys: keys.length }
    },

    listByStatus: (page: Parameters<typeof store.readProvidersByStatus>[1]) =>
      store.readProvidersByStatus(db, page),

    /**
     * Changes what is given of the version named. What it offers becomes the next version of its terms, from
     * `holdsFrom` on: what holds by then, with the change. The recognition number is fixed once submitted.
     */
    async change(person: Actor, id: Id<'provider'>, version: number, body: ChangeBody) {
      await members.requireMember(db, person, party(id), 'owner')
      const { holdsFrom: day, ...given } = body
      const { fields, terms } = partsOf(checked(given))
      const offers = Object.keys(terms).length > 0
      const holdsFrom = holdsFromOf(day, now())
      if (day !== undefined && !offers)
        throw badField('/holdsFrom', 'A day goes with new capabilities, prices or promises.')
      return change(id, async (tx, row) => {
        if (row.version !== version) throw stale()
        checkInsurance(fields.insurance, now(), row.insurance)
        if (fields.dipp !== undefined && fields.dipp !== row.dipp && row.status !== 'draft')
          throw badField('/dipp', 'The recognition number cannot change once it was put forward.')
        if (!offers) return store.updateProvider(tx, id, fields)
        const before = holdsFrom ? termsAt(await readTerms(tx, id), holdsFrom) : undefined
        const next = { ...partsOf(before ?? row).terms, ...terms } as Terms
        checkPromises(next)
        return store.updateProvider(tx, id, fields, { terms: next, holdsFrom })
      }).catch(refusedDipp)
    },

    /** All versions of its terms, newest first. */
    async terms(
      person: Actor,
      id: Id<'provider'>,
    ): Promise<{ row: store.ProviderRow; versions: TermsRow[] }> {
      await members.requireMember(db, person, party(id))
      const row = await store.readProvider(db, id)
      if (!row) throw notFound('provider')
      return { row, versions: await readTerms(db, id) }
    },

    /** Takes back a version that does not hold yet. Throws `notFound`. */
    async takeBackTerms(person: Actor, id: Id<'provider'>, number: number): Promise<void> {
      await members.requireMember(db, person, party(id), 'owner')
      await change(id, async (tx) => {
        if (!(await deleteTerms(tx, id, number))) throw notFound('coming version')
        await store.updateProvider(tx, id, {})
      })
    },

    /** Puts a draft before the operators. Throws `webhookSecretMissing`, `apiKeyMissing`. */
    async submit(person: Actor, id: Id<'provider'>) {
      await members.requireMember(db, person, party(id), 'owner')
      const submitted = await change(id, async (tx, row) => {
        const status = next(row.status, 'submit', 'submitted')
        if (row.channel === 'push' && (await store.countSecrets(tx, id)) === 0) throw secretMissing()
        if (row.channel === 'pull' && (await store.liveKeys(tx, id)).length === 0) throw keyMissing()
        if (status === row.status) return row
        await outbox.publish(tx, [event(providerSubmitted, { providerId: id })])
        return store.updateProvider(tx, id, { status, statusReason: null })
      })
      outbox.nudge()
      return submitted
    },

    /** An operator's decision; kept in the operators' record. */
    async decide(
      operator: Actor,
      id: Id<'provider'>,
      decision: { step: 'approve' } | { step: 'suspend' | 'sendBack'; reason: string },
    ) {
      return change(id, async (tx, row) => {
        const past = pastOf[decision.step]
        const status = next(row.status, decision.step, past)
        if (status === row.status) return row
        const reason = decision.step === 'approve' ? undefined : decision.reason
        await record.record(tx, {
          actorId: operator.accountId,
          action: `provider.${decision.step === 'sendBack' ? 'sentBack' : past}`,
          objectId: id,
          reasons: reason === undefined ? [] : [{ reason }],
        })
        return stand(tx, id, status, reason ?? null)
      })
    },

    /** A step that the market itself takes, kept like an operator's. Nothing happens where the state refuses it. */
    async byMarket(
      id: Id<'provider'>,
      step: 'admit' | 'approve' | 'suspend',
      reason: string,
    ): Promise<ProviderStatus> {
      return change(id, async (tx, row) => {
        const moved = move(providerTransitions, row.status, step)
        if (!moved.moved) return row.status
        await record.record(tx, {
          ...{
            actorId: null,
            action: `provider.${step === 'admit' ? 'admitted' : pastOf[step]}`,
            objectId: id,
          },
          reasons: [{ reason }],
        })
        await stand(tx, id, moved.to, step === 'suspend' ? reason : null)
        return moved.to
      })
    },
  }
}
