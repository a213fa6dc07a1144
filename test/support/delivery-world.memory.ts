import { Readable } from 'node:stream'
import type { PhotoStore } from '../../src/delivery/dispatch/index.ts'
import type { ContactBridge } from '../../src/delivery/door/index.ts'
import type { ProviderMembers } from '../../src/delivery/providers/index.ts'
import { HaatError, notFound } from '../../src/kernel/errors.ts'

/** Who acts for a provider, as identity says it. */
export const membersOf = (members: Map<string, 'owner' | 'staff'>): ProviderMembers => ({
  async requireMember(_sql, person, party, atLeast) {
    const role = members.get(`${person.accountId} ${party.id}`)
    if (!role) throw notFound('provider')
    if (atLeast === 'owner' && role !== 'owner') throw new HaatError('forbidden', 'forbidden', 'Owners only.')
    return role
  },
  grant: async (_tx, grant) => members.set(`${grant.accountId} ${grant.party.id}`, grant.role),
  partiesOf: async (_sql, accountId) =>
    [...members].flatMap(([key, role]) => {
      const [account, id] = key.split(' ') as [string, string]
      return account === accountId && id.startsWith('prv_') ? [{ party: { kind: 'provider', id }, role }] : []
    }),
})

/** Pictures of parcels at doors. */
export function photoShelf(): PhotoStore {
  const photos = new Map<string, Buffer>()
  return {
    put: async (key, content, { contentType }) => {
      photos.set(key, content as Buffer)
      return { key, size: (content as Buffer).length, contentType }
    },
    get: async (key) => {
      const photo = photos.get(key)
      return photo && { key, size: photo.length, contentType: 'image/jpeg', stream: Readable.from([photo]) }
    },
  }
}

/** A bridge between buyers and riders that keeps what goes over it. */
export function contactBridge() {
  const bridged: ({ to: string; text: string } | { from: string; to: string })[] = []
  const bridge: ContactBridge = {
    send: async (message) => {
      bridged.push(message)
      return { outcome: 'sent' }
    },
    call: async (call) => {
      bridged.push(call)
      return { outcome: 'sent' }
    },
  }
  return { bridge, bridged }
}
