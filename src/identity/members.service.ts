import { forbidden, notFound } from '../kernel/errors.ts'
import type { Id } from '../kernel/ids.ts'
import type { Database, Sql, Tx } from '../platform/database/index.ts'
import type { Person } from '../platform/http/index.ts'
import type { Audit } from '../trust/audit/index.ts'
import { accountFor, findAccount, findContacts } from './accounts.store.ts'
import { phoneOf } from './codes.service.ts'
import { alreadyMember, lastOwner, tooManyMembers } from './identity.errors.ts'
import type { Contact, Party, PartyRole, Role } from './identity.types.ts'
import {
  addMember,
  addOperator,
  findMemberRole,
  isOperatorAccount,
  lockPartyMembers,
  type Member,
  membersOf,
  partiesOfAccount,
  removeMember,
} from './members.store.ts'

/** Keeps every list of members a single page. */
const mostMembers = 100

type Actor = Pick<Person, 'accountId'>

/** Who acts for whom. */
export function createMembers({ db, audit }: { db: Database; audit: Audit }) {
  /**
   * The role of somebody who must be a member of this party.
   * Throws `notFound` to strangers, `forbidden` to staff where an owner is needed.
   */
  async function requireMember(
    sql: Sql,
    { accountId }: Actor,
    party: Party,
    atLeast: Role = 'staff',
  ): Promise<Role> {
    const role = await findMemberRole(sql, accountId, party)
    if (!role) throw notFound(party.kind)
    if (atLeast === 'owner' && role !== 'owner')
      throw forbidden(`Only an owner of the ${party.kind} may do this.`)
    return role
  }

  return {
    requireMember,

    roleOf: (sql: Sql, accountId: Id<'account'>, party: Party): Promise<Role | undefined> =>
      findMemberRole(sql, accountId, party),

    /** Makes somebody a member in the transaction that makes the party; a member stays as they are. */
    async grant(tx: Tx, membership: { accountId: Id<'account'>; party: Party; role: Role }): Promise<void> {
      await addMember(tx, membership)
    },

    /** The traders and providers for whom somebody acts. */
    partiesOf: (sql: Sql, accountId: Id<'account'>): Promise<PartyRole[]> => partiesOfAccount(sql, accountId),

    /** Personal data: give it on only to whoever needs it for the step at hand. Throws `notFound`. */
    async contactOf(sql: Sql, accountId: Id<'account'>): Promise<Contact> {
      const account = await findAccount(sql, accountId)
      if (!account) throw notFound('account')
      return { phone: account.phone, name: account.name }
    },

    /** As `contactOf`, for a page of accounts; those that there are not are left out. */
    contactsOf: (sql: Sql, accountIds: readonly Id<'account'>[]): Promise<Map<Id<'account'>, Contact>> =>
      findContacts(sql, accountIds),

    isOperator: (accountId: Id<'account'>): Promise<boolean> => isOperatorAccount(db, accountId),

    /** Gives the holder of this number an operator's seat; they need not have signed in yet. For the command line. */
    async makeOperator(phoneText: string): Promise<Id<'account'>> {
      const phone = phoneOf(phoneText)
      return db.transaction(async (tx) => {
        const accountId = await accountFor(tx, phone)
        if (await addOperator(tx, accountId)) {
          await audit.record(tx, { actorId: null, action: 'operator.made', objectId: accountId })
        }
        return accountId
      })
    },

    /** For members and operators. */
    async list(person: Actor, party: Party): Promise<Member[]> {
      const role = await findMemberRole(db, person.accountId, party)
      const members =
        role || (await isOperatorAccount(db, person.accountId)) ? await membersOf(db, party) : []
      if (members.length === 0) throw notFound(party.kind)
      return members
    },

    /** An owner adds somebody by phone number; whether the number had an account makes no difference. */
    add(person: Actor, party: Party, member: { phone: string; role: Role }): Promise<Member> {
      return db.transaction(async (tx) => {
        // Only after the caller's right is known is anything said about the number.
        await requireMember(tx, person, party, 'owner')
        const phone = phoneOf(member.phone)
        const present = await lockPartyMembers(tx, party)
        const accountId = await accountFor(tx, phone)
        if (present.some((one) => one.accountId === accountId)) throw alreadyMember()
        if (present.length >= mostMembers) throw tooManyMembers(mostMembers)
        if (!(await addMember(tx, { accountId, party, role: member.role }))) throw alreadyMember()
        return (await membersOf(tx, party)).find((one) => one.accountId === accountId)!
      })
    },

    /** An owner removes anybody; everybody may leave; the last owner stays. */
    remove(person: Actor, party: Party, accountId: Id<'account'>): Promise<void> {
      return db.transaction(async (tx) => {
        const present = await lockPartyMembers(tx, party)
        const own = present.find((one) => one.accountId === person.accountId)
        if (!own) throw notFound(party.kind)
        if (own.role !== 'owner' && accountId !== person.accountId) {
          throw forbidden(`Only an owner of the ${party.kind} may do this.`)
        }
        const leaver = present.find((one) => one.accountId === accountId)
        if (!leaver) throw notFound('member')
        const owners = present.filter((one) => one.role === 'owner')
        if (leaver.role === 'owner' && owners.length === 1) throw lastOwner()
        await removeMember(tx, party, accountId)
      })
    },
  }
}
