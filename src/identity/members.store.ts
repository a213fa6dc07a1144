import { type Id, idOf, uuidOf } from '../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../platform/database/index.ts'
import type { Contact, Party, PartyRole, Role } from './identity.types.ts'

const nil = '00000000-0000-0000-0000-000000000000'

const findRole = statement(
  'member_role',
  'select role from memberships where party_kind = $1 and party_id = $2 and account_id = $3',
)
const insertMember = statement(
  'member_insert',
  `insert into memberships (party_kind, party_id, account_id, role) values ($1, $2, $3, $4)
   on conflict do nothing returning role`,
)
const deleteMember = statement(
  'member_delete',
  'delete from memberships where party_kind = $1 and party_id = $2 and account_id = $3',
)
// All members of one party, in one order: changes of a party's members stand in line behind each other.
const lockMembers = statement(
  'member_lock',
  `select account_id, role from memberships where party_kind = $1 and party_id = $2
    order by account_id for update`,
)
const listMembers = statement(
  'member_list',
  `select m.account_id, m.role, m.created_at, a.phone, a.name
     from memberships m join accounts a on a.id = m.account_id
    where m.party_kind = $1 and m.party_id = $2 order by m.created_at, m.account_id`,
)
const listParties = statement(
  'member_parties',
  `select party_kind, party_id, role from memberships where account_id = $1
    order by created_at, party_kind, party_id limit 1000`,
)

export interface Member extends Contact {
  accountId: Id<'account'>
  role: Role
  since: Date
}

const keyOf = (party: Party) => [party.kind, uuidOf(party.id)]

export async function findMemberRole(
  sql: Sql,
  accountId: Id<'account'>,
  party: Party,
): Promise<Role | undefined> {
  const [row] = await sql.query<{ role: Role }>(findRole, [...keyOf(party), uuidOf(accountId)])
  return row?.role
}

/** False if they were a member before; the role then stays as it was. */
export const addMember = async (
  tx: Tx,
  { accountId, party, role }: { accountId: Id<'account'>; party: Party; role: Role },
): Promise<boolean> => (await tx.query(insertMember, [...keyOf(party), uuidOf(accountId), role])).length === 1

export const removeMember = async (tx: Tx, party: Party, accountId: Id<'account'>): Promise<void> =>
  void (await tx.query(deleteMember, [...keyOf(party), uuidOf(accountId)]))

/** The members as they are, held until the transaction ends. */
export async function lockPartyMembers(
  tx: Tx,
  party: Party,
): Promise<{ accountId: Id<'account'>; role: Role }[]> {
  const rows = await tx.query<{ account_id: string; role: Role }>(lockMembers, keyOf(party))
  return rows.map((row) => ({ accountId: idOf('account', row.account_id), role: row.role }))
}

export async function membersOf(sql: Sql, party: Party): Promise<Member[]> {
  const rows = await sql.query<{
    account_id: string
    role: Role
    created_at: Date
    phone: string
    name: string | null
  }>(listMembers, keyOf(party))
  return rows.map((row) => ({
    accountId: idOf('account', row.account_id),
    role: row.role,
    since: row.created_at,
    phone: row.phone,
    name: row.name,
  }))
}

/** The parties for whom somebody acts, the oldest membership first; an operator's seat is not among them. */
export async function partiesOfAccount(sql: Sql, accountId: Id<'account'>): Promise<PartyRole[]> {
  const rows = await sql.query<{ party_kind: Party['kind'] | 'operator'; party_id: string; role: Role }>(
    listParties,
    [uuidOf(accountId)],
  )
  return rows.flatMap(({ party_kind: kind, party_id, role }): PartyRole[] => {
    if (kind === 'trader') return [{ party: { kind, id: idOf('trader', party_id) }, role }]
    if (kind === 'provider') return [{ party: { kind, id: idOf('provider', party_id) }, role }]
    return []
  })
}

export const isOperatorAccount = async (sql: Sql, accountId: Id<'account'>): Promise<boolean> =>
  (await sql.query(findRole, ['operator', nil, uuidOf(accountId)])).length === 1

/** False if they were one before. */
export const addOperator = async (tx: Tx, accountId: Id<'account'>): Promise<boolean> =>
  (await tx.query(insertMember, ['operator', nil, uuidOf(accountId), 'owner'])).length === 1

const listOperators = statement(
  'operator_list',
  `select account_id from memberships where party_kind = 'operator' and party_id = $1 order by created_at, account_id limit 500`,
)
// Both seats are locked in one order: of two operators who remove each other one stays.
const lockSeats = statement(
  'operator_lock',
  `select account_id from memberships where party_kind = 'operator' and party_id = $1 and account_id in ($2, $3)
    order by account_id for update`,
)

/** All who hold an operator's seat, the longest first; 500 at most. */
export const operatorAccounts = async (sql: Sql): Promise<Id<'account'>[]> =>
  (await sql.query<{ account_id: string }>(listOperators, [nil])).map((row) =>
    idOf('account', row.account_id),
  )

/** False when one of the two holds no seat any more. */
export async function removeOperator(
  tx: Tx,
  { actorId, accountId }: { actorId: Id<'account'>; accountId: Id<'account'> },
): Promise<boolean> {
  const seats = await tx.query(lockSeats, [nil, uuidOf(actorId), uuidOf(accountId)])
  if (seats.length < 2) return false
  await tx.query(deleteMember, ['operator', nil, uuidOf(accountId)])
  return true
}
