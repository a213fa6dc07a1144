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

/** What makes two requests the same: method, address and what the body means (as its schema has read it). */
export const fingerprintOf = (request: FastifyRequest): Buffer =>
  createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(
      JSON.stringify(request.body, (_key, value) => (typeof value === 'bigint' ? `${value}n` : value)) ?? '',
    )
    .digest()

/** An answer as it is kept and sent: the same bytes each time. */
interface KeptAnswer {
  status: number
  json: string
}

interface Keyed {
  scope: string
  key: string
  fingerprint: Buffer
}

interface AtWork {
  fingerprint: Buffer
  answer: Promise<KeptAnswer>
}

/** What this process works on: repeats of it wait here, so that they do not hold a database connection each. */
const atWork = new WeakMap<Database, Map<string, AtWork>>()

export interface OnceOptions {
  /**
   * For hot paths: `work` begins while the claim of its key is on its way, so that its first statements go out with
   * it. The server runs them after the claim. When the key turns out to be another's, all of it is rolled back and
   * the first answer is told, so `work` may have been begun in vain and then fail at a statement.
   */
  eager?: boolean
}

/**
 * Runs `work` once for each scope and key, in one transaction with the record of its answer.
 *
 * A second request waits for the first for as long as the database's lock timeout allows (in this process in
 * memory, from others at the unique key): then it gets the first answer, or does the work itself if the first
 * failed. Throws `requestInFlight` (409) when the first is still running, `idempotencyKeyReused` (422) when
 * the body differs.
 */
export function once(
  db: Database,
  request: Keyed,
  work: (tx: Tx) => Promise<Answer>,
  options: OnceOptions = {},
): Promise<KeptAnswer> {
  return keptOnce(db, request, async (tx) => toKept(await work(tx)), options)
}

const toKept = ({ status, body }: Answer): KeptAnswer => ({ status, json: JSON.stringify(body) ?? '' })

type Work = (tx: Tx) => Promise<KeptAnswer>

async function keptOnce(
  db: Database,
  request: Keyed,
  work: Work,
  { eager = false }: OnceOptions,
): Promise<KeptAnswer> {
  const { fingerprint } = request
  const name = JSON.stringify([request.scope, request.key])
  const mine = atWork.get(db) ?? new Map<string, AtWork>()
  atWork.set(db, mine)
  const deadline = Date.now() + db.lockTimeoutMs
  for (let first = mine.get(name); first; first = mine.get(name)) {
    const outcome = await settledBefore(first.answer, deadline)
    if (outcome === 'running') throw inFlight()
    if (outcome === 'failed') continue
    if (!first.fingerprint.equals(fingerprint)) throw keyReused()
    return first.answer
  }
  const answer = claimAndWork(db, request, work, eager)
  mine.set(name, { fingerprint, answer })
  try {
    return await answer
  } finally {
    mine.delete(name)
  }
}

/** Rolls back what was begun in vain. */
const answeredBefore = new Error('this key was answered before')

async function claimAndWork(
  db: Database,
  { scope, key, fingerprint }: Keyed,
  work: Work,
  eager: boolean,
): Promise<KeptAnswer> {
  try {
    return await db.transaction(
      async (tx) => {
        const claiming = tx.query(claim, [scope, key, fingerprint])
        const begun = eager ? work(tx) : undefined
        // Whether it failed counts only once the key is ours.
        begun?.catch(() => {})
        const [mine] = await claiming.catch((error: unknown) => {
          throw databaseError(error)?.code === '55P03' ? inFlight(error) : error
        })
        if (!mine) throw answeredBefore
        const answer = await (begun ?? work(tx))
        // It goes out with the commit: if it failed, the commit would be refused.
        tx.query(keep, [scope, key, answer.status, answer.json]).catch(() => {})
        return answer
      },
      { pipelined: true },
    )
  } catch (error) {
    if (error !== answeredBefore) throw error
  }
  const [first] = await db.query<{ fingerprint: Buffer; status: number; body: string }>(find, [scope, key])
  // Its time of keeping ended between the two statements.
  if (!first) throw inFlight()
  if (!first.fingerprint.equals(fingerprint)) throw keyReused()
  return { status: first.status, json: first.body }
}

async function settledBefore(
  answer: Promise<unknown>,
  deadline: number,
): Promise<'done' | 'failed' | 'running'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'running'>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, deadline - Date.now()), 'running')
  })
  try {
    return await Promise.race([
      answer.then(
        () => 'done' as const,
        // The first request's caller is told why; who repeated it tries for itself.
        () => 'failed' as const,
      ),
      late,
    ])
  } finally {
    clearTimeout(timer)
  }
}

const inFlight = (cause?: unknown): HaatError =>
  new HaatError(
    'conflict',
    'requestInFlight',
    'The first request with this key is still running; ask again shortly.',
    { retryAfterSeconds: 1, cause },
  )

const keyReused = (): HaatError =>
  new HaatError(
    'unprocessable',
    'idempotencyKeyReused',
    'This Idempotency-Key was used for another request; take a new one.',
  )

/**
 * `once` for a request: the key from its header, the scope its caller. Sends the answer; one that is not what
 * the contract promises is rolled back and thrown.
 */
export async function answerOnce(
  db: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx) => Promise<Answer>,
  options: OnceOptions = {},
): Promise<FastifyReply> {
  const { caller } = request
  if (!caller) throw new Error('answers are kept by caller: this endpoint lets in people without a name')
  const scope = caller.kind === 'person' ? caller.accountId : caller.providerId
  const { status, json } = await keptOnce(
    db,
    { scope, key: idempotencyKey(request), fingerprint: fingerprintOf(request) },
    async (tx) => {
      const answer = toKept(await work(tx))
      const promised = request.routeOptions.config.contract?.replies[answer.status]
      promised?.parse(JSON.parse(answer.json || 'null'))
      return answer
    },
    options,
  )
  return reply.code(status).type('application/json; charset=utf-8').send(json)
}

/** Drops answers older than the replay window. */
export const forgetOldAnswers = async (db: Database): Promise<void> =>
  void (await db.query(forget, [keptHours]))
