import { TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Lang, languages } from './languages.ts'
import { catalogues, type MessageKey } from './messages.ts'

export type Values = Readonly<Record<string, string | number>>

/** A text of the catalogue in the reader's language. */
export type Translate = (key: MessageKey, values?: Values) => string

type Fill = (values: Values | undefined) => string

/** Messages of the ICU syntax are read once and kept: there are as many as the catalogues hold. */
const compiled: Record<Lang, Map<string, Fill>> = { en: new Map(), hi: new Map() }

/** A message that holds values. Most hold nothing else, and are put together without the rules of plurals. */
function compile(text: string, locale: string): Fill {
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
  const parts = message.getAst().map((part) => {
    if (part.type === TYPE.literal) return { text: part.value }
    return part.type === TYPE.argument ? { name: part.value } : undefined
  })
  if (parts.includes(undefined)) return (values) => String(message.format(values))
  return (values) =>
    parts.map((part) => ('text' in part! ? part.text : namedValue(values, part!.name))).join('')
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
    const text = catalogues[lang].get(key)
    if (text === undefined) throw new Error(`no text for ${key} in ${lang}`)
    if (!text.includes('{')) return text
    let fill = compiled[lang].get(key)
    if (!fill) {
      fill = compile(text, `${languages[lang].locale}-u-nu-latn`)
      compiled[lang].set(key, fill)
    }
    return fill(values)
  }
