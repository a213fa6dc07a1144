import type { HaatApp } from '../../src/platform/http/index.ts'
import { openApiDocument } from '../../src/platform/http/index.ts'

type Json = Record<string, unknown>

/** One operation of the published contract, as tests that cover all of them need it. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  operationId: string
  access: 'public' | 'person' | 'operator' | 'provider' | 'signature'
  pathParameters: string[]
  queryParameters: { name: string; schema: Json; required: boolean; example: unknown }[]
  needsIdempotencyKey: boolean
  needsIfMatch: boolean
  body: { type: string; schema: Json; example: unknown } | undefined
  statuses: number[]
}

interface Described {
  operationId: string
  'x-access': Operation['access']
  parameters?: { name: string; in: string; schema: Json; required?: boolean; example?: unknown }[]
  requestBody?: {
    content: Record<
      string,
      { schema: Json; example?: unknown; examples?: Record<string, { value: unknown }> }
    >
  }
  responses: Record<string, unknown>
}

/** Every operation of the running API, read from its OpenAPI document: a new route is in it by itself. */
export function operationsOf(app: HaatApp): Operation[] {
  const { paths } = openApiDocument(app) as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const parameters = described.parameters ?? []
      const content = Object.entries(described.requestBody?.content ?? {})[0]
      const examples = content?.[1].schema.examples as unknown[] | undefined
      return {
        method: method.toUpperCase() as Operation['method'],
        path,
        operationId: described.operationId,
        access: described['x-access'],
        pathParameters: parameters
          .filter((parameter) => parameter.in === 'path')
          .map((parameter) => parameter.name),
        queryParameters: parameters
          .filter((parameter) => parameter.in === 'query')
          .map(({ name, schema, required = false, example }) => ({ name, schema, required, example })),
        needsIdempotencyKey: parameters.some(
          (parameter) => parameter.name.toLowerCase() === 'idempotency-key',
        ),
        needsIfMatch: parameters.some((parameter) => parameter.name.toLowerCase() === 'if-match'),
        body: content && {
          type: content[0],
          schema: content[1].schema,
          example: content[1].example ?? examples?.[0] ?? Object.values(content[1].examples ?? {})[0]?.value,
        },
        statuses: Object.keys(described.responses).map(Number),
      }
    }),
  )
}

/** The operation's address with these path parameters; throws for one that has no value, so that none is forgotten. */
export function addressOf(operation: Operation, values: Readonly<Record<string, string>>): string {
  return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined)
      throw new Error(`${operation.operationId}: no object stands for the path parameter ${name}`)
    return encodeURIComponent(value)
  })
}
