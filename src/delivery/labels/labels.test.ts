import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import t from 'tap'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { newId } from '../../kernel/ids.ts'
import type { Label } from './labels.types.ts'
import { labelsPdf } from './pdf.ts'
import { inLatin, inTwoScripts, maskedPhone } from './words.rules.ts'
import { labelZpl } from './zpl.ts'

const label: Label = {
  awb: 'CK100000008IN',
  reference: 'shm_01jd3h5w6nfz8t6m3m3m3m3m3m',
  order: 'AB12CD',
  carrier: 'India Post',
  to: {
    name: 'आशा Rao ^XZ',
    lines: ['12, 4th Cross, श्री मार्ग', 'Bengaluru'],
    pin: '900056',
    phone: maskedPhone('+919876543210'),
  },
  from: { name: 'Sharma Kirana', lines: ['1 Bazaar'], pin: '560001' },
  codPaise: 12_345_650n,
  weightGrams: 1500,
  food: true,
  cold: true,
  size: { lengthMm: 201, widthMm: 150, heightMm: 80 },
}

/** The rectangles that a page draws, as a picture: what a scanner sees of it. */
function pictureOf(pdf: Buffer): ImageData {
  const scale = 4
  const [width, height] = [298 * scale, 420 * scale]
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (const [, ...numbers] of pdf
    .toString('latin1')
    .matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)) {
    const [x, y, w, h] = numbers.map((one) => Number(one) * scale) as [number, number, number, number]
    for (let row = Math.round(y); row < Math.round(y + h); row++)
      for (let at = Math.round(x); at < Math.round(x + w); at++)
        data.fill(0, (row * width + at) * 4, (row * width + at) * 4 + 3)
  }
  return { data, width, height, colorSpace: 'srgb' } as ImageData
}

t.test('a PDF of A6 whose codes can be read back', async (t) => {
  const pdf = await labelsPdf([label, { ...label, awb: '800000000015', codPaise: 0n }], { compress: false })
  const text = pdf.toString('latin1')
  t.match(text, /^%PDF-/)
  t.equal(text.match(/\/MediaBox \[0 0 297\.64 419\.53\]/g)?.length, 2, 'two pages of 105 by 148 mm')
  t.match(text, /NotoSansDevanagari/, 'the letters come with it')
  const shown = [...text.matchAll(/\[(.*?)\] TJ/g)]
    .map(([, parts]) =>
      [...parts!.matchAll(/<([0-9a-f]+)>/g)]
        .map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n')
  for (const words of [
    '900056',
    'COD: COLLECT Rs 1,23,456.50',
    '21x15x8 cm',
    'PREPAID',
    'XXXXXX3210',
    '1.500 kg',
    'CK100000008IN',
  ])
    t.ok(shown.includes(words), words)
  t.notMatch(shown, /98765/, 'no phone in the open')
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  await prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } })
  const one = await labelsPdf([label], { compress: false })
  const read = await readBarcodes(pictureOf(one), { formats: ['Code128', 'QRCode'] })
  t.same(read.map((found) => `${found.format} ${found.text}`).sort(), [
    'Code128 CK100000008IN',
    `QRCode ${label.reference}`,
  ])
})

t.test('ZPL has its fields, and no name is a command', async (t) => {
  const zpl = labelZpl(label)
  t.match(zpl, /^\^XA\^CI28\n\^PW839\^LL1183/)
  t.match(zpl, /\^BCN,150,Y,N,N,A\^FH\^FDCK100000008IN\^FS/)
  t.match(zpl, /\^BQN,2,6\^FH\^FDMA,shm_5F01jd/)
  t.match(zpl, /\^FDCOD: COLLECT Rs 1,23,456\.50\^FS/)
  t.match(zpl, /asa Rao _5EXZ/, 'spelled for printers without the letters')
  t.match(zpl, /आशा Rao _5EXZ/, 'and as it is written')
  t.equal(zpl.match(/\^XZ/g)?.length, 1)
  t.match(labelZpl({ ...label, codPaise: 0n }), /\^FDPREPAID\^FS/)
})

t.test('letters of all India', async (t) => {
  t.equal(inLatin('ராமன்'), 'raman')
  t.equal(inTwoScripts('রাম Das ₹5'), 'राम Das Rs 5')
  t.equal(inLatin('漢'), '?')
  t.equal(maskedPhone('123'), '')
})

t.test('a label is for the shop, its carrier and operators alone', async (t) => {
  const world = await createDeliveryWorld(t)
  const provider = await world.addProvider()
  const order = await world.packedOrder()
  await world.settle()
  const { shipmentId } = await world.parcelOf(order)
  const get = (path: string, token: string, headers: Record<string, string> = {}) =>
    world.app.inject({ url: path, headers: { authorization: `Bearer ${token}`, ...headers } })
  const path = `/v1/shipments/${shipmentId}/label`
  for (const token of [order.owner, world.operator, provider.owner]) {
    const reply = await get(path, token)
    t.equal(reply.statusCode, 200)
    t.equal(reply.headers['content-type'], 'application/pdf')
    t.equal(reply.rawPayload.subarray(0, 5).toString(), '%PDF-')
  }
  t.equal((await get(path, order.buyer)).statusCode, 404)
  t.equal((await get(path, newId('account'))).statusCode, 404)
  const zpl = await get(path, order.owner, { accept: 'application/zpl' })
  t.match(zpl.headers['content-type'], /^application\/zpl/)
  t.match(zpl.body, /\^FDAsha/)
  t.match((await get(`${path}?format=zpl`, order.owner)).body, /^\^XA/)
  t.equal((await get(`/v1/provider/shipments/${shipmentId}/label`, provider.key)).statusCode, 200)
  const rival = await world.addProvider()
  t.equal((await get(`/v1/provider/shipments/${shipmentId}/label`, rival.key)).statusCode, 404)
  t.equal((await get(path, rival.owner)).statusCode, 404)
  const bulk = `/v1/shops/${order.shopId}/labels?shipments=`
  t.equal((await get(`${bulk}${shipmentId},${shipmentId}`, order.owner)).statusCode, 200)
  t.equal((await get(`${bulk}${shipmentId}`, provider.owner)).statusCode, 404)
  t.equal((await get(`${bulk}${newId('shipment')}`, order.owner)).statusCode, 404)
  const tooMany = Array.from({ length: 101 }, () => newId('shipment')).join(',')
  t.equal((await get(`${bulk}${tooMany}`, order.owner)).statusCode, 400)
})
