import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { Audience } from './announcements.rules.ts'

export interface Announcement {
  announcementId: Id<'announcement'>
  audience: Audience
  title: string
  titleHi: string
  body: string
  bodyHi: string
  shownFrom: Date
  shownUntil: Date
  withdrawnAt: Date | null
}

interface Row {
  id: string
  audience: Audience
  title: string
  title_hi: string
  body: string
  body_hi: string
  shown_from: Date
  shown_until: Date
  withdrawn_at: Date | null
}

const columns = 'id, audience, title, title_hi, body, body_hi, shown_from, shown_until, withdrawn_at'
const insert = statement(
  'announcement_insert',
  `insert into announcements (id, audience, title, title_hi, body, body_hi, shown_from, shown_until, created_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
)
const shown = statement(
  'announcement_shown',
  `select ${columns} from announcements
   where withdrawn_at is null and shown_from <= now() and shown_until > now() and ($1::text is null or audience in ('everyone', $1))
   order by shown_from desc, id desc limit 20`,
)
const page = statement(
  'announcement_page',
  `select ${columns} from announcements where ($1::uuid is null or id < $1) order by id desc limit $2`,
)
const withdraw = statement(
  'announcement_withdraw',
  `update announcements set withdrawn_at = coalesce(withdrawn_at, now()) where id = $1 returning ${columns}`,
)

const announcementOf = (row: Row): Announcement => ({
  announcementId: idOf('announcement', row.id),
  audience: row.audience,
  title: row.title,
  titleHi: row.title_hi,
  body: row.body,
  bodyHi: row.body_hi,
  shownFrom: row.shown_from,
  shownUntil: row.shown_until,
  withdrawnAt: row.withdrawn_at,
})

export async function addAnnouncement(
  tx: Tx,
  one: Omit<Announcement, 'announcementId' | 'withdrawnAt'> & { createdBy: Id<'account'> },
): Promise<Announcement> {
  const [row] = await tx.query<Row>(insert, [
    uuidOf(newId('announcement')),
    one.audience,
    one.title,
    one.titleHi,
    one.body,
    one.bodyHi,
    one.shownFrom,
    one.shownUntil,
    uuidOf(one.createdBy),
  ])
  return announcementOf(row!)
}

/** What is shown now to this audience, to all when none is named; the newest first, 20 at most. */
export const shownAnnouncements = async (sql: Sql, audience: Audience | undefined): Promise<Announcement[]> =>
  (await sql.query<Row>(shown, [audience ?? null])).map(announcementOf)

/** All that there are, the newest first, before `after`. */
export const announcementPage = async (
  sql: Sql,
  wanted: { after: Id<'announcement'> | undefined; limit: number },
): Promise<Announcement[]> =>
  (await sql.query<Row>(page, [wanted.after ? uuidOf(wanted.after) : null, wanted.limit])).map(announcementOf)

/** Shown no longer; undefined when there is none. Doing it again changes nothing. */
export async function withdrawAnnouncement(
  tx: Tx,
  id: Id<'announcement'>,
): Promise<Announcement | undefined> {
  const [row] = await tx.query<Row>(withdraw, [uuidOf(id)])
  return row && announcementOf(row)
}
