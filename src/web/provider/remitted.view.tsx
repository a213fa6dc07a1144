import type { Problem, Reply } from '../api/client.ts'
import { Button, Card, Empty, Form, ProblemNotice, Table, TextArea } from '../components/index.ts'
import { useView } from '../page/index.ts'

export interface Remitted {
  files: Reply<'listRemittances'>['items']
  problem?: Problem | undefined
  typed?: string | undefined
}

/** Cash that the startup sent on: its files, and a form for the next. */
export function RemittedCard({ files, problem, typed }: Remitted) {
  const { t, f } = useView()
  return (
    <Card title={t('provider.money.files')}>
      <ProblemNotice problem={problem} />
      <Table
        caption={t('provider.money.files')}
        rows={files}
        keyOf={({ remittanceId }) => remittanceId}
        empty={<Empty icon="money" title={t('provider.money.noFiles')} />}
        columns={[
          { title: t('provider.money.file'), isName: true, cell: ({ toldAt }) => f.date(toldAt) },
          { title: t('provider.money.sum'), align: 'end', cell: ({ amountPaise }) => f.money(amountPaise) },
          { title: t('provider.money.fileState'), cell: ({ state }) => t(`provider.money.state.${state}`) },
          {
            title: t('provider.money.differs'),
            align: 'end',
            cell: ({ short, over, unknown }) => f.number(short + over + unknown),
          },
        ]}
      />
      <details open={problem !== undefined}>
        <summary>{t('provider.money.tell')}</summary>
        <Form action="/deliver/money/files" class="stack-tight">
          <TextArea
            name="csv"
            label={t('provider.money.csv')}
            hint={t('provider.money.csvHint')}
            value={typed ?? ''}
            rows={6}
            maxLength={200_000}
          />
          <Button tone="plain">{t('provider.money.send')}</Button>
        </Form>
      </details>
    </Card>
  )
}
