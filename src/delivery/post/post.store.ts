import { type ArticleRange, articleNumberOf } from '../../kernel/article-number.ts'
import { groupBy } from '../../kernel/collections.ts'
import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'

const beginCounter = statement(
  'post_counter_begin',
  'insert into post_counters (prefix, next) values ($1, $2) on conflict (prefix) do nothing',
)
const lockCounter = statement(
  'post_counter_lock',
  'select next from post_counters where prefix = $1 for update',
)
const moveCounter = statement('post_counter_move', 'update post_counters set next = $2 where prefix = $1')
const counters = statement('post_counters_all', 'select prefix, next from post_counters')

/** The serial number that comes next in these ranges of one prefix, not below `next`. */
const nextIn = (ranges: readonly ArticleRange[], next: number): number | undefined =>
  ranges
    .filter(({ last }) => last >= next)
    .map(({ first }) => Math.max(first, next))
    .sort((a, b) => a - b)[0]

/**
 * The next article number, taken for good with the transaction: its row is held until then, so that no number is
 * left out and none given twice, however many ask. Undefined when all ranges are used up.
 */
export async function takeNumber(tx: Tx, ranges: readonly ArticleRange[]): Promise<string | undefined> {
  for (const [prefix, own] of groupBy(ranges, ({ prefix }) => prefix)) {
    await tx.query(beginCounter, [prefix, Math.min(...own.map(({ first }) => first))])
    const [row] = await tx.query<{ next: number }>(lockCounter, [prefix])
    const serial = nextIn(own, row!.next)
    if (serial === undefined) continue
    await tx.query(moveCounter, [prefix, serial + 1])
    return articleNumberOf(prefix, serial)
  }
  return undefined
}

/** How many numbers are left, by range. */
export async function numbersLeft(
  sql: Sql,
  ranges: readonly ArticleRange[],
): Promise<{ range: ArticleRange; left: number }[]> {
  const rows = await sql.query<{ prefix: string; next: number }>(counters)
  const nextOf = new Map(rows.map(({ prefix, next }) => [prefix, next]))
  return ranges.map((range) => {
    const from = Math.max(range.first, nextOf.get(range.prefix) ?? range.first)
    return { range, left: Math.max(0, range.last - from + 1) }
  })
}

/** An article as its row has it. */
export interface ArticleRow {
  number: string
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  officePin: string
}

interface Row {
  number: string
  shop_id: string
  shipment_id: string
  office_pin: string
}
const articleOf = (row: Row): ArticleRow => ({
  number: row.number,
  shopId: idOf('shop', row.shop_id),
  shipmentId: idOf('shipment', row.shipment_id),
  officePin: row.office_pin,
})

const insert = statement(
  'post_article_insert',
  'insert into post_articles (number, shop_id, shipment_id, office_pin) values ($1, $2, $3, $4)',
)
export const insertArticle = async (tx: Tx, row: ArticleRow): Promise<void> =>
  void (await tx.query(insert, [row.number, uuidOf(row.shopId), uuidOf(row.shipmentId), row.officePin]))

const callOff = statement(
  'post_article_call_off',
  `update post_articles set called_off_at = now() where shop_id = $1 and shipment_id = $2 and called_off_at is null`,
)
/**
 * An article will not be handed in: it is left out of the next file, or, where one told of it, the next one takes it
 * back. Whoever closes a file meanwhile is waited for. Its number is not given again.
 */
export const callOffArticle = async (
  tx: Tx,
  leg: { shopId: Id<'shop'>; shipmentId: Id<'shipment'> },
): Promise<void> => void (await tx.query(callOff, [uuidOf(leg.shopId), uuidOf(leg.shipmentId)]))

const byNumbers = statement('post_articles_by_number', 'select * from post_articles where number = any($1)')
export const findArticles = async (sql: Sql, numbers: readonly string[]): Promise<Map<string, ArticleRow>> =>
  new Map((await sql.query<Row>(byNumbers, [numbers])).map((row) => [row.number, articleOf(row)] as const))

const offices = statement(
  'post_offices_waiting',
  `select office_pin as "officePin", sum(articles)::int as articles, sum(cancellations)::int as cancellations from (
     select office_pin, count(*) as articles, 0 as cancellations from post_articles
     where booking_id is null and called_off_at is null and taken_at < $1 group by office_pin
     union all
     select office_pin, 0, count(*) from post_articles
     where booking_id is not null and called_off_at is not null and taken_back_by is null and called_off_at < $1
     group by office_pin) waiting
   group by office_pin order by office_pin`,
)
/** Offices with articles that were taken, or called off after a file, before this instant, and of which no file tells yet. */
export const officesWaiting = (
  sql: Sql,
  before: Date,
): Promise<{ officePin: string; articles: number; cancellations: number }[]> => sql.query(offices, [before])

/** So many articles, and so many cancellations, has a file at most. */
export const mostInFile = 5000

const lockOffice = statement(
  'post_articles_lock_office',
  `select * from post_articles where booking_id is null and called_off_at is null and office_pin = $1 and taken_at < $2
   order by number limit ${mostInFile} for update skip locked`,
)
export const lockWaiting = async (tx: Tx, officePin: string, before: Date): Promise<ArticleRow[]> =>
  (await tx.query<Row>(lockOffice, [officePin, before])).map(articleOf)

const lockOff = statement(
  'post_articles_lock_called_off',
  `select number from post_articles
   where booking_id is not null and called_off_at is not null and taken_back_by is null and office_pin = $1
     and called_off_at < $2
   order by number limit ${mostInFile} for update skip locked`,
)
/** Numbers of articles that a file told of and the next has to take back. */
export const lockCalledOff = async (tx: Tx, officePin: string, before: Date): Promise<string[]> =>
  (await tx.query<{ number: string }>(lockOff, [officePin, before])).map(({ number }) => number)

export interface BookingRow {
  bookingId: Id<'postFile'>
  officePin: string
  day: string
  number: number
  articles: number
  cancellations: number
  codPaise: bigint
  madeAt: Date
  laidAt: Date | null
}
interface RawBooking {
  id: string
  office_pin: string
  day: string
  number: number
  articles: number
  cancellations: number
  cod_paise: bigint
  made_at: Date
  laid_at: Date | null
}
const bookingOf = (row: RawBooking): BookingRow => ({
  bookingId: idOf('postFile', row.id),
  officePin: row.office_pin,
  day: row.day,
  number: row.number,
  articles: row.articles,
  cancellations: row.cancellations,
  codPaise: BigInt(row.cod_paise),
  madeAt: row.made_at,
  laidAt: row.laid_at,
})
const bookingColumns =
  'id, office_pin, day::text as day, number, articles, cancellations, cod_paise, made_at, laid_at'

const insertOne = statement(
  'post_booking_insert',
  `insert into post_bookings (id, office_pin, day, number, articles, cod_paise, cancellations)
   select $1, $2, $3::date, 1 + coalesce((select max(number) from post_bookings where office_pin = $2 and day = $3::date), 0),
     $4, $5, $6
   returning ${bookingColumns}`,
)
const lockNumbers = statement(
  'post_booking_numbers',
  `select pg_advisory_xact_lock(hashtext('post ' || $1)) is null as held`,
)
const mark = statement(
  'post_articles_mark',
  'update post_articles set booking_id = $1 where number = any($2)',
)

const markBack = statement(
  'post_articles_mark_back',
  'update post_articles set taken_back_by = $1 where number = any($2)',
)

/** Writes the next file of an office and day, and marks its articles and those that it takes back. */
export async function insertBooking(
  tx: Tx,
  file: {
    officePin: string
    day: string
    codPaise: bigint
    numbers: readonly string[]
    takenBack: readonly string[]
  },
): Promise<BookingRow> {
  const bookingId = uuidOf(newId('postFile'))
  const { officePin, day, codPaise, numbers, takenBack } = file
  await tx.query(lockNumbers, [officePin])
  const counts = [numbers.length, codPaise, takenBack.length]
  const [row] = await tx.query<RawBooking>(insertOne, [bookingId, officePin, day, ...counts])
  if (numbers.length > 0) await tx.query(mark, [bookingId, numbers])
  if (takenBack.length > 0) await tx.query(markBack, [bookingId, takenBack])
  return bookingOf(row!)
}

const one = statement('post_booking', `select ${bookingColumns} from post_bookings where id = $1`)
export async function readBooking(sql: Sql, id: Id<'postFile'>): Promise<BookingRow | undefined> {
  const [row] = await sql.query<RawBooking>(one, [uuidOf(id)])
  return row && bookingOf(row)
}
const page = statement(
  'post_bookings_page',
  `select ${bookingColumns} from post_bookings where $1::uuid is null or id < $1::uuid order by id desc limit $2`,
)
export const readBookings = async (
  sql: Sql,
  { after, limit }: { after: Id<'postFile'> | undefined; limit: number },
): Promise<BookingRow[]> =>
  (await sql.query<RawBooking>(page, [after ? uuidOf(after) : null, limit])).map(bookingOf)

const unlaid = statement(
  'post_bookings_unlaid',
  `select ${bookingColumns} from post_bookings where laid_at is null order by id limit 100`,
)
export const readUnlaid = async (sql: Sql): Promise<BookingRow[]> =>
  (await sql.query<RawBooking>(unlaid)).map(bookingOf)
const laid = statement('post_booking_laid', 'update post_bookings set laid_at = now() where id = $1')
export const markLaid = async (tx: Tx, id: Id<'postFile'>): Promise<void> =>
  void (await tx.query(laid, [uuidOf(id)]))

const ofBooking = statement(
  'post_articles_of_booking',
  'select * from post_articles where booking_id = $1 order by number',
)
export const articlesOf = async (sql: Sql, id: Id<'postFile'>): Promise<ArticleRow[]> =>
  (await sql.query<Row>(ofBooking, [uuidOf(id)])).map(articleOf)

const takenBackIn = statement(
  'post_articles_taken_back',
  `select article.number, booking.day::text as day, booking.number as file from post_articles article
   join post_bookings booking on booking.id = article.booking_id
   where article.taken_back_by = $1 order by article.number`,
)
/** What a file takes back, each with the file that told of it. */
export const cancellationsOf = (
  sql: Sql,
  id: Id<'postFile'>,
): Promise<{ number: string; day: string; file: number }[]> => sql.query(takenBackIn, [uuidOf(id)])
