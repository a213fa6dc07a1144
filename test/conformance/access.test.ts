import t from 'tap'
import { addressOf, type Operation, operationsOf } from '../support/openapi.ts'
import { buildWorld } from '../support/world.ts'

const world = await buildWorld(t)
const { market } = world
const operations = operationsOf(market.running.app!)

/** Objects of everybody who is signed in: the shared catalogue is read by all who list from it, prices by all who buy. */
const shared = new Set(['getProduct', 'priceFor'])

/** Headers and a body that pass every check of form, so that what answers is the check of rights. */
async function attempt(
  operation: Operation,
  values: Readonly<Record<string, string>>,
  token: string | undefined,
) {
  const { body } = operation
  const needed = operation.queryParameters.filter(({ required }) => required)
  const query = new URLSearchParams(needed.map(({ name, example }) => [name, String(example)]))
  return market.call<{ code?: string }>(operation.method, `${addressOf(operation, values)}?${query}`, {
    token,
    ...(operation.needsIdempotencyKey
      ? { idempotencyKey: `access-${operation.operationId}-${Math.random()}` }
      : {}),
    ...(operation.needsIfMatch ? { ifMatch: '"1"' } : {}),
    ...(body === undefined
      ? {}
      : body.type === 'application/json'
        ? { body: body.example }
        : { raw: { type: body.type, content: String(body.example ?? 'sku\n') } }),
  })
}

t.test('there is something to check', async (t) => {
  t.ok(operations.length > 60, `${operations.length} operations`)
  for (const access of ['public', 'person', 'operator', 'provider', 'signature']) {
    t.ok(
      operations.some((operation) => operation.access === access),
      `some are for: ${access}`,
    )
  }
})

t.test('without a right token nobody comes in', async (t) => {
  for (const operation of operations.filter(({ access }) => access !== 'public')) {
    const name = `${operation.method} ${operation.path}`
    t.equal((await attempt(operation, world.ids, undefined)).status, 401, `${name}: nobody`)
    t.equal(
      (await attempt(operation, world.ids, 'eyJhbGciOiJub25lIn0.e30.')).status,
      401,
      `${name}: a made-up token`,
    )
    if (operation.access === 'provider') {
      t.equal((await attempt(operation, world.ids, world.owner)).status, 401, `${name}: a person`)
    }
    if (operation.access === 'person' || operation.access === 'operator') {
      t.equal(
        (await attempt(operation, world.ids, world.providerKey)).status,
        401,
        `${name}: a provider's key`,
      )
    }
  }
})

t.test('only operators do what operators do', async (t) => {
  for (const operation of operations.filter(({ access }) => access === 'operator')) {
    for (const [who, token] of [
      ['a stranger', world.stranger],
      ['a shop owner', world.owner],
      ['a consumer', world.consumer],
    ] as const) {
      t.equal(
        (await attempt(operation, world.ids, token)).status,
        403,
        `${operation.method} ${operation.path}: ${who}`,
      )
    }
  }
})

t.test("a stranger's object is answered as absent or refused, whoever asks", async (t) => {
  const owned = operations
    .filter(({ access, pathParameters }) => access === 'person' && pathParameters.length > 0)
    .filter(({ operationId }) => !shared.has(operationId))
  t.ok(owned.length > 25, `${owned.length} operations on objects`)
  for (const operation of owned) {
    for (const [who, token] of [
      ['a stranger', world.stranger],
      ["another trader's owner", world.rival],
      ['an unrelated provider', world.rivalProviderOwner],
    ] as const) {
      const { status, body } = await attempt(operation, world.ids, token)
      t.ok(
        status === 403 || status === 404,
        `${operation.method} ${operation.path}: ${who} got ${status} ${body.code ?? ''}`,
      )
    }
  }
  for (const operation of operations.filter(
    ({ access, pathParameters }) => access === 'provider' && pathParameters.length > 0,
  )) {
    const { status } = await attempt(operation, world.ids, world.rivalProviderKey)
    t.ok(
      status === 403 || status === 404,
      `${operation.method} ${operation.path}: another provider got ${status}`,
    )
  }
})

t.test('nothing that they tried left a trace', async (t) => {
  t.same(await world.fingerprint(), world.before)
})
