import type { Reply } from '../api/client.ts'
import {
  BarChart,
  Button,
  Card,
  Empty,
  Facts,
  Figures,
  LaneScores,
  PageHead,
  Select,
  Table,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import { DelaysCard } from './delays.view.tsx'
import type { Desk } from './desk.ts'
import { DeskPage } from './desk.view.tsx'
import { type Remitted, RemittedCard } from './remitted.view.tsx'

/** A day in India, such as `2026-11-20`, at its noon: no zone moves it to another day. */
const noon = (day: string): string => `${day}T12:00:00+05:30`

export function ScorePage({
  desk,
  card,
  score,
  delays,
  spans,
}: {
  desk: Desk
  card: Reply<'getScorecard'>
  score: Reply<'getScorecardByLane'>
  delays: Reply<'listBreaches'>['items']
  spans: readonly string[]
}) {
  const { t, f } = useView()
  const share = (part: number, whole: number) => (whole > 0 ? f.percent(part / whole) : '–')
  const of = (part: number, whole: number) => t('provider.score.of', { part, whole })
  const chart = (title: string, countOf: (day: (typeof card.byDay)[number]) => number) => (
    <BarChart
      title={title}
      points={card.byDay.map((day) => ({ label: dayText(f.date(noon(day.day))), value: countOf(day) }))}
      show={f.number}
    />
  )
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.score.title')} lead={t('provider.score.lead')} />
      <p class="picks">
        {spans.map((days) => (
          <a
            key={days}
            href={`/deliver/score?days=${days}`}
            aria-current={Number(days) === card.days ? 'true' : undefined}
          >
            {t('provider.score.days', { n: Number(days) })}
          </a>
        ))}
      </p>
      <Figures
        figures={[
          {
            label: t('provider.score.accepted'),
            value: share(card.accepted, card.offered),
            note: of(card.accepted, card.offered),
          },
          {
            label: t('provider.score.onTime'),
            value: share(card.onTime, card.delivered),
            note: of(card.onTime, card.delivered),
          },
          {
            label: t('provider.score.firstAttempt'),
            value: share(card.firstAttempt, card.delivered),
            note: of(card.firstAttempt, card.delivered),
          },
          {
            label: t('provider.score.failed'),
            value: f.number(card.failed),
            ...(card.failed > 0 ? { tone: 'bad' as const } : {}),
          },
        ]}
      />
      {card.offered === 0 ? (
        <Empty icon="chart" title={t('provider.score.empty')}>
          <p>{t('provider.score.emptyText')}</p>
        </Empty>
      ) : (
        <div class="two-columns">
          <Card>{chart(t('provider.score.offeredByDay'), (day) => day.offered)}</Card>
          <Card>{chart(t('provider.score.deliveredByDay'), (day) => day.delivered)}</Card>
        </div>
      )}
      <Card title={t('common.score.lanes')}>
        <LaneScores lanes={score.lanes} />
      </Card>
      <DelaysCard delays={delays} />
      <Card title={t('provider.score.all')}>
        <Facts
          facts={(['offered', 'accepted', 'declined', 'lapsed', 'delivered', 'failed'] as const).map(
            (name) => [t(`provider.score.count.${name}`), f.number(card[name])],
          )}
        />
        <p class="quiet">{t('provider.score.how')}</p>
      </Card>
    </DeskPage>
  )
}

/** Day and month are enough under a bar. */
const dayText = (date: string): string => date.replace(/,? ?\d{4}$/, '')

export function MoneyPage({
  desk,
  statement,
  months,
  remitted,
  delays,
}: {
  desk: Desk
  statement: Reply<'getProviderStatement'>
  months: readonly string[]
  remitted: Remitted
  delays: Reply<'listBreaches'>['items']
}) {
  const { t, f, lang } = useView()
  const nameOf = (month: string) =>
    new Intl.DateTimeFormat(lang === 'hi' ? 'hi-IN-u-nu-latn' : 'en-IN', {
      month: 'long',
      year: 'numeric',
      timeZone: 'Asia/Kolkata',
    }).format(new Date(noon(`${month}-15`)))
  const { cash } = statement
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.money.titleOf', { month: nameOf(statement.month) })}>
        <Button tone="plain" icon="print" type="button" more={{ 'data-print': 'yes', hidden: 'hidden' }}>
          {t('common.action.print')}
        </Button>
      </PageHead>
      <form method="get" action="/deliver/money" class="inline-form">
        <Select
          name="month"
          label={t('provider.money.month')}
          value={statement.month}
          choices={months.map((month) => ({ value: month, label: nameOf(month) }))}
        />
        <Button tone="plain">{t('provider.money.show')}</Button>
      </form>
      <Figures
        figures={[
          { label: t('provider.money.fees'), value: f.money(statement.feesPaise) },
          { label: t('provider.money.parcels'), value: f.number(statement.parcels) },
          { label: t('provider.money.penalties'), value: f.money(statement.penaltiesPaise) },
          { label: t('provider.money.inHand'), value: f.money(cash.closingPaise) },
        ]}
      />
      <div class="two-columns">
        <Card title={t('provider.money.cash')}>
          <Facts
            facts={[
              [t('provider.money.opening'), f.money(cash.openingPaise)],
              [t('provider.money.collected'), f.money(cash.collectedPaise)],
              [t('provider.money.remitted'), f.money(cash.remittedPaise)],
              [t('provider.money.closing'), <strong key="c">{f.money(cash.closingPaise)}</strong>],
            ]}
          />
          <p class="quiet">{t('provider.money.cashText')}</p>
        </Card>
        <Card title={t('provider.money.byDay')}>
          <Table
            caption={t('provider.money.byDay')}
            rows={statement.byDay}
            keyOf={({ day }) => day}
            empty={<Empty icon="money" title={t('provider.money.empty')} />}
            columns={[
              { title: t('provider.money.day'), cell: ({ day }) => f.date(noon(day)), isName: true },
              { title: t('provider.money.parcels'), align: 'end', cell: ({ parcels }) => f.number(parcels) },
              {
                title: t('provider.money.fees'),
                align: 'end',
                cell: ({ feesPaise }) => f.money(feesPaise),
              },
              {
                title: t('provider.money.cashDay'),
                align: 'end',
                cell: ({ cashPaise }) => f.money(cashPaise),
              },
            ]}
          />
        </Card>
        <RemittedCard {...remitted} />
        <DelaysCard delays={delays} />
      </div>
    </DeskPage>
  )
}
