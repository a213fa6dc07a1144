import { z } from 'zod'
import type { Id } from '../kernel/ids.ts'
import { contract, type HaatApp, personOf, type Routes, wireId } from '../platform/http/index.ts'
import { addMemberBody, memberSchema, membersReply } from './identity.schema.ts'
import type { Party } from './identity.types.ts'
import type { createMembers } from './members.service.ts'

type Members = ReturnType<typeof createMembers>

const suffix = '01jd3h5w6nfz8t6m3m3m3m3m3m'
const exampleMember = {
  accountId: `acc_${suffix}`,
  phone: '+919876543210',
  name: 'Asha Verma',
  role: 'staff',
  since: '2026-11-20T09:30:00.000Z',
}

/** Members of traders and of providers: the same three endpoints. */
export const membersRoutes =
  ({ members }: { members: Members }): Routes =>
  (app) => {
    partyRoutes(app, members, {
      kind: 'trader',
      path: '/v1/traders/:traderId/members',
      partyParams: z.strictObject({ traderId: wireId('trader') }),
      memberParams: z.strictObject({ traderId: wireId('trader'), accountId: wireId('account') }),
      partyOf: ({ traderId }) => ({ kind: 'trader', id: traderId }),
      exampleParams: { traderId: `trd_${suffix}` },
    })
    partyRoutes(app, members, {
      kind: 'provider',
      path: '/v1/providers/:providerId/members',
      partyParams: z.strictObject({ providerId: wireId('provider') }),
      memberParams: z.strictObject({ providerId: wireId('provider'), accountId: wireId('account') }),
      partyOf: ({ providerId }) => ({ kind: 'provider', id: providerId }),
      exampleParams: { providerId: `prv_${suffix}` },
    })
  }

interface PartyPaths<P, M extends P & { accountId: Id<'account'> }> {
  kind: Party['kind']
  path: string
  partyParams: z.ZodType<P>
  memberParams: z.ZodType<M>
  partyOf(params: P): Party
  exampleParams: Record<string, string>
}

function partyRoutes<P, M extends P & { accountId: Id<'account'> }>(
  app: HaatApp,
  members: Members,
  { kind, path, partyParams, memberParams, partyOf, exampleParams }: PartyPaths<P, M>,
): void {
  const Kind = kind === 'trader' ? 'Trader' : 'Provider'
  const tag = `${kind}s`

  app.get(
    path,
    contract({
      operationId: `list${Kind}Members`,
      summary: `Who acts for this ${kind}`,
      description: 'For members and operators.',
      tag,
      access: 'person',
      params: partyParams,
      replies: { 200: membersReply },
      example: { params: exampleParams, reply: { items: [exampleMember] } },
    }),
    async (request) => ({ items: await members.list(personOf(request), partyOf(request.params as P)) }),
  )

  app.post(
    path,
    contract({
      operationId: `add${Kind}Member`,
      summary: 'Let somebody act, by phone number',
      description: 'For owners. The person need not have signed in before.',
      tag,
      access: 'person',
      params: partyParams,
      body: addMemberBody,
      replies: { 201: memberSchema },
      problems: [409],
      example: {
        params: exampleParams,
        body: { phone: '98765 43210', role: 'staff' },
        reply: exampleMember,
      },
    }),
    async (request, reply) =>
      reply.code(201).send(await members.add(personOf(request), partyOf(request.params as P), request.body)),
  )

  app.delete(
    `${path}/:accountId`,
    contract({
      operationId: `remove${Kind}Member`,
      summary: 'Let somebody no longer act',
      description: 'Owners remove anybody, everybody may remove themself; the last owner cannot leave.',
      tag,
      access: 'person',
      params: memberParams,
      replies: { 204: z.undefined() },
      problems: [409],
      example: { params: { ...exampleParams, accountId: exampleMember.accountId } },
    }),
    async (request, reply) => {
      const params = request.params as M
      await members.remove(personOf(request), partyOf(params), params.accountId)
      return reply.code(204).send()
    },
  )
}
