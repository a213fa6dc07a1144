import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { type RowProblem, rowOutcomes, type TrackingCounts } from './post.types.ts'

export interface TrackingRecord {
  fileId: Id<'postFile'>
  name: string
  state: 'working' | 'done'
  whole: boolean
  counts: TrackingCounts | null
  problems: RowProblem[]
  startedAt: Date
  endedAt: Date | null
}
interface Row {
  id: string
  name: string
  state: 'working' | 'done'
  whole: boolean
  counts: TrackingCounts | null
  problems: RowProblem[]
  started_at: Date
  ended_at: Date | null
}
/** Outcomes that a file of earlier days does not count stand at none. */
const noCounts = Object.fromEntries(rowOutcomes.map((outcome) => [outcome, 0])) as TrackingCounts
const recordOf = (row: Row): TrackingRecord => ({
  fileId: idOf('postFile', row.id),
  name: row.name,
  state: row.state,
  whole: row.whole,
  counts: row.counts && { ...noCounts, ...row.counts },
  problems: row.problems,
  startedAt: row.started_at,
  endedAt: row.ended_at,
})

// One that was begun and not ended, since its process died over it, is begun again after ten minutes.
const claim = statement(
  'post_tracking_claim',
  `insert into post_tracking (id, checksum, name, whole) values ($1, $2, $3, $4)
   on conflict (checksum) do update set started_at = now()
     where post_tracking.state = 'working' and post_tracking.started_at < now() - interval '10 minutes'
   returning *`,
)
const byChecksum = statement('post_tracking_by_checksum', 'select * from post_tracking where checksum = $1')
const release = statement(
  'post_tracking_release',
  `update post_tracking set started_at = '2000-01-01' where id = $1 and state = 'working'`,
)
const end = statement(
  'post_tracking_end',
  `update post_tracking set state = 'done', counts = $2, problems = $3, ended_at = now() where id = $1 returning *`,
)
const page = statement(
  'post_tracking_page',
  'select * from post_tracking where $1::uuid is null or id < $1::uuid order by id desc limit $2',
)

/** Takes a file for this process; the record as it stands, and whether it is ours to work on. */
export async function claimFile(
  tx: Tx,
  file: { checksum: string; name: string; whole: boolean },
): Promise<{ record: TrackingRecord; mine: boolean }> {
  const values = [uuidOf(newId('postFile')), file.checksum, file.name, file.whole]
  const [row] = await tx.query<Row>(claim, values)
  if (row) return { record: recordOf(row), mine: true }
  const [known] = await tx.query<Row>(byChecksum, [file.checksum])
  return { record: recordOf(known!), mine: false }
}

/** Lets others work on a file that could not be finished here. */
export const releaseFile = async (tx: Tx, id: Id<'postFile'>): Promise<void> =>
  void (await tx.query(release, [uuidOf(id)]))

export async function endFile(
  tx: Tx,
  id: Id<'postFile'>,
  found: { counts: TrackingCounts; problems: readonly RowProblem[] },
): Promise<TrackingRecord> {
  const values = [uuidOf(id), JSON.stringify(found.counts), JSON.stringify(found.problems)]
  const [row] = await tx.query<Row>(end, values)
  return recordOf(row!)
}

export const readTrackingPage = async (
  sql: Sql,
  { after, limit }: { after: Id<'postFile'> | undefined; limit: number },
): Promise<TrackingRecord[]> =>
  (await sql.query<Row>(page, [after ? uuidOf(after) : null, limit])).map(recordOf)
