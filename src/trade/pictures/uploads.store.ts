import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { UploadProblem } from './pictures.rules.ts'

/** A package of pictures that a shop sent. */
export interface PictureUpload {
  shopId: Id<'shop'>
  uploadId: Id<'pictureUpload'>
  state: 'waiting' | 'done' | 'failed'
  /** Why nothing of it could be read. */
  fault: string | null
  bytes: number
  entries: number
  kept: number
  unchanged: number
  refused: number
  problems: readonly UploadProblem[]
  createdAt: Date
  finishedAt: Date | null
}

interface Row extends Omit<PictureUpload, 'shopId' | 'uploadId' | 'createdAt' | 'finishedAt'> {
  shop_id: string
  id: string
  created_at: Date
  finished_at: Date | null
}

const columns =
  'shop_id, id, state, fault, bytes, entries, kept, unchanged, refused, problems, created_at, finished_at'
const uploadOf = ({ shop_id, id, created_at, finished_at, ...row }: Row): PictureUpload => ({
  ...row,
  shopId: idOf('shop', shop_id),
  uploadId: idOf('pictureUpload', id),
  createdAt: created_at,
  finishedAt: finished_at,
})

export interface UploadRef {
  shopId: Id<'shop'>
  uploadId: Id<'pictureUpload'>
}

const insert = statement(
  'picture_uploads_insert',
  `insert into picture_uploads (shop_id, id, bytes) values ($1, $2, $3) returning ${columns}`,
)
export const insertUpload = async (sql: Sql, ref: UploadRef, bytes: number): Promise<PictureUpload> =>
  uploadOf((await sql.query<Row>(insert, [uuidOf(ref.shopId), uuidOf(ref.uploadId), bytes]))[0]!)

const find = statement(
  'picture_uploads_find',
  `select ${columns} from picture_uploads where shop_id = $1 and id = $2`,
)
export const findUpload = async (sql: Sql, ref: UploadRef): Promise<PictureUpload | undefined> =>
  (await sql.query<Row>(find, [uuidOf(ref.shopId), uuidOf(ref.uploadId)])).map(uploadOf)[0]

const latest = statement(
  'picture_uploads_latest',
  `select ${columns} from picture_uploads where shop_id = $1 order by id desc limit 10`,
)
export const latestUploads = async (sql: Sql, shopId: Id<'shop'>): Promise<PictureUpload[]> =>
  (await sql.query<Row>(latest, [uuidOf(shopId)])).map(uploadOf)

const begin = statement(
  'picture_uploads_begin',
  `update picture_uploads set tries = tries + 1 where shop_id = $1 and id = $2 and state = 'waiting' returning tries`,
)
/** Counts a try; undefined when there is nothing to do. */
export const beginUpload = async (sql: Sql, ref: UploadRef): Promise<number | undefined> =>
  (await sql.query<{ tries: number }>(begin, [uuidOf(ref.shopId), uuidOf(ref.uploadId)]))[0]?.tries

const finish = statement(
  'picture_uploads_finish',
  `update picture_uploads set state = $3, fault = $4, entries = $5, kept = $6, unchanged = $7, refused = $8,
     problems = $9::jsonb, finished_at = case when $3 = 'waiting' then null else now() end
   where shop_id = $1 and id = $2 and state = 'waiting'`,
)
export type UploadCounts = Pick<PictureUpload, 'entries' | 'kept' | 'unchanged' | 'refused' | 'problems'>

/** Writes how far a package got, and whether that is its end. */
export const noteUpload = async (
  sql: Sql,
  ref: UploadRef,
  state: PictureUpload['state'],
  counts: UploadCounts,
  fault: string | null = null,
): Promise<void> =>
  void (await sql.query(finish, [
    uuidOf(ref.shopId),
    uuidOf(ref.uploadId),
    state,
    fault,
    counts.entries,
    counts.kept,
    counts.unchanged,
    counts.refused,
    JSON.stringify(counts.problems),
  ]))

const stuck = statement(
  'picture_uploads_stuck',
  `select ${columns} from picture_uploads where state = 'waiting' and created_at < now() - interval '5 minutes'
   order by created_at limit 20`,
)
/** Packages that should have been unpacked by now. */
export const waitingUploads = async (sql: Sql): Promise<PictureUpload[]> =>
  (await sql.query<Row>(stuck)).map(uploadOf)
