import { startBenchServer } from './bench-server.ts'
import { type BenchResult, median, note, quantile } from './result.ts'
import { askOverHttp } from './search.client.ts'
import { launchChromium, paintTime, type SeenPage, weigh } from './web.browser.ts'
import type { WebScene } from './web.server.ts'

const connections = 8
const turns = 5
/** Of one turn. */
const pages = 300
const visits = 3
const goal = { ratio: 0.4, scriptKb: 100, totalKb: 300, paintMs: 2500 }

/**
 * The search page and the page of a shop, rendered a second over HTTP, against the JSON that they show, asked of
 * the API over as many connections, in turns. `ratio` is the lower of the two. Then the bytes of every page at a
 * first visit, and the largest contentful paint on a slow phone.
 */
export async function benchWeb(): Promise<BenchResult> {
  const closers: (() => Promise<unknown>)[] = []
  try {
    const server = await startBenchServer('web.server.ts', closers)
    const scene = await server.answer<WebScene>()

    const search = await rendered(scene, searchPair(scene))
    const shop = await rendered(scene, shopPair(scene))
    const browser = await launchChromium()
    closers.push(() => browser.close())
    const place = placeCookie(scene)
    const weights = []
    for (const page of pagesOf(scene)) weights.push(await weigh(browser, scene.address, place, page))
    const bytes = weights
      .toSorted((a, b) => b.totalKb - a.totalKb)
      .map(({ name, scriptKb, totalKb }) => ({
        page: name,
        scriptKb: tenth(scriptKb),
        totalKb: tenth(totalKb),
      }))
    const paintMs: Record<string, number> = {}
    for (const page of pagesOf(scene).filter(({ name }) =>
      ['home', 'search', 'product', 'order'].includes(name),
    ))
      paintMs[page.name] = Math.round(await paintTime(browser, scene.address, place, page, visits))

    const least = search.ratio < shop.ratio ? search : shop
    return {
      bench: 'web',
      ratio: least.ratio,
      value: least.page,
      limit: least.json,
      unit: 'pages a second',
      p50Ms: least.p50Ms,
      p99Ms: least.p99Ms,
      pass:
        least.ratio >= goal.ratio &&
        Math.max(...bytes.map(({ scriptKb }) => scriptKb)) <= goal.scriptKb &&
        Math.max(...bytes.map(({ totalKb }) => totalKb)) <= goal.totalKb &&
        Math.max(...Object.values(paintMs)) <= goal.paintMs,
      searchRatio: tenth(search.ratio * 10) / 10,
      shopRatio: tenth(shop.ratio * 10) / 10,
      paintMs,
      bytes,
    }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10

/** A page, and the addresses of the API whose JSON it shows. */
interface Pair {
  name: string
  page: string
  json: readonly string[]
}

const searchPair = ({ pin, lat, lng }: WebScene): Pair => ({
  name: 'search',
  page: '/search?q=atta',
  json: [`/v1/search?pin=${pin}&lat=${lat}&lng=${lng}&q=atta&sort=relevance&limit=12`],
})

const shopPair = ({ pin, lat, lng, shopId }: WebScene): Pair => ({
  name: 'shop',
  page: `/shops/${shopId}`,
  json: [
    `/v1/shops/${shopId}`,
    `/v1/shops/${shopId}/ratings`,
    `/v1/search?pin=${pin}&lat=${lat}&lng=${lng}&shopId=${shopId}&limit=24`,
  ],
})

const placeCookie = ({ pin, lat, lng }: WebScene): string =>
  encodeURIComponent(JSON.stringify({ pin, lat, lng, name: 'Kothrud' }))

const pagesOf = (scene: WebScene): SeenPage[] => {
  const { shopId, listingId, orderId, purchaseId, consumerToken, ownerToken, operatorToken } = scene
  return [
    { name: 'home', path: '/' },
    { name: 'search', path: '/search?q=atta' },
    { name: 'shop', path: `/shops/${shopId}` },
    { name: 'product', path: `/shops/${shopId}/items/${listingId}` },
    { name: 'basket', path: '/basket', token: consumerToken },
    { name: 'order', path: `/orders/${orderId}`, token: consumerToken },
    { name: 'purchase', path: `/purchases/${purchaseId}`, token: consumerToken },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'trade', path: '/trade', token: ownerToken },
    { name: 'deliver', path: '/deliver', token: ownerToken },
    { name: 'govern', path: '/govern', token: operatorToken },
  ]
}

/** Pages a second, and how often a second the same JSON is had, in turns; medians. */
async function rendered(scene: WebScene, { name, page, json }: Pair) {
  const perSecond = { page: [] as number[], json: [] as number[] }
  const times: number[][] = []
  const headers = { cookie: `haat_place=${placeCookie(scene)}`, 'accept-language': 'en' }
  for (let turn = 0; turn <= turns; turn += 1) {
    const start = performance.now()
    // Of each page all its JSON, one after the other, over as many connections.
    await askOverHttp(scene.address, Array.from({ length: pages }, () => json).flat(), connections)
    const between = performance.now()
    const took = await askOverHttp(scene.address, Array<string>(pages).fill(page), connections, headers)
    const end = performance.now()
    if (turn === 0) continue // only warms up
    perSecond.json.push((1000 * pages) / (between - start))
    perSecond.page.push((1000 * pages) / (end - between))
    times.push(took)
    note(
      `${name}, turn ${turn}: ${perSecond.page.at(-1)?.toFixed(0)} pages, ${perSecond.json.at(-1)?.toFixed(0)} times the JSON a second`,
    )
  }
  return {
    ratio: median(perSecond.page.map((rate, turn) => rate / perSecond.json[turn]!)),
    page: median(perSecond.page),
    json: median(perSecond.json),
    p50Ms: median(times.map((one) => quantile(one, 0.5))),
    p99Ms: median(times.map((one) => quantile(one, 0.99))),
  }
}
