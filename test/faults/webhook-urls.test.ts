import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import t from 'tap'
import { startups, traders } from '../../src/app/demo/cast.ts'
import { admitProvider, openShop, type Steps, until } from '../../src/app/demo/steps.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { newPhone, startTestMarket } from '../support/market.ts'
import { packedOrders, parcelOf, shelve, type Town, townSecret } from '../support/town.ts'

/** Hosts that lead inside, in every way in which a host can be written; the port is filled in. */
const insideHosts = [
  '127.0.0.1',
  '127.1',
  '0.0.0.0',
  '[::1]',
  '[::]',
  'localhost',
  'market.localhost',
  '10.0.0.5',
  '172.16.3.4',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.10.20',
  '169.254.169.254',
  '[fe80::1]',
  '[fd00::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '017700000001',
  'metadata.google.internal',
  'postgres',
]

await forEachQueueEngine(t, async (t, engine) => {
  let connections = 0
  const listener = createServer((socket) => {
    connections++
    socket.destroy()
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  t.teardown(() => void listener.close())
  const { port } = listener.address() as AddressInfo

  const market = await startTestMarket(t, {
    engine,
    workers: true,
    env: { SECRET_KEY: townSecret, ALLOWED_PRIVATE_HOSTS: '', DISPATCH_RETRY_SECONDS: '3600' },
  })
  const steps: Steps = { market, codeFor: (phone) => market.texts.codeFor(phone) }
  const operator = await market.operator()
  const provider = await admitProvider(steps, startups[0], 'https://parcel.example.com/haat', operator)
  const url = `/v1/providers/${provider.providerId}`

  await t.test('an address inside is refused when it is registered, with a sentence', async (t) => {
    const { body, headers } = await market.call<Record<string, unknown>>('GET', url, {
      token: provider.owner,
    })
    const { providerId, status, statusReason, version, createdAt, terms, ...registered } = body
    for (const host of insideHosts) {
      const webhookUrl = `https://${host}:${port}/haat`
      const refused = {
        code: 'invalidFields',
        errors: [{ pointer: '/webhookUrl', code: 'badUrl', detail: /\w+ .+\./ }],
      }
      const made = await market.call('POST', '/v1/providers', {
        token: provider.owner,
        body: { ...registered, dipp: 'DIPP49999', webhookUrl },
      })
      t.match(made, { status: 400, body: refused }, `register ${host}`)
      const changed = await market.call('PATCH', url, {
        token: provider.owner,
        ifMatch: headers.get('etag')!,
        body: { webhookUrl },
      })
      t.match(changed, { status: 400, body: refused }, `change to ${host}`)
    }
    for (const webhookUrl of [
      'http://parcel.example.com',
      'ftp://parcel.example.com',
      'https://me:pw@parcel.example.com',
      'parcel',
    ]) {
      const made = await market.call('POST', '/v1/providers', {
        token: provider.owner,
        body: { ...registered, dipp: 'DIPP49999', webhookUrl },
      })
      t.match(made, { status: 400, body: { errors: [{ pointer: '/webhookUrl' }] } }, webhookUrl)
    }
    const { items } = await market.ok<{ items: unknown[] }>('GET', '/v1/providers', { token: provider.owner })
    t.equal(items.length, 1, 'none of them was registered')
    t.equal(connections, 0)
  })

  await t.test('no connection is opened, even when the row in the database says so', async (t) => {
    const shop = await openShop(steps, traders.kirana, operator)
    const town = { steps, operator, shop } as Town
    const buyer = await market.signIn(newPhone())
    const goods = await shelve(town, buyer, 100)
    for (const [at, host] of insideHosts.entries()) {
      await market.database.pool.query('update providers set webhook_url = $1, version = version + 1', [
        `http://${host}:${port}/haat`,
      ])
      // What a process remembers of providers is read anew after a change.
      market.running.modules.providers.directory.refresh()
      const [orderId] = await packedOrders(town, buyer, goods, 1, `inside-${at}`)
      const parcel = await until(`the parcel for ${host} finds nobody`, async () => {
        const seen = await parcelOf(town, orderId!)
        return seen?.state === 'bookingFailed' && seen
      })
      t.match(parcel.offers, [{ state: 'failed' }], `${host}: ${parcel.offers[0]?.reason}`)
    }
    t.equal(connections, 0, 'nobody came')
  })
})
