import hindi from '../../../data/categories/hindi.json' with { type: 'json' }
import type { Lang } from './languages.ts'

// Spellings that shops use for the same shelf: "Atta, Flours & Sooji", "atta flours and sooji".
const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')

const inHindi: ReadonlyMap<string, string> = new Map(
  Object.entries(hindi).map(([name, text]) => [keyOf(name), text]),
)

/**
 * A shelf of goods in the reader's language. Traders name shelves themselves; one that data/categories/hindi.json
 * does not know is shown as they wrote it.
 */
export const categoryName = (lang: Lang, name: string): string =>
  lang === 'hi' ? (inHindi.get(keyOf(name)) ?? name) : name
