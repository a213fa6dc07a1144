import { type Mark, type MarkKind, markKinds } from '../crafts/index.ts'

/** A question for goods with a mark: of this kind, of this district, or both at once. */
export interface AskedMark {
  mark?: MarkKind | undefined
  district?: string | undefined
}

const folded = (district: string): string => district.trim().toLowerCase()

/** What a listing's marks are found by, each kind and district and both together, so that one word is enough to ask. */
export const markWords = (marks: readonly Pick<Mark, 'kind' | 'district'>[]): string[] =>
  [
    ...new Set(
      marks.flatMap(({ kind, district }) => [kind, `@${folded(district)}`, `${kind}@${folded(district)}`]),
    ),
  ].sort()

/** The one word that a question looks for; null: marks do not matter. */
export const askedMark = ({ mark, district }: AskedMark): string | null =>
  district !== undefined ? `${mark ?? ''}@${folded(district)}` : (mark ?? null)

/** The kinds among these words, for a badge. */
export const kindsIn = (words: readonly string[] | null): MarkKind[] =>
  words ? markKinds.filter((kind) => words.includes(kind)) : []
