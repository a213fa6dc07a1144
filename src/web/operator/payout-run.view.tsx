import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Facts,
  Field,
  Figures,
  Form,
  LinkButton,
  Notice,
  PageHead,
  Pager,
  ProblemNotice,
  Table,
  WrongSheet,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import { RunBadge } from './payouts.view.tsx'

type Run = Reply<'getPayoutRun'>
type Lines = Reply<'listRunPayouts'>
type Line = Lines['items'][number]
type Results = Reply<'takePayoutResults'>

const path = '/govern/payouts'
const tones = {
  ready: 'good',
  noAccount: 'warning',
  suspended: 'warning',
  tooLittle: 'neutral',
  underWay: 'info',
  paid: 'good',
  returned: 'bad',
} as const

/** One run: what each trader is paid, and what can be done with it now. */
export function PayoutRunPage({
  run,
  lines,
  problem,
  results,
  wrong,
}: {
  run: Run
  lines: Lines
  problem?: Problem | undefined
  /** What became of a file that was just handed in. */
  results?: Results | undefined
  /** The payout whose form was refused. */
  wrong?: string | undefined
}) {
  const { t, f } = useView()
  const at = `${path}/${run.runId}`
  const underWay = run.payouts - run.paid - run.returned
  return (
    <div class="stack">
      <PageHead
        title={t('operator.payouts.run', { date: f.date(run.openedAt) })}
        back={{ href: path, text: t('operator.payouts.title') }}
      />
      {problem?.errors?.some(({ pointer }) => pointer === '/csv') ? (
        <WrongSheet errors={problem.errors} columns={['reference', 'status', 'utr', 'reason']} />
      ) : (
        <ProblemNotice
          problem={problem}
          rename={wrong ? { utr: `utr-${wrong}`, reason: `reason-${wrong}` } : {}}
        />
      )}
      {results && <ResultsNotice results={results} />}
      <p>
        <RunBadge {...run} /> {t('operator.payouts.openedAt', { at: f.dateTime(run.openedAt) })}
      </p>
      <Figures
        figures={[
          { label: t('operator.payouts.traders'), value: f.number(run.payouts) },
          { label: t('operator.payouts.sum'), value: f.money(run.amountPaise) },
          ...(run.decidedAt && run.payouts > 0
            ? [
                { label: t('operator.payouts.line.paid'), value: f.number(run.paid), tone: 'good' as const },
                {
                  label: t('operator.payouts.line.returned'),
                  value: f.number(run.returned),
                  ...(run.returned > 0 ? { tone: 'bad' as const } : {}),
                },
              ]
            : []),
        ]}
      />
      {run.state === 'open' && <Decision run={run} at={at} />}
      {run.state === 'approved' && (
        <div class="two-columns">
          <Card title={t('operator.payouts.bankFile')}>
            <p>{t('operator.payouts.bankFile.text', { n: underWay })}</p>
            <LinkButton href={`${at}/bank-file.csv`} icon="download">
              {t('operator.payouts.download')}
            </LinkButton>
            <p class="quiet">{t('operator.payouts.bankFile.note')}</p>
          </Card>
          <Upload at={at} />
        </div>
      )}
      {run.state === 'closed' && <Upload at={at} />}
      <Card title={t('operator.payouts.lines')}>
        <Lines run={run} lines={lines} at={at} />
        <Pager next={lines.nextCursor && `${at}?cursor=${lines.nextCursor}`} />
      </Card>
    </div>
  )
}

function Decision({ run, at }: { run: Run; at: string }) {
  const { t, f } = useView()
  return (
    <Card title={t('operator.payouts.decide')}>
      {run.payouts === 0 ? (
        <p>{t('operator.payouts.nobody')}</p>
      ) : (
        <>
          <p>{t('operator.payouts.decide.text')}</p>
          <Form action={`${at}/approve`} class="stack-tight">
            <input type="hidden" name="payouts" value={run.payouts} />
            <input type="hidden" name="amountPaise" value={run.amountPaise} />
            <Button icon="check">
              {t('operator.payouts.approve', { n: run.payouts, sum: f.money(run.amountPaise) })}
            </Button>
          </Form>
        </>
      )}
      {run.heldBack.length > 0 && (
        <Facts
          facts={run.heldBack.map(
            ({ standing, traders, netPaise }) =>
              [
                t(`operator.payouts.held.${standing}`),
                t('operator.payouts.held', { n: traders, sum: f.money(netPaise) }),
              ] as const,
          )}
        />
      )}
      <Form action={`${at}/cancel`} class="alone">
        <Button tone="plain">{t('operator.payouts.cancel')}</Button>
      </Form>
    </Card>
  )
}

function Upload({ at }: { at: string }) {
  const { t } = useView()
  return (
    <Card title={t('operator.payouts.results')}>
      <p class="quiet">{t('operator.payouts.results.text')}</p>
      <Form action={`${at}/results`} files>
        <div class="field">
          <label for="f-results">{t('operator.payouts.results.file')}</label>
          <input id="f-results" type="file" name="file" accept=".csv,text/csv" required />
        </div>
        <Button icon="upload">{t('operator.payouts.results.send')}</Button>
      </Form>
    </Card>
  )
}

function ResultsNotice({ results: { counts, rows } }: { results: Results }) {
  const { t } = useView()
  const bad = rows.filter(({ outcome }) => ['contradicts', 'unknown', 'foreign'].includes(outcome))
  return (
    <Notice tone={bad.length > 0 ? 'warning' : 'good'}>
      <p>
        {t('operator.payouts.results.done', {
          paid: counts.paid,
          returned: counts.returned,
          repeated: counts.repeated,
        })}
      </p>
      {bad.length > 0 && (
        <ul>
          {bad.slice(0, 50).map(({ row, reference, outcome }) => (
            <li key={row}>
              {t(`operator.payouts.row.${outcome as 'contradicts' | 'unknown' | 'foreign'}`, {
                row,
                reference,
              })}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function Lines({ run, lines, at }: { run: Run; lines: Lines; at: string }) {
  const { t, f } = useView()
  const account = ({ account: place }: Line) => {
    if (!place) return t('operator.payouts.noAccount')
    return place.kind === 'bank' ? `${place.bankCode} ••••${place.ending}` : place.upiId
  }
  const sum = (title: string, of: (line: Line) => number) => ({
    title,
    align: 'end' as const,
    cell: (line: Line) => f.money(of(line)),
  })
  return (
    <Table
      caption={t('operator.payouts.lines')}
      rows={lines.items}
      keyOf={({ traderId }) => traderId}
      empty={<Empty icon="check" title={t('operator.payouts.nobody')} />}
      columns={[
        {
          title: t('operator.payouts.trader'),
          isName: true,
          cell: (line) => (
            <>
              <a href={`/govern/traders/${line.traderId}`}>{line.name}</a>
              <small class="quiet sub">{account(line)}</small>
            </>
          ),
        },
        { title: t('operator.payouts.orders'), align: 'end', cell: ({ orders }) => f.number(orders) },
        sum(t('operator.payouts.goods'), ({ goodsPaise }) => goodsPaise),
        sum(t('operator.payouts.back'), ({ takenBackPaise }) => -takenBackPaise),
        sum(t('operator.payouts.tcs'), ({ tcsPaise }) => -tcsPaise),
        sum(t('operator.payouts.net'), ({ netPaise }) => netPaise),
        {
          title: t('operator.payouts.state'),
          cell: (line) => (
            <div>
              <Badge tone={tones[line.state]}>{t(`operator.payouts.line.${line.state}`)}</Badge>
              {line.utr && line.state === 'paid' && <small class="quiet sub">{line.utr}</small>}
              {line.returnReason && (
                <small class="quiet sub">
                  {run.state === 'open'
                    ? t('operator.payouts.lastReturn', { reason: line.returnReason })
                    : line.returnReason}
                </small>
              )}
              {line.claim?.open && (
                <small class="sub">
                  <a href={path}>{t('operator.payouts.hasCase')}</a>
                </small>
              )}
              {line.state === 'underWay' && line.payoutId && <ByHand at={at} payoutId={line.payoutId} />}
            </div>
          ),
        },
      ]}
    />
  )
}

/** What the bank did with one payout, typed. */
function ByHand({ at, payoutId }: { at: string; payoutId: string }) {
  const { t } = useView()
  const action = `${at}/payouts/${payoutId}`
  return (
    <details>
      <summary>{t('operator.payouts.byHand')}</summary>
      <Form action={`${action}/paid`} class="stack-tight">
        <Field name={`utr-${payoutId}`} label={t('operator.payouts.utr')} value="" maxLength={40} />
        <Button tone="plain">{t('operator.payouts.set.isPaid')}</Button>
      </Form>
      <Form action={`${action}/returned`} class="stack-tight">
        <Field name={`reason-${payoutId}`} label={t('operator.payouts.reason')} value="" maxLength={200} />
        <Button tone="plain">{t('operator.payouts.set.isReturned')}</Button>
      </Form>
    </details>
  )
}
