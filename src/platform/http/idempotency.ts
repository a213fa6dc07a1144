import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HaatError } from '../../kernel/errors.ts'
import { type Database, databaseError, statement, type Tx } from '../database/index.ts'

const claim = statement(
  'idempotency_claim',
  'insert into idempotency_keys (scope, key, fingerprint) values ($1, $2, $3) on conflict do nothing returning 1 as mine',
)
const keep = statement(
  'idempotency_keep',
  'update idempotency_keys set status = $3, body = $4 where scope = $1 and key = $2',
)
const find = statement(
  'idempotency_find',
  'select fingerprint, status, body from idempotency_keys where scope = $1 and key = $2',
)
const forget = statement(
  'idempotency_forget',
  `delete from idempotency_keys where created_at < now() - $1 * interval '1 hour'`,
)

/** Answers are replayed for this long. */
const keptHours = 72

export interface Answer {
  status: number
  /** JSON as it goes over the wire. */
  body: unknown
}

/** The caller's key; throws `preconditionRequired` without one. */
export function idempotencyKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length === 0) {
    throw new HaatError(
      'preconditionRequired',
      'idempotencyKeyRequired',
      'Send an Idempotency-Key header: a unique value for this action.',
    )
  }
  if (key.length > 255)
    throw new HaatError('invalid', 'badIdempotencyKey', 'An Idempotency-Key has at most 255 characters.')
  return key
}

/** What makes two requests the same: method, path and body. Property order counts, as bytes do. */
export const fingerprintOf = (request: FastifyRequest): Buffer =>
  createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(JSON.stringify(request.body) ?? '')
    .digest()

/**
 * Runs `work` once for each scope and key, in one transaction with the record of its answer.
 *
 * A second request waits for the first at the unique key (5 s at most, the database's lock timeout): then it
 * gets the first answer, or does the work itself if the first failed. Throws `requestInFlight` (409) when the
 * first is still running, `idempotencyKeyReused` (422) when the body differs.
 */
export async function once(
  db: Database,
  request: { scope: string; key: string; fingerprint: Buffer },
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const { scope, key, fingerprint } = request
  return db.transaction(async (tx) => {
    const [mine] = await tx.query(claim, [scope, key, fingerprint]).catch((error: unknown) => {
      if (databaseError(error)?.code !== '55P03') throw error
      throw new HaatError(
        'conflict',
        'requestInFlight',
        'The first request with this key is still running; ask again shortly.',
        { retryAfterSeconds: 1, cause: error },
      )
    })
    if (mine) {
      const answer = await work(tx)
      await tx.query(keep, [scope, key, answer.status, JSON.stringify(answer.body)])
      return answer
    }
    const [first] = await tx.query<{ fingerprint: Buffer; status: number; body: unknown }>(find, [scope, key])
    if (!first?.fingerprint.equals(fingerprint)) {
      throw new HaatError(
        'unprocessable',
        'idempotencyKeyReused',
        'This Idempotency-Key was used for another request; take a new one.',
      )
    }
    return { status: first.status, body: first.body }
  })
}

/** `once` for a request: the key from its header, the scope its caller. Sends the answer. */
export async function answerOnce(
  db: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx) => Promise<Answer>,
): Promise<FastifyReply> {
  const caller = request.caller
  const scope =
    caller?.kind === 'person' ? caller.accountId : caller?.kind === 'provider' ? caller.providerId : 'public'
  const answer = await once(
    db,
    { scope, key: idempotencyKey(request), fingerprint: fingerprintOf(request) },
    work,
  )
  return reply
    .code(answer.status)
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(answer.body)
}

/** Drops answers older than the replay window; how many. */
export const forgetOldAnswers = async (db: Database): Promise<void> =>
  void (await db.query(forget, [keptHours]))
