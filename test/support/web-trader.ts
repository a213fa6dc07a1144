import type { Test } from 'tap'
import type { Steps } from '../../src/app/demo/steps.ts'

import { type BrowserOptions, openBrowser, type Visitor } from './browser.ts'
import { newPhone, type TestMarket } from './market.ts'
import { newNumbers } from './traders.ts'

/** What journeys of the trader's door share. */

export const stepsOf = (market: TestMarket): Steps => ({
  market,
  codeFor: (phone) => market.texts.codeFor(phone),
})

export interface TraderVisitor extends Visitor {
  phone: string
  /** Presses a button or follows a link of the page by its hook, and waits for the next page. */
  go(selector: string): Promise<void>
}

/** A person with a new phone, in a browser of their own, not signed in yet. */
export async function newTrader(
  t: Test,
  market: TestMarket,
  options: Pick<BrowserOptions, 'lang' | 'width' | 'script' | 'dark' | 'kbits'> = {},
): Promise<TraderVisitor> {
  const visitor = await openBrowser(t, { baseUrl: market.baseUrl, ...options })
  const { page } = visitor
  return {
    ...visitor,
    phone: newPhone(),
    async go(selector) {
      await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()])
    },
  }
}

/** Signs in by the pages, as a person does. */
export async function signInByPages(market: TestMarket, { page, phone, go }: TraderVisitor): Promise<void> {
  await page.fill('[name="phone"]', phone.replace('+91', ''))
  await go('main form button')
  await page.fill('[name="code"]', await market.texts.codeFor(phone))
  await go('main form[action="/sign-in/code"] button')
}

/** Fills the steps of a registration from the first to the last, and sends it. */
export async function registerByPages(
  { page, go, check }: TraderVisitor,
  name: string,
  { tradeName = 'Jagtap Kirana' } = {},
): Promise<void> {
  const { pan, gstin } = newNumbers()
  await page.fill('[name="legalName"]', 'Suresh Jagtap')
  await page.fill('[name="tradeName"]', tradeName)
  await page.fill('[name="pan"]', pan)
  await page.fill('[name="gstin"]', `${gstin.slice(0, 14)}${gstin.endsWith('A') ? 'B' : 'A'}`)
  await go('main form button[type="submit"]')
  await check(`${name}-business-refused`)
  await page.fill('[name="gstin"]', gstin)
  await go('main form button[type="submit"]')
  await page.fill('[name="fssai"]', '11523000001004')
  await go('main form button[type="submit"]')
  await page.fill('[name="upiId"]', 'jagtap.kirana@okaxis')
  await check(`${name}-payout`)
  await go('main form button[type="submit"]')
  await page.fill('[name="line1"]', 'Shop 3, Paud Road')
  await page.fill('[name="city"]', 'Pune')
  await page.fill('[name="pin"]', '411038')
  await page.fill('[name="radiusKm"]', '5')
  for (const day of ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']) {
    await page.fill(`[name="${day}-open"]`, '00:00')
    await page.fill(`[name="${day}-close"]`, '00:00')
  }
  await check(`${name}-shop`)
  await go('main form button[type="submit"]')
  await check(`${name}-check`)
  await go('main form[action$="/submit"] button')
}
