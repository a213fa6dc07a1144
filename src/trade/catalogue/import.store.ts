import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { ImportState } from './catalogue.types.ts'
import type { GivenValues } from './import.given.ts'

export type { ImportState }

/** A price list handed in, and how far it has got. */
export interface Import {
  shopId: Id<'shop'>
  importId: Id<'import'>
  state: ImportState
  fileKey: string
  bytes: number
  /** Null until the first piece of it is in. */
  bytesRead: number | null
  /** Hex. */
  sha256: string
  /** The last row that is dealt with; the heading is row 1. */
  lastRow: number
  rowsRead: number
  created: number
  changed: number
  unchanged: number
  refused: number
  problems: number
  tries: number
  mapping: (string | null)[] | null
  given: GivenValues | null
  heading: string[] | null
  changes: number
  failure: { code: string; detail: string } | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

export interface ImportRef {
  shopId: Id<'shop'>
  importId: Id<'import'>
}

/** What a piece of the file came to. */
export interface Progress {
  /** The row up to which the file was dealt with before this piece, and after it. */
  from: number
  to: number
  rowsRead: number
  created: number
  changed: number
  unchanged: number
  refused: number
  problems: number
  /** Where the reader is in the file, about. */
  bytesRead: number
}

interface Row {
  shop_id: string
  id: string
  state: ImportState
  file_key: string
  bytes: number
  bytes_read: number | null
  sha256: string
  last_row: number
  rows_read: number
  created: number
  changed: number
  unchanged: number
  refused: number
  problems: number
  tries: number
  mapping: (string | null)[] | null
  given: GivenValues | null
  heading: string[] | null
  changes: number
  failure_code: string | null
  failure: string | null
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
}

const columns = `shop_id, id, state, file_key, bytes, bytes_read, sha256, last_row, rows_read, created, changed, unchanged, refused,
  problems, tries, mapping, given, heading, changes, failure_code, failure, created_at, started_at, finished_at`

const insert = statement(
  'import_insert',
  `insert into imports (shop_id, id, created_by, file_key, bytes, sha256, state) values ($1, $2, $3, $4, $5, $6, $7)
   returning ${columns}`,
)
const byRef = statement('import_read', `select ${columns} from imports where shop_id = $1 and id = $2`)
const page = statement(
  'import_page',
  `select ${columns} from imports where shop_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
)
const begin = statement(
  'import_begin',
  `update imports set changes = changes + 1, state = 'running', started_at = coalesce(started_at, now()), tries = tries + 1
   where shop_id = $1 and id = $2 and state in ('waiting', 'running') returning ${columns}`,
)
// Only who knows where the file stands goes on: a second worker that was believed dead changes nothing.
const advance = statement(
  'import_advance',
  `update imports set changes = changes + 1, last_row = $4, tries = 0, rows_read = rows_read + $5, created = created + $6,
     changed = changed + $7, unchanged = unchanged + $8, refused = refused + $9, problems = problems + $10, bytes_read = $11
   where shop_id = $1 and id = $2 and last_row = $3 and state = 'running' returning 1`,
)
const end = statement(
  'import_end',
  `update imports set changes = changes + 1, state = $3, failure_code = $4, failure = $5, finished_at = now()
   where shop_id = $1 and id = $2 and state in ('waiting', 'running')`,
)
const release = statement(
  'import_release',
  `update imports set changes = changes + 1, state = 'waiting'
   where shop_id = $1 and id = $2 and state = $3 returning ${columns}`,
)
const pause = statement(
  'import_pause',
  `update imports set changes = changes + 1, state = 'paused'
   where shop_id = $1 and id = $2 and state in ('waiting', 'running') returning ${columns}`,
)
const map = statement(
  'import_map',
  `update imports set changes = changes + 1, mapping = $3
   where shop_id = $1 and id = $2 and state = 'held' returning ${columns}`,
)
const give = statement(
  'import_give',
  `update imports set changes = changes + 1, given = $3
   where shop_id = $1 and id = $2 and state = 'held' returning ${columns}`,
)
const nameColumns = statement(
  'import_heading',
  'update imports set heading = $3 where shop_id = $1 and id = $2 and heading is null',
)
const cancel = statement(
  'import_cancel',
  `update imports set changes = changes + 1, state = 'cancelled', finished_at = now()
   where shop_id = $1 and id = $2 and state in ('held', 'waiting', 'running', 'paused') returning ${columns}`,
)
const knownSkus = statement(
  'import_known_skus',
  'select count(*)::int as known from listings where shop_id = $1 and sku = any($2::text[])',
)
const lockAt = statement(
  'import_lock',
  `select 1 from imports where shop_id = $1 and id = $2 and last_row = $3 and state = 'running' for no key update`,
)
/** The key of an import as the database has it. */
export const key = ({ shopId, importId }: ImportRef): [string, string] => [uuidOf(shopId), uuidOf(importId)]

export async function insertImport(
  tx: Tx,
  ref: ImportRef,
  file: {
    createdBy: Id<'account'>
    fileKey: string
    bytes: number
    sha256: string
    /** `waiting` unless it is to wait for somebody's word. */
    state?: 'waiting' | 'held'
  },
): Promise<Import> {
  const values = [
    ...key(ref),
    uuidOf(file.createdBy),
    file.fileKey,
    file.bytes,
    file.sha256,
    file.state ?? 'waiting',
  ]
  return toImport((await tx.query<Row>(insert, values))[0]!)
}

export const readImport = async (sql: Sql, ref: ImportRef): Promise<Import | undefined> =>
  one(await sql.query<Row>(byRef, key(ref)))

/** A shop's imports, the latest first. */
export async function importsPage(
  sql: Sql,
  shopId: Id<'shop'>,
  before: Id<'import'> | undefined,
  limit: number,
): Promise<Import[]> {
  const rows = await sql.query<Row>(page, [uuidOf(shopId), before ? uuidOf(before) : null, limit])
  return rows.map(toImport)
}

/** Notes that work begins (again); undefined when there is none left to do. */
export const beginImport = async (sql: Sql, ref: ImportRef): Promise<Import | undefined> =>
  one(await sql.query<Row>(begin, key(ref)))

/** Holds the import for the transaction's time; false when it does not stand at this row any more. */
export const lockImportAt = async (tx: Tx, ref: ImportRef, lastRow: number): Promise<boolean> =>
  (await tx.query(lockAt, [...key(ref), lastRow])).length === 1

/** Notes how far the file has got; the caller holds the import. */
export async function advanceImport(tx: Tx, ref: ImportRef, by: Progress): Promise<void> {
  const { from, to, rowsRead, created, changed, unchanged, refused, problems, bytesRead } = by
  const values = [...key(ref), from, to, rowsRead, created, changed, unchanged, refused, problems, bytesRead]
  if ((await tx.query(advance, values)).length !== 1) throw new Error('the import was not held')
}

/** Lets a held or paused import go; undefined when it is not in that state (any more). */
export const releaseImport = async (
  tx: Tx,
  ref: ImportRef,
  from: 'held' | 'paused',
): Promise<Import | undefined> => one(await tx.query<Row>(release, [...key(ref), from]))

/** Stops an import that waits or runs, at its next piece; undefined when it does neither. */
export const pauseImport = async (sql: Sql, ref: ImportRef): Promise<Import | undefined> =>
  one(await sql.query<Row>(pause, key(ref)))

/** Keeps what a person said of the columns; undefined when the import is not held. */
export const mapImport = async (
  sql: Sql,
  ref: ImportRef,
  mapping: readonly (string | null)[],
): Promise<Import | undefined> => one(await sql.query<Row>(map, [...key(ref), JSON.stringify(mapping)]))

/** Keeps what a person said of the file as a whole; undefined when the import is not held. */
export const giveValues = async (sql: Sql, ref: ImportRef, given: GivenValues): Promise<Import | undefined> =>
  one(await sql.query<Row>(give, [...key(ref), JSON.stringify(given)]))

/** Keeps the headings of the file. */
export const keepHeading = async (sql: Sql, ref: ImportRef, heading: readonly string[]): Promise<void> =>
  void (await sql.query(nameColumns, [...key(ref), heading]))

/** Ends an import before its end; undefined when it has ended already. */
export const cancelImport = async (sql: Sql, ref: ImportRef): Promise<Import | undefined> =>
  one(await sql.query<Row>(cancel, key(ref)))

/** How many of these SKUs the shop lists already. */
export const countKnownSkus = async (
  sql: Sql,
  shopId: Id<'shop'>,
  skus: readonly string[],
): Promise<number> => (await sql.query<{ known: number }>(knownSkus, [uuidOf(shopId), skus]))[0]!.known

/** Ends an import that has not ended yet. */
export const endImport = async (
  sql: Sql,
  ref: ImportRef,
  failure: { code: string; detail: string } | null,
): Promise<void> =>
  void (await sql.query(end, [
    ...key(ref),
    failure ? 'failed' : 'done',
    failure?.code ?? null,
    failure?.detail ?? null,
  ]))

const toImport = (row: Row): Import => ({
  shopId: idOf('shop', row.shop_id),
  importId: idOf('import', row.id),
  state: row.state,
  fileKey: row.file_key,
  bytes: row.bytes,
  bytesRead: row.bytes_read,
  sha256: row.sha256,
  lastRow: row.last_row,
  rowsRead: row.rows_read,
  created: row.created,
  changed: row.changed,
  unchanged: row.unchanged,
  refused: row.refused,
  problems: row.problems,
  tries: row.tries,
  mapping: row.mapping,
  given: row.given,
  heading: row.heading,
  changes: row.changes,
  failure: row.failure_code === null ? null : { code: row.failure_code, detail: row.failure ?? '' },
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
})

const one = (rows: Row[]): Import | undefined => rows[0] && toImport(rows[0])
