import { z } from 'zod'
import { HaatError, notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import {
  contract,
  type Person,
  personOf,
  type Routes,
  wireId,
  wireInstant,
} from '../../platform/http/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import { checkAsked } from './certification.events.ts'
import type { CertificationPeople } from './certification.ports.ts'
import { mostChecksAnHour } from './certification.rules.ts'
import { beginCheck, checksLately, checksOf, findCheck, type ProviderCheck } from './certification.store.ts'

const tag = 'providers'
const providerParams = z.strictObject({ providerId: wireId('provider') })
const checkParams = z.strictObject({ ...providerParams.shape, checkId: wireId('check') })
const finding = z.strictObject({
  code: z.string().max(60),
  passed: z.boolean(),
  help: z.string().max(500).describe('What a server that does not pass has to do'),
  saw: z.string().max(1000).nullable().describe('What was seen instead; null when it passed'),
})
const checkView = z.strictObject({
  checkId: wireId('check'),
  askedAt: wireInstant,
  endedAt: wireInstant.nullable().describe('Null while it runs; a minute or so'),
  passed: z.boolean().describe('Over, and nothing failed'),
  findings: z.array(finding),
})

const providerId = 'prv_01jd3h5w6nfz8t6m3m3m3m3m3m'
const checkId = 'chk_01jd3h5w6nfz8t6m3m3m3m3m3m'
const asked = { checkId, askedAt: '2026-11-20T06:30:00.000Z', endedAt: null, passed: false, findings: [] }
const over = {
  ...asked,
  endedAt: '2026-11-20T06:30:04.000Z',
  findings: [
    {
      code: 'answers',
      passed: true,
      help: 'Serve GET /bookings/{reference} below your webhook URL.',
      saw: null,
    },
    {
      code: 'refusesStale',
      passed: false,
      help: 'Compare webhook-timestamp with your clock.',
      saw: 'It answered 200 "{\\"decision\\":\\"accepted\\"}".',
    },
  ],
}

const viewOf = ({ providerId: _, ...check }: ProviderCheck) => ({
  ...check,
  passed: check.findings.length > 0 && check.findings.every(({ passed }) => passed),
})

/** Checks of a provider's server, for its people; operators read them. */
export const certificationRoutes =
  ({
    db,
    outbox,
    people,
    directory,
  }: {
    db: Database
    outbox: Outbox
    people: CertificationPeople
    directory: Pick<ProviderDirectory, 'find'>
  }): Routes =>
  (app) => {
    const mayRead = async (person: Person, id: Id<'provider'>): Promise<void> => {
      if (await people.isOperator(person.accountId)) return
      await people.requireMember(db, person, { kind: 'provider', id })
    }

    app.post(
      '/v1/providers/:providerId/checks',
      contract({
        operationId: 'checkProvider',
        summary: 'Have your server checked against the contract',
        description:
          'The market plays through bookings, cancellations, forged and repeated messages at your webhook URL, and takes back what it booked. One check at a time, and twelve in an hour.',
        tag,
        access: 'person',
        params: providerParams,
        replies: { 202: checkView },
        problems: [409, 422],
        example: { params: { providerId }, reply: asked },
      }),
      async (request, reply) => {
        const person = personOf(request)
        const { params } = request
        const check = await db.transaction(async (tx) => {
          await people.requireMember(tx, person, { kind: 'provider', id: params.providerId })
          const provider = await directory.find(params.providerId, tx)
          const isOndc = provider?.channel === 'ondc' && provider.ondc !== null
          if (!provider || (provider.secrets.length === 0 && !isOndc))
            throw new HaatError(
              'unprocessable',
              'nothingToCheck',
              'Make a webhook secret first: without one nothing can be signed.',
            )
          const { asked, secondsLeft } = await checksLately(tx, params.providerId)
          if (asked >= mostChecksAnHour)
            throw new HaatError(
              'tooMany',
              'tooManyChecks',
              'This server was checked often within the hour. Mend what the last check found, and try again later.',
              { retryAfterSeconds: secondsLeft ?? 60 },
            )
          const begun = await beginCheck(tx, {
            checkId: newId('check'),
            providerId: params.providerId,
            askedBy: person.accountId,
          })
          if (!begun)
            throw new HaatError(
              'conflict',
              'checkRunning',
              'A check is running already. Wait until it is over.',
            )
          await outbox.publish(tx, [event(checkAsked, { checkId: begun.checkId })])
          return begun
        })
        return reply.code(202).send(viewOf(check))
      },
    )

    app.get(
      '/v1/providers/:providerId/checks',
      contract({
        operationId: 'listProviderChecks',
        summary: 'The last checks of your server, latest first',
        tag,
        access: 'person',
        params: providerParams,
        replies: { 200: z.strictObject({ items: z.array(checkView) }) },
        example: { params: { providerId }, reply: { items: [over] } },
      }),
      async (request) => {
        await mayRead(personOf(request), request.params.providerId)
        return { items: (await checksOf(db, request.params.providerId)).map(viewOf) }
      },
    )

    app.get(
      '/v1/providers/:providerId/checks/:checkId',
      contract({
        operationId: 'getProviderCheck',
        summary: 'One check of your server',
        tag,
        access: 'person',
        params: checkParams,
        replies: { 200: checkView },
        example: { params: { providerId, checkId }, reply: over },
      }),
      async (request) => {
        const { params } = request
        await mayRead(personOf(request), params.providerId)
        const check = await findCheck(db, params.checkId)
        if (check?.providerId !== params.providerId) throw notFound('check')
        return viewOf(check)
      },
    )
  }
