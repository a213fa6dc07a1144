import { Readable } from 'node:stream'
import fc from 'fast-check'
import pino from 'pino'
import sax from 'sax'
import t from 'tap'
import { ZipFile } from 'yazl'
import { createTestDatabase } from '../../../test/support/database.ts'
import { createEventStreams } from '../../platform/live/index.ts'
import { createOutbox } from '../../platform/outbox/index.ts'
import { importsConsumer } from './catalogue.jobs.ts'
import {
  createWorld,
  csv,
  csvRow,
  heading,
  httpApp,
  type ImportBench,
  importFile,
  layImport,
  temporaryStore,
} from './catalogue.testing.ts'
import { guessTargets } from './import.columns.ts'
import { readRecords } from './import.file.ts'
import { shownImport } from './import.routes.ts'
import { createImportRunner } from './import.runner.ts'
import { pauseImport, readImport, releaseImport } from './import.store.ts'
import { createCatalogue } from './index.ts'
import { tradeLists } from './lists.ts'
import { asXlsx, templateOf } from './template.ts'
import { createTurns } from './turns.ts'
import { attribute, createXmlScanner } from './xml.scan.ts'

const { db } = await createTestDatabase(t)
const world = createWorld()
const storage = await temporaryStore(t)
const outbox = createOutbox({ consumers: [importsConsumer] })
const bench: ImportBench = { db, outbox, world, storage }
const streams = createEventStreams({
  hub: { subscribe: () => () => {} } as never,
  log: pino({ level: 'silent' }),
})
const http = await httpApp(
  [
    createCatalogue({
      db,
      outbox,
      queues: { add: async () => {} },
      traders: world.traders,
      identity: world.identity,
      audit: { record: async () => {} },
      storage,
      streams,
    }).routes,
  ],
  world,
)
t.teardown(async () => {
  await streams.close()
  await http.close()
})

const cellsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(','))
const zipOf = async (parts: Record<string, string>): Promise<Buffer> => {
  const zip = new ZipFile()
  for (const [name, body] of Object.entries(parts)) zip.addBuffer(Buffer.from(body), name)
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
const read = async (file: Buffer) => {
  const records = []
  for await (const batch of readRecords(Readable.from([file]))) records.push(...batch)
  return records
}

t.test('a file that is not read to its end is closed', async (t) => {
  const line = Buffer.from(`${'x'.repeat(40)},1\n`)
  for (const pieces of [1, 3]) {
    const file = Readable.from(Array.from({ length: 10 }, () => line))
    const read = readRecords(file)
    for (let nth = 0; nth < pieces; nth++) t.equal((await read.next()).done, false)
    await read.return(undefined)
    t.ok(file.destroyed, `after ${pieces} of ten pieces`)
  }
})

t.test('a workbook is read as the same list in CSV', async (t) => {
  const { shop } = world.trader()
  const rows = ['A', 'B', 'C'].map((sku) => csvRow({ sku, name: `Salt & "${sku}" <fine>` }))
  const text = csv(...rows)
  const book = await asXlsx(cellsOf(text))
  t.same(
    (await read(book)).map(({ fields }) => fields),
    cellsOf(text),
  )
  const { result, problems } = await importFile(bench, shop.shopId, book)
  t.same(problems, [])
  t.match(result, { state: 'done', created: 3 })
  t.match(
    (await importFile(bench, shop.shopId, text)).result,
    { unchanged: 3 },
    'and the CSV changes nothing',
  )
})

t.test('how far a workbook is read is told, and an import of it says so', async (t) => {
  const { shop } = world.trader()
  // Texts of which no two are alike, so that the sheet does not come in one piece.
  const rows = Array.from({ length: 3000 }, (_, nth) =>
    csvRow({ sku: `F-${nth}`, name: `Far ${nth} ${Math.imul(nth + 1, 2654435761) >>> 0}` }),
  )
  const book = await asXlsx(cellsOf(csv(...rows)))
  const far = { bytes: 0 }
  const places: number[] = []
  for await (const _ of readRecords(Readable.from([book]), far)) places.push(far.bytes)
  t.ok(places.length > 5 && places.every((place, nth) => place > 0 && place >= (places[nth - 1] ?? 0)))
  t.ok(places[0]! < book.length / 2, 'little of it at first')
  t.equal(places.at(-1), book.length, 'all of it at the end')

  const ref = await layImport(db, storage, shop.shopId, book)
  let pieces = 0
  const run = createImportRunner({
    ...{ db, outbox, storage, traders: world.traders, chunkRows: 500 },
    turns: {
      async take(work) {
        if (++pieces === 3) await pauseImport(db, ref)
        return work()
      },
    },
  })
  t.equal(await run(ref), 'paused')
  const { share } = shownImport((await readImport(db, ref))!)
  t.ok(share !== null && share > 0.2 && share < 0.9, `1000 rows of 3000 are ${share}`)
})

t.test('numbers, shared texts, gaps and prefixes are read as a person sees them', async (t) => {
  const book = await zipOf({
    'xl/sharedStrings.xml':
      '<x:sst xmlns:x="u"><x:si><x:t>Sa</x:t><x:r><x:t>lt</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:si></x:sst>',
    'xl/worksheets/sheet2.xml': '<worksheet/>',
    'xl/worksheets/sheet1.xml':
      '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>a</t></is></c><c t="str"><v>b</v></c><c r="D1" t="str"><v>d</v></c></row>' +
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3"><v>8.901491101837E12</v></c><c r="D3"><v>28.499999999999996</v></c></row>' +
      '<row r="4"><c r="B4" t="b"><v>1</v></c></row></sheetData></worksheet>',
  })
  t.same(await read(book), [
    { row: 1, fields: ['a', 'b', '', 'd'] },
    { row: 3, fields: ['Salt', '8901491101837', '', '28.5'] },
    { row: 4, fields: ['', '1', '', ''] },
  ])
})

t.test('what is no workbook, or hides too much, is refused', async (t) => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`
  for (const [what, file] of [
    ['half a zip', (await asXlsx([['a']])).subarray(0, 300)],
    ['no sheet', await zipOf({ 'readme.txt': 'x' })],
    ['entities', await zipOf({ 'xl/worksheets/sheet1.xml': bomb })],
    ['no XML', await zipOf({ 'xl/worksheets/sheet1.xml': '<a><b></a>' })],
  ] as const) {
    await t.rejects(read(file), { code: 'brokenXlsx', kind: 'unprocessable' }, what)
  }
})

t.test('XML is read as a general parser reads it, however it is cut', async (t) => {
  const told = (text: string, cuts: readonly number[]) => {
    const seen: string[] = []
    const push = (kind: string, what: string) => {
      if (kind === 'text' && seen.at(-1)?.startsWith('text')) seen[seen.length - 1] += what
      else if (what !== '') seen.push(`${kind} ${what}`)
    }
    const scanner = createXmlScanner({
      open: (name, attributes) => push('open', `${name} ${attribute(attributes, 'r') ?? ''}`),
      text: (piece) => push('text', piece),
      close: (name) => push('close', name),
    })
    let from = 0
    for (const cut of [...cuts].sort((a, b) => a - b)) {
      const at = Math.max(from, Math.min(cut, text.length))
      scanner.write(text.slice(from, at))
      from = at
    }
    scanner.write(text.slice(from))
    scanner.end()
    return seen
  }
  const known = (text: string) => {
    const seen: string[] = []
    const parser = sax.parser(true, { position: false })
    const add = (piece: string) => {
      if (seen.at(-1)?.startsWith('text')) seen[seen.length - 1] += piece
      else if (piece !== '') seen.push(`text ${piece}`)
    }
    parser.onopentag = ({ name, attributes }) =>
      seen.push(`open ${name.replace(/^.*:/, '')} ${attributes.r ?? ''}`)
    parser.ontext = add
    parser.oncdata = add
    parser.onclosetag = (name) => seen.push(`close ${name.replace(/^.*:/, '')}`)
    parser.write(text).close()
    return seen
  }
  const word = fc.stringMatching(/^[a-zA-Z0-9अ-ह .,;#'"]{0,12}$/)
  const node = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      word,
      word.map((text) => `<![CDATA[${text}<]]>`),
      fc.constantFrom('&amp;', '&#2325;', '&#x41;', '<!-- a > b -->', '<?pi x?>'),
      fc
        .tuple(fc.constantFrom('c', 'x:row', 'v'), word, fc.array(tie('node'), { maxLength: 4 }))
        .map(([name, r, inner]) => `<${name} q='>' r="${r.replaceAll('"', '')}">${inner.join('')}</${name}>`),
      fc.constantFrom('<c/>', '<c r="A1" />'),
    ),
  })).node
  fc.assert(
    fc.property(fc.array(node, { maxLength: 5 }), fc.array(fc.nat(200), { maxLength: 6 }), (inner, cuts) => {
      const text = `<?xml version="1.0"?><a>${inner.join('')}</a>`
      return told(text, cuts).join('\n') === known(text).join('\n')
    }),
    { numRuns: 300 },
  )
  for (const bad of ['<a>', '<a></b>', '<!DOCTYPE a><a/>', '<a>&x;</a>', '<a>&#0;</a>', '<a b="']) {
    t.throws(() => told(bad, []), SyntaxError, bad)
  }
})

t.test('headings are known in Hindi, mistyped, and with notes', async (t) => {
  const guess = (...cells: string[]) => guessTargets(cells, tradeLists())
  t.same(guess('कोड', 'नाम', 'मात्रा', 'मूल्य', 'एमआरपी', 'श्रेणी', 'निर्माता', 'स्टॉक'), [
    ...['sku', 'name', 'netQuantity', 'price', 'mrp', 'category', 'maker', 'stock'],
  ])
  t.same(guess('Catagory', 'Manufaturer', 'M.R.P. (Rs.)', 'Item Name / नाम', 'Colour Name', 'MRPs?'), [
    ...['category', 'maker', 'mrp', 'name', 'attributes.colour_name'],
    null,
  ])
  t.same(guess('name', 'Description', 'netQuantity', 'size'), [
    'name',
    null,
    'netQuantity',
    'attributes.size',
  ])
})

t.test('templates read back as they are', async (t) => {
  const { shop } = world.trader()
  for (const category of [
    undefined,
    ...tradeLists()
      .categories()
      .filter((_, nth) => nth % 60 === 0),
  ]) {
    const { heading: names, example } = templateOf(category)
    t.notOk(guessTargets(names, tradeLists()).includes(null), category?.name ?? 'any')
    if (example[names.indexOf('hsn')] === '') continue
    const { result } = await importFile(bench, shop.shopId, await asXlsx([names, example]))
    t.match(result, { state: 'done', refused: 0, rowsRead: 1 })
  }
  const file = await http.inject('/v1/import-templates/xlsx?category=shirts')
  t.equal(file.statusCode, 200)
  t.match((await read(file.rawPayload))[0]?.fields, ['sku', 'gtin', 'brand'])
  t.equal((await http.inject('/v1/import-templates/csv?category=moon')).statusCode, 404)
})

const call = async (method: 'GET' | 'POST' | 'PUT', url: string, who: string, payload?: object) => {
  const reply = await http.inject({
    method,
    url,
    headers: { authorization: `Bearer ${who}` },
    ...(payload ? { payload } : {}),
  })
  return { status: reply.statusCode, body: reply.body.startsWith('{') ? reply.json() : reply.body }
}

t.test('a held file is read as its trader says', async (t) => {
  const { shop, account } = world.trader()
  const names = heading.replace('price', 'What I take').split(',')
  const held = await http.inject({
    method: 'POST',
    url: `/v1/shops/${shop.shopId}/imports?hold=true`,
    headers: {
      authorization: `Bearer ${account}`,
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    payload: await asXlsx([names, csvRow({ sku: 'M', name: 'Mapped' }).split(',')]),
  })
  const url = `/v1/shops/${shop.shopId}/imports/${held.json().importId}`
  const before = (await call('GET', `${url}/preview`, account)).body
  t.match(before, { failure: { code: 'missingColumns' }, missing: ['price'] })
  const columns = before.columns.map(({ heading: name, field }: { heading: string; field: string | null }) =>
    name === 'What I take' ? 'price' : field,
  )
  t.match(await call('PUT', `${url}/columns`, account, { columns: ['moon'] }), { status: 400 })
  t.match(await call('PUT', `${url}/columns`, world.trader().account, { columns }), { status: 404 })
  t.match(await call('PUT', `${url}/columns`, account, { columns }), { status: 200, body: { state: 'held' } })
  t.match((await call('GET', `${url}/preview`, account)).body, { failure: null, good: 1 })
  t.match(await call('POST', `${url}/start`, account), { body: { state: 'waiting' } })
  t.match(await call('PUT', `${url}/columns`, account, { columns }), {
    status: 409,
    body: { code: 'importOver' },
  })
  const ref = { shopId: shop.shopId, importId: held.json().importId }
  t.equal(await createImportRunner({ db, outbox, traders: world.traders, storage })(ref), 'done')
  t.match(await readImport(db, ref), { created: 1 })
})

t.test('rows that were left out come back to be corrected, and go in then', async (t) => {
  const { shop, account } = world.trader()
  const file = csv(
    csvRow({ sku: 'G', name: 'Good' }),
    csvRow({ sku: 'W', name: '"Wrong, twice"', price: 'x', hsn: 'y' }),
    csvRow({ sku: 'F', name: '"=1+1"', mrp: '1.00' }),
  )
  const { result } = await importFile(bench, shop.shopId, file)
  t.match(result, { created: 1, refused: 2 })
  const url = `/v1/shops/${shop.shopId}/imports/${result.importId}/bad-rows.csv`
  const { body } = await call('GET', url, account)
  t.match(body, /^\ufeff"sku","gtin"/)
  t.match(body, /"Wrong, twice".*"3","hsn: .* \| price: /)
  t.match(body, /"'=1\+1"/, 'no spreadsheet runs it')
  const corrected = (body as string).replace('"x"', '"25"').replace('"y"', '"2501"').replace('"1.00"', '"28"')
  const again = await importFile(bench, shop.shopId, corrected)
  t.same(again.problems, [])
  t.match(again.result, { created: 2, refused: 0 })
})

t.test('an import is paused at a piece and goes on where it stopped', async (t) => {
  const { shop } = world.trader()
  const rows = Array.from({ length: 40 }, (_, nth) => csvRow({ sku: `P-${nth}`, name: `Pause ${nth}` }))
  const ref = await layImport(db, storage, shop.shopId, csv(...rows))
  let pieces = 0
  const run = createImportRunner({
    db,
    outbox,
    traders: world.traders,
    storage,
    chunkRows: 10,
    turns: {
      async take(work) {
        if (++pieces === 3) await pauseImport(db, ref)
        return work()
      },
    },
  })
  t.equal(await run(ref), 'paused')
  t.match(await readImport(db, ref), { state: 'paused', created: 20, lastRow: 21 })
  t.equal(await run(ref), 'idle', 'a paused one is let be')
  await db.transaction((tx) => releaseImport(tx, ref, 'paused'))
  t.equal(await run(ref), 'done')
  t.match(await readImport(db, ref), { state: 'done', created: 40, rowsRead: 40 })
})

t.test('a small file is through while a large one runs', async (t) => {
  const big = world.trader()
  const small = world.trader()
  const rows = Array.from({ length: 6000 }, (_, nth) => csvRow({ sku: `L-${nth}`, name: `Large ${nth}` }))
  const bigRef = await layImport(db, storage, big.shop.shopId, csv(...rows))
  const smallRef = await layImport(
    db,
    storage,
    small.shop.shopId,
    csv(csvRow({ sku: 'S', name: 'Small one' })),
  )
  const run = createImportRunner({
    db,
    outbox,
    traders: world.traders,
    storage,
    chunkRows: 250,
    turns: createTurns(1),
  })
  let isBigOver = false
  const running = run(bigRef).then((outcome) => {
    isBigOver = true
    return outcome
  })
  while ((await readImport(db, bigRef))?.rowsRead === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
  t.equal(await run(smallRef), 'done')
  t.notOk(isBigOver, 'the large one still runs')
  t.equal(await running, 'done')
})

t.test('turns go round', async (t) => {
  const turns = createTurns(1)
  const order: string[] = []
  const worker = async (name: string, times: number) => {
    for (let nth = 0; nth < times; nth++) await turns.take(async () => void order.push(name))
  }
  await Promise.all([worker('a', 3), worker('b', 2)])
  t.same(order, ['a', 'b', 'a', 'b', 'a'])
  await t.rejects(turns.take(async () => Promise.reject(new Error('x'))))
  t.equal(await turns.take(async () => 1), 1, 'a failed turn is given back')
})

t.test('an import is watched', async (t) => {
  const { shop, account } = world.trader()
  const { result } = await importFile(bench, shop.shopId, csv(csvRow({ sku: 'L', name: 'Live' })))
  const address = await http.listen({ port: 0, host: '127.0.0.1' })
  const stop = new AbortController()
  const url = `${address}/v1/shops/${shop.shopId}/imports/${result.importId}/live`
  const answer = await fetch(url, { headers: { authorization: `Bearer ${account}` }, signal: stop.signal })
  t.equal(answer.headers.get('content-type')?.split(';')[0], 'text/event-stream')
  let text = ''
  for await (const piece of answer.body!) {
    text += Buffer.from(piece).toString()
    if (text.includes('"rowsRead":1')) break
  }
  t.match(text, /event: import[\s\S]*"state":"done"/)
  stop.abort()
})
