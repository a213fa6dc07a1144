import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Field,
  Form,
  PageHead,
  Pager,
  ProblemNotice,
  Table,
} from '../components/index.ts'
import { useView } from '../page/index.ts'

type Runs = Reply<'listPayoutRuns'>
export type Run = Runs['items'][number]
type Case = Reply<'listPayoutCases'>['items'][number]

const path = '/govern/payouts'

export const runFilters = ['open', 'approved', 'closed', 'cancelled'] as const
const tones = { open: 'warning', approved: 'info', closed: 'good', cancelled: 'neutral' } as const

export function RunBadge({ state }: Pick<Run, 'state'>) {
  const { t } = useView()
  return <Badge tone={tones[state]}>{t(`operator.payouts.state.${state}`)}</Badge>
}

/** Runs, and payouts of which the bank said two things. */
export function PayoutRunsPage({
  runs,
  cases,
  state,
  problem,
  wrong,
}: {
  runs: Runs
  cases: readonly Case[]
  state: Run['state'] | undefined
  problem: Problem | undefined
  /** The case whose form was refused. */
  wrong: string | undefined
}) {
  const { t, f } = useView()
  const filter = state ? `state=${state}&` : ''
  return (
    <div class="stack">
      <PageHead title={t('operator.payouts.title')} lead={t('operator.payouts.lead')}>
        <Form action={path} class="alone">
          <Button icon="plus">{t('operator.payouts.open')}</Button>
        </Form>
      </PageHead>
      <ProblemNotice problem={problem} rename={wrong ? { reason: `why-${wrong}` } : {}} />
      {cases.length > 0 && (
        <Card title={t('operator.payouts.cases')}>
          <p>{t('operator.payouts.cases.lead')}</p>
          <ul class="plain-list stack">
            {cases.map((one) => (
              <li key={one.payoutId}>
                <PayoutCase payout={one} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <nav class="picks" aria-label={t('operator.payouts.filter')}>
        {[undefined, ...runFilters].map((one) => (
          <a
            key={one ?? 'all'}
            href={one ? `${path}?state=${one}` : path}
            aria-current={one === state ? 'true' : undefined}
          >
            {t(one ? `operator.payouts.state.${one}` : 'operator.payouts.all')}
          </a>
        ))}
      </nav>
      <Card>
        <Table
          caption={t('operator.payouts.runs')}
          rows={runs.items}
          keyOf={({ runId }) => runId}
          empty={
            <Empty icon="money" title={t(state ? 'operator.payouts.noneSuch' : 'operator.payouts.none')}>
              {!state && <p>{t('operator.payouts.none.text')}</p>}
            </Empty>
          }
          columns={[
            {
              title: t('operator.payouts.opened'),
              isName: true,
              cell: ({ runId, openedAt }) => <a href={`${path}/${runId}`}>{f.dateTime(openedAt)}</a>,
            },
            { title: t('operator.payouts.state'), cell: (run) => <RunBadge {...run} /> },
            {
              title: t('operator.payouts.traders'),
              align: 'end',
              cell: (run) => (isFixed(run) ? f.number(run.payouts) : '–'),
            },
            {
              title: t('operator.payouts.sum'),
              align: 'end',
              cell: (run) => (isFixed(run) ? f.money(run.amountPaise) : '–'),
            },
            {
              title: t('operator.payouts.told'),
              cell: (run) =>
                isFixed(run)
                  ? t('operator.payouts.told.text', { paid: run.paid, returned: run.returned })
                  : '–',
            },
          ]}
        />
        <Pager next={runs.nextCursor && `${path}?${filter}cursor=${runs.nextCursor}`} />
      </Card>
    </div>
  )
}

const isFixed = ({ state }: Run): boolean => state === 'approved' || state === 'closed'

/** What stands, what the bank said later, and which of the two is true. */
function PayoutCase({ payout }: { payout: Case }) {
  const { t, f } = useView()
  const { payoutId, claim, state } = payout
  if (!claim) return null
  const standing = state === 'paid' ? payout.utr : payout.returnReason
  return (
    <div class="stack-tight">
      <p>
        <a href={`/govern/traders/${payout.traderId}`}>{payout.name}</a> ·{' '}
        <strong>{f.money(payout.netPaise)}</strong>
      </p>
      <p>
        {t(`operator.payouts.stands.${state === 'paid' ? 'paid' : 'returned'}`, { text: standing ?? '' })}
        <br />
        {t(`operator.payouts.claims.${claim.status}`, { text: claim.text, at: f.dateTime(claim.at) })}
      </p>
      <Form action={`${path}/cases/${payoutId}/keep`} class="stack-tight">
        <Field name={`why-${payoutId}`} label={t('operator.payouts.why')} value="" maxLength={500} />
        <div class="row">
          <Button tone="plain">{t('operator.payouts.keep')}</Button>
          {claim.status !== state && (
            <button class="button danger" type="submit" formaction={`${path}/cases/${payoutId}/accept`}>
              {t('operator.payouts.accept')}
            </button>
          )}
        </div>
      </Form>
    </div>
  )
}
