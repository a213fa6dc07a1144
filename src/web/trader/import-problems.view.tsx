import { Table } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { type ImportProblem, rowProblemText } from './import.data.ts'

/** Rows that were left out, as the spreadsheet counts them. */
export function ProblemTable({ problems }: { problems: readonly ImportProblem[] }) {
  const view = useView()
  const { t } = view
  return (
    <Table
      caption={t('trader.import.problems')}
      rows={problems}
      keyOf={({ row, column, code }) => `${row} ${column} ${code}`}
      columns={[
        {
          title: t('trader.import.row'),
          isName: true,
          cell: ({ row }) => t('trader.import.rowNo', { n: row }),
        },
        { title: t('trader.import.column'), cell: ({ column }) => column ?? '–' },
        { title: t('trader.import.value'), cell: ({ value }) => (value ? <code>{value}</code> : '–') },
        { title: t('trader.import.todo'), cell: (problem) => rowProblemText(view, problem) },
      ]}
    />
  )
}
