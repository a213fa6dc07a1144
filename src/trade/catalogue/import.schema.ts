import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant } from '../../platform/http/index.ts'

export const importParams = z.strictObject({ shopId: wireId('shop'), importId: wireId('import') })
export const importQuery = z.strictObject(pageQuery)

export const importReply = z.strictObject({
  importId: wireId('import'),
  shopId: wireId('shop'),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  bytes: z.int(),
  sha256: z.string().describe('Hex, over the bytes as they came'),
  rowsRead: z.int().describe('Rows dealt with so far, the heading and empty ones left out'),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int().describe('Rows left out; the problems say why'),
  problems: z.int(),
  failure: z
    .strictObject({ code: z.string(), detail: z.string() })
    .nullable()
    .describe('Why the file as a whole could not be read to its end'),
  createdAt: wireInstant,
  startedAt: wireInstant.nullable(),
  finishedAt: wireInstant.nullable(),
})
export const importPage = pageOf(importReply)

export const problemReply = z.strictObject({
  row: z.int().describe('As a spreadsheet counts: the heading is row 1'),
  column: z.string().nullable().describe('The heading in the file; null when the row as a whole is wrong'),
  value: z.string().nullable().describe('What stands there, cut after 100 characters'),
  code: z.string(),
  detail: z.string().describe('What to do about it'),
})
export const problemPage = pageOf(problemReply)
