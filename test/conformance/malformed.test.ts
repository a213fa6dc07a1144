import fc from 'fast-check'
import t, { type Test } from 'tap'
import { messageOf } from '../../src/kernel/errors.ts'
import { anyText } from '../support/any-text.ts'
import { addressOf, type Operation, operationsOf } from '../support/openapi.ts'
import { buildWorld } from '../support/world.ts'

const world = await buildWorld(t)
const { market } = world
const operations = operationsOf(market.running.app!)
const runs = Number(process.env.HAAT_FUZZ_RUNS ?? 25)

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    '',
    ' ',
    '0',
    'a'.repeat(5000),
    '\u0000',
    '\ud800',
    '\u202e',
    '💥',
    "'; drop table accounts; --",
    '2026-02-30T25:61:00Z',
    '999999',
    'lst_7zzzzzzzzzzzzzzzzzzzzzzzzz',
    [],
    {},
    [[]],
    { __proto__: 1 },
    'NaN',
    'http://[',
    '%00',
    '١٢٣٤٥٦',
  ),
  fc.string(),
  anyText(),
  fc.integer(),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
)

type Json = Record<string, unknown>

/** A body near the right one: the schema's own example with one or two places spoilt, or something else altogether. */
function spoilt(operation: Operation): fc.Arbitrary<unknown> {
  const example = operation.body?.example
  const places = placesIn(example)
  const change = fc.tuple(fc.constantFrom(...places), fc.oneof(nasty, fc.constant(undefined)), fc.boolean())
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .array(change, { minLength: 1, maxLength: 3 })
        .map((changes) => changes.reduce(applyChange, structuredClone(example))),
    },
    { weight: 1, arbitrary: nasty },
  )
}

function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [path]
  return [
    path,
    ...Object.entries(value).flatMap(([key, member]) =>
      placesIn(member, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}

function applyChange(body: unknown, [path, value, extra]: [(string | number)[], unknown, boolean]): unknown {
  if (path.length === 0) return value ?? body
  const last = path.at(-1)!
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Json | undefined)?.[key], body)
  if (holder === null || typeof holder !== 'object') return body
  if (value === undefined) delete (holder as Json)[last]
  else (holder as Json)[extra ? `${String(last)}x` : last] = value
  return body
}

const tokenFor = (operation: Operation): string | undefined => {
  switch (operation.access) {
    case 'operator':
      return world.operator
    case 'provider':
      return world.providerKey
    case 'person':
      return /^\/v1\/(orders|purchases|payments|cart|checkouts|me)/.test(operation.path)
        ? world.consumer
        : world.owner
    default:
      return undefined
  }
}

/** One assertion an operation, so that one bad answer does not hide the others. */
async function holds<Ts>(
  t: Test,
  operation: Operation,
  property: fc.IAsyncProperty<Ts>,
  numRuns: number,
): Promise<void> {
  const outcome = await fc.check(property, { numRuns })
  const why = outcome.failed
    ? `${messageOf(outcome.errorInstance)} (seed ${outcome.seed}, path ${outcome.counterexamplePath})`
    : ''
  t.notOk(outcome.failed, `${operation.method} ${operation.path} ${why.slice(0, 600)}`)
}

const acceptable = (operation: Operation, status: number) =>
  status < 500 && operation.statuses.includes(status)

t.test('spoilt bodies get a declared answer, never ours to blame', async (t) => {
  const withBody = operations.filter(({ body }) => body?.type === 'application/json')
  t.ok(withBody.length > 25)
  for (const operation of withBody) {
    await holds(
      t,
      operation,
      fc.asyncProperty(spoilt(operation), async (body) => {
        const reply = await market.call(operation.method, addressOf(operation, world.ids), {
          token: tokenFor(operation),
          body,
          idempotencyKey: `fuzz-${Math.random()}`,
          ifMatch: '"1"',
        })
        if (!acceptable(operation, reply.status)) {
          throw new Error(
            `${operation.operationId} answered ${reply.status}: ${JSON.stringify(reply.body).slice(0, 300)}`,
          )
        }
      }),
      runs,
    )
  }
})

t.test('spoilt queries, ids and headers get a declared answer', async (t) => {
  for (const operation of operations.filter(
    ({ access, path }) => access !== 'signature' && !path.endsWith('/live'),
  )) {
    const names = operation.queryParameters.map(({ name }) => name)
    await holds(
      t,
      operation,
      fc.asyncProperty(
        fc.array(
          fc.tuple(names.length > 0 ? fc.constantFrom(...names, 'surprise') : fc.constant('surprise'), nasty),
          { maxLength: 3 },
        ),
        fc.option(nasty.filter((value) => typeof value === 'string' && value !== '' && value.isWellFormed())),
        fc.constantFrom('"1"', '', 'W/"1"', '"99999999999"', 'x'),
        async (query, id, ifMatch) => {
          const ids =
            id === null
              ? world.ids
              : Object.fromEntries(Object.keys(world.ids).map((name) => [name, String(id)]))
          const search = new URLSearchParams(
            query.map(([name, value]): [string, string] => [
              name,
              typeof value === 'string' ? value : JSON.stringify(value),
            ]),
          )
          // Nothing is ended by this test: the sign-outs have a body or a test of their own.
          if (/sign-out/.test(operation.path)) return
          const reply = await market.call(operation.method, `${addressOf(operation, ids)}?${search}`, {
            token: tokenFor(operation),
            ...(operation.method === 'GET'
              ? {}
              : { body: operation.body?.example, headers: { 'idempotency-key': 'k'.repeat(300) } }),
            ifMatch,
          })
          // An address that is no longer the route's (an id of dots or slashes) is answered 404 by the router.
          if (!acceptable(operation, reply.status) && !(id !== null && [404, 400].includes(reply.status))) {
            throw new Error(
              `${operation.operationId} answered ${reply.status}: ${JSON.stringify(reply.body)}`,
            )
          }
        },
      ),
      Math.max(5, Math.floor(runs / 3)),
    )
  }
})

/** Bytes that are too many: of these operations more than of the others. */
const tooMany: Readonly<Record<string, number>> = {
  pushStock: 4 * 1024 * 1024,
  importCraftList: 2_300_000,
  registerProvider: 600_000,
  changeProvider: 600_000,
}

t.test('bodies that are no JSON, too large or of another type', async (t) => {
  for (const operation of operations.filter(({ body }) => body?.type === 'application/json')) {
    const address = addressOf(operation, world.ids)
    const token = tokenFor(operation)
    const headers = { 'idempotency-key': `x${Math.random()}`, 'if-match': '"1"' }
    const expectations = [
      [{ type: 'application/json', content: '{"a":' }, 400],
      [
        { type: 'application/json', content: `"${'x'.repeat(tooMany[operation.operationId] ?? 300_000)}"` },
        413,
      ],
      [{ type: 'text/plain', content: 'hello' }, 415],
    ] as const
    for (const [raw, expected] of expectations) {
      const { status } = await market.call(operation.method, address, { token, headers, raw })
      t.ok(
        status === expected || (operation.access === 'signature' && status === 401),
        `${operation.operationId} ${raw.type}: ${status}`,
      )
    }
  }
})
