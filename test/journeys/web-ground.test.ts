import t from 'tap'
import { noChromium, openBrowser } from '../support/browser.ts'
import { newPhone, startTestMarket } from '../support/market.ts'

const market = await startTestMarket(t)
const { baseUrl } = market

const visit = (path: string, init: RequestInit = {}) =>
  fetch(new URL(path, baseUrl), { redirect: 'manual', headers: { accept: 'text/html' }, ...init })

t.test('pages say what they may load, and are kept by nobody', async (t) => {
  const page = await visit('/sign-in')
  t.equal(page.status, 200)
  const policy = page.headers.get('content-security-policy') ?? ''
  t.match(policy, /default-src 'none'/)
  t.notMatch(policy, /unsafe/)
  t.equal(page.headers.get('cache-control'), 'no-store')
  const text = await page.text()
  t.notMatch(text, /<script(?![^>]*\bsrc=)|\son\w+=|style="/, 'nothing inline')
  const [, styles] = /href="(\/assets\/[^"]+\.css)"/.exec(text) ?? []
  const sheet = await visit(styles!)
  t.match(sheet.headers.get('cache-control'), /immutable/)
  t.match(sheet.headers.get('content-type'), /text\/css/)
  t.equal((await visit('/assets/old/styles.css')).status, 404)
})

t.test('an address where there is nothing: a page for people, a problem for programs', async (t) => {
  const page = await visit('/nowhere')
  t.equal(page.status, 404)
  t.match(page.headers.get('content-type'), /html/)
  const problem = await visit('/v1/nowhere')
  t.equal(problem.status, 404)
  t.match(problem.headers.get('content-type'), /problem\+json/)
  const forPrograms = await visit('/nowhere', { headers: { accept: 'application/json' } })
  t.match(await forPrograms.json(), { code: 'noSuchAddress' })
})

t.test('forms without the token of the page are refused', async (t) => {
  const refused = await visit('/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ phone: newPhone() }),
  })
  t.equal(refused.status, 403)
})

t.test('the language is chosen by the browser, then by the reader; never by another site', async (t) => {
  const hindi = await visit('/sign-in', {
    headers: { accept: 'text/html', 'accept-language': 'hi-IN,en;q=0.5' },
  })
  t.match(await hindi.text(), /<html lang="hi" dir="ltr"/)
  const switched = await visit('/language?to=hi&next=/sign-in%3Fnext%3D%2Ftrade')
  t.equal(switched.status, 303)
  t.equal(switched.headers.get('location'), '/sign-in?next=/trade')
  t.match(switched.headers.get('set-cookie'), /haat_lang=hi.*HttpOnly/)
  for (const next of [
    '//evil.example/',
    '/\\evil.example',
    'https://evil.example',
    '/%09/evil.example',
    '/\t/evil',
  ])
    t.equal(
      (await visit(`/language?to=en&next=${encodeURIComponent(next)}`)).headers.get('location')?.[1] === '/',
      false,
      next,
    )
})

t.test('who is not signed in comes to the sign-in and back; who is no operator stays outside', async (t) => {
  const away = await visit('/govern?x=1')
  t.equal(away.status, 303)
  t.equal(away.headers.get('location'), `/sign-in?next=${encodeURIComponent('/govern?x=1')}`)
})

t.test('a person signs in, in a browser, in both languages', { skip: noChromium }, async (t) => {
  for (const [lang, width] of [
    ['en', 1280],
    ['hi', 360],
  ] as const) {
    const { page, check, context } = await openBrowser(t, { baseUrl, lang, width })
    const phone = newPhone()
    await page.goto('/sign-in?next=/nowhere')
    await check(`sign-in-${lang}`)
    await page.locator('[name=phone]').fill('12')
    await page.locator('main button').click()
    await page.locator('[role=alert]').waitFor()
    await check(`sign-in-refused-${lang}`)
    await page.locator('[name=phone]').fill(phone.slice(3))
    await page.locator('main button').click()
    await page.locator('[name=code]').waitFor()
    await check(`sign-in-code-${lang}`)
    await page.locator('[name=code]').fill('000000')
    await page.locator('main .card button').click()
    await page.locator('[role=alert]').waitFor()
    await page.locator('[name=code]').fill(await market.texts.codeFor(`+91${phone.slice(3)}`))
    await page.locator('main .card button').click()
    await page.waitForURL('**/nowhere')
    t.match(await page.locator('.notice.good').innerText(), lang === 'en' ? /signed in/ : /साइन इन/)
    const cookies = await context.cookies()
    for (const name of ['haat_session', 'haat_access'])
      t.match(
        cookies.find((cookie) => cookie.name === name),
        { httpOnly: true, sameSite: 'Lax' },
        name,
      )
    // The access token is gone after ten minutes; the session goes on by itself.
    await context.clearCookies({ name: 'haat_access' })
    await page.goto('/sign-in?next=/nowhere')
    await page.waitForURL('**/nowhere')
    t.ok((await context.cookies()).some(({ name }) => name === 'haat_access'))
  }
})

t.test('every component, light and dark, wide and narrow', { skip: noChromium }, async (t) => {
  for (const [name, width, dark] of [
    ['design', 1280, false],
    ['design-dark', 1280, true],
    ['design-narrow', 360, false],
  ] as const) {
    const { page, check } = await openBrowser(t, { baseUrl, width, dark })
    await page.goto('/design')
    await check(name)
  }
})
