import { readFile } from 'node:fs/promises'
import { Validator } from '@seriousme/openapi-schema-validator'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { healthRoutes } from '../../src/app/health.routes.ts'
import { createApi } from '../../src/app/market.ts'
import { openResources } from '../../src/app/resources.ts'
import { wireModules } from '../../src/app/wiring/index.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { openApiDocument } from '../../src/platform/http/index.ts'
import { checkExamples } from '../support/examples.ts'

type Json = Record<string, unknown>
interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  security?: Record<string, unknown>[]
  'x-access'?: string
  parameters?: { name: string; in: string; required?: boolean; schema?: Json; example?: unknown }[]
  requestBody?: { content: Record<string, { schema?: Json; example?: unknown; examples?: unknown }> }
  responses: Record<string, Response>
}
interface Response {
  $ref?: string
  description?: string
  content?: Record<string, { schema?: Json; example?: unknown; examples?: unknown }>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Json>; securitySchemes?: Json }
}

// The routes alone are needed: nothing connects to this address.
const config = readConfig({ SECRET_KEY: 'A'.repeat(43), LOG_LEVEL: 'silent' })
const log = pino({ level: 'silent' })
const resources = await openResources({ config, databaseUrl: 'postgres://nobody@127.0.0.1:1/none', log })
t.teardown(() => resources.close())
const modules = wireModules(resources)
const api = await createApi(resources, modules)
t.teardown(() => api.close())
await api.ready()
// By way of JSON, as those who read it get it.
const market = JSON.parse(JSON.stringify(openApiDocument(api))) as Document
const provider = parse(
  await readFile(new URL('../../openapi/delivery-provider.yaml', import.meta.url), 'utf8'),
) as Document

const operationsOf = (document: Document) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  )

const hasExample = (content: { schema?: Json; example?: unknown; examples?: unknown }): boolean =>
  content.example !== undefined ||
  content.examples !== undefined ||
  (Array.isArray(content.schema?.examples) && content.schema.examples.length > 0)

for (const [title, document] of [
  ['haat.yaml', market],
  ['delivery-provider.yaml', provider],
] as const) {
  await t.test(`${title} is valid OpenAPI 3.1`, async (t) => {
    t.match(document.openapi, /^3\.1\./)
    const result = await new Validator().validate(structuredClone(document) as unknown as Json)
    t.ok(result.valid, JSON.stringify(result.errors)?.slice(0, 2000))
  })

  await t.test(`every reference in ${title} leads somewhere`, async (t) => {
    const references = new Set(
      [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to!),
    )
    t.ok(references.size > 0)
    for (const reference of references) {
      t.match(reference, /^#\//, 'nothing is fetched from elsewhere')
      let at: unknown = document
      for (const step of reference.slice(2).split('/')) at = (at as Json | undefined)?.[step]
      t.ok(at, reference)
    }
  })

  await t.test(
    `every operation in ${title} has a name of its own, words, statuses and examples`,
    async (t) => {
      const operations = operationsOf(document)
      const ids = operations.map(({ operation }) => operation.operationId)
      t.equal(new Set(ids).size, operations.length, 'operation ids are unique')
      for (const { name, path, operation } of operations) {
        t.match(operation.operationId, /^[a-z][a-zA-Z]+$/, `${name}: operationId`)
        t.ok(operation.summary, `${name}: summary`)
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!)
        const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
        t.strictSame(
          declared.map((parameter) => parameter.name).sort(),
          inPath.sort(),
          `${name}: path parameters`,
        )
        t.ok(declared.every((parameter) => parameter.required))
        for (const [type, content] of Object.entries(operation.requestBody?.content ?? {}))
          t.ok(hasExample(content), `${name}: an example of the ${type} that it takes`)
        const good = Object.entries(operation.responses).filter(([status]) => /^2/.test(status))
        t.ok(good.length > 0, `${name}: says how it succeeds`)
        const contents = good.flatMap(([, response]) => Object.values(response.content ?? {}))
        t.ok(contents.length === 0 || contents.some(hasExample), `${name}: an example of what it answers`)
      }
    },
  )
}

t.test('who may call is told, in one way for people and one for programs', async (t) => {
  const schemes: Record<string, string[]> = {
    public: [],
    person: ['person'],
    operator: ['person'],
    provider: ['providerKey'],
    signature: ['webhookSignature'],
  }
  for (const { name, operation } of operationsOf(market)) {
    const named = (operation.security ?? []).flatMap((scheme) => Object.keys(scheme))
    t.strictSame(named, schemes[operation['x-access'] ?? 'none'], name)
  }
})

t.test('what is sent to us has bounds everywhere', async (t) => {
  for (const { name, operation } of operationsOf(market)) {
    const schemas = [
      ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
      ...(operation.parameters ?? []).map((parameter) => parameter.schema),
    ]
    const open = schemas.flatMap((schema) => (schema ? unbounded(schema, '') : []))
    t.strictSame(open, [], name)
  }
})

/** The places in a schema that take text, numbers or lists of any size. */
function unbounded(schema: Json, at: string): string[] {
  const found: string[] = []
  const has = (...names: string[]) => names.some((name) => schema[name] !== undefined)
  const isText = schema.type === 'string' && !has('maxLength', 'pattern', 'enum', 'const', 'format')
  const isNumber =
    (schema.type === 'integer' || schema.type === 'number') && !(has('maximum') && has('minimum'))
  const isList = schema.type === 'array' && !has('maxItems', 'prefixItems')
  const mediaText = at === '' && schema.type === 'string'
  if ((isText && !mediaText) || (isNumber && !has('enum', 'const', 'exclusiveMinimum')) || isList)
    found.push(`${at || '/'} (${schema.type})`)
  for (const [key, member] of Object.entries((schema.properties ?? {}) as Record<string, Json>))
    found.push(...unbounded(member, `${at}/${key}`))
  for (const part of ['items', 'additionalProperties'] as const)
    if (schema[part] && typeof schema[part] === 'object')
      found.push(...unbounded(schema[part] as Json, `${at}/${part}`))
  for (const part of ['anyOf', 'oneOf', 'allOf'] as const) {
    const members = ((schema[part] ?? []) as Json[]).map((member) => unbounded(member, at))
    // One part of an intersection that bounds is enough.
    found.push(...(part === 'allOf' && members.some((open) => open.length === 0) ? [] : members.flat()))
  }
  return found
}

t.test('every worked example has the shapes that its endpoint declares', async (t: Test) => {
  const count = await checkExamples(t, [healthRoutes(resources), ...modules.routes])
  t.equal(count, operationsOf(market).length, 'of every operation in the document')
})
