import { z } from 'zod'
import { type Statement, statement } from '../database/index.ts'

/** The one PostgreSQL channel that all live updates go over. */
export const LIVE_CHANNEL = 'haat_live'

/**
 * A hint that something on a channel (`shipment/shp_…`) is new; `seq` is its number where the sender knows
 * it. It carries no content: whoever hears it reads what is new from the database, as far as they may.
 */
export type LiveNotice = { channel: string; seq?: number }

const noticeSchema = z.object({ channel: z.string().min(1).max(200), seq: z.number().int().optional() })

const notify: Statement = statement(
  'live.notify',
  `SELECT pg_notify('${LIVE_CHANNEL}', payload) FROM unnest($1::text[]) AS payload`,
)

/**
 * The statement that announces these notices, to be run on the transaction that makes them true: they are
 * heard after it commits, or never. PostgreSQL commits the transactions that notify one after another, so
 * it is for what people watch and not for every row of a hot path.
 */
export function notifySql(...notices: LiveNotice[]): { statement: Statement; values: [string[]] } {
  return { statement: notify, values: [notices.map((notice) => JSON.stringify(noticeSchema.parse(notice)))] }
}

/** Reads a payload; undefined when it is not one of ours. */
export function readNotice(payload: string): LiveNotice | undefined {
  try {
    return noticeSchema.safeParse(JSON.parse(payload)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
