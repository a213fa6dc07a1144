import { uuidv7 } from 'uuidv7'
import { notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { newApiKey, parseApiKey, type Sealer, verifySecret } from '../../platform/crypto/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { ProviderCaller } from '../../platform/http/index.ts'
import { newWebhookSecret } from '../../platform/webhooks/index.ts'
import { type Actor, type ChangeProvider, partyOf as party } from './providers.change.ts'
import { secretContext } from './providers.directory.ts'
import { badKey, twoKeysLive } from './providers.errors.ts'
import type { ProviderMembers } from './providers.ports.ts'
import * as store from './providers.store.ts'

/** So many keys, and so many secrets, live beside each other: one can follow the other without a gap. */
const liveAtOnce = 2

/** The keys by which providers are known, and the secrets with which they and the market sign. */
export function createAccess(
  { db, members, sealer }: { db: Database; members: ProviderMembers; sealer: Sealer },
  change: ChangeProvider,
) {
  return {
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
