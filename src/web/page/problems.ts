import type { Problem } from '../api/client.ts'
import type { Lang } from '../i18n/index.ts'
import { isMessageKey, type Translate } from '../i18n/index.ts'

interface Reader {
  t: Translate
  lang: Lang
}

const valuesOf = (facts: Record<string, unknown> | undefined) =>
  Object.fromEntries(
    Object.entries(facts ?? {}).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )

/** A problem of the API in the reader's language; in English what the API itself says where there is no other text. */
export function problemText({ t, lang }: Reader, problem: Problem): string {
  const key = `problems.${problem.code}`
  if (isMessageKey(key)) {
    try {
      return t(key, valuesOf(problem.facts))
    } catch {
      // The text wants a fact that this answer does not carry.
      return lang === 'en' ? problem.detail : t('problems.other')
    }
  }
  return lang === 'en' ? problem.detail : t('problems.other')
}

/**
 * What is wrong with each field, by the field's name in the form: the pointer of the API without its first slash
 * and with dots, e.g. `drop.pin`. `rename` is for forms whose fields are called otherwise.
 */
export function fieldTexts(
  { t, lang }: Reader,
  problem: Problem | undefined,
  rename: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return Object.fromEntries(
    (problem?.errors ?? []).map(({ pointer, code, detail }) => {
      const name = pointer.replace(/^\//, '').replaceAll('/', '.')
      const key = `problems.field.${known[detail] ?? code}`
      const own = isMessageKey(key) ? t(key) : undefined
      const text = lang === 'en' ? (own ?? sentence(detail)) : (own ?? t('common.form.check'))
      return [rename[name] ?? name, text]
    }),
  )
}

/** What the API says of a field in the same words wherever it stands, when its code says too little. */
const known: Readonly<Record<string, string>> = {
  'is missing': 'missing',
  'must not be empty': 'missing',
  'must be a PIN of six digits': 'badPin',
}

const sentence = (detail: string): string =>
  `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`
