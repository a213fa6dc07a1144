import t from 'tap'
import { noChromium } from '../support/browser.ts'
import { checkEveryPage } from '../support/every-page.ts'

t.test('every page of traders can be read by everybody, in both languages', { skip: noChromium }, (t) =>
  checkEveryPage(t, (url) => /^\/trade(?:\/|$)/.test(url)),
)
