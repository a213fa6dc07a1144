import t from 'tap'
import { newPhone, startTestMarket } from '../../../test/support/market.ts'
import { registration } from '../../../test/support/traders.ts'
import { uuidOf } from '../../kernel/ids.ts'
import { attachmentOf, largestDocument, nameFor, typeOf } from './documents.rules.ts'

const market = await startTestMarket(t)
const { baseUrl, call, ok } = market
const { modules, resources } = market.running
const operator = await market.operator()
const owner = await market.signIn(newPhone())
const stranger = await market.signIn(newPhone())

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n')
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const page = Buffer.from('<!doctype html><script>alert(1)</script>')

interface Listed {
  items: { documentId: string; name: string; kind: string; contentType: string; bytes: number }[]
  mayAdd: boolean
  mayRemove: boolean
}
const list = (party: string, token = owner) => ok<Listed>('GET', `${party}/documents`, { token })
const add = (party: string, content: Buffer, query: Record<string, string> = {}, token: string = owner) =>
  call<{ documentId: string; code: string; name: string }>(
    'POST',
    `${party}/documents?${new URLSearchParams(query)}`,
    { token, raw: { type: 'application/octet-stream', content: Uint8Array.from(content) } },
  )
const remove = (documentId: string, token: string = owner) =>
  call<{ code: string }>('DELETE', `/v1/documents/${documentId}`, { token })
const download = (documentId: string, token: string = owner) =>
  fetch(new URL(`/v1/documents/${documentId}`, baseUrl), { headers: { authorization: `Bearer ${token}` } })

const { traderId } = await ok<{ traderId: string }>('POST', '/v1/traders', {
  token: owner,
  body: registration(),
})
const trader = `/v1/traders/${traderId}`
const staffPhone = newPhone()
const staff = await market.signIn(staffPhone)
await ok('POST', `${trader}/members`, { token: owner, body: { phone: staffPhone, role: 'staff' } })
const setStatus = (status: string) =>
  market.database.pool.query('update traders set status = $2 where id = $1', [uuidOf(traderId), status])

t.test('a file is what its bytes say, and its name follows', async (t) => {
  t.equal(typeOf(pdf), 'application/pdf')
  t.equal(typeOf(jpeg), 'image/jpeg')
  t.equal(typeOf(png), 'image/png')
  for (const other of [
    page,
    Buffer.alloc(0),
    Buffer.from('%PD'),
    Buffer.from(' %PDF-1.7'),
    Buffer.from('GIF89a'),
  ])
    t.equal(typeOf(other), undefined)
  t.equal(nameFor('GST.PDF', 'application/pdf'), 'GST.PDF')
  t.equal(nameFor('scan.jpeg', 'image/jpeg'), 'scan.jpeg')
  t.equal(nameFor('scan.png', 'application/pdf'), undefined)
  t.equal(nameFor('page.html', 'application/pdf'), 'page.html.pdf')
  t.equal(nameFor('G.S.T.', 'image/png'), 'G.S.T..png')
  t.equal(
    attachmentOf('जीएसटी "१".pdf'),
    `attachment; filename="______ ___.pdf"; filename*=UTF-8''${encodeURIComponent('जीएसटी "१".pdf')}`,
  )
})

t.test('papers of a trader are kept, listed and given back as attachments', async (t) => {
  t.same(await list(trader), { items: [], mayAdd: true, mayRemove: true })
  const made = await add(trader, pdf, { kind: 'gstCertificate', name: 'जीएसटी.pdf' })
  t.match(made, {
    status: 201,
    body: { kind: 'gstCertificate', contentType: 'application/pdf', bytes: pdf.length },
  })
  t.match((await add(trader, jpeg)).body, { kind: 'other', name: 'document.jpg', contentType: 'image/jpeg' })
  t.match((await list(trader)).items, [{ name: 'जीएसटी.pdf' }, { name: 'document.jpg' }])
  for (const token of [owner, staff, operator]) {
    const answer = await download(made.body.documentId, token)
    t.equal(answer.status, 200)
    t.same(Buffer.from(await answer.arrayBuffer()), pdf)
    const headers = Object.fromEntries(answer.headers)
    t.match(headers, {
      'content-type': 'application/pdf',
      'content-disposition': /^attachment; .*filename\*=UTF-8''%E0%A4%9C/,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': /default-src 'none'/,
    })
  }
})

t.test('what is no paper is refused', async (t) => {
  const { items } = await list(trader)
  t.match(await add(trader, pdf, { name: 'scan.png' }), { status: 422, body: { code: 'documentMisnamed' } })
  for (const content of [page, Buffer.alloc(0)])
    t.match(await add(trader, content, { name: 'scan.pdf' }), { status: 422, body: { code: 'notADocument' } })
  const large = Buffer.concat([pdf, Buffer.alloc(largestDocument - pdf.length + 1)])
  t.match(await add(trader, large), { status: 413, body: { code: 'documentTooLarge' } })
  const larger = Buffer.concat([pdf, Buffer.alloc(largestDocument + 1024 * 1024)])
  t.match(await add(trader, larger), { status: 413, body: { code: 'bodyTooLarge' } })
  t.match(await add(trader, pdf, { kind: 'poem' }), { status: 400 })
  for (const name of ['../x.pdf', 'a\\b.pdf', 'a\u0000b.pdf', '', 'x'.repeat(121)])
    t.match(await add(trader, pdf, { name }), { status: 400 }, JSON.stringify(name))
  const json = { token: owner, body: { file: 'x' } }
  t.equal((await call('POST', `${trader}/documents`, json)).status, 415)
  t.same((await list(trader)).items, items)
})

t.test('strangers see nothing, staff look, owners decide', async (t) => {
  const [first] = (await list(trader)).items
  t.equal((await call('GET', `${trader}/documents`, { token: stranger })).status, 404)
  t.equal((await add(trader, pdf, {}, stranger)).status, 404)
  t.equal((await download(first!.documentId, stranger)).status, 404)
  t.match(await remove(first!.documentId, stranger), { status: 404 })
  t.match(await list(trader, operator), { items: [{}, {}], mayAdd: false, mayRemove: false })
  t.equal((await add(trader, pdf, {}, operator)).status, 404)
  t.equal((await remove(first!.documentId, operator)).status, 404)
  t.match(await list(trader, staff), { items: [{}, {}], mayAdd: false, mayRemove: false })
  t.equal((await add(trader, pdf, {}, staff)).status, 403)
  t.equal((await remove(first!.documentId, staff)).status, 403)
  t.equal(
    (await call('GET', `/v1/traders/${traderId.replace('trd_0', 'trd_1')}/documents`, { token: operator }))
      .status,
    404,
  )
})

t.test('removed until an operator has decided, and the file with it', async (t) => {
  const key = (documentId: string) => `documents/${traderId}/${documentId}.pdf`
  for (const status of ['draft', 'submitted', 'sentBack']) {
    await setStatus(status)
    const { documentId } = (await add(trader, pdf)).body
    t.ok(await resources.files.stat(key(documentId)))
    t.equal((await remove(documentId)).status, 204, status)
    t.equal(await resources.files.stat(key(documentId)), undefined, 'the file is gone')
    t.equal((await download(documentId)).status, 404)
    t.equal((await remove(documentId)).status, 404)
  }
  const [first] = (await list(trader)).items
  for (const status of ['verified', 'suspended']) {
    await setStatus(status)
    t.match(await remove(first!.documentId), { status: 409, body: { code: 'documentFixed' } }, status)
    t.match(await list(trader), { mayAdd: true, mayRemove: false })
  }
  t.equal((await download(first!.documentId)).status, 200)
})

t.test('ten are kept, even when several come at once', async (t) => {
  const { items } = await list(trader)
  const answers = await Promise.all(Array.from({ length: 12 - items.length }, () => add(trader, png)))
  const refused = answers.filter(({ status }) => status !== 201)
  t.match(refused, [{ status: 409, body: { code: 'tooManyDocuments' } }, { status: 409 }])
  t.equal(refused.length, 2)
  t.match(await list(trader), { mayAdd: false })
  t.equal((await list(trader)).items.length, 10)
})

t.test('what was broken off is cleared', async (t) => {
  await setStatus('draft')
  const [first, second] = (await list(trader)).items
  const { pool } = market.database
  await pool.query(`update documents set state = 'removed' where id = $1`, [uuidOf(first!.documentId)])
  await pool.query(`update documents set state = 'arriving' where id = $1`, [uuidOf(second!.documentId)])
  const sweep = modules.upkeep.find(({ name }) => name === 'documents.sweep')!
  const left = async () => (await pool.query(`select 1 from documents where state <> 'kept'`)).rowCount
  await sweep.run()
  t.equal(await left(), 1, 'what arrives just now is left alone')
  t.equal(await resources.files.stat(`documents/${traderId}/${first!.documentId}.pdf`), undefined)
  await pool.query(`update documents set added_at = now() - interval '2 hours' where state = 'arriving'`)
  await sweep.run()
  t.equal(await left(), 0)
  t.equal((await list(trader)).items.length, 8)
})

t.test('a startup has papers of its own', async (t) => {
  const { providerId } = await ok<{ providerId: string }>('POST', '/v1/providers', {
    token: stranger,
    body: {
      name: 'Tez Parcel',
      dipp: 'DIPP99001',
      contactPhone: newPhone(),
      channel: 'pull',
      capabilities: {
        pickup: { pins: [], pinPrefixes: ['4110'], circles: [] },
        maxWeightGrams: 20_000,
        food: true,
        cod: true,
        hours: { week: {} },
      },
      rateCard: { basePaise: 2000, perKmPaise: 500, perKgPaise: 100, codFeePaise: 0 },
      promisedMinutes: 60,
    },
  })
  const provider = `/v1/providers/${providerId}`
  const made = await add(provider, png, { kind: 'insurancePolicy', name: 'policy' }, stranger)
  t.match(made, { status: 201, body: { name: 'policy.png' } })
  t.equal((await download(made.body.documentId, owner)).status, 404, 'a trader sees nothing of it')
  t.match((await list(provider, operator)).items, [{ kind: 'insurancePolicy' }])
  const set = (status: string) =>
    market.database.pool.query('update providers set status = $2 where id = $1', [uuidOf(providerId), status])
  await set('approved')
  t.match(await remove(made.body.documentId, stranger), { status: 409, body: { code: 'documentFixed' } })
  await set('submitted')
  t.equal((await remove(made.body.documentId, stranger)).status, 204)
})

/** A browser without script, on the page of this address. */
async function visitor(token: string, address: string) {
  const answer = await fetch(new URL(address, baseUrl), { headers: { cookie: `haat_access=${token}` } })
  const text = await answer.text()
  const [, csrf = ''] = /[?;&]_csrf=([^"&]+)/.exec(text) ?? []
  const secret = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const post = (path: string, body: FormData | URLSearchParams) =>
    fetch(new URL(`${path}?_csrf=${csrf}`, baseUrl), {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: `haat_access=${token}; ${secret}` },
      body,
    })
  return { text, post, csrf: decodeURIComponent(csrf) }
}

t.test('pages: added, looked at and removed by forms alone', async (t) => {
  const at = `/trade/business/${traderId}/documents`
  const { text, post, csrf } = await visitor(owner, `/trade/business/${traderId}/papers`)
  t.match(text, 'enctype="multipart/form-data"')
  t.match(text, 'id="documents"')
  const form = (content: Buffer | undefined, name: string) => {
    const body = new FormData()
    body.append('kind', 'identity')
    body.append('file', new Blob(content ? [Uint8Array.from(content)] : []), name)
    return body
  }
  const added = await post(at, form(pdf, 'आधार.pdf'))
  t.match({ status: added.status, to: added.headers.get('location') }, { status: 303, to: at })
  const kept = (await list(trader)).items.at(-1)!
  t.match(kept, { kind: 'identity', name: 'आधार.pdf' })
  for (const [content, name, status, words] of [
    [undefined, '', 400, 'Please fill this in'],
    [page, 'x.pdf', 422, 'Send a PDF, a JPEG or a PNG'],
    [Buffer.alloc(largestDocument + 1, '%PDF-'), 'x.pdf', 413, 'larger than 5 MB'],
  ] as const) {
    const refused = await post(at, form(content, name))
    t.equal(refused.status, status)
    t.match(await refused.text(), words)
  }
  const own = await fetch(new URL(`/trade/documents/${kept.documentId}`, baseUrl), {
    headers: { cookie: `haat_access=${owner}` },
  })
  t.match(Object.fromEntries(own.headers), {
    'content-disposition': /^attachment/,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  })
  t.same(Buffer.from(await own.arrayBuffer()), pdf)
  const theirs = await visitor(operator, `/govern/traders/${traderId}`)
  t.match(theirs.text, `/govern/documents/${kept.documentId}`)
  t.notMatch(theirs.text, 'multipart/form-data')
  const removed = await post(`${at}/${kept.documentId}/remove`, new URLSearchParams({ _csrf: csrf }))
  t.equal(removed.status, 303)
  t.equal((await list(trader)).items.length, 8)
  for (const path of ['/deliver/documents', '/deliver/company']) {
    const startup = await visitor(stranger, path)
    t.match(startup.text, 'action="/deliver/documents?_csrf=', path)
  }
})
