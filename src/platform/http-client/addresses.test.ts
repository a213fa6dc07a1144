import t from 'tap'
import { addressKind, isGlobalAddress, judgeUrl, parseAllowedHosts } from './index.ts'

const INSIDE = [
  '0.0.0.0',
  '0.1.2.3',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.254',
  '127.0.0.1',
  '127.255.0.9',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2002:808:808::',
  '2001::1',
  '2001:db8::1',
  '2001:2::1',
  '100::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%lo',
  'fec0::1',
  'ff02::1',
  '4000::1',
  '3fff::1',
  'not-an-address',
]

t.test('an address inside a network is told from one on the open internet', async (t) => {
  for (const address of INSIDE) t.notOk(isGlobalAddress(address), address)
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ]) {
    t.equal(addressKind(address), 'global', address)
  }
})

t.test('a URL is judged by its form', async (t) => {
  const allowedHosts = parseAllowedHosts([])
  const reasonFor = (url: string) => {
    const verdict = judgeUrl(url, { allowedHosts })
    if (!verdict.ok) t.match(verdict.detail, /^.+\.$/, `${url}: ${verdict.detail}`)
    return verdict.ok ? 'ok' : verdict.reason
  }
  for (const host of [
    '127.0.0.1',
    '0x7f000001',
    '2130706433',
    '0177.0.0.1',
    '127.1',
    '0',
    '127.0.0.1.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '169.254.169.254',
    '10.0.0.7',
    '192.168.0.1',
    '100.64.3.2',
    '１２７.0.0.1',
  ]) {
    t.equal(reasonFor(`https://${host}/hook`), 'privateAddress', host)
  }
  for (const host of [
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'printer.local',
    'metadata.google.internal',
    'intranet',
  ]) {
    t.equal(reasonFor(`https://${host}/hook`), 'localName', host)
  }
  for (const url of ['', 'not a url', '/hooks', 'https://', `https://example.com/${'x'.repeat(3000)}`]) {
    t.equal(reasonFor(url), 'badUrl', url.slice(0, 30))
  }
  for (const url of [
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ]) {
    t.match(reasonFor(url), /scheme|badUrl/, url)
  }
  t.equal(reasonFor('https://me:secret@example.com/'), 'credentials')
  t.equal(reasonFor('https://example.com:8443/hooks?a=1'), 'ok')
})

t.test('the development switch excuses exactly the hosts it names', async (t) => {
  const allowedHosts = parseAllowedHosts(['127.0.0.1:4001', 'localhost', '[::1]:4002', '::1', 'shop.test:80'])
  const ok = (url: string) => judgeUrl(url, { allowedHosts }).ok
  t.ok(ok('http://127.0.0.1:4001/'))
  t.notOk(ok('http://127.0.0.1:4003/'))
  t.ok(ok('http://localhost:9/'))
  t.ok(ok('http://[::1]:77/'))
  t.ok(ok('http://shop.test/'))
  t.notOk(ok('https://shop.test.localhost/'))
  t.notOk(ok('http://user:x@localhost/'), 'credentials are refused even so')
  for (const bad of ['http://localhost', 'a b', '', 'user@host', 'host:port:1', 'host/path']) {
    t.throws(() => parseAllowedHosts([bad]), { message: /not a host/ }, bad)
  }
})
