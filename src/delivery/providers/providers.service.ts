import { uuidv7 } from 'uuidv7'
import { checkDpiit } from '../../kernel/dpiit.ts'
import { notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { checkOpeningHours } from '../../kernel/opening-hours.ts'
import { checkPhone } from '../../kernel/phone.ts'
import { move } from '../../kernel/states.ts'
import { newApiKey, parseApiKey, type Sealer, verifySecret } from '../../platform/crypto/index.ts'
import { type Database, databaseError } from '../../platform/database/index.ts'
import { type ProviderCaller, stale } from '../../platform/http/index.ts'
import { newWebhookSecret } from '../../platform/webhooks/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { type ProviderDirectory, secretContext } from './providers.directory.ts'
import {
  badField,
  badKey,
  dippTaken,
  keyMissing,
  notNow,
  secretMissing,
  twoKeysLive,
} from './providers.errors.ts'
import type { JudgeUrl, ProviderMembers } from './providers.ports.ts'
import type { Channel, OndcSubscriber } from './providers.rules.ts'
import type { ChangeBody, RegisterBody } from './providers.schema.ts'
import { type ProviderStatus, type ProviderStep, providerTransitions } from './providers.states.ts'
import * as store from './providers.store.ts'

/** How a refusal names a decision that was asked for at the wrong moment. */
const pastOf = { approve: 'approved', suspend: 'suspended', sendBack: 'sent back' } as const

type Actor = { accountId: Id<'account'> }

const liveAtOnce = 2

export type ProvidersService = ReturnType<typeof createProvidersService>

/** Registers providers, changes them, moves them through their states, and makes their keys and secrets. */
export function createProvidersService(deps: {
  db: Database
  members: ProviderMembers
  record: Pick<Audit, 'record'>
  sealer: Sealer
  directory: ProviderDirectory
  judgeUrl: JudgeUrl
}) {
  const { db, members, record, sealer, directory, judgeUrl } = deps
  const party = (id: Id<'provider'>) => ({ kind: 'provider' as const, id })

  const checked = <T extends Partial<RegisterBody>>(body: T): T => {
    const dipp = body.dipp === undefined ? undefined : checkDpiit(body.dipp)
    if (dipp?.ok === false) throw badField('/dipp', dipp.reason)
    const phone = body.contactPhone === undefined ? undefined : checkPhone(body.contactPhone)
    if (phone?.ok === false) throw badField('/contactPhone', phone.reason)
    const url = body.webhookUrl ? judgeUrl(body.webhookUrl) : undefined
    if (url?.ok === false) throw badField('/webhookUrl', url.detail, 'badUrl')
    if (body.capabilities) {
      const hours = checkOpeningHours(body.capabilities.hours)
      if (!hours.ok) throw badField('/capabilities/hours', hours.reason)
      const { pins, pinPrefixes, circles } = body.capabilities.pickup
      if (pins.length + pinPrefixes.length + circles.length === 0)
        throw badField(
          '/capabilities/pickup',
          'Name at least one PIN, prefix or circle where you fetch parcels.',
        )
    }
    return {
      ...body,
      ...(dipp?.ok ? { dipp: dipp.value } : {}),
      ...(phone?.ok ? { contactPhone: phone.value } : {}),
    }
  }

  /** What a channel cannot do without. */
  const reachable = (one: {
    channel?: Channel
    ondc?: OndcSubscriber | null
    webhookUrl?: string | undefined
  }): void => {
    if (one.channel !== 'pull' && !one.webhookUrl)
      throw badField('/webhookUrl', 'Give the address of your server, or fetch offers yourself.', 'badUrl')
    if (one.channel === 'ondc' && !one.ondc)
      throw badField('/ondc', 'Give your entry in the registry of ONDC.')
  }

  const refusedDipp = (error: unknown): never => {
    if (databaseError(error)?.constraint === 'providers_dipp') throw dippTaken()
    throw error
  }

  /** One change of a provider as its next version, in one transaction; refreshes what this process remembers. */
  const change = async <T>(
    id: Id<'provider'>,
    work: (tx: Parameters<Parameters<Database['transaction']>[0]>[0], row: store.ProviderRow) => Promise<T>,
  ): Promise<T> => {
    const result = await db.transaction(async (tx) => {
      const row = await store.lockProvider(tx, id)
      if (!row) throw notFound('provider')
      return work(tx, row)
    })
    directory.refresh()
    return result
  }

  const next = (status: ProviderStatus, step: ProviderStep, past: string): ProviderStatus => {
    const moved = move(providerTransitions, status, step)
    if (!moved.moved && moved.reason === 'refuse') throw notNow(status, past)
    return moved.moved ? moved.to : status
  }

  return {
    /** Registers a provider; the person becomes its owner. Throws `invalidFields`, `dippTaken`. */
    async register(person: Actor, body: RegisterBody): Promise<store.ProviderRow> {
      const row = { webhookUrl: '', id: newId('provider'), ...checked(body) }
      reachable(row)
      const made = await db
        .transaction(async (tx) => {
          const provider = await store.insertProvider(tx, row)
          await members.grant(tx, { accountId: person.accountId, party: party(row.id), role: 'owner' })
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

    /** Changes what is given of the version named. The recognition number is fixed once submitted. */
    async change(person: Actor, id: Id<'provider'>, version: number, body: ChangeBody) {
      await members.requireMember(db, person, party(id), 'owner')
      const fields = checked(body)
      return change(id, async (tx, row) => {
        if (row.version !== version) throw stale()
        if (fields.dipp !== undefined && fields.dipp !== row.dipp && row.status !== 'draft')
          throw badField('/dipp', 'The recognition number cannot change once it was put forward.')
        reachable({ ...row, ...fields })
        return store.updateProvider(tx, id, fields)
      }).catch(refusedDipp)
    },

    /** Puts a draft before the operators. Throws `webhookSecretMissing`, `apiKeyMissing`. */
    async submit(person: Actor, id: Id<'provider'>) {
      await members.requireMember(db, person, party(id), 'owner')
      return change(id, async (tx, row) => {
        const status = next(row.status, 'submit', 'submitted')
        if (row.channel === 'push' && (await store.countSecrets(tx, id)) === 0) throw secretMissing()
        if (row.channel === 'pull' && (await store.liveKeys(tx, id)).length === 0) throw keyMissing()
        return status === row.status ? row : store.updateProvider(tx, id, { status, statusReason: null })
      })
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
        return store.updateProvider(tx, id, { status, statusReason: reason ?? null })
      })
    },

    async keys(person: Actor, id: Id<'provider'>): Promise<store.KeyRow[]> {
      await members.requireMember(db, person, party(id), 'owner')
      return store.liveKeys(db, id)
    },

    /** A new API key; its text is known here alone, once. Throws `twoKeysLive`. */
    async addKey(person: Actor, id: Id<'provider'>): Promise<{ row: store.KeyRow; text: string }> {
      await members.requireMember(db, person, party(id), 'owner')
      return change(id, async (tx) => {
        if ((await store.liveKeys(tx, id)).length >= liveAtOnce) throw twoKeysLive()
        const key = newApiKey('hk')
        const row = await store.insertKey(tx, {
          id: newId('apiKey'),
          providerId: id,
          prefix: key.id,
          hash: key.hash,
        })
        return { row, text: key.text }
      })
    },

    async deleteKey(person: Actor, id: Id<'provider'>, keyId: Id<'apiKey'>): Promise<void> {
      await members.requireMember(db, person, party(id), 'owner')
      await change(id, async (tx) => {
        if (!(await store.revokeKey(tx, id, keyId))) throw notFound('key')
      })
    },

    /** A new webhook secret, shown once. The one before stays live beside it until the next. */
    async addSecret(person: Actor, id: Id<'provider'>): Promise<{ secret: string; live: number }> {
      await members.requireMember(db, person, party(id), 'owner')
      return change(id, async (tx) => {
        const secret = newWebhookSecret()
        const secretId = uuidv7()
        await store.insertSecret(tx, {
          id: secretId,
          providerId: id,
          sealed: sealer.seal(secret, secretContext(secretId)),
        })
        const live = await store.retireSecrets(tx, id, liveAtOnce)
        await store.updateProvider(tx, id, {})
        return { secret, live }
      })
    },

    /** Who holds this API key: one prepared look-up, so that a deleted key ends at once. Throws `unauthenticated`. */
    async authenticateKey(text: string): Promise<ProviderCaller> {
      const parsed = parseApiKey(text)
      const key = parsed?.prefix === 'hk' ? await store.findKey(db, parsed.id) : undefined
      if (!parsed || !key || !verifySecret(parsed.secret, key.hash)) throw badKey()
      return { kind: 'provider', providerId: key.providerId, keyId: key.keyId }
    },
  }
}
