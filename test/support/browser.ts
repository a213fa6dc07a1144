import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'

/** The one without windows draws the same pages with two thirds of the work. */
const programs = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const program = process.env.HAAT_CHROMIUM ?? programs.find((file) => existsSync(file)) ?? programs[0]!

/** Why a test of pages is left out; false where Chromium is. In CI it has to be there. */
export const noChromium: string | false =
  existsSync(program) || process.env.CI
    ? false
    : `no Chromium at ${program}: install it (Debian: chromium-headless-shell) or set HAAT_CHROMIUM`

const screenshots = resolve(import.meta.dirname, '../../.haat/screenshots')

export interface BrowserOptions {
  /** Where the market is; pages are opened by paths. */
  baseUrl: string
  lang?: 'en' | 'hi'
  /** Width of the window in CSS pixels; 1280 unless told. */
  width?: number
  /** Without it pages are read as by a browser that runs none. */
  script?: boolean
  /** Speed of the line in kbit a second, either way, with 400 ms to the server and back. */
  kbits?: number
  dark?: boolean
  /** Where the device says it is. */
  position?: { latitude: number; longitude: number }
}

export interface Visitor {
  page: Page
  context: BrowserContext
  /**
   * Holds a page to what every page must be: no violation found by axe-core (WCAG 2.2 A and AA), nothing on the
   * console, no scrolling sideways, no key in the place of a text. Keeps a screenshot under this name.
   */
  check(name: string): Promise<void>
}

let shared: Promise<Browser> | undefined

/** A visitor with cookies of their own, in the one Chromium of this test file. */
export async function openBrowser(t: Test, options: BrowserOptions): Promise<Visitor> {
  const { lang = 'en', width = 1280, script = true, dark = false } = options
  shared ??= chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const browser = await shared
  const context = await browser.newContext({
    baseURL: options.baseUrl,
    viewport: { width, height: width < 600 ? 740 : 900 },
    locale: lang === 'hi' ? 'hi-IN' : 'en-IN',
    timezoneId: 'Asia/Kolkata',
    javaScriptEnabled: script,
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: width < 600,
    reducedMotion: 'reduce',
    ...(options.position ? { geolocation: options.position, permissions: ['geolocation'] } : {}),
  })
  // A busy machine is no fault of a page.
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  if (options.kbits) await slowDown(page, options.kbits)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // A form that was refused is a page with such a status, and no fault of the page.
    const isOwnStatus = /status of 4\d\d/.test(message.text()) && message.location().url === page.url()
    if (!isOwnStatus) complaints.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  t.teardown(async () => {
    await context.close()
    if (browser.contexts().length === 0) {
      shared = undefined
      await browser.close()
    }
  })
  return {
    page,
    context,
    async check(name) {
      await mkdir(dirname(resolve(screenshots, name)), { recursive: true })
      await page.screenshot({ path: resolve(screenshots, `${name}.png`), fullPage: true })
      t.same(complaints.splice(0), [], `${name}: nothing on the console`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      t.ok(wide <= 0, `${name}: ${wide} px too wide`)
      const text = await page.locator('body').innerText()
      t.notMatch(
        text,
        /\b(?:common|consumer|trader|provider|operator|problems)\.[a-z]\w*(?:\.\w+)*/,
        `${name}: no key is shown`,
      )
      t.equal(await page.locator('html').getAttribute('lang'), lang, `${name}: says its language`)
      if (script) t.same(await violationsOf(page), [], `${name}: can be used by everybody`)
    },
  }
}

async function slowDown(page: Page, kbits: number): Promise<void> {
  const wire = await page.context().newCDPSession(page)
  const bytes = (kbits * 1000) / 8
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: bytes,
    uploadThroughput: bytes,
  })
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  // Told in the page: what axe knows besides is long, and to carry it over costs as much as to look.
  return (await page.evaluate(`
    axe
      .run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        resultTypes: ['violations'],
      })
      .then(({ violations }) =>
        violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => id + ': ' + node.target.join(' ') + ': ' + (node.failureSummary ?? '')),
        ),
      )
  `)) as string[]
}
