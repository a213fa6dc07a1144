import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type ErrorKind, type FieldProblem, HaatError } from '../../kernel/errors.ts'
import { databaseError } from '../database/index.ts'
import { currentContext } from '../telemetry/context.ts'

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
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
    correlationId: z.string(),
  })
  .meta({ id: 'Problem' })

const titles: Record<number, string> = {
  400: 'The request is malformed',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible now',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Wrong kind of content',
  422: 'Refused',
  428: 'A header is missing',
  429: 'Too many requests',
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

function fieldsOf(error: {
  validation: readonly { instancePath: string; message?: string; keyword?: string }[]
}): FieldProblem[] {
  return error.validation.map((issue) => ({
    pointer: issue.instancePath || '/',
    code: issue.keyword ?? 'invalid',
    detail: issue.message ?? 'is not valid',
  }))
}

/** What a thrown error means to the caller; undefined when it is our own fault. */
export function asHaatError(error: unknown): HaatError | undefined {
  if (error instanceof HaatError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new HaatError('invalid', 'invalidFields', 'Some fields need another look.', {
      fields: fieldsOf(error),
    })
  }
  const sqlState = databaseError(error)?.code
  if (sqlState === '55P03')
    return new HaatError('conflict', 'busy', 'Somebody else is changing this; try again.', {
      retryAfterSeconds: 1,
      cause: error,
    })
  if (
    sqlState === '57P01' ||
    sqlState === '57P03' ||
    sqlState?.startsWith('08') ||
    isConnectionError(error)
  ) {
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

const isConnectionError = (error: unknown): boolean =>
  error instanceof Error &&
  (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(
    String((error as NodeJS.ErrnoException).code),
  ) ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(
      `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`,
    ))

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
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: `urn:haat:problem:${code}`,
      title: titles[status] ?? 'Error',
      status,
      code,
      detail,
      ...(known && known.fields.length > 0 ? { errors: known.fields } : {}),
      ...(known && Object.keys(known.facts).length > 0 ? { facts: known.facts } : {}),
      correlationId: currentContext().correlationId,
    })
}
