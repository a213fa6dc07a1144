import { z } from 'zod'
import { contract, personOf, type Routes, wireId } from '../platform/http/index.ts'
import { accountSchema, wirePhone } from './identity.schema.ts'
import { exampleAccount } from './me.routes.ts'
import type { Operators } from './operators.service.ts'

const tag = 'operators'
const person = { ...exampleAccount, operator: true }

/** People and roles, for operators. */
export const operatorsRoutes =
  ({ operators }: { operators: Operators }): Routes =>
  (app) => {
    app.get(
      '/v1/operator/people',
      contract({
        operationId: 'findPeople',
        summary: 'The person behind a number and what they may do; all operators without a number',
        tag,
        access: 'operator',
        query: z.strictObject({ phone: wirePhone.optional() }),
        replies: { 200: z.strictObject({ items: z.array(accountSchema) }) },
        example: { query: { phone: '98765 43210' }, reply: { items: [person] } },
      }),
      async (request) => ({ items: await operators.find(request.query.phone) }),
    )

    app.post(
      '/v1/operator/operators',
      contract({
        operationId: 'grantOperator',
        summary: 'Give somebody an operator’s seat; they need not have signed in yet',
        description: 'Doing it again changes nothing. Kept in the operators’ record.',
        tag,
        access: 'operator',
        body: z.strictObject({ phone: wirePhone }),
        replies: { 201: accountSchema },
        example: { body: { phone: '98765 43210' }, reply: person },
      }),
      async (request, reply) =>
        reply.code(201).send(await operators.grant(personOf(request), request.body.phone)),
    )

    app.delete(
      '/v1/operator/operators/:accountId',
      contract({
        operationId: 'revokeOperator',
        summary: 'Take an operator’s seat away; nobody takes their own',
        description: 'In effect at once. Kept in the operators’ record.',
        tag,
        access: 'operator',
        params: z.strictObject({ accountId: wireId('account') }),
        replies: { 204: z.undefined() },
        problems: [409],
        example: { params: { accountId: exampleAccount.accountId } },
      }),
      async (request, reply) => {
        await operators.revoke(personOf(request), request.params.accountId)
        return reply.code(204).send()
      },
    )
  }
