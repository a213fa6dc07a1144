import { execFile } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { program } from '../../../test/support/build.ts'
import { alwaysOpen, createDeliveryWorld } from '../../../test/support/delivery-world.ts'
import { newId } from '../../kernel/ids.ts'
import { verifyReceipts } from './index.ts'
import { hashOf, signJws } from './receipts.rules.ts'
import type { Receipt, SignedReceipt } from './receipts.types.ts'

const world = await createDeliveryWorld(t)
const provider = await world.addProvider()
const rival = await world.addProvider({
  capabilities: {
    pickup: { pins: ['110001'], pinPrefixes: [], circles: [] },
    maxWeightGrams: 1000,
    food: true,
    cod: true,
    hours: alwaysOpen,
  },
})

/** A parcel with this provider, and how it tells of it. */
const booked = async () => {
  const order = await world.packedOrder()
  await world.settle()
  const parcel = await world.parcelOf(order)
  const tell = async (status: string, more: Record<string, unknown> = {}) => {
    const reply = await world.tell(provider, parcel.offerId!, status, more)
    t.equal(reply.status, 200, `${status} ${JSON.stringify(reply.body)}`)
  }
  const fetched = () =>
    tell('pickedUp', { handoverCode: world.shipments.codes.codeOf(parcel.shipmentId, 'handover') })
  const cashCollectedPaise = Number(parcel.codPaise)
  const deliveryCode = world.shipments.codes.codeOf(parcel.shipmentId, 'delivery')
  return {
    order,
    parcel,
    tell,
    fetched,
    delivered: () => tell('delivered', { deliveryCode, cashCollectedPaise }),
  }
}
const receiptsOf = async (shipmentId: string, token: string): Promise<SignedReceipt[]> =>
  (await world.ok('GET', `/v1/shipments/${shipmentId}/receipts`, token)).items
const keys = await world.ok('GET', '/.well-known/receipt-keys.json')

t.test('a hand-over and a delivery leave two receipts, each after the other', async (t) => {
  const { order, parcel, fetched, delivered } = await booked()
  await fetched()
  await delivered()
  const kept = await receiptsOf(parcel.shipmentId, order.buyer)
  t.match(
    kept.map(({ receipt }) => receipt),
    [
      {
        kind: 'handedOver',
        from: { kind: 'shop', id: order.shopId },
        to: { kind: 'provider', id: provider.providerId },
        proof: { by: 'code' },
        cashPaise: 0,
      },
      {
        kind: 'delivered',
        from: { kind: 'provider' },
        to: { kind: 'buyer' },
        proof: { by: 'code' },
        cashPaise: Number(parcel.codPaise),
      },
    ],
  )
  t.equal(kept[1]!.receipt.previous, hashOf(kept[0]!.jws))
  for (const file of kept) t.same(verifyReceipts([file], keys).problems, [])
  const text = JSON.stringify(kept)
  for (const secret of [
    order.facts.drop!.name,
    order.facts.drop!.phone,
    order.facts.drop!.line1,
    order.facts.drop!.pin,
  ])
    t.notOk(text.includes(String(secret)), 'no personal data')
})

t.test('who may have them', async (t) => {
  const { order, parcel, fetched } = await booked()
  await fetched()
  for (const token of [order.buyer, order.owner, world.operator, provider.owner])
    t.equal((await receiptsOf(parcel.shipmentId, token)).length, 1)
  const byKey = (one: { providerId: string; key: string }, as = one.providerId) =>
    world.call('GET', `/v1/providers/${as}/shipments/${parcel.shipmentId}/receipts`, one.key)
  t.equal((await byKey(provider)).body.items.length, 1)
  t.equal((await byKey(rival)).status, 404)
  t.equal((await byKey(rival, provider.providerId)).status, 404)
  for (const token of [rival.owner, newId('account')]) {
    t.equal((await world.call('GET', `/v1/shipments/${parcel.shipmentId}/receipts`, token)).status, 404)
    t.equal((await world.call('GET', `/v1/shops/${order.shopId}/receipts`, token)).status, 404)
  }
})

t.test('a photo is kept by its hash and how far from the door it was taken, not where', async (t) => {
  const { parcel, tell, fetched, order } = await booked()
  await fetched()
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3])
  const upload = await world.app.inject({
    method: 'POST',
    url: `/v1/providers/${provider.providerId}/shipments/${parcel.shipmentId}/photos`,
    headers: { authorization: `Bearer ${provider.owner}`, 'content-type': 'image/jpeg' },
    payload: jpeg,
  })
  const door = parcel.drop.point!
  const location = { lat: door.lat + 0.0005, lng: door.lng }
  const { photoUrl } = upload.json()
  await tell('delivered', { photoUrl, location, cashCollectedPaise: Number(parcel.codPaise) })
  const proof = (await receiptsOf(parcel.shipmentId, order.buyer)).at(-1)!.receipt.proof
  t.match(proof, {
    by: 'photo',
    photoSha256: createHash('sha256').update(jpeg).digest('hex'),
    metresFromPlace: 56,
    cell: /^\w{7}$/,
  })
  t.notMatch(JSON.stringify(proof), String(door.lat).slice(0, 6))
})

t.test('a return goes back to the shop, and an operator’s word says so', async (t) => {
  const { parcel, tell, fetched, order } = await booked()
  await fetched()
  await tell('returning', { reason: 'Refused.' })
  await world.ok('POST', `/v1/operator/shipments/${parcel.shipmentId}/events`, world.operator, {
    status: 'returned',
    reason: 'The shop has it.',
  })
  const last = (await receiptsOf(parcel.shipmentId, order.owner)).at(-1)!.receipt
  t.match(last, {
    kind: 'returned',
    from: { kind: 'provider' },
    to: { kind: 'shop' },
    proof: { by: 'operator' },
    cashPaise: 0,
  })
})

t.test(
  'deliveries of one shop at one time make one chain without a gap; what fails leaves nothing',
  async (t) => {
    const many = []
    for (let n = 0; n < 6; n++) many.push(await booked())
    await Promise.all(many.map(({ fetched }) => fetched()))
    const before = (await receiptsOf(many[0]!.parcel.shipmentId, world.operator)).length
    const wrong = await world.tell(provider, many[0]!.parcel.offerId!, 'delivered', {
      deliveryCode: '000000',
      cashCollectedPaise: 1,
    })
    t.not(wrong.status, 200)
    t.equal((await receiptsOf(many[0]!.parcel.shipmentId, world.operator)).length, before)
    await Promise.all(many.map(({ delivered }) => delivered()))
    const { shopId, owner } = many[0]!.order
    const pieces = []
    for (let after: number | null = 0; after !== null; after = pieces.at(-1).next)
      pieces.push(await world.ok('GET', `/v1/shops/${shopId}/receipts?limit=5&after=${after}`, owner))
    t.ok(pieces.length > 2)
    const whole = verifyReceipts(pieces, keys)
    t.same(whole.problems, [])
    t.match(whole.chains, [{ chain: shopId, from: 1, complete: true }])
    t.match(verifyReceipts(pieces.slice(0, -1), keys).problems, [/goes on to/], 'a cut-off end')
    t.match(verifyReceipts([pieces[0], ...pieces.slice(2)], keys).problems, [/are missing/], 'a gap')
    t.same(verifyReceipts([pieces.at(-1)], keys).problems, [], 'a piece from the middle holds as such')
  },
)

t.test('nobody changes a receipt in the database', async (t) => {
  await t.rejects(world.sql(`update receipts set jws = 'x'`), /only ever added/)
  await t.rejects(world.sql('delete from receipts'), /only ever added/)
})

t.test('whatever is changed in a chain is found', async (t) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
  const own = { keys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'k', x }] }
  const chain = newId('shop')
  const items: SignedReceipt[] = []
  for (let number = 1; number <= 8; number++) {
    const before = items.at(-1)
    const receipt: Receipt = {
      ...{ type: 'haat-receipt', version: 1, market: 'm', chain, number, kind: 'delivered' },
      ...{
        previous: before ? hashOf(before.jws) : null,
        orderId: newId('order'),
        shipmentId: newId('shipment'),
      },
      ...{
        from: { kind: 'shop', id: chain },
        to: { kind: 'buyer' },
        happenedAt: '',
        writtenAt: '',
        proof: { by: 'code' },
        cashPaise: 1,
      },
    }
    items.push({ receipt, jws: signJws(receipt, { kid: 'k', privateKey }) })
  }
  const head = signJws(
    { type: 'haat-receipt-chain', chain, number: 8, hash: hashOf(items[7]!.jws), at: '' },
    { kid: 'k', privateKey },
  )
  t.same(verifyReceipts([{ items, head }], own).problems, [])
  const holds = (changed: unknown[]) => verifyReceipts([{ items: changed, head }], own).problems.length === 0
  fc.assert(
    fc.property(fc.nat(7), fc.nat(), fc.integer({ min: 1, max: 255 }), (at, where, by) => {
      const bytes = Buffer.from(items[at]!.jws)
      const place = where % bytes.length
      bytes[place] = (bytes[place]! + by) % 256
      return !holds(items.with(at, { ...items[at]!, jws: bytes.toString('latin1') }))
    }),
    { numRuns: 1000 },
  )
  for (let at = 1; at < 8; at++) t.notOk(holds(items.toSpliced(at, 1)), `without ${at + 1}`)
  t.match(verifyReceipts([{ items: items.slice(1), head }], own).chains, [{ from: 2, complete: false }])
  t.same(
    verifyReceipts([{ receipts: [items[1], items[6]] }], own).problems,
    [],
    'single ones need not follow',
  )
  const told = items[3]!
  t.notOk(holds(items.with(3, { ...told, receipt: { ...told.receipt, cashPaise: 0 } })), 'the readable part')
  const again: Receipt = { ...told.receipt, cashPaise: 0 }
  t.notOk(
    holds(items.with(3, { receipt: again, jws: signJws(again, { kid: 'k', privateKey }) })),
    'rightly signed, but exchanged',
  )
  const other = generateKeyPairSync('ed25519').privateKey
  t.notOk(
    holds(items.with(3, { ...told, jws: signJws(told.receipt, { kid: 'k', privateKey: other }) })),
    'forged',
  )
  t.match(verifyReceipts(items, { keys: [] }).problems[0], /is not among those given/)
  t.match(verifyReceipts([{ hello: 1 }], own).problems, ['A receipt carries no signature.'])
})

t.test('the command proves it without a market', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'haat-receipt-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const { order, parcel, fetched } = await booked()
  await fetched()
  const [file] = await receiptsOf(parcel.shipmentId, order.buyer)
  const save = async (name: string, value: unknown) => {
    await writeFile(join(folder, name), JSON.stringify(value))
    return join(folder, name)
  }
  const keysFile = await save('keys.json', keys)
  const run = (path: string) =>
    promisify(execFile)(process.execPath, [
      ...program('src/main.ts'),
      'receipt',
      'verify',
      path,
      '--keys',
      keysFile,
    ]).then(
      ({ stdout }) => ({ stdout, code: 0 }),
      (error: { stdout: string; code: number }) => error,
    )
  const [good, bad] = await Promise.all([
    run(await save('receipt.json', file)),
    run(await save('changed.json', { ...file, receipt: { ...file!.receipt, cashPaise: 1 } })),
  ])
  t.match(good, { code: 0, stdout: /was handed over, from shop .* proved by code[\s\S]*All of it holds/ })
  t.match(bad, { code: 1, stdout: /PROBLEM: .*was changed/ })
})
