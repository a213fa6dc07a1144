import type { Problem, Reply } from '../api/client.ts'
import {
  Card,
  PageHead,
  ProblemNotice,
  SettlementFiles,
  SettlementForm,
  SettlementLines,
  SettlementProblem,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk } from './desk.ts'
import { DeskPage } from './desk.view.tsx'

const at = '/deliver/money/files'

export interface Remitted {
  files: Reply<'listRemittances'>['items']
  problem?: Problem | undefined
  typed?: string | undefined
}

/** Cash that the startup sent on: its files, and a form for the next. */
export function RemittedCard({ files, problem, typed }: Remitted) {
  const { t } = useView()
  return (
    <Card title={t('provider.money.files')}>
      <SettlementProblem problem={problem} />
      <SettlementFiles files={files} at={at} />
      <h3>{t('common.settlement.tell')}</h3>
      <SettlementForm action={at} typed={typed} />
    </Card>
  )
}

/** One of its files, line by line. */
export function RemittedPage({
  desk,
  report,
  problem,
}: {
  desk: Desk
  report: Reply<'getRemittance'>
  problem: Problem | undefined
}) {
  const { t, f } = useView()
  return (
    <DeskPage desk={desk}>
      <PageHead
        title={t('common.settlement.title')}
        lead={f.dateTime(report.toldAt)}
        back={{ href: '/deliver/money', text: t('provider.money.title') }}
      />
      <ProblemNotice problem={problem} />
      <SettlementLines report={report} withdrawAt={`${at}/${report.remittanceId}/withdraw`} />
    </DeskPage>
  )
}
