import { z } from 'zod'
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
} from '../../platform/http/index.ts'
import type { CallLog } from './calls.log.ts'
import { readCalls } from './calls.store.ts'
import { callOutcomes, type KeptCall, operations } from './calls.types.ts'
import { providerExample } from './providers.examples.ts'
import type { ProviderMembers } from './providers.ports.ts'
import { providerParams } from './providers.schema.ts'

const callView = z.strictObject({
  callId: wireId('call'),
  operation: z.enum(operations),
  reference: wireId('offer').nullable().describe('The booking that it was about; null for a quote'),
  attempt: z.int().min(1).describe('Calls of this operation about this booking so far'),
  outcome: z
    .enum(callOutcomes)
    .describe(
      '`notSent`: nothing left us; `refused`: not a place that we may call; `unknown`: no whole answer',
    ),
  status: z.int().nullable().describe('HTTP status of the answer'),
  reason: z.string().nullable().describe('Why there was no answer'),
  durationMs: z.int().min(0),
  calledAt: wireInstant,
  request: z
    .string()
    .nullable()
    .describe('What was sent, as JSON text; null when nothing, or forgotten after 30 days'),
  answer: z
    .string()
    .nullable()
    .describe('The first 4,000 characters; null when none, or forgotten after 30 days'),
  repeatable: z.boolean().describe('Whether it may be made again; a booking never'),
})

const example = {
  callId: 'cal_01jd3p1v9zfq0v2c8m6t4k7r5n',
  operation: 'status' as const,
  reference: 'off_01jd3p1v9zfq0v2c8m6t4k7r5n',
  attempt: 1,
  outcome: 'answered' as const,
  status: 200,
  reason: null,
  durationMs: 84,
  calledAt: '2026-11-20T06:30:00.000Z',
  request: null,
  answer: '{"decision":"accepted"}',
  repeatable: true,
}

const viewOf = ({ providerId: _, request, ...call }: KeptCall) => ({
  ...call,
  request: request === null ? null : JSON.stringify(request),
  repeatable: call.operation === 'status' || call.operation === 'cancel',
})

/** The log of signed calls, for the people of a provider. */
export const callsRoutes =
  ({ db, members, calls }: { db: Database; members: ProviderMembers; calls: CallLog }): Routes =>
  (app) => {
    app.get(
      '/v1/providers/:providerId/calls',
      contract({
        operationId: 'listProviderCalls',
        summary: 'The signed calls that we made to you, the newest first',
        description: 'What was said is kept for 30 days, that it was said for longer.',
        tag: 'providers',
        access: 'person',
        params: providerParams,
        query: z.strictObject({
          ...pageQuery,
          operation: z.enum(operations).optional(),
          failed: z.enum(['true', 'false']).optional().describe('`true`: only those without a 2xx answer'),
        }),
        replies: { 200: pageOf(callView) },
        example: {
          params: { providerId: providerExample.providerId },
          query: { limit: 20 },
          reply: { items: [example] },
        },
      }),
      async (request) => {
        const { providerId } = request.params
        await members.requireMember(db, personOf(request), { kind: 'provider', id: providerId })
        const { limit, cursor, operation, failed } = request.query
        const after = readCursor(cursor, z.tuple([wireId('call')]))?.[0]
        await calls.flush()
        const found = await readCalls(db, {
          providerId,
          after,
          operation,
          failed: failed === undefined ? undefined : failed === 'true',
          limit: limit + 1,
        })
        return toPage(found.map(viewOf), limit, (call) => [call.callId])
      },
    )
  }
