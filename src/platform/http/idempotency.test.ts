import { pino } from 'pino'
import t, { type Test } from 'tap'
import { z } from 'zod'
import { createTestDatabase } from '../../../test/support/database.ts'
import { HaatError } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { createDatabase, type Database, statement, type Tx } from '../database/index.ts'
import { answerOnce, contract, createHttpApp, forgetOldAnswers, once, wirePaise } from './index.ts'

const log = pino({ level: 'silent' })
const { db, url } = await createTestDatabase(t)
await db.pool.query('create table effects (what text not null, amount bigint not null)')
const effect = statement('test_effect', 'insert into effects (what, amount) values ($1, $2)')
const effects = async (what: string) =>
  (await db.pool.query('select count(*)::int as count from effects where what = $1', [what])).rows[0].count

const withPool = (t: Test, max: number, lockTimeoutMs = 5000): Database => {
  const small = createDatabase({ url, max, log, lockTimeoutMs })
  t.teardown(() => small.close())
  return small
}
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** Work that begins, says so, and goes on only when it is told to. */
const heldWork = (what: string) => {
  let goOn: () => void = () => {}
  let began: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const hasBegun = new Promise<void>((resolve) => {
    began = resolve
  })
  const work = doIt(what, {}, () => {
    began()
    return gate
  })
  return { work, goOn: () => goOn(), hasBegun }
}
const keyed = (key: string, body = 'body', scope = 'acc_1') => ({
  scope,
  key,
  fingerprint: Buffer.from(body),
})
const doIt =
  (what: string, answer: unknown = { what }, before: (tx: Tx) => Promise<unknown> = async () => {}) =>
  async (tx: Tx) => {
    await before(tx)
    await tx.query(effect, [what, 1])
    return { status: 201, body: answer }
  }

/** Two databases of one server are two processes: nothing is shared in memory. */
const processes = (t: Test, lockTimeoutMs?: number) => [
  withPool(t, 4, lockTimeoutMs),
  withPool(t, 4, lockTimeoutMs),
]

t.test('fifty at once with one key have one effect and get one answer', async (t) => {
  const both = processes(t)
  // The fields are not in the order in which PostgreSQL would sort them.
  const answer = { zebra: 1, a: { yak: [1, 'ॐ'], b: null }, mm: 'last' }
  const sent = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      once(
        both[n % 2]!,
        keyed('fifty'),
        doIt('fifty', answer, () => sleep(100)),
      ),
    ),
  )
  t.equal(await effects('fifty'), 1)
  for (const each of sent) t.strictSame(each, { status: 201, json: JSON.stringify(answer) })
  t.strictSame(
    await once(withPool(t, 1), keyed('fifty'), doIt('fifty')),
    { status: 201, json: JSON.stringify(answer) },
    'a process that comes later sends the same bytes',
  )
})

t.test('two connections are enough, and one that waits does not hold one', async (t) => {
  const small = withPool(t, 2)
  const held = heldWork('small')
  const all = Array.from({ length: 50 }, () => once(small, keyed('small'), held.work))
  await held.hasBegun
  await small.query(statement('test_one', 'select 1'))
  t.pass('others are served meanwhile')
  held.goOn()
  await Promise.all(all)
  t.equal(await effects('small'), 1)
})

t.test('different keys at once on two connections', async (t) => {
  const small = withPool(t, 2)
  await Promise.all(
    Array.from({ length: 60 }, (_, n) => once(small, keyed(`many-${n % 20}`), doIt(`many-${n % 20}`))),
  )
  for (let n = 0; n < 20; n++) t.equal(await effects(`many-${n}`), 1)
})

t.test('another body with the same key is refused, before and after the first has ended', async (t) => {
  const [one, other] = processes(t)
  const held = heldWork('body')
  const first = once(one!, keyed('body', 'a'), held.work)
  await held.hasBegun
  const refused = { kind: 'unprocessable', code: 'idempotencyKeyReused' }
  const early = Promise.all([
    t.rejects(once(one!, keyed('body', 'b'), doIt('body')), refused),
    t.rejects(once(other!, keyed('body', 'c'), doIt('body')), refused),
  ])
  held.goOn()
  await Promise.all([first, early])
  await t.rejects(once(one!, keyed('body', 'd'), doIt('body')), refused)
  t.equal(await effects('body'), 1)
})

t.test('when the first fails, one of the others does the work', async (t) => {
  const both = processes(t)
  let tries = 0
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) =>
      once(
        both[n % 2]!,
        keyed('fail'),
        doIt('fail', { done: true }, async () => {
          await sleep(30)
          if (++tries <= 2) throw new HaatError('unprocessable', 'notToday', 'Not today.')
        }),
      ),
    ),
  )
  t.equal(await effects('fail'), 1)
  t.equal(tries, 3)
  t.equal(outcomes.filter(({ status }) => status === 'rejected').length, 2)
})

t.test('a first that takes longer than the lock timeout: the others are told to ask again', async (t) => {
  const [one, other] = processes(t, 300)
  const held = heldWork('slow')
  const first = once(one!, keyed('slow'), held.work)
  await held.hasBegun
  const inFlight = { kind: 'conflict', code: 'requestInFlight', retryAfterSeconds: 1 }
  await Promise.all([
    t.rejects(once(one!, keyed('slow'), doIt('slow')), inFlight, 'in the same process'),
    t.rejects(once(other!, keyed('slow'), doIt('slow')), inFlight, 'in another'),
  ])
  held.goOn()
  await first
  t.equal((await once(other!, keyed('slow'), doIt('slow'))).status, 201)
  t.equal(await effects('slow'), 1)
})

t.test('a crash between work and commit leaves nothing: the repeat does it', async (t) => {
  const [one, other] = processes(t)
  await t.rejects(
    once(
      one!,
      keyed('crash'),
      doIt('crash', {}, async (tx) => {
        await tx.query(effect, ['crash', 1])
        const pid = (await tx.client.query('select pg_backend_pid() as pid')).rows[0].pid
        await db.pool.query('select pg_terminate_backend($1)', [pid])
        await sleep(50)
      }),
    ),
  )
  t.equal(await effects('crash'), 0)
  t.equal((await once(other!, keyed('crash'), doIt('crash'))).status, 201)
  t.equal((await once(one!, keyed('crash'), doIt('crash'))).status, 201, 'the pool has recovered')
  t.equal(await effects('crash'), 1)
})

t.test('a deadlock runs the work again and keeps one effect', async (t) => {
  const [one, other] = processes(t)
  await db.pool.query('create table rows (id int primary key, n int not null default 0)')
  await db.pool.query('insert into rows (id) values (1), (2)')
  const take = statement('test_take', 'update rows set n = n + 1 where id = $1')
  let runs = 0
  const inOrder = (key: string, order: [number, number]) => ({
    key,
    work: doIt(key, { key }, async (tx) => {
      runs++
      await tx.query(take, [order[0]])
      await sleep(150)
      await tx.query(take, [order[1]])
    }),
  })
  const a = inOrder('dead-a', [1, 2])
  const b = inOrder('dead-b', [2, 1])
  const answers = await Promise.all([once(one!, keyed(a.key), a.work), once(other!, keyed(b.key), b.work)])
  t.strictSame(
    answers.map(({ json }) => json),
    ['{"key":"dead-a"}', '{"key":"dead-b"}'],
  )
  // How often depends on when the server looks for deadlocks; the effects do not.
  t.ok(runs >= 2)
  t.equal((await effects('dead-a')) + (await effects('dead-b')), 2)
})

t.test('eager work: one effect, and what was begun in vain leaves nothing', async (t) => {
  const both = processes(t)
  const eager = { eager: true }
  let begun = 0
  const work = doIt('eager', { done: true }, async (tx) => {
    begun++
    await tx.query(effect, ['eager-first', 1])
    await sleep(20)
  })
  const sent = await Promise.all(
    Array.from({ length: 20 }, (_, n) => once(both[n % 2]!, keyed('eager'), work, eager)),
  )
  for (const each of sent) t.strictSame(each, { status: 201, json: '{"done":true}' })
  t.equal((await once(both[0]!, keyed('eager'), work, eager)).json, '{"done":true}', 'and later')
  t.ok(begun > 1, 'it was begun more than once')
  t.equal(await effects('eager'), 1)
  t.equal(await effects('eager-first'), 1)
  await t.rejects(once(both[1]!, keyed('eager', 'b'), work, eager), { code: 'idempotencyKeyReused' })
  t.equal(await effects('eager-first'), 1)
})

t.test(
  'eager work that fails: its own error when the key is new, the first answer when it is not',
  async (t) => {
    const [one, other] = processes(t, 300)
    const eager = { eager: true }
    const fail = async () => {
      throw new HaatError('unprocessable', 'emptyCart', 'Nothing.')
    }
    await t.rejects(once(one!, keyed('eager-fail'), fail, eager), { code: 'emptyCart' })
    const held = heldWork('eager-held')
    const first = once(one!, keyed('eager-fail'), held.work, eager)
    await held.hasBegun
    await t.rejects(once(other!, keyed('eager-fail'), fail, eager), { code: 'requestInFlight' })
    held.goOn()
    await first
    t.strictSame(await once(other!, keyed('eager-fail'), fail, eager), await first)
    t.equal(await effects('eager-held'), 1)
  },
)

t.test('keys of different callers do not meet', async (t) => {
  await once(db, keyed('same', 'x', 'acc_1'), doIt('same', { to: 1 }))
  const second = await once(db, keyed('same', 'y', 'acc_2'), doIt('same', { to: 2 }))
  t.equal(second.json, '{"to":2}')
  // Were the two joined into one text, these would be one.
  await once(db, keyed('b', 'x', 'a\nb'), doIt('joined'))
  await once(db, keyed('b\nb', 'x', 'a'), doIt('joined'))
  t.equal(await effects('joined'), 2)
})

t.test('answers are forgotten after three days', async (t) => {
  await once(db, keyed('old'), doIt('old'))
  await once(db, keyed('younger'), doIt('younger'))
  await db.pool.query(
    `update idempotency_keys set created_at = now() - interval '73 hours' where key = 'old'`,
  )
  await forgetOldAnswers(db)
  await once(db, keyed('old'), doIt('old'))
  await once(db, keyed('younger'), doIt('younger'))
  t.equal(await effects('old'), 2)
  t.equal(await effects('younger'), 1)
})

t.test('over HTTP', async (t) => {
  const accounts: Record<string, Id<'account'>> = { asha: newId('account'), ravi: newId('account') }
  const reply = z.strictObject({ zebra: z.string(), amountPaise: z.int() })
  const http = await createHttpApp({
    log,
    authenticators: {
      person: async (token) => ({
        kind: 'person',
        accountId: accounts[token]!,
        sessionId: newId('session'),
      }),
      provider: async () => {
        throw new Error('nobody')
      },
      isOperator: async () => false,
    },
    trustProxy: false,
    rateLimitPerMinute: 10_000,
    routes: [
      (app) => {
        app.post(
          '/v1/buys',
          contract({
            operationId: 'buy',
            summary: 'Buy',
            tag: 'test',
            access: 'person',
            idempotent: true,
            body: z.strictObject({ amountPaise: wirePaise, how: z.string().default('well') }),
            replies: { 201: reply },
            example: { body: { amountPaise: 1 }, reply: { zebra: 'z', amountPaise: 1 } },
          }),
          async (request, answer) =>
            await answerOnce(db, request, answer, async (tx) => {
              await tx.query(effect, [request.body.how, request.body.amountPaise])
              const body = { zebra: 'z', amountPaise: Number(request.body.amountPaise) }
              return { status: 201, body: request.body.how === 'leaky' ? { ...body, secret: 1 } : body }
            }),
        )
      },
    ],
  })
  t.teardown(() => http.close())
  const buy = (key: string | undefined, body: unknown, who = 'asha') =>
    http.inject({
      method: 'POST',
      url: '/v1/buys',
      headers: {
        authorization: `Bearer ${who}`,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      payload: JSON.stringify(body),
    })

  await t.test('the repeat is answered byte for byte, with status and type', async (t) => {
    const first = await buy('k1', { amountPaise: 5, how: 'http' })
    const again = await buy('k1', { how: 'http', amountPaise: 5 })
    t.equal(first.statusCode, 201, first.body)
    t.equal(again.statusCode, 201)
    t.equal(again.body, first.body)
    t.equal(first.body, '{"zebra":"z","amountPaise":5}')
    t.equal(again.headers['content-type'], first.headers['content-type'])
    t.equal(await effects('http'), 1)
  })

  await t.test('another sum is another request', async (t) => {
    const reused = await buy('k1', { amountPaise: 6, how: 'http' })
    t.match(reused.json(), { status: 422, code: 'idempotencyKeyReused' })
    t.equal((await buy('k1', { amountPaise: 6, how: 'http' }, 'ravi')).statusCode, 201, 'of another caller')
  })

  await t.test('keys: none, empty, longest, too long', async (t) => {
    t.match((await buy(undefined, { amountPaise: 1 })).json(), {
      status: 428,
      code: 'idempotencyKeyRequired',
    })
    t.match((await buy('', { amountPaise: 1 })).json(), { status: 428 })
    t.equal((await buy('k'.repeat(255), { amountPaise: 1 })).statusCode, 201)
    t.match((await buy('k'.repeat(256), { amountPaise: 1 })).json(), {
      status: 400,
      code: 'badIdempotencyKey',
    })
  })

  await t.test('an answer that breaks the contract is rolled back', async (t) => {
    t.equal((await buy('leak', { amountPaise: 1, how: 'leaky' })).statusCode, 500)
    t.equal(await effects('leaky'), 0)
  })
})
