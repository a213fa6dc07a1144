import { readFile } from 'node:fs/promises'
import pino from 'pino'
import t from 'tap'
import { createTradeWorld } from '../../../test/support/trade-world.ts'
import { HaatError } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import { createAudit } from '../../trust/audit/index.ts'
import { createCrafts } from './index.ts'
import { readList } from './lists.rules.ts'

const world = await createTradeWorld(t)
const { db, outbox, catalogue, traders, operators } = world
/** A paper of somebody else. */
const foreign = newId('document')
const crafts = createCrafts({
  db,
  audit: createAudit({ db }),
  outbox,
  catalogue,
  traders,
  hasDocument: async (_sql, _trader, id) => id !== foreign,
})
const nobody = async () => {
  throw new HaatError('unauthenticated', 'unauthenticated', 'Sign in.')
}
const http = await createHttpApp({
  log: pino({ level: 'silent' }),
  authenticators: {
    person: async (token) => world.person(token as Id<'account'>),
    provider: nobody,
    isOperator: async (account) => operators.has(account),
  },
  routes: [crafts.routes],
  trustProxy: false,
  rateLimitPerMinute: 1_000_000,
})
t.teardown(() => http.close())
const seller = await world.newShop()
const stranger = await world.newShop()
const operator = newId('account')
operators.add(operator)
const { shopId } = seller

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
  account: string = seller.owner,
) {
  const reply = await http.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${account}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return { status: reply.statusCode, body: reply.body ? reply.json() : undefined }
}

const odop = 'State,District,Product\nUttar Pradesh,Lucknow,Chikankari\nUttar Pradesh,Moradabad,Brass ware\n'

t.test('rows of a list go in or are told', async (t) => {
  const read = readList(
    'odop',
    `${odop}Nowhere,X,Y\nBihar,,Madhubani\nuttar pradesh,LUCKNOW,chikankari\n,,\n`,
  )
  t.equal(read.entries.length, 2)
  t.match(read.problems, [
    { row: 4, column: 'state', code: 'unknownState' },
    { row: 5, column: 'district', code: 'missing' },
    { row: 6, column: 'name', code: 'twice' },
  ])
  t.throws(() => readList('odop', 'a,b\n1,2\n'), { code: 'unreadableList' })
  t.throws(() => readList('gi', 'name,state\n"open,Bihar\n'), { code: 'unreadableList' })
})

t.test('the list that ships goes in whole, and twice changes nothing', async (t) => {
  const file = await readFile(new URL('../../../data/crafts/gi.csv', import.meta.url), 'utf8')
  const first = await crafts.importList('gi', file)
  t.ok(first.created > 600)
  t.same(first.problems, [])
  t.match(await crafts.importList('gi', file), { created: 0, changed: 0, unchanged: first.created })
})

t.test('operators alone take lists in; anybody looks at them', async (t) => {
  const put = (account: string) => call('PUT', '/v1/crafts/lists/odop', { file: odop }, account)
  t.equal((await put(seller.owner)).status, 403)
  t.match((await put(operator)).body, { rows: 2, created: 2, changed: 0, unchanged: 0, problems: [] })
  t.match((await put(operator)).body, { created: 0, changed: 0, unchanged: 2 })
  t.match((await call('GET', '/v1/crafts?mark=odop&district=lucknow')).body.items, [{ name: 'Chikankari' }])
  const page = await call('GET', '/v1/crafts?mark=gi&limit=5')
  t.equal(page.body.items.length, 5)
  const next = await call('GET', `/v1/crafts?mark=gi&limit=5&cursor=${page.body.nextCursor}`)
  t.ok(next.body.items[0].name >= page.body.items[4].name)
  t.match((await call('GET', '/v1/crafts/districts')).body.districts[0], {
    state: 'Uttar Pradesh',
    district: 'Lucknow',
  })
})

t.test('a mark is claimed, approved, shown in its district, and taken away', async (t) => {
  const listingId = await world.newListing(seller)
  const [tea] = (await call('GET', '/v1/crafts?mark=gi&q=darjeeling')).body.items
  const [chikan] = (await call('GET', '/v1/crafts?mark=odop&q=chikan')).body.items
  const url = `/v1/shops/${shopId}/craft-claims`
  const claim = (entryId: string, state: string, district: string, more = {}, account?: string) =>
    call('POST', url, { listingId, entryId, state, district, ...more }, account)
  t.match(await claim(tea.entryId, 'Kerala', 'Wayanad'), { status: 422, body: { code: 'placeNotOfMark' } })
  t.match(await claim(tea.entryId, 'West Bengal', 'Darjeeling'), { body: { code: 'authorisedUserNeeded' } })
  t.match(await claim(chikan.entryId, 'Uttar Pradesh', 'Agra'), { body: { code: 'placeNotOfMark' } })
  t.match(await claim(chikan.entryId, 'Uttar Pradesh', 'Lucknow'), { body: { code: 'proofNeeded' } })
  t.equal((await claim(tea.entryId, 'West Bengal', 'Darjeeling', {}, stranger.owner)).status, 404)
  t.match(await claim(chikan.entryId, 'Uttar Pradesh', 'Lucknow', { documentId: foreign }), {
    body: { code: 'documentNotYours' },
  })
  const number = { authorisedUser: 'AU/1/GI/1/12' }
  const made = await claim(tea.entryId, 'West Bengal', 'Darjeeling', number)
  t.match(made, { status: 201, body: { status: 'claimed', kind: 'gi', name: tea.name } })
  t.match(await claim(tea.entryId, 'West Bengal', 'Darjeeling', number), { status: 409 })
  const marksOf = async () =>
    (await call('GET', `/v1/shops/${shopId}/listings/${listingId}/marks`)).body.marks
  t.same(await marksOf(), [], 'not before an operator says so')
  t.match((await call('GET', '/v1/craft-claims', undefined, operator)).body.items, [{ listingId }])
  const ref = `${url}/${made.body.claimId}`
  t.equal((await call('POST', `${ref}/approve`)).status, 403)
  t.match((await call('POST', `${ref}/approve`, undefined, operator)).body, { status: 'approved' })
  t.match(await marksOf(), [{ kind: 'gi', district: 'Darjeeling' }])
  const collection = '/v1/crafts/collection?state=west%20bengal&district=darjeeling'
  t.match((await call('GET', collection)).body.listings, [
    { listingId, shopName: 'Sharma Kirana', pricePaise: 10_000 },
  ])
  t.match((await call('GET', `${collection}&mark=odop`)).status, 404)
  const reason = { reason: 'The number is not in the register.' }
  t.match((await call('POST', `${ref}/refuse`, reason, operator)).body, { status: 'refused', ...reason })
  t.same(await marksOf(), [])
  t.match(await claim(tea.entryId, 'West Bengal', 'Darjeeling', number), {
    status: 201,
    body: { status: 'claimed' },
  })
  t.match((await call('GET', url)).body.items, [{ listingId, status: 'claimed' }])
  t.equal((await call('DELETE', ref)).status, 204)
  t.equal((await call('DELETE', ref)).status, 404)
})
