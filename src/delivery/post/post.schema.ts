import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant, wirePaise, wirePin } from '../../platform/http/index.ts'
import { rowOutcomes } from './post.types.ts'

/** Wire shapes of the exchange with the post. */

export const postView = z.strictObject({
  open: z.boolean().describe('Whether parcels go by post: article numbers are configured'),
  ranges: z.array(
    z.strictObject({
      prefix: z.string(),
      first: z.int().min(0),
      last: z.int().min(0),
      left: z.int().min(0).describe('Numbers that were not given yet'),
    }),
  ),
  waiting: z.int().min(0).describe('Articles that no booking file has told of yet'),
  calledOff: z
    .int()
    .min(0)
    .describe('Articles of earlier booking files that the next ones take back: they will not be handed in'),
})

export const bookingView = z.strictObject({
  bookingId: wireId('postFile'),
  officePin: wirePin.describe('The office where the articles are posted'),
  day: z.iso.date(),
  number: z.int().min(1).describe('Of the files of this office and day'),
  articles: z.int().min(0),
  cancellations: z.int().min(0).describe('Articles of earlier files that it takes back'),
  codPaise: wirePaise.describe('Cash to collect, of all of them'),
  madeAt: wireInstant,
  laidAt: wireInstant.nullable().describe('When it was laid into the folder shared with the post'),
})
export const bookingList = z.strictObject({ items: z.array(bookingView) })
export const bookingPage = pageOf(bookingView)
export const bookingParams = z.strictObject({ bookingId: wireId('postFile') })
export const pageOnly = z.strictObject(pageQuery)

const counts = z.strictObject(
  Object.fromEntries(rowOutcomes.map((outcome) => [outcome, z.int().min(0)])) as Record<
    (typeof rowOutcomes)[number],
    z.ZodInt
  >,
)
export const trackingView = z.strictObject({
  fileId: wireId('postFile'),
  name: z.string(),
  state: z.enum(['working', 'done']),
  whole: z
    .boolean()
    .describe('False: the file breaks off. What was whole of it was taken in; ask the post for it again'),
  counts: counts
    .nullable()
    .describe(
      'Rows by what became of them; `kept`: true, and too early or too late to move the parcel; `takenBack`: of an article that was called off',
    ),
  problems: z
    .array(
      z.strictObject({
        line: z.int().min(1),
        outcome: z.enum(rowOutcomes),
        detail: z.string().nullable().describe('The number, or the event that is not known'),
      }),
    )
    .describe('The first hundred rows that came to nothing'),
  startedAt: wireInstant,
  endedAt: wireInstant.nullable(),
})
export const trackingPage = pageOf(trackingView)
export const trackingQuery = z.strictObject({
  name: z
    .string()
    .regex(/^[\w .-]{1,100}$/, 'must be a file’s name')
    .default('tracking.csv'),
})
