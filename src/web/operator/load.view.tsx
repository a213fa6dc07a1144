import type { Reply } from '../api/client.ts'
import { Button, Card, Empty, Field, PageHead, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'

/** Load against limits, of one day. */
export function LoadOfAllPage({
  items,
  day,
}: {
  items: Reply<'listLoad'>['items']
  day: string | undefined
}) {
  const { t, f } = useView()
  const rows = items.flatMap(({ name, counters }) => counters.map((counter) => ({ name, ...counter })))
  return (
    <div class="stack">
      <PageHead title={t('operator.load.title')} lead={t('operator.load.lead')} />
      <form method="get" action="/govern/load" class="inline-form">
        <Field name="day" type="date" label={t('operator.load.day')} value={day ?? ''} size={14} />
        <Button tone="plain">{t('operator.load.show')}</Button>
      </form>
      <Card>
        <Table
          caption={t('operator.load.title')}
          rows={rows}
          keyOf={(row) => `${row.name} ${row.loanId ?? row.district?.district ?? ''}`}
          empty={<Empty icon="chart" title={t('operator.load.empty')} />}
          columns={[
            { title: t('operator.load.who'), cell: ({ name }) => name, isName: true },
            {
              title: t('operator.load.where'),
              cell: ({ district, loanId }) =>
                district
                  ? `${district.district}, ${district.state}`
                  : t(loanId ? 'operator.load.lent' : 'operator.load.india'),
            },
            { title: t('operator.load.parcels'), align: 'end', cell: ({ parcels }) => f.number(parcels) },
            {
              title: t('operator.load.limit'),
              align: 'end',
              cell: ({ limit }) => (limit === null ? '–' : f.number(limit)),
            },
            {
              title: t('operator.load.share'),
              align: 'end',
              cell: ({ parcels, limit }) => (limit === null ? '–' : f.percent(parcels / limit)),
            },
          ]}
        />
      </Card>
    </div>
  )
}
