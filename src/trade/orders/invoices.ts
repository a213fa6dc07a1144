import { type Id, uuidOf } from '../../kernel/ids.ts'
import { statement, type Tx } from '../../platform/database/index.ts'

type Column = 'last' | 'last_credit'

// Two shops of a trader that begin a year at one moment must not take the same series.
const holdTrader = statement(
  'invoice_hold',
  `select pg_advisory_xact_lock(hashtextextended('invoices ' || $1, 0))`,
)
const statementsOf = (column: Column) => ({
  next: statement(
    `invoice_next_${column}`,
    `update invoice_series set ${column} = ${column} + 1
     where trader_id = $1 and financial_year = $2 and shop_id = $3 returning series, ${column} as last`,
  ),
  open: statement(
    `invoice_open_${column}`,
    `insert into invoice_series (trader_id, financial_year, shop_id, series, last, last_credit)
     select $1, $2, $3, coalesce(max(series), 0) + 1, ${column === 'last' ? '1, 0' : '0, 1'}
     from invoice_series where trader_id = $1 and financial_year = $2
     on conflict (trader_id, financial_year, shop_id) do update set ${column} = invoice_series.${column} + 1
     returning series, ${column} as last`,
  ),
})
const invoices = statementsOf('last')
const creditNotes = statementsOf('last_credit')

/** India's financial year of a moment, by the clock in India: `2627` runs from April 2026 to March 2027. */
export function financialYearOf(at: Date): number {
  const india = new Date(at.getTime() + 330 * 60_000)
  const from = india.getUTCMonth() >= 3 ? india.getUTCFullYear() : india.getUTCFullYear() - 1
  return (from % 100) * 100 + ((from + 1) % 100)
}

interface Series {
  traderId: Id<'trader'>
  shopId: Id<'shop'>
  at: Date
}

async function nextNumber(
  tx: Tx,
  { next, open }: ReturnType<typeof statementsOf>,
  { traderId, shopId, at }: Series,
  mark: string,
): Promise<string> {
  const year = financialYearOf(at)
  const key = [uuidOf(traderId), year, uuidOf(shopId)]
  let [row] = await tx.query<{ series: number; last: number }>(next, key)
  if (!row) {
    await tx.query(holdTrader, [uuidOf(traderId)])
    ;[row] = await tx.query<{ series: number; last: number }>(open, key)
  }
  const number = `${mark}${String(year).padStart(4, '0')}/${row!.series}/${row!.last}`
  if (number.length > 16) throw new RangeError(`the number ${number} is longer than 16 characters`)
  return number
}

/**
 * The next invoice number of a shop: year, the shop's series, running number, as in `2627/1/345`. At most 16
 * characters and unique for the trader in the financial year (CGST Rules 2017, rule 46(b)). A number is given
 * in the transaction that packs the order, so none is lost; the shop's series is locked until it ends.
 */
export const nextInvoiceNumber = (tx: Tx, series: Series): Promise<string> =>
  nextNumber(tx, invoices, series, '')

/**
 * The next number of a shop's credit notes, as in `C2627/1/12`: a running series of their own beside the invoices,
 * at most 16 characters and unique in the financial year (CGST Rules 2017, rule 53(1A)(c)).
 */
export const nextCreditNumber = (tx: Tx, series: Series): Promise<string> =>
  nextNumber(tx, creditNotes, series, 'C')
