import pino from 'pino'
import t from 'tap'
import { createTestDatabase } from '../../../test/support/database.ts'
import { createTestApp, createTestIdentity, newPhone } from '../../../test/support/identity.ts'
import { synonymsRoutes } from './synonyms.routes.ts'
import { createLivingSynonyms } from './synonyms.service.ts'

const { db } = await createTestDatabase(t)
const market = createTestIdentity(db)
const groups = [{ id: 'wheat-flour', terms: ['atta', 'wheat flour'], onlyAsked: ['mavu'] }]
const log = pino({ level: 'silent' })
let clock = 0
const living = () => createLivingSynonyms({ db, log, audit: market.audit, groups, now: () => clock })
const here = living()
const elsewhere = living()
const { call, signIn } = await createTestApp(t, market, [synonymsRoutes(here)])
const phone = newPhone()
await market.identity.makeOperator(phone)
const operator = await signIn(phone)
const url = '/v1/operator/synonyms'

type Group = { groupId: string; terms: string[]; own: string[] }

t.test('a word added to a group is known at once here, elsewhere a little later', async (t) => {
  t.same(here.synonyms.conceptsOf(['gahu']), [])
  t.same(elsewhere.synonyms.conceptsOf(['gahu']), [])
  const made = await call<Group>('POST', url, {
    as: operator,
    body: { groupId: 'wheat-flour', terms: ['  Gahu ', 'gahu pith'] },
  })
  t.equal(made.status, 201)
  t.same(made.body.own, ['gahu', 'gahu pith'])
  t.same(here.synonyms.conceptsOf(['gahu']), ['wheat-flour'])
  t.equal(here.synonyms.longest, 2)
  t.same(here.synonyms.conceptsAsked(['mavu']), ['wheat-flour'], 'what counts in questions alone')
  t.same(here.synonyms.conceptsOf(['mavu']), [], 'still does')
  clock += 11_000
  t.equal(elsewhere.synonyms.longest, 2, 'asks beside the question')
  for (let tries = 0; tries < 50 && elsewhere.synonyms.conceptsOf(['gahu']).length === 0; tries += 1)
    await new Promise((done) => setTimeout(done, 20))
  t.same(elsewhere.synonyms.conceptsOf(['gahu']), ['wheat-flour'])
  const found = await call<{ items: Group[] }>('GET', `${url}?q=ATTA`, { as: operator })
  t.match(found.body.items, [{ groupId: 'wheat-flour', own: ['gahu', 'gahu pith'] }])
})

t.test('a group of its own, and what is no group or no word', async (t) => {
  const made = await call<Group>('POST', url, { as: operator, body: { terms: ['thepla', 'थेपला'] } })
  t.match(made.body.groupId, /^own-[0-9a-f]{12}$/)
  t.same(here.synonyms.conceptsOf(['thepla']), here.synonyms.conceptsOf(['थेपला']))
  t.equal((await call('POST', url, { as: operator, body: { terms: ['alone'] } })).status, 400)
  t.equal((await call('POST', url, { as: operator, body: { terms: ['!!', '??'] } })).status, 400)
  const absent = { groupId: 'no-such', terms: ['word'] }
  t.equal((await call('POST', url, { as: operator, body: absent })).status, 404)
})

t.test('added words go again, words of the data stay', async (t) => {
  const gone = (term: string) =>
    call('DELETE', `${url}/wheat-flour?term=${encodeURIComponent(term)}`, { as: operator })
  t.equal((await gone('atta')).status, 404)
  t.equal((await gone('gahu')).status, 204)
  t.same(here.synonyms.conceptsOf(['gahu']), [])
  t.same(here.synonyms.conceptsOf(['atta']), ['wheat-flour'])
  t.equal((await gone('gahu')).status, 404)
  const reader = await signIn()
  t.equal((await call('DELETE', `${url}/wheat-flour`, { as: reader })).status, 403)
  t.equal((await call('GET', url, { as: reader })).status, 403)
  const { body } = await call<{ items: { action: string }[] }>('GET', '/v1/operator/audit', { as: operator })
  t.same(
    body.items.map(({ action }) => action),
    ['synonyms.removed', 'synonyms.added', 'synonyms.added', 'operator.made'],
  )
})
