import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { createTestApp, createTestIdentity, newPhone } from '../../../test/support/identity.ts'
import { newId } from '../../kernel/ids.ts'

const { db, pool } = await createTestDatabase(t)
const market = createTestIdentity(db)
const { audit, identity } = market
const { call, signIn } = await createTestApp(t, market)

t.test('decisions are written with what they decide, and stay', async (t) => {
  const actorId = newId('account')
  const objectId = newId('trader')
  await db.transaction(async (tx) => {
    for (let n = 0; n < 5; n++) {
      const reasons = [{ pointer: '/pan', reason: `reason ${n}` }]
      await audit.record(tx, { actorId, action: 'trader.sentBack', objectId, reasons })
    }
    await audit.record(tx, { actorId, action: 'trader.verified', objectId: newId('trader') })
  })
  const undone = db.transaction(async (tx) => {
    await audit.record(tx, { actorId, action: 'trader.undone', objectId })
    throw new Error('the decision failed')
  })
  await t.rejects(undone, /the decision failed/)

  for (const change of [
    `update audit_entries set action = 'x'`,
    'delete from audit_entries',
    'truncate audit_entries',
  ]) {
    await t.rejects(pool.query(change), { code: '23000' }, change)
  }

  const phone = newPhone()
  await identity.makeOperator(phone)
  const operator = await signIn(phone)
  type Page = { items: { reasons: { reason: string }[]; action: string }[]; nextCursor?: string }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await call<Page>(
      'GET',
      `/v1/operator/audit?objectId=${objectId}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      { as: operator },
    )
    t.equal(page.status, 200)
    seen.push(...page.body.items.map(({ reasons }) => reasons[0]!.reason))
    cursor = page.body.nextCursor
  } while (cursor)
  t.same(seen, ['reason 4', 'reason 3', 'reason 2', 'reason 1', 'reason 0'], 'the newest first, each once')

  const all = await call<Page>('GET', '/v1/operator/audit', { as: operator })
  t.same(
    all.body.items.map(({ action }) => action).slice(0, 2),
    ['operator.made', 'trader.verified'],
    'what failed is not in it',
  )
  for (const query of ['cursor=made-up', 'cursor=WyJ4Il0', 'limit=0', 'limit=101', 'objectId=x', 'other=1']) {
    t.equal((await call('GET', `/v1/operator/audit?${query}`, { as: operator })).status, 400, query)
  }
})
