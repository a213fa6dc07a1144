import { z } from 'zod'
import { contract, type HaatApp, type Routes, readCursor, toPage, wireId } from '../../platform/http/index.ts'
import type { BookingService } from './booking.service.ts'
import * as shapes from './post.schema.ts'
import type { PostState } from './post.service.ts'
import type { TrackingService } from './tracking.service.ts'

const tag = 'operators'
const bookingId = 'pfl_01jd3p1v9zfq0v2c8m6t4k7r5n'
const example = {
  booking: {
    ...{ bookingId, officePin: '560034', day: '2026-11-22', number: 1, articles: 2, codPaise: 12_500 },
    cancellations: 0,
    ...{ madeAt: '2026-11-22T06:30:00.000Z', laidAt: '2026-11-22T06:30:01.000Z' },
  },
  tracking: {
    ...{ fileId: bookingId, name: 'tracking.csv', state: 'done' as const, whole: true },
    counts: {
      ...{ moved: 1, kept: 0, repeated: 0, unknownEvent: 0, unknownArticle: 0, takenBack: 0, badNumber: 0 },
      ...{ badCheckDigit: 1, badTime: 0, unreadable: 0, refused: 0 },
    },
    problems: [{ line: 3, outcome: 'badCheckDigit' as const, detail: null }],
    ...{ startedAt: '2026-11-22T07:00:00.000Z', endedAt: '2026-11-22T07:00:01.000Z' },
  },
  rows: 'Article Number,Event,Event Date,Event Time,Office,Remarks\r\nCK100000004IN,Item Booked,22-11-2026,11:05:00,Koramangala SO,\r\nEND,1\r\n',
}
const cursorOf = (cursor: string | undefined) => readCursor(cursor, z.tuple([wireId('postFile')]))?.[0]
/** 20 MB: some 200,000 rows. */
const largestFile = 20 * 1024 * 1024

/** Endpoints by which operators see and serve the exchange of files with the post. */
export const postRoutes =
  ({
    booking,
    tracking,
    state,
  }: {
    booking: BookingService
    tracking: TrackingService
    state(): Promise<PostState>
  }): Routes =>
  (app) => {
    app.get(
      '/v1/operator/post',
      contract({
        operationId: 'getPost',
        summary: 'How the exchange with the post stands',
        tag,
        access: 'operator',
        replies: { 200: shapes.postView },
        example: {
          reply: {
            open: true,
            ranges: [{ prefix: 'CK', first: 10_000_000, last: 10_009_999, left: 9998 }],
            waiting: 2,
            calledOff: 0,
          },
        },
      }),
      async () => {
        const { ranges, ...rest } = await state()
        return { ...rest, ranges: ranges.map(({ range, left }) => ({ ...range, left })) }
      },
    )

    app.get(
      '/v1/operator/post/bookings',
      contract({
        operationId: 'listPostBookings',
        summary: 'Booking files for the post, the newest first',
        tag,
        access: 'operator',
        query: shapes.pageOnly,
        replies: { 200: shapes.bookingPage },
        example: { query: { limit: 20 }, reply: { items: [example.booking] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const rows = await booking.list({ after: cursorOf(cursor), limit: limit + 1 })
        return toPage(rows, limit, (row) => [row.bookingId])
      },
    )

    app.post(
      '/v1/operator/post/bookings',
      contract({
        operationId: 'closePostBookings',
        summary:
          'Close what waits for the post, and what is taken back from it, into booking files now, one for each office',
        tag,
        access: 'operator',
        replies: { 201: shapes.bookingList },
        example: { reply: { items: [example.booking] } },
      }),
      async (_request, reply) => reply.code(201).send({ items: await booking.closeNow() }),
    )

    app.get(
      '/v1/operator/post/bookings/:bookingId/file',
      contract({
        operationId: 'downloadPostBooking',
        summary: 'A booking file as the post takes it',
        description:
          'CSV in UTF-8: a head line, the columns, a row for each article, a row `CANCEL,<number>,<day>,<file>` for each article of an earlier file that will not be handed in, and a last line `END,<articles>,<cash>,<cancellations>`. Parcels that have arrived meanwhile are left out.',
        tag,
        access: 'operator',
        params: shapes.bookingParams,
        replies: { 200: z.string() },
        produces: 'text/csv',
        example: { params: { bookingId }, reply: 'BOOKING,HAAT,560034,2026-11-22,1\r\n' },
      }),
      async (request, reply) => {
        const { name, content } = await booking.file(request.params.bookingId)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${name}"`)
          .header('cache-control', 'no-store')
          .send(content as never)
      },
    )

    app.get(
      '/v1/operator/post/tracking-files',
      contract({
        operationId: 'listPostTracking',
        summary: 'Tracking files of the post, and what came of them, the newest first',
        tag,
        access: 'operator',
        query: shapes.pageOnly,
        replies: { 200: shapes.trackingPage },
        example: { query: { limit: 20 }, reply: { items: [example.tracking] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const rows = await tracking.list({ after: cursorOf(cursor), limit: limit + 1 })
        return toPage(rows, limit, (row) => [row.fileId])
      },
    )

    // In a scope of its own, where bodies are files and nothing else.
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, file, done) =>
        done(null, file),
      )
      receiveRoute(scope as unknown as HaatApp, tracking)
    })
  }

const receiveRoute = (app: HaatApp, tracking: TrackingService) =>
  app.post(
    '/v1/operator/post/tracking-files',
    contract({
      operationId: 'takePostTracking',
      summary: 'Hand in a tracking file of the post',
      description:
        'CSV in UTF-8, at most 20 MB: article number, event, date, time (of India), office, remarks; a last line `END,<rows>`. Each row is judged by itself. The same file again answers what came of it and changes nothing.',
      tag,
      access: 'operator',
      query: shapes.trackingQuery,
      consumes: 'text/csv',
      bodyLimit: largestFile,
      replies: { 200: shapes.trackingView },
      problems: [422],
      example: { query: { name: 'tracking.csv' }, body: example.rows, reply: example.tracking },
    }),
    async (request) =>
      tracking.receive(request.query.name, (request.body as Buffer | undefined) ?? Buffer.alloc(0)),
  )
