import { notFound } from '../kernel/errors.ts'
import type { Database } from '../platform/database/index.ts'
import {
  contract,
  expectedVersion,
  personOf,
  type Routes,
  sendVersion,
  stale,
} from '../platform/http/index.ts'
import { findAccount, renameAccount } from './accounts.store.ts'
import { withParties } from './identity.profile.ts'
import { accountSchema, changeMeBody } from './identity.schema.ts'

export const exampleAccount = {
  accountId: 'acc_01jd3h5w6nfz8t6m3m3m3m3m3m',
  phone: '+919876543210',
  name: 'Asha Verma',
  operator: false,
  parties: [{ kind: 'trader', id: 'trd_01jd3h5w6nfz8t6m3m3m3m3m3m', role: 'owner' }],
  createdAt: '2026-11-20T09:30:00.000Z',
}

/** The signed-in person about themself. */
export const meRoutes =
  ({ db }: { db: Database }): Routes =>
  (app) => {
    app.get(
      '/v1/me',
      contract({
        operationId: 'getMe',
        summary: 'My account and for whom I act',
        tag: 'account',
        access: 'person',
        replies: { 200: accountSchema },
        example: { reply: exampleAccount },
      }),
      async (request, reply) => {
        const account = await findAccount(db, personOf(request).accountId)
        if (!account) throw notFound('account')
        return sendVersion(reply, account.version).send(await withParties(db, account))
      },
    )

    app.patch(
      '/v1/me',
      contract({
        operationId: 'changeMe',
        summary: 'Change my name',
        description: 'Honours If-Match.',
        tag: 'account',
        access: 'person',
        body: changeMeBody,
        replies: { 200: accountSchema },
        problems: [412],
        example: { body: { name: 'Asha Verma' }, reply: exampleAccount },
      }),
      async (request, reply) => {
        const { accountId } = personOf(request)
        const version = request.headers['if-match'] === undefined ? undefined : expectedVersion(request)
        const account = await renameAccount(db, { accountId, name: request.body.name, version })
        if (!account) throw stale()
        return sendVersion(reply, account.version).send(await withParties(db, account))
      },
    )
  }
