import type { Test } from 'tap'
import { openBrowser } from './browser.ts'
import { pageRoutes, pathOf } from './pages.ts'
import { buildWorld } from './world.ts'

/**
 * Opens every page of these addresses in Chromium, as whoever may see it: in English on a computer, in Hindi on a
 * phone; and holds each to what every page must be. Keeps a screenshot of each.
 */
export async function checkEveryPage(t: Test, which: (url: string) => boolean): Promise<void> {
  const world = await buildWorld(t)
  const { baseUrl } = world.market
  const place = encodeURIComponent(
    JSON.stringify({ pin: '411038', lat: 18.5074, lng: 73.8077, name: 'Kothrud' }),
  )
  const people = {
    consumer: world.consumer,
    owner: world.owner,
    provider: world.providerOwner,
    operator: world.operator,
    nobody: undefined,
  }

  /** Who gets a whole page here, and not a file, a fragment or a way elsewhere. */
  const readerOf = async (path: string): Promise<keyof typeof people | undefined> => {
    for (const [who, token] of Object.entries(people)) {
      const answer = await fetch(new URL(path, baseUrl), {
        redirect: 'manual',
        headers: {
          accept: 'text/html',
          cookie: `haat_place=${place}${token ? `; haat_access=${token}` : ''}`,
        },
      })
      // A live stream has no end to wait for.
      const isPage = answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/html')
      if (!isPage) await answer.body?.cancel()
      else if ((await answer.text()).startsWith('<!doctype html>')) return who as keyof typeof people
    }
    return undefined
  }

  const routes = (await pageRoutes()).filter(
    ({ method, url }) => method === 'GET' && url !== '/*' && which(url),
  )
  t.ok(routes.length > 0, 'there are pages')
  const seen: { path: string; who: keyof typeof people; name: string }[] = []
  for (const route of routes) {
    const path = pathOf(route, world.ids)
    const who = await readerOf(path)
    const name = route.url.replaceAll(/[/:]+/g, '-').replace(/^-/, '') || 'home'
    if (who) seen.push({ path, who, name })
  }
  for (const [lang, width] of [
    ['en', 1280],
    ['hi', 360],
  ] as const) {
    for (const [who, token] of Object.entries(people)) {
      const those = seen.filter((page) => page.who === who)
      if (those.length === 0) continue
      const { page, context, check } = await openBrowser(t, { baseUrl, lang, width })
      const cookies = { haat_place: place, ...(token ? { haat_access: token } : {}) }
      await context.addCookies(
        Object.entries(cookies).map(([name, value]) => ({ name, value, url: baseUrl })),
      )
      for (const { path, name } of those) {
        await page.goto(path)
        await check(`every/${lang}-${name}`)
      }
    }
  }
}
