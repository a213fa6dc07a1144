import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Field,
  Form,
  LinkButton,
  PageHead,
  ProblemNotice,
  SettlementFiles,
  Table,
} from '../components/index.ts'
import { useView } from '../page/index.ts'

type Hand = Reply<'listCashInHand'>['items'][number]
type Case = Reply<'listCashCases'>['items'][number]

const path = '/govern/cash'

/** What is held, what was sent on, and what does not agree. Fields bear the id of their row: there are many of each. */
export function CashPage({
  hands,
  files,
  cases,
  problem,
  wrong,
}: {
  hands: readonly Hand[]
  files: Reply<'listAllRemittances'>
  cases: readonly Case[]
  problem: Problem | undefined
  /** The difference whose form was refused. */
  wrong: string | undefined
}) {
  const { t } = useView()
  return (
    <div class="stack">
      <PageHead title={t('operator.cash.title')} lead={t('operator.cash.lead')}>
        <LinkButton href="/govern/cash/hands" tone="plain" icon="clock">
          {t('operator.hands.title')}
        </LinkButton>
      </PageHead>
      <ProblemNotice problem={problem} rename={wrong ? { reason: `reason-${wrong}` } : {}} />
      <Card title={t('operator.cash.cases')}>
        <Cases cases={cases} />
      </Card>
      <Card title={t('operator.cash.setLimits')}>
        <Hands hands={hands} />
      </Card>
      <Card title={t('operator.cash.files')}>
        <SettlementFiles
          files={files.items}
          at={`${path}/files`}
          nameOf={({ name }) => name}
          next={files.nextCursor && `${path}?cursor=${files.nextCursor}`}
        />
      </Card>
    </div>
  )
}

function Cases({ cases }: { cases: readonly Case[] }) {
  const { t, f } = useView()
  return (
    <Table
      caption={t('operator.cash.cases')}
      rows={cases}
      keyOf={({ lineId }) => lineId}
      empty={<Empty icon="check" title={t('operator.cash.noCases')} />}
      columns={[
        {
          title: t('operator.cash.who'),
          isName: true,
          cell: ({ name, reference, utr }) => (
            <>
              {name}
              <small class="quiet sub">
                {t('operator.cash.reference')} {reference}
              </small>
              <small class="quiet sub">
                {t('operator.cash.utr')} {utr}
              </small>
            </>
          ),
        },
        {
          title: t('operator.cash.outcome'),
          cell: ({ outcome }) =>
            outcome && <Badge tone="warning">{t(`common.settlement.outcome.${outcome}`)}</Badge>,
        },
        { title: t('operator.cash.sum'), align: 'end', cell: ({ amountPaise }) => f.money(amountPaise) },
        { title: t('operator.cash.held'), align: 'end', cell: ({ heldPaise }) => f.money(heldPaise ?? 0) },
        {
          title: t('operator.cash.reason'),
          cell: ({ lineId }) => <CloseCase at={path} lineId={lineId} />,
        },
      ]}
    />
  )
}

/** Closes a difference with a reason. */
export function CloseCase({ at, lineId }: { at: string; lineId: string }) {
  const { t } = useView()
  return (
    <Form action={`${at}/cases/${lineId}/close`} class="inline-form">
      <Field name={`reason-${lineId}`} label={t('operator.cash.reason')} value="" maxLength={500} />
      <Button tone="plain">{t('operator.cash.close')}</Button>
    </Form>
  )
}

function Hands({ hands }: { hands: readonly Hand[] }) {
  const { t, f } = useView()
  if (hands.length === 0) return <Empty icon="check" title={t('operator.cash.none')} />
  return (
    <ul class="plain-list stack">
      {hands.map(({ providerId, name, heldPaise, limitPaise, full }) => (
        <li key={providerId} class="stack-tight">
          <p>
            <a href={`/govern/providers/${providerId}`}>{name}</a> · <strong>{f.money(heldPaise)}</strong>{' '}
            {full && <Badge tone="warning">{t('operator.cash.full')}</Badge>}
          </p>
          <p class="quiet">
            {t('operator.cash.limit')}: {limitPaise === 0 ? t('operator.cash.noLimit') : f.money(limitPaise)}
          </p>
          <LimitForm action={`${path}/limits/${providerId}`} party={providerId} limitPaise={limitPaise} />
          <p>
            <a href={`${path}/startups/${providerId}`}>{t('operator.cash.handFiles', { name })}</a>
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Sets how much cash a startup or a point may have. */
export function LimitForm({
  action,
  party,
  limitPaise,
}: {
  action: string
  party: string
  limitPaise: number
}) {
  const { t } = useView()
  return (
    <Form action={action} class="inline-form">
      <Field
        name={`rupees-${party}`}
        label={t('operator.cash.setLimit')}
        value={String(limitPaise / 100)}
        inputMode="numeric"
        maxLength={10}
      />
      <Button tone="plain">{t('operator.cash.set')}</Button>
    </Form>
  )
}
