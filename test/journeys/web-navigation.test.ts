/** The bar of entries that each door has: on a phone, on a computer, by keys, and with no script. */
import t from 'tap'
import { noChromium, openBrowser, type Visitor } from '../support/browser.ts'
import { startTestMarket } from '../support/market.ts'

t.test('every entry of every door is at hand on a phone', { skip: noChromium }, async (t) => {
  const market = await startTestMarket(t)
  const operator = await market.operator()
  const doors = ['/', '/trade', '/deliver', '/govern']

  const visit = async (options: { lang?: 'en' | 'hi'; width: number; script?: boolean }) => {
    const visitor = await openBrowser(t, { baseUrl: market.baseUrl, ...options })
    await visitor.context.addCookies([{ name: 'haat_access', value: operator, url: market.baseUrl }])
    return visitor
  }
  /** Addresses of the entries that a reader sees whole, without moving anything. */
  const inView = ({ page }: Visitor): Promise<string[]> =>
    page.locator('.doors a').evaluateAll((links) =>
      links
        .filter((link) => {
          const { left, right, top, bottom } = link.getBoundingClientRect()
          const { innerWidth, innerHeight } = link.ownerDocument.defaultView!
          return right > left && left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight
        })
        .map((link) => link.getAttribute('href')!),
    )

  const computer = await visit({ width: 1280 })
  const all: Record<string, string[]> = {}
  for (const door of doors) {
    await computer.page.goto(door)
    all[door] = await computer.page
      .locator('.doors a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
    t.same(await inView(computer), all[door], `${door}: all at once on a computer`)
    await computer.check(`navigation/1280-${door.slice(1) || 'home'}`)
  }
  t.ok(all['/govern']!.length > 10, 'operators have many')

  for (const [lang, script] of [
    ['en', true],
    ['hi', true],
    ['en', false],
  ] as const) {
    const phone = await visit({ lang, width: 360, script })
    const { page } = phone
    const more = page.locator('.doors').getByRole('button')
    for (const door of doors) {
      const name = `navigation/360-${lang}${script ? '' : '-plain'}-${door.slice(1) || 'home'}`
      await page.goto(door)
      await phone.check(name)
      const first = await inView(phone)
      t.ok(first.length <= 5, `${door}: few enough to be told apart`)
      if (first.length === all[door]!.length) {
        t.equal(await more.count(), 0, `${door}: nothing behind a button`)
        continue
      }
      await more.focus()
      await page.keyboard.press('Enter')
      t.same(await inView(phone), all[door], `${door}: the others come by a key`)
      await phone.check(`${name}-more`)
      await page.keyboard.press('Tab')
      const next = await page.evaluate('document.activeElement.getAttribute("href")')
      t.equal(next, all[door]![first.length], `${door}: the next key leads to them`)
      await page.keyboard.press('Escape')
      t.same(await inView(phone), first, `${door}: and they go again`)
    }
    await page.goto('/govern')
    const bar = await inView(phone)
    const last = all['/govern']!.at(-1)!
    await more.tap()
    await page.locator(`.doors a[href="${last}"]`).tap()
    await page.waitForURL(`**${last}`)
    t.same(await inView(phone), bar, 'the page behind an entry has the bar as it was')
    t.equal(await more.getAttribute('aria-current'), 'true', 'and its button says that one is there')
  }
})
