import { type Id, idOf, newId, uuidOf } from '../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../platform/database/index.ts'
import type { Contact } from './identity.types.ts'

const insertAccount = statement(
  'account_insert',
  'insert into accounts (id, phone) values ($1, $2) on conflict (phone) do nothing returning id',
)
const byPhone = statement('account_by_phone', 'select id from accounts where phone = $1')
const byId = statement(
  'account_by_id',
  'select id, phone, name, version, created_at from accounts where id = $1',
)
const fullByPhone = statement(
  'account_full_by_phone',
  'select id, phone, name, version, created_at from accounts where phone = $1',
)
const contacts = statement(
  'account_contacts',
  'select id, phone, name from accounts where id = any($1::uuid[])',
)
const rename = statement(
  'account_rename',
  `update accounts set name = $2, version = version + 1
    where id = $1 and ($3::int is null or version = $3)
   returning id, phone, name, version, created_at`,
)

export interface Account extends Contact {
  accountId: Id<'account'>
  version: number
  createdAt: Date
}

interface AccountRow {
  id: string
  phone: string
  name: string | null
  version: number
  created_at: Date
}

const accountOf = (row: AccountRow): Account => ({
  accountId: idOf('account', row.id),
  phone: row.phone,
  name: row.name,
  version: row.version,
  createdAt: row.created_at,
})

/** The account of this (checked) number, made if there is none. */
export async function accountFor(tx: Tx, phone: string): Promise<Id<'account'>> {
  const [made] = await tx.query<{ id: string }>(insertAccount, [uuidOf(newId('account')), phone])
  // A new statement sees what another transaction committed while the insert waited for it.
  const [row] = made ? [made] : await tx.query<{ id: string }>(byPhone, [phone])
  return idOf('account', row!.id)
}

export async function findAccount(sql: Sql, id: Id<'account'>): Promise<Account | undefined> {
  const [row] = await sql.query<AccountRow>(byId, [uuidOf(id)])
  return row && accountOf(row)
}

/** By a checked number. */
export async function findAccountByPhone(sql: Sql, phone: string): Promise<Account | undefined> {
  const [row] = await sql.query<AccountRow>(fullByPhone, [phone])
  return row && accountOf(row)
}

export async function findContacts(
  sql: Sql,
  ids: readonly Id<'account'>[],
): Promise<Map<Id<'account'>, Contact>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.query<Pick<AccountRow, 'id' | 'phone' | 'name'>>(contacts, [
    [...new Set(ids)].map(uuidOf),
  ])
  return new Map(rows.map(({ id, phone, name }) => [idOf('account', id), { phone, name }]))
}

/** Undefined when `version` is given and no longer the newest. */
export async function renameAccount(
  sql: Sql,
  change: { accountId: Id<'account'>; name: string | null; version: number | undefined },
): Promise<Account | undefined> {
  const [row] = await sql.query<AccountRow>(rename, [
    uuidOf(change.accountId),
    change.name,
    change.version ?? null,
  ])
  return row && accountOf(row)
}
