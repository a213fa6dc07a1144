import type { FastifyRequest } from 'fastify'
import type { Identity, Role } from '../../identity/index.ts'
import { forbidden, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import { expectedVersion, type Person, stale } from '../../platform/http/index.ts'

export type Actor = Pick<Person, 'accountId'>
export type PolicyIdentity = Pick<Identity, 'roleOf' | 'isOperator'>

/** Who may do what with traders and shops; a stranger learns nothing, not even that they exist. */
export function createTradersPolicy({ identity }: { identity: PolicyIdentity }) {
  async function requireRole(
    sql: Sql,
    person: Actor,
    traderId: Id<'trader'>,
    atLeast: Role,
    what: 'trader' | 'shop' = 'trader',
  ): Promise<void> {
    const role = await identity.roleOf(sql, person.accountId, { kind: 'trader', id: traderId })
    if (!role) throw notFound(what)
    if (atLeast === 'owner' && role !== 'owner') throw forbidden('Only an owner of the trader may do this.')
  }

  return {
    requireRole,
    /** Members and operators read everything of a trader. */
    async requireReader(sql: Sql, person: Actor, traderId: Id<'trader'>): Promise<void> {
      const role = await identity.roleOf(sql, person.accountId, { kind: 'trader', id: traderId })
      if (!role && !(await identity.isOperator(person.accountId))) throw notFound('trader')
    },
  }
}

export type TradersPolicy = ReturnType<typeof createTradersPolicy>

/** Honours `If-Match` where one was sent. Throws `stale`. */
export function requireVersion(row: { version: number }, expected: number | undefined): void {
  if (expected !== undefined && expected !== row.version) throw stale()
}

/** A row that was there a moment ago in the same transaction. */
export function present<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw notFound(what)
  return row
}

/** The version that `If-Match` names, if it was sent. */
export const versionOf = (request: FastifyRequest): number | undefined =>
  request.headers['if-match'] === undefined ? undefined : expectedVersion(request)
