import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Field,
  Form,
  PageHead,
  ProblemNotice,
  Table,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import type { Desk } from './desk.ts'
import { DeskPage, OfferTabs, OwnersOnly } from './desk.view.tsx'

type Counter = Reply<'getProviderLoad'>['items'][number]
type Loan = Reply<'listCapacityLoans'>['items'][number]

/** A day in India at its noon: no zone moves it to another day. */
const noon = (day: string): string => `${day}T12:00:00+05:30`

/** Names of the API’s fields in the form of an agreement. */
const renames = { borrowerDipp: 'dipp', 'district.state': 'district', 'district.district': 'district' }

export function LoadPage({
  desk,
  counters,
  loans,
  values = {},
  problem,
}: {
  desk: Desk
  counters: readonly Counter[]
  loans: readonly Loan[]
  values?: Readonly<Record<string, string>>
  problem?: Problem | undefined
}) {
  const { t, f } = useView()
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.load.title')} lead={t('provider.load.lead')} />
      <OfferTabs current="load" />
      <Card>
        <Table
          caption={t('provider.load.title')}
          rows={counters}
          keyOf={(one) => `${one.day} ${one.loanId ?? one.district?.district ?? ''}`}
          empty={
            <Empty icon="chart" title={t('provider.load.empty')}>
              <p>{t('provider.load.emptyText')}</p>
            </Empty>
          }
          columns={[
            { title: t('provider.load.day'), cell: ({ day }) => f.date(noon(day)), isName: true },
            {
              title: t('provider.load.where'),
              cell: ({ district, loanId }) =>
                district?.district ?? t(loanId ? 'provider.load.lent' : 'provider.load.india'),
            },
            { title: t('provider.load.parcels'), align: 'end', cell: ({ parcels }) => f.number(parcels) },
            {
              title: t('provider.load.limit'),
              align: 'end',
              cell: ({ limit }) => (limit === null ? t('provider.load.none') : f.number(limit)),
            },
          ]}
        />
      </Card>
      <Card title={t('provider.load.loans')}>
        <p class="quiet">{t('provider.load.loansText')}</p>
        {loans.length > 0 && <LoanTable desk={desk} loans={loans} />}
      </Card>
      {desk.role === 'owner' && <ProposeForm values={values} problem={problem} />}
      <OwnersOnly desk={desk} />
    </DeskPage>
  )
}

function LoanTable({ desk, loans }: { desk: Desk; loans: readonly Loan[] }) {
  const { t, f } = useView()
  const press = (loan: Loan, step: 'accept' | 'end') => (
    <Form action={`/deliver/load/loans/${loan.loanId}/${step}`} class="alone">
      <Button tone="plain">{t(`provider.load.${step}`)}</Button>
    </Form>
  )
  return (
    <Table
      caption={t('provider.load.loans')}
      rows={loans}
      keyOf={({ loanId }) => loanId}
      columns={[
        { title: t('provider.load.other'), cell: ({ otherName }) => otherName, isName: true },
        { title: t('provider.load.where'), cell: ({ district }) => district.district },
        {
          title: t('provider.load.parcelsPerDay'),
          align: 'end',
          cell: ({ parcelsPerDay }) => f.number(parcelsPerDay),
        },
        {
          title: t('provider.versions.state'),
          cell: (loan) => (
            // One piece, for on a phone a cell lays its pieces side by side.
            <div>
              <Badge tone={loan.status === 'accepted' ? 'good' : 'info'}>
                {t(`provider.load.status.${loan.status}`)}
              </Badge>{' '}
              {t(`provider.load.side.${loan.side}`)}
              {desk.role === 'owner' &&
                loan.side === 'borrower' &&
                loan.status === 'proposed' &&
                press(loan, 'accept')}
              {desk.role === 'owner' && press(loan, 'end')}
            </div>
          ),
        },
      ]}
    />
  )
}

function ProposeForm({
  values,
  problem,
}: {
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem, renames)
  const of = (name: 'dipp' | 'district' | 'parcelsPerDay') => ({
    name,
    value: values[name] ?? '',
    error: errors[name],
  })
  return (
    <Card title={t('provider.load.propose')}>
      <ProblemNotice problem={problem} rename={renames} />
      <Form action="/deliver/load/loans">
        <Field {...of('dipp')} label={t('provider.load.dipp')} upperCase size={16} maxLength={20} />
        <Field
          {...of('district')}
          label={t('provider.load.district')}
          placeholder="Bengaluru Urban, Karnataka"
          maxLength={150}
        />
        <Field
          {...of('parcelsPerDay')}
          label={t('provider.load.parcelsPerDay')}
          inputMode="numeric"
          size={8}
        />
        <Button icon="check">{t('provider.load.send')}</Button>
      </Form>
    </Card>
  )
}

type Line = Reply<'listOwnDecisions'>['items'][number]

/** The startup's own line of each decision of today. */
export function DecisionsPage({ desk, lines }: { desk: Desk; lines: readonly Line[] }) {
  const { t, f } = useView()
  const tones = { chosen: 'good', lost: 'neutral', refused: 'info' } as const
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.decisions.title')} />
      <OfferTabs current="decisions" />
      <p>
        {t('provider.decisions.lead')} <a href="/v1/dispatch/weights">{t('provider.decisions.weights')}</a>.
      </p>
      <Card>
        <Table
          caption={t('provider.decisions.title')}
          rows={lines}
          keyOf={(line) => `${line.decidedAt} ${line.pickupPin}`}
          empty={<Empty icon="chart" title={t('provider.decisions.empty')} />}
          columns={[
            { title: t('provider.decisions.time'), cell: ({ decidedAt }) => f.time(decidedAt), isName: true },
            { title: t('provider.decisions.pin'), cell: ({ pickupPin }) => pickupPin },
            {
              title: t('provider.decisions.outcome'),
              cell: ({ outcome }) => (
                <Badge tone={tones[outcome]}>{t(`provider.decisions.outcome.${outcome}`)}</Badge>
              ),
            },
            { title: t('provider.decisions.why'), cell: ({ why }) => why ?? '' },
            {
              title: t('provider.decisions.price'),
              align: 'end',
              cell: ({ pricePaise }) => (pricePaise === null ? '' : f.money(pricePaise)),
            },
            {
              title: t('provider.decisions.score'),
              align: 'end',
              cell: ({ score }) => (score === null ? '' : f.number(score)),
            },
          ]}
        />
      </Card>
    </DeskPage>
  )
}
