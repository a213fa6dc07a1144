import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Figures,
  Form,
  Notice,
  PageHead,
  ProblemNotice,
  SettlementFiles,
  SettlementForm,
  SettlementLines,
  SettlementProblem,
  SettlementState,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import { CloseCase } from './cash.view.tsx'

const path = '/govern/cash'

/** One startup or point: what it has in hand, its settlement files, and a form for the next. */
export function HandPage({
  kind,
  hand,
  cash,
  files,
  problem,
  typed,
}: {
  kind: 'startups' | 'points'
  hand: string
  cash: Reply<'getCashOfPoint'>
  files: Reply<'listAllRemittances'>
  problem: Problem | undefined
  typed: string | undefined
}) {
  const { t, f } = useView()
  const { name, heldPaise, limitPaise, full } = cash
  const at = `${path}/${kind}/${hand}`
  return (
    <div class="stack">
      <PageHead
        title={name}
        lead={t(`operator.cash.hand.${kind}`)}
        back={
          kind === 'points'
            ? { href: `${path}/hands?kind=point`, text: t('operator.hands.title') }
            : { href: path, text: t('operator.cash.title') }
        }
      >
        {full && <Badge tone="warning">{t('operator.hands.full')}</Badge>}
      </PageHead>
      <SettlementProblem problem={problem} />
      <Figures
        figures={[
          { label: t('operator.cash.held'), value: f.money(heldPaise) },
          {
            label: t('operator.cash.limit'),
            value: limitPaise === 0 ? t('operator.cash.noLimit') : f.money(limitPaise),
          },
        ]}
      />
      <Card title={t('operator.cash.files')}>
        <SettlementFiles
          files={files.items}
          at={`${path}/files`}
          next={files.nextCursor && `${at}?cursor=${files.nextCursor}`}
        />
      </Card>
      <Card title={t('operator.cash.record')}>
        <p class="quiet">{t('operator.cash.recordText')}</p>
        <SettlementForm action={`${at}/files`} typed={typed} />
      </Card>
    </div>
  )
}

/** One file: what it says, what of it agrees, and what is to be done about it. */
export function SettlementPage({
  report,
  problem,
  wrong,
}: {
  report: Reply<'getRemittanceReport'>
  problem: Problem | undefined
  wrong: string | undefined
}) {
  const { t, f } = useView()
  const { remittanceId, hand, name, state, toldAt } = report
  const at = `${path}/files/${remittanceId}`
  const kind = hand.startsWith('pnt_') ? 'points' : 'startups'
  return (
    <div class="stack">
      <PageHead
        title={t('common.settlement.title')}
        lead={
          <>
            <a href={`${path}/${kind}/${hand}`}>{name}</a> · {f.dateTime(toldAt)}
          </>
        }
        back={{ href: path, text: t('operator.cash.title') }}
      >
        <SettlementState state={state} />
      </PageHead>
      <ProblemNotice problem={problem} rename={wrong ? { reason: `reason-${wrong}` } : {}} />
      {state === 'told' && (
        <Notice tone="info">
          <p>{t('operator.cash.bookText')}</p>
          <Form action={`${at}/book`} class="alone">
            <Button icon="check">{t('operator.cash.book')}</Button>
          </Form>
        </Notice>
      )}
      <SettlementLines
        report={report}
        act={({ lineId }) => (
          <details open={lineId === wrong}>
            <summary>{t('operator.cash.close')}</summary>
            <CloseCase at={at} lineId={lineId} />
          </details>
        )}
      />
    </div>
  )
}
