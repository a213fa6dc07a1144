import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { TLSSocket } from 'node:tls'
import t, { type Test } from 'tap'
import { createGuardedClient, type Resolver } from './index.ts'

/** A listener that counts the connections opened to it. */
async function trap(t: Test, host: string) {
  let count = 0
  const server = createServer((socket) => {
    count++
    socket.on('error', () => {})
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, host, done))
  t.teardown(() => new Promise((done) => server.close(done)))
  return { port: (server.address() as AddressInfo).port, count: () => count }
}

const hasV6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'))

function guarded(t: Test, resolve?: Resolver, allowedHosts: string[] = []) {
  const client = createGuardedClient({ allowedHosts, timeoutMs: 1500, resolve })
  t.teardown(() => client.close())
  const ask = async (url: string) => {
    const result = await client.request({ method: 'POST', url, body: 'x' })
    return result.outcome === 'answered' ? `answered ${result.status}` : `${result.outcome} ${result.reason}`
  }
  return { client, ask }
}

t.test('no connection is opened to a host that is, or spells, an address inside a network', async (t) => {
  const v4 = await trap(t, '127.0.0.1')
  const v6 = hasV6 ? await trap(t, '::1') : undefined
  const { ask } = guarded(t)
  for (const host of [
    '127.0.0.1',
    '127.1',
    '0.0.0.0',
    'localhost',
    '0x7f000001',
    '2130706433',
    '0177.0.0.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '169.254.169.254',
    '10.0.0.1',
    '192.168.0.1',
    '100.64.0.1',
  ]) {
    for (const port of [v4.port, v6?.port ?? 81]) {
      for (const scheme of ['http', 'https']) {
        const outcome = await ask(`${scheme}://${host}:${port}/hooks`)
        t.match(outcome, /^refused (privateAddress|localName)$/, `${scheme}://${host}`)
      }
    }
  }
  t.equal(v4.count() + (v6?.count() ?? 0), 0)
  const excused = guarded(t, undefined, [`127.0.0.1:${v4.port}`])
  t.equal(await excused.ask(`http://127.0.0.1:${v4.port}/hooks`), 'answered 200')
  t.equal(v4.count(), 1, 'the trap does count')
})

t.test('a name is judged by every address it has', async (t) => {
  const inside = await trap(t, '127.0.0.1')
  const names: Record<string, string[]> = {
    'inside.example.com': ['127.0.0.1'],
    'mixed.example.com': ['93.184.215.14', '127.0.0.1'],
    'mixed6.example.com': ['2606:4700::1111', '::ffff:127.0.0.1'],
    'metadata.example.com': ['169.254.169.254'],
    'empty.example.com': [],
    'odd.example.com': ['not an address'],
  }
  const { ask } = guarded(t, async (name) => names[name] ?? [])
  for (const name of Object.keys(names)) {
    const expected = name.startsWith('empty') ? 'notSent nameNotFound' : 'refused privateAddress'
    t.equal(await ask(`https://${name}:${inside.port}/`), expected, name)
  }
  t.equal(inside.count(), 0)
})

t.test('a name cannot change its mind between the check and the connection', async (t) => {
  const inside = await trap(t, '127.0.0.1')
  let asked = 0
  // First an address that is public and has nobody behind it; the trap ever after.
  const { ask } = guarded(t, async () => (asked++ === 0 ? ['192.88.98.1'] : ['127.0.0.1']))
  t.match(
    await ask(`https://rebind.example.com:${inside.port}/`),
    /^notSent /,
    'the judged address is the one tried',
  )
  t.equal(asked, 1, 'one look-up a connection')
  t.equal(await ask(`https://rebind.example.com:${inside.port}/`), 'refused privateAddress')
  t.equal(inside.count(), 0)
})

t.test('a redirect to an inside address is not followed', async (t) => {
  const inside = await trap(t, '127.0.0.1')
  const redirecting = createHttpServer((_request, reply) => {
    reply.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end()
  })
  await new Promise<void>((done) => redirecting.listen(0, '127.0.0.1', done))
  t.teardown(() => {
    redirecting.closeAllConnections()
    return new Promise((done) => redirecting.close(done))
  })
  const { port } = redirecting.address() as AddressInfo
  const { ask } = guarded(t, undefined, [`127.0.0.1:${port}`])
  t.equal(await ask(`http://127.0.0.1:${port}/`), 'answered 302')
  t.equal(await ask(`http://127.0.0.1:${inside.port}/`), 'refused privateAddress', 'the switch names a port')
  t.equal(inside.count(), 0)
})

t.test('TLS is checked against the name, over the pinned address', async (t) => {
  const server = createHttpsServer({ cert: CERTIFICATE, key: KEY }, (request, reply) => {
    reply.end(`${(request.socket as TLSSocket & { servername?: string }).servername} ${request.headers.host}`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  })
  const { port } = server.address() as AddressInfo
  const options = {
    allowedHosts: ['provider.test', 'other.test', '127.0.0.1'],
    resolve: async () => ['127.0.0.1'],
    timeoutMs: 2000,
  }
  const trusting = createGuardedClient({ ...options, ca: CERTIFICATE })
  const doubting = createGuardedClient(options)
  t.teardown(() => Promise.all([trusting.close(), doubting.close()]))
  const url = `https://provider.test:${port}/`
  const good = await trusting.request({ method: 'GET', url })
  t.match(good, { outcome: 'answered', bodyText: `provider.test provider.test:${port}` })
  const notSent = { outcome: 'notSent', reason: 'tlsFailed' }
  t.match(await doubting.request({ method: 'GET', url }), notSent, 'unknown authority')
  t.match(
    await trusting.request({ method: 'GET', url: `https://other.test:${port}/` }),
    notSent,
    'other name',
  )
  t.match(await trusting.request({ method: 'GET', url: `https://127.0.0.1:${port}/` }), notSent, 'no name')
})

// Made for this test alone: self-signed for provider.test, a hundred years.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUfWoHCiyAUnldc2uqeUlshy4d/v0wCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNcHJvdmlkZXIudGVzdDAgFw0yNjExMjIwMTU4MDJaGA8yMTI2
MTAyOTAxNTgwMlowGDEWMBQGA1UEAwwNcHJvdmlkZXIudGVzdDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABHBFWmBEFH6uTKeiC7GIkM2AnQTycRRMYjKAUyWxPhCn
MCFXQyzHpQvW6j0JVMTHMpAlClPunk7TwehhivC9JoujbTBrMB0GA1UdDgQWBBTB
OsYxBRqudZoU+8BRL20qMc7QrTAfBgNVHSMEGDAWgBTBOsYxBRqudZoU+8BRL20q
Mc7QrTAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDXByb3ZpZGVyLnRlc3Qw
CgYIKoZIzj0EAwIDSAAwRQIhAI5qHuAhnJyR3h7gB6ZW2Bfe9ONxNz1a8jt6lrQM
hyQDAiBmRKQwvhw6voWx9SDZGgqRFXvErCNaN0kW9stMolY3RA==
-----END CERTIFICATE-----`

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/0Xu1yQOnc0qKsUn
+bLiekVLtmj6KDk6Eb/eideEeAihRANCAARwRVpgRBR+rkynoguxiJDNgJ0E8nEU
TGIygFMlsT4QpzAhV0Msx6UL1uo9CVTExzKQJQpT7p5O08HoYYrwvSaL
-----END PRIVATE KEY-----`
