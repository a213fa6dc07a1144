import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { createTestApp, createTestIdentity, newPhone } from '../../../test/support/identity.ts'
import { createAnnouncements } from './index.ts'

const { db } = await createTestDatabase(t)
const market = createTestIdentity(db)
const { routes } = createAnnouncements({ db, audit: market.audit })
const { call, signIn } = await createTestApp(t, market, [routes])
const phone = newPhone()
await market.identity.makeOperator(phone)
const operator = await signIn(phone)
const reader = await signIn()

const hour = 3_600_000
const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString()
const words = {
  audience: 'traders',
  title: 'The market rests on Sunday',
  titleHi: 'रविवार को हाट बंद रहेगा',
  body: 'Orders wait until Monday.',
  bodyHi: 'ऑर्डर सोमवार तक रुकेंगे।',
}
const announce = (change: Record<string, unknown> = {}, as = operator) =>
  call<{ announcementId: string; state: string; code?: string }>('POST', '/v1/operator/announcements', {
    as,
    body: { ...words, shownUntil: at(2), ...change },
  })
const shown = async (audience = '') => {
  const { body } = await call<{ items: { announcementId: string }[] }>(
    'GET',
    `/v1/announcements${audience && `?audience=${audience}`}`,
  )
  return body.items.map((one) => one.announcementId)
}

t.test('an announcement is shown to its audience, from its hour until its end', async (t) => {
  const { status, body } = await announce()
  t.equal(status, 201)
  t.equal(body.state, 'shown')
  t.same(await shown(), [body.announcementId])
  t.same(await shown('traders'), [body.announcementId])
  t.same(await shown('consumers'), [])
  const planned = await announce({ audience: 'everyone', shownFrom: at(1) })
  t.equal(planned.body.state, 'planned')
  t.same(await shown('consumers'), [], 'not yet')
  t.match(await announce({ shownUntil: at(-1) }), { status: 400, body: { code: 'invalidFields' } })
  t.match(await announce({ shownFrom: at(5) }), { status: 400 }, 'ends before it begins')
  t.match(await announce({ titleHi: '' }), { status: 400 }, 'both languages')
})

t.test('only operators write, and what they withdraw is shown no more', async (t) => {
  t.equal((await announce({}, reader)).status, 403)
  const [first] = await shown()
  const url = `/v1/operator/announcements/${first}/withdraw`
  t.equal((await call('POST', url, { as: reader })).status, 403)
  t.match(await call('POST', url, { as: operator }), { status: 200, body: { state: 'withdrawn' } })
  t.same(await shown(), [])
  const all = await call<{ items: { state: string }[] }>('GET', '/v1/operator/announcements', {
    as: operator,
  })
  t.same(
    all.body.items.map(({ state }) => state),
    ['planned', 'withdrawn'],
  )
  const kept = await call<{ items: { action: string }[] }>('GET', `/v1/operator/audit?objectId=${first}`, {
    as: operator,
  })
  t.same(
    kept.body.items.map(({ action }) => action),
    ['announcement.withdrawn', 'announcement.made'],
  )
})
