import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { HaatError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import { postProviderId } from '../providers/index.ts'
import { isCarrierWord, type Shipment, type Shipments } from '../shipments/index.ts'
import { notATrackingFile } from './post.errors.ts'
import type { PostFiles, PostFolder, PostMeters, TrackingRow } from './post.ports.ts'
import { type ArticleRow, findArticles } from './post.store.ts'
import { type RowOutcome, type RowProblem, rowOutcomes, type TrackingCounts } from './post.types.ts'
import * as store from './tracking.store.ts'

export interface TrackingDeps {
  db: Database
  log: Logger
  outbox: Pick<Outbox, 'nudge'>
  shipments: Pick<Shipments, 'lock' | 'told' | 'attend'>
  files: PostFiles
  folder?: PostFolder | undefined
  meters: PostMeters
}

/** Problems that are kept of a file. */
const mostProblems = 100

type GoodRow = Extract<TrackingRow, { ok: true }>

/** The same event of the same article is the same, whichever file tells it. */
const eventIdOf = ({ number, event, occurredAt, office }: GoodRow): string =>
  `post-${createHash('sha256')
    .update(JSON.stringify([number, event.toLowerCase(), occurredAt.getTime(), office.toLowerCase()]))
    .digest('base64url')
    .slice(0, 32)}`

export type TrackingService = ReturnType<typeof createTrackingService>

/** Tracking files: what the post tells of its articles. Each file once, each row judged by itself. */
export function createTrackingService({ db, log, outbox, shipments, files, folder, meters }: TrackingDeps) {
  /** The post has what was called off: the shop has to know before it goes twice, until it has it again. */
  const warn = async (tx: Tx, leg: Shipment, { number, status }: GoodRow): Promise<void> => {
    const whole = await shipments.lock(tx, { shopId: leg.shopId, shipmentId: leg.parcelId! })
    if (!whole) return
    const isBack = status === 'returned'
    if (!isBack) await shipments.attend(tx, whole, { code: 'postHasIt', reason: number })
    else if (whole.attention?.code === 'postHasIt') await shipments.attend(tx, whole, null)
  }

  /** Tells one row, in a transaction of its own: what is wrong with one keeps no other from taking effect. */
  const tell = async (row: GoodRow, article: ArticleRow): Promise<RowOutcome> => {
    try {
      const outcome = await db.transaction(async (tx) => {
        const leg = await shipments.lock(tx, article)
        if (!leg) return undefined
        const told = await shipments.told(tx, leg, {
          by: 'post',
          providerId: postProviderId,
          eventId: eventIdOf(row),
          status: row.status,
          occurredAt: row.occurredAt,
          ...(row.reason === undefined ? {} : { reason: row.reason }),
          // The post hands nothing over before it has the cash.
          ...(row.status === 'delivered' ? { cashCollectedPaise: leg.codPaise } : {}),
        })
        const news = told.outcome === 'recorded' && isCarrierWord(row.status)
        if (news && leg.state === 'cancelled') await warn(tx, leg, row)
        return { ...told, off: leg.state === 'cancelled' }
      })
      if (!outcome) return 'unknownArticle'
      if (outcome.outcome === 'repeated') return 'repeated'
      if (!isCarrierWord(row.status)) return 'unknownEvent'
      if (outcome.off) return 'takenBack'
      return outcome.outcome === 'recorded' && outcome.effect === 'moved' ? 'moved' : 'kept'
    } catch (error) {
      if (!(error instanceof HaatError) || error.kind === 'unavailable') throw error
      log.warn({ article: row.number, code: error.code }, 'a row of the post was refused')
      return 'refused'
    }
  }

  const work = async (rows: readonly TrackingRow[]) => {
    const counts = Object.fromEntries(rowOutcomes.map((outcome) => [outcome, 0])) as TrackingCounts
    const problems: RowProblem[] = []
    const count = (line: number, outcome: RowOutcome, detail: string | null): void => {
      counts[outcome] += 1
      if (!['moved', 'kept', 'repeated'].includes(outcome)) problems.push({ line, outcome, detail })
    }
    const good: GoodRow[] = []
    for (const row of rows) {
      if (row.ok) good.push(row)
      else count(row.line, row.fault, null)
    }
    const articles = await findArticles(db, [...new Set(good.map(({ number }) => number))])
    // In their order in time: a file may have the latest first.
    for (const row of good.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())) {
      const article = articles.get(row.number)
      const outcome = article ? await tell(row, article) : 'unknownArticle'
      count(row.line, outcome, outcome === 'unknownEvent' ? row.event : row.number)
    }
    for (const outcome of rowOutcomes) if (counts[outcome] > 0) meters.rows(outcome, counts[outcome])
    problems.sort((a, b) => a.line - b.line)
    return { counts, problems: problems.slice(0, mostProblems) }
  }

  /** Takes a file in, once by its checksum: the same again answers what came of it. Throws `notATrackingFile`. */
  const receive = async (name: string, content: Buffer): Promise<store.TrackingRecord> => {
    const read = files.read(content.toString('utf8'))
    if (!read) throw notATrackingFile()
    const checksum = createHash('sha256').update(content).digest('hex')
    const { record, mine } = await db.transaction((tx) =>
      store.claimFile(tx, { checksum, name: name.slice(0, 200), whole: read.whole }),
    )
    if (!mine) return record
    try {
      const found = await work(read.rows)
      if (!read.whole) log.warn({ name }, 'a file of the post breaks off: ask for it again')
      const ended = await db.transaction((tx) => store.endFile(tx, record.fileId, found))
      outbox.nudge()
      return ended
    } catch (error) {
      await db.transaction((tx) => store.releaseFile(tx, record.fileId))
      throw error
    }
  }

  return {
    receive,

    /** Takes in what lies in the shared folder; a file that is none is laid aside. */
    async fetch(): Promise<{ taken: number; refused: number }> {
      let [taken, refused] = [0, 0]
      for (const name of (await folder?.list()) ?? []) {
        try {
          const { state } = await receive(name, await folder!.read(name))
          if (state !== 'done') continue
          await folder!.done(name, true)
          taken += 1
        } catch (error) {
          if ((error as { code?: string }).code === 'ENOENT') continue
          if (!(error instanceof HaatError) || error.code !== 'notATrackingFile') throw error
          log.warn({ name }, 'a file in the folder of the post is no tracking file')
          await folder!.done(name, false)
          refused += 1
        }
      }
      return { taken, refused }
    },

    list: (page: { after: Id<'postFile'> | undefined; limit: number }) => store.readTrackingPage(db, page),
  }
}
