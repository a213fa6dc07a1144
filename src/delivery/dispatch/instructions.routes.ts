import { z } from 'zod'
import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import { contract, providerOf, type Routes, wireId, wireInstant } from '../../platform/http/index.ts'
import { type EventStreams, wholeAgain } from '../../platform/live/index.ts'
import { carrierInstructions } from '../shipments/index.ts'
import type { Instructions } from './instructions.service.ts'
import { type Instruction, instructionsChannel, readInstructions } from './instructions.store.ts'
import { gone, waitQuery } from './pull.schema.ts'
import type { Waits } from './pull.waits.ts'

const tag = 'providers'

const query = waitQuery('an instruction')
const instruction = z.strictObject({
  instructionId: wireId('instruction'),
  reference: wireId('offer').describe('Reference of the booking'),
  shipmentId: wireId('shipment').describe(
    'Where the parcel is read now, with all that the rider has to know',
  ),
  action: z
    .enum(carrierInstructions)
    .describe(
      'After an attempt that failed: `again` try again; `slot` in this time; `address` look at the address again; `neighbour` the neighbour named on the parcel may take it; `point` bring it to the point named on the parcel; `return` bring it back to the shop. `cancel`: do not fetch it, the booking was taken back',
    ),
  attempt: z.int().min(1).nullable().describe('After which attempt; a later number replaces an earlier one'),
  slot: z.strictObject({ from: wireInstant, until: wireInstant }).nullable(),
  reason: z.string().nullable().describe('Why it was taken back'),
  madeAt: wireInstant,
})
const listView = z.strictObject({
  instructions: z.array(instruction).max(200).describe('The oldest first; each until you acknowledge it'),
})
const instructionIds = z.array(wireId('instruction')).min(1).max(200)
const acknowledgedView = z.strictObject({
  acknowledged: z.array(wireId('instruction')).describe('You are not told these again'),
})

const example = {
  instructionId: 'ins_01jd3p1v9zfq0v2c8m6t4k7r5n',
  reference: 'off_01jd3p1v9zfq0v2c8m6t4k7r5n',
  shipmentId: 'shm_01jd3p1v9zfq0v2c8m6t4k7r5n',
  action: 'slot' as const,
  attempt: 1,
  slot: { from: '2026-11-21T08:30:00.000Z', until: '2026-11-21T10:30:00.000Z' },
  reason: null,
  madeAt: '2026-11-20T12:10:00.000Z',
}
const reply = { instructions: [example] }
const viewOf = (instructions: Instruction[]) => ({ instructions })

/** Endpoints by which a provider without a server learns what to do about parcels that it has. */
export const instructionsRoutes =
  ({
    db,
    waits,
    streams,
    instructions,
  }: {
    db: Database
    waits: Waits
    streams: EventStreams
    instructions: Instructions
  }): Routes =>
  (app) => {
    const read = async (providerId: Id<'provider'>) => viewOf(await readInstructions(db, providerId))

    app.get(
      '/v1/provider/instructions',
      contract({
        operationId: 'listInstructions',
        summary: 'What to do about parcels that you have, for startups without a server',
        description:
          'What was decided after an attempt that failed, and bookings that were taken back: what startups with a server are told by `POST /bookings/{reference}/update` and `…/cancel`. Each is told again until you acknowledge it, so a program that dies loses nothing. With `wait` the answer comes as soon as there is one.',
        tag,
        access: 'provider',
        query,
        replies: { 200: listView },
        example: { query: { wait: 30 }, reply },
      }),
      async (request, answer) => {
        const { providerId } = providerOf(request)
        return waits.wait({
          key: providerId,
          channel: instructionsChannel(providerId),
          waitMs: request.query.wait * 1000,
          signal: gone(request, answer),
          look: async () => {
            const seen = await read(providerId)
            return { seen, isEnough: seen.instructions.length > 0, againInMs: null }
          },
        })
      },
    )

    app.get(
      '/v1/provider/instructions/live',
      contract({
        operationId: 'watchInstructions',
        summary: 'What to do about parcels that you have, as it comes, by server-sent events',
        description:
          'Each event is the whole of what `GET /v1/provider/instructions` answers, sent again when it changes.',
        tag,
        access: 'provider',
        replies: { 200: listView },
        produces: 'text/event-stream',
        example: { reply },
      }),
      async (request, answer) => {
        const { providerId } = providerOf(request)
        await streams.sseStream({
          request,
          reply: answer,
          channel: instructionsChannel(providerId),
          load: wholeAgain('instructions', async () => listView.encode(await read(providerId))),
        })
      },
    )

    app.post(
      '/v1/provider/instructions/acknowledge',
      contract({
        operationId: 'acknowledgeInstructions',
        summary: 'Say that you know these instructions: they are not told again',
        description:
          'Send it again until it is answered: the timeline of the parcel says once that you know it, for shop, buyer and operators. With one among them that is not yours the answer is 404, names it, and none is taken for known.',
        tag,
        access: 'provider',
        body: z.strictObject({ instructionIds }),
        replies: { 200: acknowledgedView },
        example: {
          body: { instructionIds: [example.instructionId] },
          reply: { acknowledged: [example.instructionId] },
        },
      }),
      async (request) => ({
        acknowledged: await instructions.acknowledge(
          providerOf(request).providerId,
          request.body.instructionIds,
        ),
      }),
    )
  }
