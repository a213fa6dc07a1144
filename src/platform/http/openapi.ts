import type { SwaggerTransform } from '@fastify/swagger'
import { z } from 'zod'
import { type Contract, statusesOf } from './contract.ts'
import { problemSchema } from './problem.ts'

type AnyContract = Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Record<number, z.ZodType>>

// Replies are encoded by the same codecs that read requests, so the wire's form is always the input side.
const toJsonSchema = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-2020-12',
    unrepresentable: 'any',
  }) as Record<string, unknown>
  return rest
}

const problemWord = 'Problem'
const problemRef = { $ref: '#/components/schemas/Problem' }

const security: Record<AnyContract['access'], object[]> = {
  public: [],
  person: [{ person: [] }],
  operator: [{ person: [] }],
  provider: [{ providerKey: [] }],
  signature: [{ webhookSignature: [] }],
}

const headerParameters = (definition: AnyContract) => {
  const properties: Record<string, object> = {}
  const required: string[] = []
  const add = (name: string, description: string, example: string) => {
    properties[name] = { type: 'string', minLength: 1, maxLength: 255, description, examples: [example] }
    required.push(name)
  }
  if (definition.idempotent) {
    add(
      'idempotency-key',
      'Your own unique key for this action; repeat it to get the first answer again',
      'b7a1c3d2-checkout-1',
    )
  }
  if (definition.ifMatch) add('if-match', 'The ETag of the version that you change', '"1"')
  return required.length > 0 ? { headers: { type: 'object', properties, required } } : {}
}

/** Turns a route's contract into its part of the OpenAPI document. Routes without one stay out of it. */
export const openApiTransform: SwaggerTransform = ({ schema, url, route }) => {
  const definition = route.config?.contract as AnyContract | undefined
  if (!definition) return { schema: { ...schema, hide: true }, url }
  const { example } = definition
  const response: Record<string, unknown> = {}
  for (const status of statusesOf(definition)) {
    const reply = definition.replies[status]
    if (reply === undefined || reply === problemSchema) {
      response[status] = {
        description: problemWord,
        content: { 'application/problem+json': { schema: problemRef } },
      }
      continue
    }
    const type = definition.produces ?? 'application/json'
    const isEmpty = reply instanceof z.ZodNull || reply instanceof z.ZodUndefined
    response[status] = isEmpty
      ? { description: 'Done', type: 'null' }
      : {
          description: 'Done',
          content: { [type]: { schema: withExample(toJsonSchema(reply), example.reply) } },
        }
  }
  const bodyType = definition.consumes ?? 'application/json'
  return {
    url,
    schema: {
      operationId: definition.operationId,
      summary: definition.summary,
      ...(definition.description ? { description: definition.description } : {}),
      tags: [definition.tag],
      security: security[definition.access] as never,
      ...({ 'x-access': definition.access } as object),
      ...(definition.params ? { params: withExamples(toJsonSchema(definition.params), example.params) } : {}),
      ...(definition.query
        ? { querystring: withExamples(toJsonSchema(definition.query), example.query) }
        : {}),
      ...headerParameters(definition),
      ...(definition.body || definition.consumes
        ? {
            body: {
              content: {
                [bodyType]: {
                  schema: withExample(
                    definition.body ? toJsonSchema(definition.body) : { type: 'string' },
                    example.body,
                  ),
                },
              },
            },
          }
        : {}),
      response,
    },
  }
}

const withExample = (schema: Record<string, unknown>, example: unknown) =>
  example === undefined ? schema : { ...schema, examples: [example] }

function withExamples(schema: Record<string, unknown>, values: Record<string, unknown> | undefined) {
  const properties = schema.properties as Record<string, Record<string, unknown>> | undefined
  for (const [name, value] of Object.entries(values ?? {})) {
    if (properties?.[name]) properties[name] = { ...properties[name], examples: [value] }
  }
  return schema
}

/** Says once what a problem looks like, instead of some nine hundred times. */
export function shareProblems(document: object): object {
  const { paths, components, ...rest } = structuredClone(document) as {
    paths: Record<string, Record<string, { responses: Record<string, { description?: string }> }>>
    components: object
  }
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (response.description === problemWord)
        Object.assign(operation.responses, { [status]: { $ref: '#/components/responses/Problem' } })
    }
  }
  const problem = {
    description: 'Problem details (RFC 9457)',
    content: { 'application/problem+json': { schema: problemRef } },
  }
  return { ...rest, components: { ...components, responses: { Problem: problem } }, paths }
}

export const openApiBase = {
  openapi: '3.1.0' as const,
  info: {
    title: 'Haat',
    version: '1.0.0',
    description:
      'The open national trader marketplace: traders list stock, consumers order from the shops around them, delivery startups plug in. Sums are whole paise, instants are UTC, errors are RFC 9457 problem details with a stable `code`. Begin with `POST /v1/auth/codes` and `POST /v1/auth/sessions`; press Authorize and give the access token.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  components: {
    securitySchemes: {
      person: {
        type: 'http' as const,
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'Access token of a person',
      },
      providerKey: {
        type: 'http' as const,
        scheme: 'bearer',
        description: 'API key of a delivery provider, `hk_…`',
      },
      webhookSignature: {
        type: 'apiKey' as const,
        in: 'header' as const,
        name: 'webhook-signature',
        description: 'Standard Webhooks signature, with `webhook-id` and `webhook-timestamp`',
      },
    },
    schemas: { Problem: toJsonSchema(problemSchema) },
  },
}
