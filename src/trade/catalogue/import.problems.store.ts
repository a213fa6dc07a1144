import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { RowProblem } from './import.faults.ts'
import { type ImportRef, key } from './import.store.ts'

const insertProblems = statement(
  'import_problems_insert',
  `insert into import_problems (shop_id, import_id, row, nth, column_name, value, code, detail, cells)
   select $1, $2, p.row, p.nth, p.column_name, p.value, p.code, p.detail, p.cells::jsonb
   from unnest($3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
     as p (row, nth, column_name, value, code, detail, cells)`,
)
const problemsPage = statement(
  'import_problems_page',
  `select row, nth, column_name, value, code, detail from import_problems
   where shop_id = $1 and import_id = $2 and (row, nth) > ($3::int, $4::int) order by row, nth limit $5`,
)

const badRows = statement(
  'import_bad_rows',
  `select row, cells, (
     select string_agg(coalesce(p.column_name || ': ', '') || p.detail, ' | ' order by p.nth) from import_problems p
     where p.shop_id = $1 and p.import_id = $2 and p.row = f.row
   ) as what
   from import_problems f
   where shop_id = $1 and import_id = $2 and nth = 1 and row > $3 and cells is not null order by row limit $4`,
)

/** Keeps what is wrong with rows; problems of one row follow each other. */
export async function keepProblems(tx: Tx, ref: ImportRef, problems: readonly RowProblem[]): Promise<void> {
  if (problems.length === 0) return
  let [row, nth] = [0, 0]
  const places = problems.map((problem) => {
    nth = problem.row === row ? nth + 1 : 1
    row = problem.row
    return nth
  })
  await tx.query(insertProblems, [
    ...key(ref),
    problems.map((problem) => problem.row),
    places,
    problems.map((problem) => problem.column),
    problems.map((problem) => problem.value),
    problems.map((problem) => problem.code),
    problems.map((problem) => problem.detail),
    problems.map(({ cells }, at) => (cells && places[at] === 1 ? JSON.stringify(cells) : null)),
  ])
}

export interface KeptProblem extends RowProblem {
  nth: number
}

/** What is wrong with a file, by row. */
export async function importProblemsPage(
  sql: Sql,
  ref: ImportRef,
  after: readonly [row: number, nth: number] | undefined,
  limit: number,
): Promise<KeptProblem[]> {
  const rows = await sql.query<Omit<KeptProblem, 'column'> & { column_name: string | null }>(problemsPage, [
    ...key(ref),
    ...(after ?? [0, 0]),
    limit,
  ])
  return rows.map(({ column_name, ...problem }) => ({ ...problem, column: column_name }))
}

/** A row that was left out, as it stands in the file, and all that is wrong with it. */
export interface BadRow {
  row: number
  cells: string[]
  what: string
}

export const badRowsPage = (sql: Sql, ref: ImportRef, after: number, limit: number): Promise<BadRow[]> =>
  sql.query<BadRow>(badRows, [...key(ref), after, limit])
