/** What became of the rows of a tracking file. */
export const rowOutcomes = [
  'moved',
  'kept',
  'repeated',
  'unknownEvent',
  'unknownArticle',
  'takenBack',
  'badNumber',
  'badCheckDigit',
  'badTime',
  'unreadable',
  'refused',
] as const
export type RowOutcome = (typeof rowOutcomes)[number]

/**
 * Rows by what became of them; `kept`: true, and too early or too late to move the parcel. `takenBack`: of an article
 * that was called off before the post had it.
 */
export type TrackingCounts = Record<RowOutcome, number>

/** A row that came to nothing. */
export interface RowProblem {
  line: number
  outcome: RowOutcome
  /** The article's number, or the event's name, as far as it could be read. */
  detail: string | null
}
