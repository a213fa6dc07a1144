import { Notice, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { RowProblem } from './coverage.rules.ts'

const mostRows = 50

/** What of a list is left out, or has to be mended before it is taken, and why. */
export function RowProblems({ rows, leftOut }: { rows: readonly RowProblem[]; leftOut?: boolean }) {
  const { t, f } = useView()
  const title = t(leftOut ? 'provider.coverage.wrong' : 'provider.coverage.toMend', { n: rows.length })
  return (
    <Notice tone="bad">
      <p>{title}</p>
      <Table
        caption={title}
        rows={rows.slice(0, mostRows)}
        keyOf={(row) => `${row.row} ${row.text}`}
        columns={[
          { title: t('provider.coverage.row'), cell: ({ row }) => f.number(row), isName: true },
          { title: t('provider.coverage.text'), cell: ({ text }) => <code>{text}</code> },
          { title: t('provider.coverage.why'), cell: ({ why }) => t(`provider.coverage.problem.${why}`) },
        ]}
      />
    </Notice>
  )
}
