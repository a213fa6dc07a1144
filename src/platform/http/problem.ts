import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type ErrorKind, HaatError } from '../../kernel/errors.ts'
import { databaseError } from '../database/index.ts'
import { fieldsOf } from './field-words.ts'

export const statusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  stale: 412,
  tooLarge: 413,
  unprocessable: 422,
  preconditionRequired: 428,
  tooMany: 429,
  unavailable: 503,
}

/** RFC 9457 problem details, with our stable `code` and a pointer to each bad field. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  correlationId: z.string(),
})

const titles: Record<number, string> = {
  400: 'The request is malformed',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  408: 'Too slow',
  409: 'Not possible now',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Wrong kind of content',
  422: 'Refused',
  428: 'A header is missing',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Our fault',
  503: 'Not available now',
}

/** Fastify's own errors, by the code that it gives them. */
function fromFastify(error: { code?: string; statusCode?: number; message: string }): HaatError | undefined {
  switch (error.statusCode) {
    case 400:
      return new HaatError('invalid', 'malformedRequest', `The request cannot be read: ${error.message}`)
    case 413:
      return new HaatError('tooLarge', 'bodyTooLarge', 'The body is larger than this address takes.')
    case 429:
      return new HaatError('tooMany', 'rateLimited', 'Too many requests from this address; wait a little.')
    default:
      return undefined
  }
}

/** SQLSTATEs that say: the database cannot work now. 53: out of something; 57P: shut down, crashed, starting. */
const isAway = (sqlState: string): boolean =>
  /^(?:08|53|57P0[1-5]|58)/.test(sqlState) || sqlState === '25006' || sqlState === '25P03'

/** SQLSTATEs that say: another transaction was in the way, more than once. */
const isBusy = (sqlState: string): boolean => ['55P03', '40P01', '40001'].includes(sqlState)

/** What a thrown error means to the caller; undefined when it is our own fault. */
export function asHaatError(error: unknown): HaatError | undefined {
  if (error instanceof HaatError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new HaatError('invalid', 'invalidFields', 'Some fields need another look.', {
      fields: fieldsOf(error.validation),
    })
  }
  const sqlState = databaseError(error)?.code
  if (sqlState !== undefined && isBusy(sqlState))
    return new HaatError('conflict', 'busy', 'Somebody else is changing this; try again.', {
      retryAfterSeconds: 1,
      cause: error,
    })
  if (sqlState === undefined ? isConnectionError(error) : isAway(sqlState)) {
    return new HaatError(
      'unavailable',
      'databaseAway',
      'The market cannot reach its database; try again shortly.',
      { retryAfterSeconds: 2, cause: error },
    )
  }
  return isResponseSerializationError(error)
    ? undefined
    : fromFastify(error as { code?: string; statusCode?: number; message: string })
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
const connectionWords =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|connection (?:is )?closed|Cannot use a pool after/i

/** Whether a connection failed, here or in what caused it: Drizzle wraps what the driver throws. */
function isConnectionError(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const { code } = error as NodeJS.ErrnoException
    if ((code && connectionCodes.has(code)) || connectionWords.test(error.message)) return true
  }
  return false
}

interface Told {
  status: number
  code: string
  detail: string
  correlationId: string
}

/** Problem details as they go over the wire. */
export const problemOf = ({ status, code, detail, correlationId }: Told, more: object = {}) => ({
  type: `urn:haat:problem:${code}`,
  title: titles[status] ?? 'Error',
  status,
  code,
  detail,
  ...more,
  correlationId,
})

/** Answers with problem details and logs what is our own fault with its cause. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const unsupported = (error as { statusCode?: number }).statusCode === 415
  const known = asHaatError(error)
  const status = unsupported ? 415 : known ? statusOf[known.kind] : 500
  if (status >= 500) request.log.error({ err: error }, 'a request failed')
  const code = unsupported ? 'unsupportedMediaType' : (known?.code ?? 'internal')
  const detail = unsupported
    ? 'Send this with the content type that the documentation names.'
    : (known?.message ??
      'Something went wrong on our side. It has been logged; try again, and tell us the correlation id if it stays.')
  if (known?.retryAfterSeconds) reply.header('retry-after', String(known.retryAfterSeconds))
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  const more = {
    ...(known && known.fields.length > 0 ? { errors: known.fields } : {}),
    ...(known && Object.keys(known.facts).length > 0 ? { facts: known.facts } : {}),
  }
  return reply
    .code(status)
    .header('x-correlation-id', request.id)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemOf({ status, code, detail, correlationId: request.id }, more))
}
