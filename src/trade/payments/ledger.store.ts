import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { toWire } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { type Entry, payoutFacts } from './ledger.rules.ts'
import type { journalKinds } from './payments.tables.ts'

export type JournalKind = (typeof journalKinds)[number]

export interface Journal {
  purchaseId: Id<'purchase'>
  kind: JournalKind
  /** The purchase, order, line, payment or refund that caused it: a cause is booked once. */
  subjectId: string
  entries: readonly Entry[]
}

/** Columns of the JSON rows that `entryRows` makes. */
export const entryColumns = 'line smallint, account text, amount bigint, "orderId" uuid'

/** Entries as a JSON parameter: one round trip however many there are. */
export const entryRows = (entries: readonly Entry[]): string =>
  JSON.stringify(
    entries.map(({ account, amountPaise, orderId }, at) => ({
      line: at + 1,
      account,
      amount: toWire(amountPaise),
      orderId: orderId && uuidOf(orderId),
    })),
  )

const book = statement(
  'journals_book',
  `with journal as (
     insert into journals (purchase_id, id, kind, subject_id)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) as given (purchase_id, id, kind, subject_id)
     order by subject_id, kind
     on conflict (subject_id, kind) do nothing returning purchase_id, id
   ),
   entry as (
     select journal.purchase_id, journal.id, line.*
     from unnest($2::uuid[], $5::json[]) as given (id, entries) join journal using (id),
       json_to_recordset(given.entries) as line (${entryColumns})),
   cash as (
     insert into cash_changes (account, amount_paise, order_id)
     select account, amount, "orderId" from entry where account like 'cash:%'),
   due as (insert into due_changes (purchase_id) select distinct purchase_id from journal),
   booked as (
     insert into ledger_entries (purchase_id, journal_id, line, account, amount_paise, order_id)
     select purchase_id, id, line, account, amount, "orderId" from entry)
   select id from journal`,
)
const ofPurchase = statement(
  'ledger_of',
  `select journal.id as "journalId", journal.kind, journal.at, entry.account, entry.amount_paise as "amountPaise",
          entry.order_id as "orderId"
   from journals journal join ledger_entries entry on entry.purchase_id = journal.purchase_id and entry.journal_id = journal.id
   where journal.purchase_id = $1 order by journal.id, entry.line`,
)
const balances = statement(
  'ledger_balances',
  `select entry.purchase_id as "purchaseId", account, order_id as "orderId", sum(amount_paise)::bigint as "amountPaise"
   from ledger_entries entry join journals journal on journal.purchase_id = entry.purchase_id and journal.id = entry.journal_id
   where ($1::uuid is null or entry.purchase_id > $1) and ($2::uuid is null or entry.purchase_id <= $2)
     and not journal.kind = any($3::text[])
   group by 1, 2, 3`,
)
const unbalanced = statement(
  'ledger_unbalanced',
  `select purchase_id as "purchaseId", journal_id as "journalId", sum(amount_paise)::bigint as "amountPaise"
   from ledger_entries group by 1, 2 having sum(amount_paise) <> 0`,
)

/** Books journals; of each whether it was: false when its cause was booked before. Nothing is booked for no entries. */
export async function bookJournals(tx: Tx, journals: readonly Journal[]): Promise<boolean[]> {
  const given = journals.map((journal) => ({
    ...journal,
    uuid: uuidOf(newId('journal')),
    entries: journal.entries.filter((entry) => entry.amountPaise !== 0n),
  }))
  const filled = given.filter(({ entries }) => entries.length > 0)
  if (filled.length === 0) return journals.map(() => false)
  const rows = await tx.query<{ id: string }>(book, [
    filled.map(({ purchaseId }) => uuidOf(purchaseId)),
    filled.map(({ uuid }) => uuid),
    filled.map(({ kind }) => kind),
    filled.map(({ subjectId }) => uuidOf(subjectId)),
    filled.map(({ entries }) => entryRows(entries)),
  ])
  const booked = new Set(rows.map(({ id }) => id))
  return given.map(({ uuid }) => booked.has(uuid))
}

/** Books one journal: see `bookJournals`. */
export const bookJournal = async (tx: Tx, journal: Journal): Promise<boolean> =>
  (await bookJournals(tx, [journal]))[0]!

export interface BookedJournal {
  journalId: Id<'journal'>
  kind: JournalKind
  at: Date
  entries: Entry[]
}

/** All that was booked for a purchase, oldest first. */
export async function ledgerOf(sql: Sql, purchaseId: Id<'purchase'>): Promise<BookedJournal[]> {
  const rows = await sql.query<{
    journalId: string
    kind: JournalKind
    at: Date
    account: string
    amountPaise: bigint
    orderId: string | null
  }>(ofPurchase, [uuidOf(purchaseId)])
  const journals = new Map<string, BookedJournal>()
  for (const { journalId, kind, at, account, amountPaise, orderId } of rows) {
    const journal = journals.get(journalId) ?? {
      journalId: idOf('journal', journalId),
      kind,
      at,
      entries: [],
    }
    journal.entries.push({ account, amountPaise, orderId: orderId === null ? null : idOf('order', orderId) })
    journals.set(journalId, journal)
  }
  return [...journals.values()]
}

export interface Balance extends Entry {
  purchaseId: Id<'purchase'>
}

/** Balances by purchase, account and order, for the purchases after one and up to another; payouts, which are no part of the sale, left out. */
export const balancesBetween = async (
  sql: Sql,
  after: Id<'purchase'> | null,
  upTo: Id<'purchase'> | null,
): Promise<Balance[]> =>
  (
    await sql.query<{ purchaseId: string; account: string; orderId: string | null; amountPaise: bigint }>(
      balances,
      [after && uuidOf(after), upTo && uuidOf(upTo), payoutFacts],
    )
  ).map((row) => ({
    purchaseId: idOf('purchase', row.purchaseId),
    account: row.account,
    amountPaise: row.amountPaise,
    orderId: row.orderId === null ? null : idOf('order', row.orderId),
  }))

export const unbalancedJournals = (
  sql: Sql,
): Promise<{ purchaseId: string; journalId: string; amountPaise: bigint }[]> => sql.query(unbalanced)
