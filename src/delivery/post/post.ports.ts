import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import type { ParcelSize } from '../../kernel/parcel-size.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { OrderFacts } from '../../trade/orders/index.ts'

/** What the post asks. Sums in paise before GST; `paise` has one price for each step of `gramsUpTo`. */
export interface PostTariff {
  gramsUpTo: readonly number[]
  /** Each further weight of so many grams, or a part of it, costs `morePaise`. */
  moreGrams: number
  /** Nothing heavier is taken. */
  mostGrams: number
  /** On top, where cash is collected. */
  codPaise: number
  gstPercent: number
  /** What Army addresses take longer. */
  armyDays: number
  /** The nearest first; the last has no end. */
  slabs: readonly { upToKm: number | null; days: number; paise: readonly number[]; morePaise: number }[]
}

/** A person or shop with an address, as an article bears it. */
export interface PostAddress {
  name: string
  phone: string
  line1: string
  line2: string
  city: string
  state: string
  pin: string
}

/** One article of a booking file. */
export interface PostArticle {
  number: string
  sender: PostAddress
  addressee: PostAddress
  weightGrams: number
  /** Outer size; null or absent where it is not known. */
  size?: ParcelSize | null | undefined
  /** Cash to collect; 0 when paid. */
  codPaise: Paise
  /** What the goods are worth, for insurance. */
  valuePaise: Paise
  reference: string
}

/** An article of an earlier booking file that will not be handed in. */
export interface PostCancellation {
  number: string
  /** The file that told of it: its day in India, and its number of that day. */
  day: string
  file: number
}

/** The head of a booking file. */
export interface BookingHead {
  customer: string
  officePin: string
  /** The day in India, `2026-11-22`. */
  day: string
  /** Of the files of this office and day, from 1. */
  number: number
}

/** What is wrong with a row of a tracking file. */
export type RowFault = 'unreadable' | 'badNumber' | 'badCheckDigit' | 'badTime'

/** One row of a tracking file, by the number of its line. */
export type TrackingRow =
  | { line: number; ok: false; fault: RowFault }
  | {
      line: number
      ok: true
      number: string
      /** In the market's words; as it was written when it maps to none. */
      status: string
      /** As it was written. */
      event: string
      occurredAt: Date
      office: string
      reason: string | undefined
    }

export interface TrackingFile {
  rows: readonly TrackingRow[]
  /** False when its last line, which counts the rows, is missing or counts others. */
  whole: boolean
}

/** The files of the post; supplied by its adapter. */
export interface PostFiles {
  nameOf(head: BookingHead): string
  write(
    head: BookingHead,
    articles: readonly PostArticle[],
    cancellations: readonly PostCancellation[],
  ): string
  /** Undefined when it is no tracking file at all. */
  read(text: string): TrackingFile | undefined
}

/** A folder that is shared with the post. */
export interface PostFolder {
  /** Lays a file into the outgoing folder, whole or not at all. */
  put(name: string, content: string): Promise<void>
  /** Names of the files that lie in the incoming folder. */
  list(): Promise<string[]>
  read(name: string): Promise<Buffer>
  /** Out of the way: taken in, or refused. */
  done(name: string, good: boolean): Promise<void>
}

/** What this module asks of orders. */
export interface PostOrders {
  ordersFor(sql: Sql, orderIds: readonly Id<'order'>[]): Promise<Map<Id<'order'>, OrderFacts>>
}

/** What is counted. */
export interface PostMeters {
  /** No article number was left for a parcel. */
  numbersGone(): void
  rows(outcome: string, count: number): void
}
