import { z } from 'zod'
import type { Database } from '../../platform/database/index.ts'
import {
  contract,
  pageOf,
  pageQuery,
  type Routes,
  readCursor,
  toPage,
  wireId,
  wireInstant,
} from '../../platform/http/index.ts'
import { auditEntries } from './audit.store.ts'

const entrySchema = z.strictObject({
  id: wireId('auditEntry'),
  actorId: wireId('account')
    .nullable()
    .describe('Null for a step of the market itself, and for a command run on its machine'),
  action: z.string().max(60).describe('`object.decision`'),
  objectId: z.string().max(60).describe('Id of what was decided about'),
  reasons: z.array(z.strictObject({ pointer: z.string().optional(), reason: z.string() })),
  at: wireInstant,
})

const cursorShape = z.tuple([wireId('auditEntry')])

const example = {
  id: 'aud_01jd3h5w6nfz8t6m3m3m3m3m3m',
  actorId: 'acc_01jd3h5w6nfz8t6m3m3m3m3m3m',
  action: 'trader.sentBack',
  objectId: 'trd_01jd3h5w6nfz8t6m3m3m3m3m3m',
  reasons: [{ pointer: '/legalName', reason: 'Write the name as on the PAN card.' }],
  at: '2026-11-20T09:30:00.000Z',
}

/** What operators decided, for operators. */
export const auditRoutes =
  ({ db }: { db: Database }): Routes =>
  (app) => {
    app.get(
      '/v1/operator/audit',
      contract({
        operationId: 'listAuditEntries',
        summary: 'Decisions of operators, the newest first',
        tag: 'operators',
        access: 'operator',
        query: z.strictObject({
          ...pageQuery,
          objectId: z
            .string()
            .regex(/^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'is not an id')
            .optional()
            .describe('Only decisions about this object'),
        }),
        replies: { 200: pageOf(entrySchema) },
        example: { query: { limit: 20 }, reply: { items: [example] } },
      }),
      async (request, reply) => {
        const { objectId, cursor, limit } = request.query
        const after = readCursor(cursor, cursorShape)?.[0]
        const found = await auditEntries(db, { objectId, after, limit: limit + 1 })
        return reply.send(toPage(found, limit, (entry) => [entry.id]))
      },
    )
  }
