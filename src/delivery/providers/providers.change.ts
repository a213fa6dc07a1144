import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { ProviderDirectory } from './providers.directory.ts'
import { lockProvider, type ProviderRow } from './providers.store.ts'

export type Actor = { accountId: Id<'account'> }

/** A provider as its members belong to it. */
export const partyOf = (id: Id<'provider'>) => ({ kind: 'provider' as const, id })

export type ChangeProvider = ReturnType<typeof createChange>

/** One change of a provider as its next version, in one transaction; refreshes what this process remembers. */
export const createChange =
  ({ db, directory }: { db: Database; directory: Pick<ProviderDirectory, 'refresh'> }) =>
  async <T>(id: Id<'provider'>, work: (tx: Tx, row: ProviderRow) => Promise<T>): Promise<T> => {
    const result = await db.transaction(async (tx) => {
      const row = await lockProvider(tx, id)
      if (!row) throw notFound('provider')
      return work(tx, row)
    })
    directory.refresh()
    return result
  }
