import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import t, { type Test } from 'tap'
import yazl from 'yazl'
import { newPhone, startTestMarket } from '../../../test/support/market.ts'
import { registration, shopBody } from '../../../test/support/traders.ts'
import { waitFor } from '../../../test/support/wait.ts'
import type { Id } from '../../kernel/ids.ts'
import { formsOf } from './pictures.forms.ts'
import { isPicture, namedFile } from './pictures.rules.ts'
import { nameSources } from './pictures.store.ts'

const market = await startTestMarket(t, { workers: true })
const { call, ok, baseUrl } = market
const { resources } = market.running
const owner = await market.signIn(newPhone())
const stranger = await market.signIn(newPhone())
const { traderId } = await ok<{ traderId: string }>('POST', '/v1/traders', {
  token: owner,
  body: registration(),
})
const { shopId } = await ok<{ shopId: string }>('POST', `/v1/traders/${traderId}/shops`, {
  token: owner,
  body: shopBody(),
})

let goods = 0
/** A good of the shop: a product and its listing. */
async function newGood(further: Record<string, unknown> = {}) {
  const nth = ++goods
  const { productId } = await ok<{ productId: Id<'product'> }>('POST', '/v1/products', {
    token: owner,
    body: {
      traderId,
      name: `Brass lamp ${nth}`,
      category: 'Home',
      netQuantity: 1,
      unit: 'piece',
      hsn: '7419',
      gstBps: 1800,
      mrpPaise: 60_000,
      origin: 'IN',
      maker: 'Moradabad Brass, Moradabad',
      consumerCare: '1800 111 222',
      foodMark: 'none',
      ...further,
    },
  })
  const sku = `LAMP-${nth}`
  const { listingId } = await ok<{ listingId: string }>('POST', `/v1/shops/${shopId}/listings`, {
    token: owner,
    body: { productId, sku, pricePaise: 55_000, available: 3 },
  })
  return { productId, listingId, sku, path: `/v1/shops/${shopId}/listings/${listingId}/pictures` }
}

const drawn = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
const jpeg = (width = 1200, height = 900, background = '#a04020') =>
  drawn(width, height, background).jpeg().toBuffer()

const send = (path: string, content: Buffer, token: string = owner, type = 'application/octet-stream') =>
  call<{ pictureId: string; small: string; large: string; width: number; code: string; uploadId: string }>(
    'POST',
    path,
    { token, raw: { type, content: Uint8Array.from(content) } },
  )
interface Shown {
  items: { pictureId: string; shopId: string | null; small: string; large: string; width: number }[]
  waiting: number
  failed: { source: string; fault: string }[]
}
const shownOf = (productId: string, shop?: string) =>
  ok<Shown>('GET', `/v1/products/${productId}/pictures${shop ? `?shopId=${shop}` : ''}`)
const download = async (path: string) => {
  const answer = await fetch(new URL(path, baseUrl))
  return { answer, content: Buffer.from(await answer.arrayBuffer()) }
}

t.test('a file of a package names its good', async (t) => {
  t.strictSame(namedFile('ATA-001.jpg'), [{ good: 'ATA-001', position: 1 }])
  t.strictSame(namedFile('pics/ATA_2.PNG'), [
    { good: 'ATA_2', position: 1 },
    { good: 'ATA', position: 2 },
  ])
  t.strictSame(namedFile('8901030865278 (3).webp')?.[1], { good: '8901030865278', position: 3 })
  for (const none of ['__MACOSX/._ATA.jpg', '.hidden.jpg', 'notes.txt', 'folder/', 'Thumbs.db', '.jpg'])
    t.equal(namedFile(none), undefined, none)
})

t.test('a picture is what its bytes say, upright and without what the camera wrote', async (t) => {
  t.ok(isPicture(await jpeg()))
  t.notOk(isPicture(Buffer.from('<svg onload="alert(1)"/>')))
  t.notOk(isPicture(Buffer.alloc(0)))
  const sideways = await drawn(600, 300, '#224466')
    .jpeg()
    .withExif({ IFD0: { Artist: 'Asha' }, IFD3: { GPSLatitude: '19/1 1/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const forms = await formsOf(sideways)
  if ('fault' in forms) return t.fail(forms.fault)
  t.match(forms, { width: 300, height: 600 }, 'turned by what the camera noted')
  const told = await sharp(forms.files.large).metadata()
  t.match(told, { format: 'webp', exif: undefined, orientation: undefined })
  t.match(await sharp(forms.files.small).metadata(), { width: 120, height: 240 })

  const whole = await jpeg()
  t.same(await formsOf(whole.subarray(0, whole.length / 2)), { fault: 'brokenPicture' })
  t.same(await formsOf(await jpeg(80, 60)), { fault: 'tooSmall' })
  t.same(await formsOf(Buffer.from('GIF89a')), { fault: 'notAPicture' })
  const bomb = await drawn(9000, 9000, '#ffffff').png({ compressionLevel: 9 }).toBuffer()
  t.same(
    await formsOf(bomb),
    { fault: 'brokenPicture' },
    `${bomb.length} bytes that unpack to 81 million pixels`,
  )
})

t.test('a shop adds, shows and removes a picture of its own', async (t) => {
  const good = await newGood()
  const content = await jpeg()
  const added = await send(good.path, content)
  t.match(added, { status: 201, body: { width: 800, shopId } })
  t.match(await send(good.path, content), { status: 201, body: { pictureId: added.body.pictureId } }, 'once')

  const { answer, content: small } = await download(added.body.small)
  t.match(answer.headers.get('content-type'), 'image/webp')
  t.match(answer.headers.get('cache-control'), /immutable/)
  t.match(await sharp(small).metadata(), { format: 'webp', width: 240, height: 180 })

  t.equal((await shownOf(good.productId, shopId)).items.length, 1)
  t.equal((await shownOf(good.productId)).items.length, 0, 'other shops do not show it')
  const first = await ok<{ items: object[] }>('GET', `/v1/pictures?products=${good.productId}`)
  t.match(first.items, [{ productId: good.productId, shopId, small: added.body.small }])

  t.equal((await send(good.path, content, stranger)).status, 404)
  const path = `/v1/shops/${shopId}/pictures/${added.body.pictureId}`
  t.equal((await call('DELETE', path, { token: stranger })).status, 404)
  t.equal((await call('DELETE', path, { token: owner })).status, 204)
  t.equal((await call('DELETE', path, { token: owner })).status, 404)
  t.equal((await download(added.body.small)).answer.status, 404)
})

t.test('what is no picture, or one too many, is refused in plain words', async (t) => {
  const good = await newGood()
  t.match(await send(good.path, Buffer.from('<html>')), { status: 422, body: { code: 'notAPicture' } })
  t.match(await send(good.path, Buffer.alloc(0)), { status: 422 })
  t.match(await send(good.path, await jpeg(50, 50)), { status: 422, body: { code: 'pictureTooSmall' } })
  t.match(await send(good.path, Buffer.alloc(12 * 1024 * 1024 + 1)), {
    status: 413,
    body: { code: 'pictureTooLarge' },
  })
  // Nine at once, of which six can be kept.
  const nine = await Promise.all(Array.from({ length: 9 }, (_, nth) => jpeg(300, 300, `#0000${nth}0`)))
  const answers = await Promise.all(nine.map((content) => send(good.path, content)))
  t.equal(answers.filter(({ status }) => status === 201).length, 6)
  t.match(
    answers.filter(({ status }) => status !== 201),
    Array.from({ length: 3 }, () => ({ status: 409, body: { code: 'tooManyPictures' } })),
  )
  t.equal((await shownOf(good.productId, shopId)).items.length, 6)
})

/** A server of pictures, as a trader's own site would be. */
async function pictureServer(t: Test) {
  const asked: string[] = []
  const picture = await jpeg()
  const server = createServer((request, response) => {
    asked.push(request.url!)
    if (request.url === '/moved.jpg') response.writeHead(302, { location: '/lamp.jpg' }).end()
    else if (request.url === '/round.jpg') response.writeHead(302, { location: '/round.jpg' }).end()
    else if (request.url === '/lamp.jpg') response.end(picture)
    else if (request.url === '/page.jpg') response.end('<html>no such picture</html>')
    else if (request.url === '/inside.jpg')
      response.writeHead(302, { location: 'http://10.0.0.1/a.jpg' }).end()
    else if (request.url === '/endless.jpg') response.write(Buffer.alloc(13 * 1024 * 1024))
    else if (request.url === '/later.jpg' && asked.filter((path) => path === '/later.jpg').length === 1)
      response.writeHead(503).end()
    else if (request.url === '/later.jpg') response.end(picture)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

t.test('pictures are fetched from their addresses, and what does not come says why', async (t) => {
  const { url, asked } = await pictureServer(t)
  const good = await newGood()
  const paths = ['lamp', 'moved', 'round', 'page', 'inside', 'endless', 'gone', 'later']
  const sources = paths.map((name) => `${url}/${name}.jpg`)
  // The contract takes https alone, which a test's server does not speak.
  await resources.db.transaction((tx) => nameSources(tx, new Map([[good.productId, sources]])))
  const { fetchJob } = await import('./pictures.jobs.ts')
  const look = () => resources.queues.add([{ job: fetchJob, payload: {} }])
  await look()
  await waitFor(async () => {
    const now = await shownOf(good.productId)
    return now.items.length === 2 && now.failed.length === 5
  })
  const shown = await shownOf(good.productId)
  t.equal(shown.waiting, 1, 'a server that was busy is asked again later')
  t.strictSame(
    Object.fromEntries(shown.failed.map(({ source, fault }) => [source.slice(url.length), fault])),
    {
      '/round.jpg': 'notFound',
      '/page.jpg': 'notAPicture',
      '/inside.jpg': 'addressRefused',
      '/endless.jpg': 'tooLarge',
      '/gone.jpg': 'notFound',
    },
  )
  t.ok(asked.filter((path) => path === '/round.jpg').length <= 4, 'it is not led round for ever')

  await market.database.pool.query(`update pictures set next_try_at = now() where state = 'waiting'`)
  await look()
  await waitFor(async () => (await shownOf(good.productId)).items.length === 3)

  // The trader takes addresses away: their pictures go.
  await resources.db.transaction((tx) => nameSources(tx, new Map([[good.productId, [sources[0]!]]])))
  const left = await shownOf(good.productId)
  t.equal(left.items.length, 1)
  t.equal(left.failed.length, 0)
})

t.test('the catalogue tells of addresses, of one product and of a price list', async (t) => {
  const good = await newGood({ imageUrls: ['https://127.0.0.1:1/lamp.jpg'] })
  await waitFor(async () => {
    const { rows } = await market.database.pool.query(
      `select tries from pictures where source like 'https://127%'`,
    )
    return rows[0]?.tries === 1
  })
  t.equal((await shownOf(good.productId)).waiting, 1)

  const heading =
    'sku,name,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,imageUrl'
  const row = (nth: number) =>
    `ROW-${nth},Steel cup ${nth},Home,1,piece,7323,18,90,80,5,IN,"Steelo, Pune",none,https://127.0.0.1:1/cup${nth}.jpg`
  await call('POST', `/v1/shops/${shopId}/imports`, {
    token: owner,
    raw: { type: 'text/csv', content: new TextEncoder().encode(`${[heading, row(1), row(2)].join('\n')}\n`) },
  })
  await waitFor(async () => {
    const { rows } = await market.database.pool.query(`select from pictures where source like '%/cup_.jpg'`)
    return rows.length === 2
  })
  t.pass('both rows')
})

t.test('a product that was merged has the pictures of the one that it is now', async (t) => {
  const [old, now, other] = [await newGood(), await newGood(), await newGood()]
  const sent = await send(old.path, await jpeg())
  await send(now.path, await jpeg(500, 400))
  const operator = await market.operator()
  const merged = await ok<{ mergeId: string }>('POST', '/v1/operator/product-merges', {
    token: operator,
    body: { fromProductId: old.productId, intoProductId: now.productId },
  })
  await waitFor(async () => (await shownOf(now.productId, shopId)).items.length === 2)
  t.same(await shownOf(old.productId, shopId), await shownOf(now.productId, shopId))
  const first = async () =>
    (
      await ok<{ items: { productId: string; small: string }[] }>(
        'GET',
        `/v1/pictures?products=${[other, old, now].map(({ productId }) => productId).join()}`,
      )
    ).items
  const [ofOld, ofNow, ...more] = await first()
  t.same(more, [])
  t.equal(ofOld?.productId, old.productId, 'under the id that was asked for')
  t.same(ofOld, { ...ofNow, productId: old.productId })

  await ok('POST', `/v1/operator/product-merges/${merged.mergeId}/undo`, { token: operator })
  await waitFor(async () => (await shownOf(old.productId, shopId)).items.length === 1)
  t.match((await shownOf(old.productId, shopId)).items, [{ pictureId: sent.body.pictureId }])
})

const zipOf = (files: [string, Buffer][]): Promise<Buffer> =>
  new Promise((resolve) => {
    const zip = new yazl.ZipFile()
    for (const [name, content] of files) zip.addBuffer(content, name)
    zip.end()
    const chunks: Buffer[] = []
    zip.outputStream
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
  })

t.test('a package of pictures goes to the goods that its files name', async (t) => {
  const [one, two] = [await newGood(), await newGood()]
  const picture = await jpeg()
  const content = await zipOf([
    [`shelf/${one.sku}.jpg`, picture],
    [`shelf/${one.sku}_2.jpg`, await jpeg(400, 400)],
    [`${two.sku}.jpg`, await jpeg(500, 400)],
    ['nobody.jpg', picture],
    [`${two.sku}_3.png`, Buffer.from('no picture')],
    ['__MACOSX/._a.jpg', Buffer.from('x')],
    ['read me.txt', Buffer.from('x')],
  ])
  const path = `/v1/shops/${shopId}/picture-uploads`
  const upload = async (file: Buffer) => {
    const { status, body } = await send(path, file, owner, 'application/zip')
    t.equal(status, 202)
    const read = () => ok<{ state: string }>('GET', `${path}/${body.uploadId}`, { token: owner })
    await waitFor(async () => (await read()).state !== 'waiting')
    return read()
  }
  t.match(await upload(content), {
    state: 'done',
    entries: 5,
    kept: 3,
    unchanged: 0,
    refused: 2,
    problems: [
      { file: 'nobody.jpg', code: 'unknownGood' },
      { file: `${two.sku}_3.png`, code: 'notAPicture' },
    ],
  })
  const shown = await shownOf(one.productId, shopId)
  t.strictSame(
    shown.items.map(({ width }) => width),
    [800, 400],
    'in the order of their numbers',
  )
  t.match(await upload(content), { state: 'done', kept: 0, unchanged: 3 }, 'the same again changes nothing')

  const other = await zipOf([[`${one.sku}.jpg`, await jpeg(700, 300)]])
  t.match(await upload(other), { kept: 1 })
  t.strictSame(
    (await shownOf(one.productId, shopId)).items.map(({ width }) => width),
    [700, 400],
    'a file of the same name takes the place of the earlier one',
  )
  t.match(await upload(content.subarray(0, content.length / 2)), { state: 'failed', fault: 'brokenPackage' })
  t.match(await send(path, Buffer.from('no zip'), owner, 'application/zip'), {
    status: 422,
    body: { code: 'notAPackage' },
  })
  t.equal((await send(path, content, stranger, 'application/zip')).status, 404)
  const { items } = await ok<{ items: object[] }>('GET', path, { token: owner })
  t.equal(items.length, 4)
})
