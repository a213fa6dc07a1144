import { readFileSync } from 'node:fs'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import fc from 'fast-check'
import { IntlMessageFormat } from 'intl-messageformat'
import t from 'tap'
import { categoryName, formats, preferredLang, translatorFor } from './index.ts'
import { catalogues, type MessageKey } from './messages.ts'

/** Names of the values that a message wants. */
function namesIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      return [element.value, ...Object.values(element.options).flatMap((option) => namesIn(option.value))]
    }
    return element.type === TYPE.tag ? namesIn(element.children) : [element.value]
  })
}
const namesOf = (text: string): string[] => [...new Set(namesIn(parse(text, { ignoreTag: true })))].sort()

t.test('every language has every text, and wants the same values', async (t) => {
  t.ok(catalogues.en.size > 50)
  t.same([...catalogues.hi.keys()].sort(), [...catalogues.en.keys()].sort())
  for (const [key, text] of catalogues.en) {
    t.not(text.trim(), '', key)
    t.same(namesOf(catalogues.hi.get(key)!), namesOf(text), key)
  }
})

t.test('Hindi texts are written in Devanagari', async (t) => {
  // Names that are the same everywhere, and patterns made of values alone.
  const allowed = /^(?:[\s\p{P}\p{S}\d]|\{[^}]*\}|[A-Z]{2,}|English|Haat)*$/u
  for (const [key, text] of catalogues.hi) {
    t.ok(/\p{Script=Devanagari}/u.test(text) || allowed.test(text), `${key}: ${text}`)
  }
})

t.test('India’s way to write numbers, in both languages', async (t) => {
  t.equal(formats.en.money(12_345_600), '₹1,23,456.00')
  t.equal(formats.hi.money(12_345_600), '₹1,23,456.00')
  t.equal(formats.en.number(1_234_567), '12,34,567')
  t.equal(formats.en.distance(846), '850 m')
  t.equal(formats.en.distance(2449), '2.4 km')
  t.equal(formats.en.weight(1500), '1.5 kg')
  t.match(formats.en.dateTime('2026-11-22T20:00:00Z'), /23 Nov.*1:30/)
})

t.test('amounts written by hand are the platform’s', async (t) => {
  const money = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' })
  const number = new Intl.NumberFormat('en-IN')
  const most = 90_071_992_547_409
  fc.assert(
    fc.property(fc.integer({ min: -most, max: most }), (value) => {
      for (const { money: shown, number: counted } of Object.values(formats)) {
        if (shown(value) !== money.format(value / 100) || counted(value) !== number.format(value))
          return false
      }
      return true
    }),
  )
  t.equal(formats.hi.number(1234.5), '1,234.5')
  t.equal(formats.en.money(5), '₹0.05')
})

t.test('messages put together here say what the library says', async (t) => {
  const locales = { en: 'en-IN-u-nu-latn', hi: 'hi-IN-u-nu-latn' } as const
  for (const lang of ['en', 'hi'] as const) {
    for (const [key, text] of catalogues[lang]) {
      const names = namesOf(text)
      if (names.length === 0) continue
      const message = new IntlMessageFormat(text, locales[lang], undefined, { ignoreTag: true })
      for (const n of [0, 1, 2, 100_000]) {
        const values = Object.fromEntries(names.map((name) => [name, n]))
        t.equal(translatorFor(lang)(key as MessageKey, values), message.format(values), key)
      }
    }
  }
})

t.test('shelves in the reader’s language', async (t) => {
  t.equal(categoryName('hi', 'Atta, Flours & Sooji'), 'आटा, मैदा और सूजी', 'however a shop spells it')
  t.equal(categoryName('en', 'Dals and Pulses'), 'Dals and Pulses')
  t.equal(categoryName('hi', 'constructor'), 'constructor', 'as the trader wrote it')
  const file = new URL('../../../data/categories/attributes.json', import.meta.url)
  const { categories } = JSON.parse(readFileSync(file, 'utf8')) as {
    categories: { domain: string; category: string }[]
  }
  for (const { domain, category } of categories) {
    if (domain === 'RET10') t.match(categoryName('hi', category), /^\p{Script=Devanagari}/u, category)
  }
})

t.test('plurals and values', async (t) => {
  t.equal(translatorFor('en')('common.units.minutes', { n: 1 }), '1 minute')
  t.equal(translatorFor('hi')('common.units.minutes', { n: 5 }), '5 मिनट')
  t.throws(() => translatorFor('en')('common.none' as never), /no text/)
})

t.test('the language that a browser asks for', async (t) => {
  t.equal(preferredLang(undefined), 'en')
  t.equal(preferredLang('ta, hi;q=0.8, en;q=0.7'), 'hi')
  t.equal(preferredLang('en-IN,hi;q=0.5'), 'en')
  t.equal(preferredLang('hi;q=0, fr'), 'en')
  t.equal(preferredLang('x'.repeat(9999)), 'en')
})
