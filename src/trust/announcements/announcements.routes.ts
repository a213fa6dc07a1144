import { z } from 'zod'
import { invalid, notFound } from '../../kernel/errors.ts'
import type { Database } from '../../platform/database/index.ts'
import {
  contract,
  pageOf,
  pageQuery,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
  wireInstant,
  wireText,
} from '../../platform/http/index.ts'
import type { Audit } from '../audit/index.ts'
import { audiences, stateOf } from './announcements.rules.ts'
import {
  type Announcement,
  addAnnouncement,
  announcementPage,
  shownAnnouncements,
  withdrawAnnouncement,
} from './announcements.store.ts'

const words = {
  title: wireText(120),
  titleHi: wireText(120).describe('The same in Hindi'),
  body: wireText(1000),
  bodyHi: wireText(1000),
  audience: z.enum(audiences),
}
const time = { shownFrom: wireInstant, shownUntil: wireInstant }
const body = z.strictObject({
  ...words,
  shownFrom: time.shownFrom.optional().describe('Now, when absent'),
  shownUntil: time.shownUntil,
})
const shownView = z.strictObject({ announcementId: wireId('announcement'), ...words, ...time })
const fullView = z.strictObject({
  ...shownView.shape,
  state: z.enum(['planned', 'shown', 'over', 'withdrawn']),
})
const params = z.strictObject({ announcementId: wireId('announcement') })

const announcementId = 'ann_01jd3h5w6nfz8t6m3m3m3m3m3m'
const bodyExample = {
  audience: 'everyone' as const,
  title: 'Deliveries will be late in Mumbai',
  titleHi: 'मुंबई में डिलीवरी देर से होगी',
  body: 'Heavy rain is expected until Friday evening.',
  bodyHi: 'शुक्रवार शाम तक भारी बारिश की संभावना है।',
  shownFrom: '2026-11-20T06:30:00.000Z',
  shownUntil: '2026-11-21T12:30:00.000Z',
}
const example = { announcementId, ...bodyExample }
const fullExample = { ...example, state: 'shown' as const }

const viewOf = ({ withdrawnAt: _, ...one }: Announcement) => one
const fullViewOf = (one: Announcement) => ({ ...viewOf(one), state: stateOf(one, new Date()) })

/** What operators tell everybody. */
export const announcementRoutes =
  ({ db, audit }: { db: Database; audit: Pick<Audit, 'record'> }): Routes =>
  (app) => {
    app.get(
      '/v1/announcements',
      contract({
        operationId: 'listAnnouncements',
        summary: 'What the market’s operators tell people now',
        tag: 'announcements',
        access: 'public',
        query: z.strictObject({
          audience: z
            .enum(audiences)
            .optional()
            .describe('Those for this audience and for everyone; all when absent'),
        }),
        replies: { 200: z.strictObject({ items: z.array(shownView) }) },
        example: { query: { audience: 'traders' }, reply: { items: [example] } },
      }),
      async (request) => ({ items: (await shownAnnouncements(db, request.query.audience)).map(viewOf) }),
    )

    app.get(
      '/v1/operator/announcements',
      contract({
        operationId: 'listAllAnnouncements',
        summary: 'Announcements of all times, the newest first',
        tag: 'operators',
        access: 'operator',
        query: z.strictObject(pageQuery),
        replies: { 200: pageOf(fullView) },
        example: { query: { limit: 20 }, reply: { items: [fullExample] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, z.tuple([wireId('announcement')]))?.[0]
        const found = await announcementPage(db, { after, limit: limit + 1 })
        return toPage(found.map(fullViewOf), limit, (one) => [one.announcementId])
      },
    )

    app.post(
      '/v1/operator/announcements',
      contract({
        operationId: 'announce',
        summary: 'Tell people something, for a time; the decision is kept',
        tag: 'operators',
        access: 'operator',
        body,
        replies: { 201: fullView },
        example: { body: bodyExample, reply: fullExample },
      }),
      async (request, reply) => {
        const { shownFrom = new Date(), shownUntil, ...rest } = request.body
        if (shownUntil <= shownFrom || shownUntil <= new Date())
          throw invalid([
            {
              pointer: '/shownUntil',
              code: 'endsTooEarly',
              detail: 'Choose an end that is still to come and later than the beginning.',
            },
          ])
        const { accountId } = personOf(request)
        const made = await db.transaction(async (tx) => {
          const one = await addAnnouncement(tx, { ...rest, shownFrom, shownUntil, createdBy: accountId })
          await audit.record(tx, {
            actorId: accountId,
            action: 'announcement.made',
            objectId: one.announcementId,
            reasons: [{ reason: one.title }],
          })
          return one
        })
        return reply.code(201).send(fullViewOf(made))
      },
    )

    app.post(
      '/v1/operator/announcements/:announcementId/withdraw',
      contract({
        operationId: 'withdrawAnnouncement',
        summary: 'Show an announcement no longer; the decision is kept',
        tag: 'operators',
        access: 'operator',
        params,
        replies: { 200: fullView },
        example: { params: { announcementId }, reply: { ...fullExample, state: 'withdrawn' } },
      }),
      async (request) => {
        const { accountId } = personOf(request)
        return db.transaction(async (tx) => {
          const one = await withdrawAnnouncement(tx, request.params.announcementId)
          if (!one) throw notFound('announcement')
          const { announcementId: objectId } = one
          await audit.record(tx, { actorId: accountId, action: 'announcement.withdrawn', objectId })
          return fullViewOf(one)
        })
      },
    )
  }
