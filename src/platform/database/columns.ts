import { customType, timestamp } from 'drizzle-orm/pg-core'
import { type Id, type IdKind, idOf, uuidOf } from '../../kernel/ids.ts'

/** A column that holds a UUID and reads and writes as the typed id of this kind. */
export const id = <K extends IdKind>(kind: K) =>
  customType<{ data: Id<K>; driverData: string }>({
    dataType: () => 'uuid',
    toDriver: (value) => uuidOf(value),
    fromDriver: (value) => idOf(kind, value),
  })

/** A sum in paise: `bigint` in the database and in the code. */
export const paiseColumn = customType<{ data: bigint; driverData: string | bigint }>({
  dataType: () => 'bigint',
  fromDriver: (value) => BigInt(value),
})

/** An instant; the database's clock sets the default. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
