import { HaatError, notFound } from '../../kernel/errors.ts'
import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Database, type Sql, statement } from '../../platform/database/index.ts'
import type { Drop } from './orders.types.ts'

/** Addresses that one person keeps. */
const maxAddresses = 50

const list = statement(
  'addresses_list',
  'select id, label, drop from addresses where account_id = $1 order by id',
)
const find = statement(
  'addresses_find',
  'select id, label, drop from addresses where account_id = $1 and id = $2',
)
const insert = statement(
  'addresses_insert',
  `insert into addresses (account_id, id, label, drop) select $1, $2, $3, $4
   where (select count(*) from addresses where account_id = $1) < ${maxAddresses} returning 1 as done`,
)
const change = statement(
  'addresses_change',
  'update addresses set label = $3, drop = $4 where account_id = $1 and id = $2 returning 1 as done',
)
const remove = statement(
  'addresses_remove',
  'delete from addresses where account_id = $1 and id = $2 returning 1 as done',
)

export interface Address {
  addressId: Id<'address'>
  label: string | null
  drop: Drop
}

type AddressRow = { id: string; label: string | null; drop: Drop }

const fromRow = (row: AddressRow): Address => ({
  addressId: idOf('address', row.id),
  label: row.label,
  drop: row.drop,
})

/** A person's address book: seen and changed by that person alone. */
export function createAddresses({ db }: { db: Database }) {
  const get = async (sql: Sql, accountId: Id<'account'>, addressId: Id<'address'>): Promise<Address> => {
    const [row] = await sql.query<AddressRow>(find, [uuidOf(accountId), uuidOf(addressId)])
    if (!row) throw notFound('address')
    return fromRow(row)
  }
  return {
    get,

    list: async (accountId: Id<'account'>): Promise<Address[]> =>
      (await db.query<AddressRow>(list, [uuidOf(accountId)])).map(fromRow),

    async add(accountId: Id<'account'>, label: string | null, drop: Drop): Promise<Address> {
      const addressId = newId('address')
      const values = [uuidOf(accountId), uuidOf(addressId), label, JSON.stringify(drop)]
      const [done] = await db.query(insert, values)
      if (!done) {
        throw new HaatError(
          'unprocessable',
          'tooManyAddresses',
          `An address book holds ${maxAddresses} addresses. Remove one first.`,
        )
      }
      return { addressId, label, drop }
    },

    async replace(accountId: Id<'account'>, address: Address): Promise<Address> {
      const { addressId, label, drop } = address
      const [done] = await db.query(change, [
        uuidOf(accountId),
        uuidOf(addressId),
        label,
        JSON.stringify(drop),
      ])
      if (!done) throw notFound('address')
      return address
    },

    async remove(accountId: Id<'account'>, addressId: Id<'address'>): Promise<void> {
      const [done] = await db.query(remove, [uuidOf(accountId), uuidOf(addressId)])
      if (!done) throw notFound('address')
    },
  }
}

export type AddressBook = ReturnType<typeof createAddresses>
