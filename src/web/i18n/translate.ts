import { IntlMessageFormat } from 'intl-messageformat'
import { type Lang, languages } from './languages.ts'
import { catalogues, type MessageKey } from './messages.ts'

export type Values = Readonly<Record<string, string | number>>

/** A text of the catalogue in the reader's language. */
export type Translate = (key: MessageKey, values?: Values) => string

/** Messages of the ICU syntax are read once and kept: there are as many as the catalogues hold. */
const compiled: Record<Lang, Map<string, IntlMessageFormat>> = { en: new Map(), hi: new Map() }

/** Whether the catalogue has the key at all; for keys made of a code, such as `problems.${code}`. */
export const isMessageKey = (key: string): key is MessageKey => catalogues.en.has(key)

/** Throws for a key that the catalogue lacks: a page must never show a key. */
export const translatorFor =
  (lang: Lang): Translate =>
  (key, values) => {
    const text = catalogues[lang].get(key)
    if (text === undefined) throw new Error(`no text for ${key} in ${lang}`)
    if (!text.includes('{')) return text
    let message = compiled[lang].get(key)
    if (!message) {
      message = new IntlMessageFormat(text, `${languages[lang].locale}-u-nu-latn`, undefined, {
        ignoreTag: true,
      })
      compiled[lang].set(key, message)
    }
    return String(message.format(values))
  }
