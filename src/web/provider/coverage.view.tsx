import type { Reply } from '../api/client.ts'
import { Card, Empty, Notice, PinMap, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { RowProblem } from './coverage.rules.ts'

const mostRows = 50

/** What of a list is left out, or has to be mended before it is taken, and why. */
export function RowProblems({
  rows,
  leftOut,
  ofDrop,
}: {
  rows: readonly RowProblem[]
  leftOut?: boolean
  /** Of the list of where it delivers alone. */
  ofDrop?: boolean
}) {
  const { t, f } = useView()
  const toMend = ofDrop ? 'provider.coverage.toMendDrop' : 'provider.coverage.toMend'
  const title = t(leftOut ? 'provider.coverage.wrong' : toMend, { n: rows.length })
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

/** How many PINs a list comes to, and where they lie. */
export function AreaCard({ seen, ofDrop }: { seen: Reply<'lookUpPins'>; ofDrop?: boolean }) {
  const { t, f } = useView()
  const counted = { n: seen.total, pins: f.number(seen.total) }
  return (
    <Card title={t(ofDrop ? 'provider.coverage.dropCount' : 'provider.coverage.count', counted)}>
      {seen.points.length > 0 ? (
        <PinMap
          label={t(ofDrop ? 'provider.coverage.dropMap' : 'provider.coverage.map')}
          points={seen.points.map(({ pin, point }) => ({
            ...point,
            tone: seen.points.length > 250 ? ('ground' as const) : ('main' as const),
            label: pin,
          }))}
        />
      ) : (
        <Empty icon="map" title={t('provider.coverage.empty')} />
      )}
    </Card>
  )
}
