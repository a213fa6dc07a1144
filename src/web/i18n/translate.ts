import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Lang, languages } from './languages.ts'
import { catalogues, type MessageKey } from './messages.ts'

export type Values = Readonly<Record<string, string | number>>

/** A text of the catalogue in the reader's language. */
export type Translate = (key: MessageKey, values?: Values) => string

/** Puts the values in. `count` is what `#` stands for inside of a plural. */
type Fill = (values: Values | undefined, count?: number) => string

/** Messages of the ICU syntax are read once and kept, plain texts as they are: as many as the catalogues hold. */
const compiled: Record<Lang, Map<string, Fill | string>> = { en: new Map(), hi: new Map() }

/**
 * A message that holds values, as a function. Names, choices and plurals are put together right here, for a page
 * has many of them; a message with anything further is left to the library.
 */
function compile(text: string, locale: string): Fill {
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
  const rules = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  return fillOf(message.getAst()) ?? ((values) => String(message.format(values)))

  function fillOf(parts: readonly MessageFormatElement[]): Fill | undefined {
    const fills = parts.map(fillPart)
    if (!fills.every((fill) => fill !== undefined)) return undefined
    return (values, count) => fills.reduce((text, fill) => text + fill(values, count), '')
  }

  function fillPart(part: MessageFormatElement): Fill | undefined {
    if (part.type === TYPE.literal) return () => part.value
    if (part.type === TYPE.argument) return (values) => String(namedValue(values, part.value))
    if (part.type === TYPE.pound) return (_, count) => numbers.format(count ?? 0)
    const isPlural = part.type === TYPE.plural && part.pluralType === 'cardinal'
    if (!isPlural && part.type !== TYPE.select) return undefined
    const options = new Map(Object.entries(part.options).map(([name, { value }]) => [name, fillOf(value)]))
    if (![...options.values()].every((fill) => fill !== undefined)) return undefined
    const other = options.get('other')
    return (values, outer) => {
      const value = namedValue(values, part.value)
      if (!isPlural) return (options.get(String(value)) ?? other)?.(values, outer) ?? ''
      const count = Number(value) - part.offset
      const chosen = options.get(`=${value}`) ?? options.get(rules.select(count)) ?? other
      return chosen?.(values, count) ?? ''
    }
  }
}

function namedValue(values: Values | undefined, name: string): string | number {
  const value = values?.[name]
  if (value === undefined) throw new Error(`the value ${name} is not given`)
  return value
}

/** Whether the catalogue has the key at all; for keys made of a code, such as `problems.${code}`. */
export const isMessageKey = (key: string): key is MessageKey => catalogues.en.has(key)

/** Throws for a key that the catalogue lacks: a page must never show a key. */
export const translatorFor =
  (lang: Lang): Translate =>
  (key, values) => {
    let message = compiled[lang].get(key)
    if (message === undefined) {
      const text = catalogues[lang].get(key)
      if (text === undefined) throw new Error(`no text for ${key} in ${lang}`)
      message = text.includes('{') ? compile(text, `${languages[lang].locale}-u-nu-latn`) : text
      compiled[lang].set(key, message)
    }
    return typeof message === 'string' ? message : message(values)
  }
