/**
 * Writes src/web/api/operations.ts: for each operation of openapi/haat.yaml what goes in and what comes back, as
 * types, so that a page that no longer fits the contract does not compile. With --check changes nothing and exits
 * 1 when the file differs.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { compile, type JSONSchema } from 'json-schema-to-typescript'
import { parse } from 'yaml'

const file = 'src/web/api/operations.ts'
const methods = ['get', 'put', 'post', 'patch', 'delete'] as const

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: JSONSchema
}

interface Operation {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: JSONSchema }> }
  responses: Record<string, { content?: Record<string, { schema: JSONSchema }> }>
}

/** Keeps what a type can say; examples, bounds and words stay in the contract. */
function shapeOf(schema: unknown): JSONSchema {
  const dropped = [
    'description',
    'examples',
    'example',
    'default',
    'title',
    'minItems',
    'maxItems',
    'pattern',
  ]
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      dropped.includes(key) && typeof value !== 'object' ? undefined : value,
    ),
  )
}

const objectOf = (parameters: Parameter[], where: Parameter['in']): JSONSchema | undefined => {
  const those = parameters.filter((parameter) => parameter.in === where)
  if (those.length === 0) return undefined
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(those.map(({ name, schema }) => [name, shapeOf(schema)])),
    required: those.filter(({ required }) => required).map(({ name }) => name),
  }
}

function operationSchema(operation: Operation): JSONSchema {
  const parameters = operation.parameters ?? []
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1]
  const json = success?.content?.['application/json']?.schema
  const reply = json
    ? shapeOf(json)
    : success?.content
      ? { type: 'string' as const }
      : { type: 'null' as const }
  const [bodyType, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const parts: Record<string, JSONSchema | undefined> = {
    params: objectOf(parameters, 'path'),
    query: objectOf(parameters, 'query'),
    headers: objectOf(parameters, 'header'),
    body: body && (bodyType === 'application/json' ? shapeOf(body.schema) : { tsType: 'Readable' }),
    reply,
  }
  const properties = Object.fromEntries(Object.entries(parts).filter(([, schema]) => schema)) as Record<
    string,
    JSONSchema
  >
  // A query without a required field may be left out altogether.
  const required = Object.keys(properties).filter(
    (part) =>
      part === 'reply' || part === 'body' || (properties[part]!.required as string[] | undefined)?.length,
  )
  return { type: 'object', additionalProperties: false, properties, required }
}

async function operationsFile(): Promise<string> {
  const document = parse(readFileSync('openapi/haat.yaml', 'utf8')) as {
    paths: Record<string, Partial<Record<(typeof methods)[number], Operation>>>
  }
  const schemas: Record<string, JSONSchema> = {}
  const addresses: string[] = []
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method]
      if (!operation) continue
      schemas[operation.operationId] = operationSchema(operation)
      addresses.push(`  ${operation.operationId}: ['${method.toUpperCase()}', '${path}'],`)
    }
  }
  const types = await compile(
    {
      title: 'Operations',
      type: 'object',
      additionalProperties: false,
      properties: schemas,
      required: Object.keys(schemas),
    },
    'Operations',
    {
      bannerComment: '',
      additionalProperties: false,
      ignoreMinAndMaxItems: true,
      style: { semi: false, singleQuote: true },
    },
  )
  return [
    '// Written by scripts/api-types.ts from openapi/haat.yaml. Do not edit.',
    "import type { Readable } from 'node:stream'",
    '',
    '/** Method and address of each operation. */',
    'export const addresses = {',
    ...addresses,
    '} as const',
    '',
    types,
  ].join('\n')
}

const text = await operationsFile()
if (!process.argv.includes('--check')) {
  writeFileSync(file, text)
  console.log(`${file} is written.`)
} else if (readFileSync(file, 'utf8') === text) {
  console.log(`${file} is up to date.`)
} else {
  console.error(`${file} is not what openapi/haat.yaml says: run \`npx tsx scripts/api-types.ts\`.`)
  process.exitCode = 1
}
