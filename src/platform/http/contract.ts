import type { FastifySchemaCompiler } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import type { z } from 'zod'

/**
 * Who may call an endpoint at all; ownership of the object is decided by the module's policy.
 * `signature`: a server that proves itself by a signed body (webhooks).
 */
export type Access = 'public' | 'person' | 'operator' | 'provider' | 'signature'

type Replies = Readonly<Record<number, z.ZodType>>

export interface Contract<B extends z.ZodType, Q, P, H, R extends Replies> {
  operationId: string
  summary: string
  /** Longer text for the documentation. */
  description?: string
  /** The module: one heading in the documentation. */
  tag: string
  access: Access
  body?: B
  /**
   * Reads bodies as `body` does, and faster, where they are plain; undefined leaves it to the schema. For bodies of
   * thousands of items.
   */
  readBody?: (body: unknown) => z.output<B> | undefined
  query?: Q
  params?: P
  headers?: H
  replies: R
  /** Statuses of problems beyond those that follow from the shape (400, 401, 403, 404, 413, 415, 429, 503). */
  problems?: readonly (401 | 404 | 409 | 412 | 422 | 428)[]
  /** Requires `Idempotency-Key`: creates an order, a payment, a refund or a booking. */
  idempotent?: boolean
  /** Requires `If-Match`. */
  ifMatch?: boolean
  /** A body of another type than JSON, e.g. `text/csv`, and what a reply that is not JSON is. */
  consumes?: string
  produces?: string
  /** Largest body in bytes; 256 KiB unless told. */
  bodyLimit?: number
  /** One worked example; checked against the schemas by a test. */
  example: {
    body?: unknown
    reply?: unknown
    query?: Record<string, unknown>
    params?: Record<string, string>
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    contract?: Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Replies>
    /** Marks a page for people, and says who may open it. */
    page?: { access: 'anyone' | 'signedIn' | 'operator' }
  }
}

/**
 * The full description of an endpoint: schemas for Fastify, access for the guard, words and examples for
 * OpenAPI. Every route carries one; a route without is refused at start.
 */
export function contract<
  R extends Replies,
  B extends z.ZodType = z.ZodUnknown,
  Q extends z.ZodType = z.ZodUnknown,
  P extends z.ZodType = z.ZodUnknown,
  H extends z.ZodType = z.ZodUnknown,
>(definition: Contract<B, Q, P, H, R>) {
  const { body, readBody, query, params, headers, replies } = definition
  const schema = {
    ...(body ? { body } : {}),
    ...(query ? { querystring: query } : {}),
    ...(params ? { params } : {}),
    ...(headers ? { headers } : {}),
    response: definition.produces ? {} : replies,
  } as { body: B; querystring: Q; params: P; headers: H; response: R }
  return {
    schema,
    ...(definition.bodyLimit ? { bodyLimit: definition.bodyLimit } : {}),
    ...(readBody ? { validatorCompiler: readingFirst(readBody) } : {}),
    config: {
      contract: definition as unknown as Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Replies>,
    },
  }
}

const readingFirst =
  (read: (body: unknown) => unknown): FastifySchemaCompiler<unknown> =>
  (route) => {
    const bySchema = validatorCompiler(route as Parameters<typeof validatorCompiler>[0])
    if (route.httpPart !== 'body') return bySchema
    return (data: unknown) => {
      const value = read(data)
      return value === undefined ? bySchema(data) : { value }
    }
  }

/** Every status that an endpoint may answer: what it declares and what follows from its shape. */
export function statusesOf(
  definition: Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Replies>,
): number[] {
  const statuses = new Set<number>([
    ...Object.keys(definition.replies).map(Number),
    ...(definition.problems ?? []),
    400,
    429,
    503,
  ])
  if (definition.access !== 'public') statuses.add(401).add(403)
  // A body may name objects too, and they may be absent or a stranger's.
  if (definition.params || definition.body) statuses.add(404)
  if (definition.body || definition.consumes) statuses.add(413).add(415)
  if (definition.idempotent) statuses.add(409).add(422).add(428)
  if (definition.ifMatch) statuses.add(412).add(428)
  return [...statuses].sort((a, b) => a - b)
}
