import t from 'tap'
import { samePath } from './same-site.ts'

t.test('a path of this market stays as it is', async (t) => {
  for (const path of ['/', '/orders?cursor=a%2Fb', '/search?q=दाल', '/shops/shp_1#f-pin', '/x//y'])
    t.equal(samePath(path, '/no'), new URL(path, 'http://h').href.slice('http://h'.length))
})

t.test('whatever would lead elsewhere is left', async (t) => {
  for (const path of [
    undefined,
    '',
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    '/\t/evil.example',
    `/${'x'.repeat(2000)}`,
  ])
    t.equal(samePath(path, '/no'), '/no', String(path))
})
