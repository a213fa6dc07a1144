import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { median } from './result.ts'

/** A page as the browser of a phone gets it. */
export interface SeenPage {
  name: string
  path: string
  /** Access token of who looks at it. */
  token?: string | undefined
}

export interface PageWeight {
  name: string
  scriptKb: number
  totalKb: number
}

/** A phone of the lower middle on a slow fourth-generation network, as Lighthouse reckons it. */
const phone = { kbits: 1638, latencyMs: 150, slowdown: 4 }

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell']

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.HAAT_CHROMIUM ?? programs.find((file) => existsSync(file)),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
  })

async function openOn(browser: Browser, address: string, place: string, { token }: SeenPage) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: 360, height: 740 },
    locale: 'en-IN',
  })
  const cookies = { haat_place: place, ...(token ? { haat_access: token } : {}) }
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })))
  const page = await context.newPage()
  return { context, page, wire: await context.newCDPSession(page) }
}

/** What comes over the line at a first visit, packed as it comes: script, and everything. */
export async function weigh(
  browser: Browser,
  address: string,
  place: string,
  seen: SeenPage,
): Promise<PageWeight> {
  const { context, page, wire } = await openOn(browser, address, place, seen)
  const kinds = new Map<string, string>()
  let [script, total] = [0, 0]
  await wire.send('Network.enable')
  wire.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total += encodedDataLength
    if (kinds.get(requestId) === 'Script') script += encodedDataLength
  })
  const answer = await page.goto(seen.path, { waitUntil: 'networkidle' })
  if (answer?.status() !== 200) throw new Error(`${seen.path} answered ${answer?.status()}`)
  if (new URL(page.url()).pathname !== new URL(seen.path, address).pathname)
    throw new Error(`${seen.path} led to ${page.url()}`)
  await context.close()
  return { name: seen.name, scriptKb: script / 1024, totalKb: total / 1024 }
}

/** Milliseconds to the largest contentful paint at a first visit on that phone; the median of so many visits. */
export async function paintTime(
  browser: Browser,
  address: string,
  place: string,
  seen: SeenPage,
  visits: number,
): Promise<number> {
  const times: number[] = []
  for (let visit = 0; visit < visits; visit += 1) {
    const { context, page, wire } = await openOn(browser, address, place, seen)
    const bytes = (phone.kbits * 1000) / 8
    await wire.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: phone.latencyMs,
      downloadThroughput: bytes,
      uploadThroughput: bytes,
    })
    await wire.send('Emulation.setCPUThrottlingRate', { rate: phone.slowdown })
    await page.goto(seen.path, { waitUntil: 'load' })
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((done) => {
            new PerformanceObserver((list) => {
              const last = list.getEntries().at(-1)
              if (last) setTimeout(() => done(last.startTime), 300)
            }).observe({ type: 'largest-contentful-paint', buffered: true })
          }),
      ),
    )
    await context.close()
  }
  return median(times)
}
