import t from 'tap'
import { type PageRoute, pageRoutes, pathOf } from '../support/pages.ts'
import { buildWorld } from '../support/world.ts'

const world = await buildWorld(t)
const { baseUrl } = world.market
const routes = (await pageRoutes()).filter(({ url }) => url !== '/*')
const gets = routes.filter(({ method }) => method === 'GET')
const posts = routes.filter(({ method }) => method === 'POST')

const [csrf, csrfCookie] = await (async () => {
  const page = await fetch(new URL('/sign-in', baseUrl))
  const [, token] = /name="_csrf" value="([^"]+)"/.exec(await page.text())!
  return [token!, page.headers.get('set-cookie')!.split(';')[0]!] as const
})()

const visit = (path: string, token: string | undefined, form?: Record<string, string>) =>
  fetch(new URL(path, baseUrl), {
    redirect: 'manual',
    method: form ? 'POST' : 'GET',
    headers: { accept: 'text/html', cookie: `${csrfCookie}${token ? `; haat_access=${token}` : ''}` },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  })

/** Whether an answer leads to the sign-in. */
const toSignIn = (answer: Response): boolean =>
  answer.status === 303 && (answer.headers.get('location') ?? '').startsWith('/sign-in')

const nameOf = ({ method, url }: PageRoute): string => `${method} ${url}`
/** What stands in the address of a page belongs to somebody: to whom the page is private. */
const isOwned = ({ url, access }: PageRoute): boolean => access !== 'anyone' && url.includes(':')

t.test('there is something to check', async (t) => {
  t.ok(routes.length > 10, `${routes.length} pages`)
})

t.test('who is not signed in comes to the sign-in', async (t) => {
  for (const route of gets) {
    const answer = await visit(pathOf(route, world.ids), undefined)
    t.ok(answer.status < 500, `${nameOf(route)}: ${answer.status}`)
    if (route.access !== 'anyone') t.ok(toSignIn(answer), `${nameOf(route)}: ${answer.status}`)
  }
  for (const route of posts.filter(({ access }) => access !== 'anyone')) {
    const answer = await visit(pathOf(route, world.ids), undefined, { _csrf: csrf })
    t.ok(toSignIn(answer), `${nameOf(route)}: ${answer.status}`)
  }
})

t.test('pages of operators are for operators', async (t) => {
  for (const route of gets.filter(({ access }) => access === 'operator')) {
    for (const token of [world.stranger, world.owner])
      t.equal((await visit(pathOf(route, world.ids), token)).status, 403, nameOf(route))
  }
})

t.test('what belongs to somebody is not there for a stranger', async (t) => {
  for (const route of gets.filter(isOwned)) {
    for (const [who, token] of [
      ['a stranger', world.stranger],
      ['another trader', world.rival],
      ['another provider', world.rivalProviderOwner],
    ] as const) {
      const { status } = await visit(pathOf(route, world.ids), token)
      t.ok([403, 404].includes(status), `${nameOf(route)}: ${who}: ${status}`)
    }
  }
})

t.test('forms need the token of a page', async (t) => {
  for (const route of posts) {
    for (const token of [undefined, world.owner]) {
      const { status } = await visit(pathOf(route, world.ids), token, { _csrf: 'made-up' })
      t.equal(status, 403, nameOf(route))
    }
  }
})

t.test('whatever is sent by whoever has no right to it changes nothing, and breaks nothing', async (t) => {
  const forms: Record<string, string>[] = [
    {},
    {
      quantity: '-1',
      price: 'NaN',
      phone: '\u0000',
      pin: '<script>',
      name: 'x'.repeat(5000),
      next: '//evil.example',
    },
  ]
  for (const route of posts.filter(({ url }) => url !== '/sign-out')) {
    for (const form of forms) {
      for (const token of [world.stranger, world.rivalProviderOwner]) {
        const { status } = await visit(pathOf(route, world.ids), token, { ...form, _csrf: csrf })
        t.ok(status < 500, `${nameOf(route)}: ${status}`)
      }
    }
  }
  t.same(await world.fingerprint(), world.before)
})

t.test('odd addresses are answered in plain words', async (t) => {
  const odd = ['0', "'; --", '%F0%9F%98%80', 'ord_00000000000000000000000000', 'x'.repeat(290)]
  for (const route of gets.filter(({ url }) => url.includes(':'))) {
    for (const word of odd) {
      const path = route.url.replaceAll(/:\w+/g, word)
      const { status } = await visit(path, world.owner)
      t.ok(status < 500, `${path}: ${status}`)
    }
    const { status } = await visit(
      `${pathOf(route, world.ids)}?cursor=x&limit=-1&q=%27&pin=0&page=9e99`,
      world.owner,
    )
    t.ok(status < 500, `${route.url} with odd questions: ${status}`)
  }
})
