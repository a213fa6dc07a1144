import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'

const insert = statement(
  'audit_insert',
  'insert into audit_entries (id, actor_id, action, object_id, reasons) values ($1, $2, $3, $4, $5)',
)
const page = statement(
  'audit_page',
  `select id, actor_id, action, object_id, reasons, at from audit_entries
    where ($1::uuid is null or id < $1) order by id desc limit $2`,
)
const pageOfObject = statement(
  'audit_page_of_object',
  `select id, actor_id, action, object_id, reasons, at from audit_entries
    where object_id = $3 and ($1::uuid is null or id < $1) order by id desc limit $2`,
)

export interface AuditReason {
  /** RFC 6901 pointer to the field that it is about. */
  pointer?: string | undefined
  reason: string
}

/** Something that an operator decided. */
export interface NewAuditEntry {
  /** Null for a step of the market itself, and for a command run on its machine. */
  actorId: Id<'account'> | null
  /** `object.decision`, as in `trader.verified`. */
  action: string
  /** The typed id of what was decided about. */
  objectId: string
  reasons?: readonly AuditReason[]
}

export interface AuditEntry extends Omit<NewAuditEntry, 'reasons'> {
  id: Id<'auditEntry'>
  reasons: AuditReason[]
  at: Date
}

interface Row {
  id: string
  actor_id: string | null
  action: string
  object_id: string
  reasons: AuditReason[]
  at: Date
}

export const addAuditEntry = async (tx: Tx, entry: NewAuditEntry): Promise<void> =>
  void (await tx.query(insert, [
    uuidOf(newId('auditEntry')),
    entry.actorId && uuidOf(entry.actorId),
    entry.action,
    entry.objectId,
    JSON.stringify(entry.reasons ?? []),
  ]))

/** The newest first, before the entry `after`. */
export async function auditEntries(
  sql: Sql,
  wanted: { objectId: string | undefined; after: Id<'auditEntry'> | undefined; limit: number },
): Promise<AuditEntry[]> {
  const { objectId } = wanted
  const values = [wanted.after ? uuidOf(wanted.after) : null, wanted.limit]
  const rows = await (objectId === undefined
    ? sql.query<Row>(page, values)
    : sql.query<Row>(pageOfObject, [...values, objectId]))
  return rows.map((row) => ({
    id: idOf('auditEntry', row.id),
    actorId: row.actor_id === null ? null : idOf('account', row.actor_id),
    action: row.action,
    objectId: row.object_id,
    reasons: row.reasons,
    at: row.at,
  }))
}
