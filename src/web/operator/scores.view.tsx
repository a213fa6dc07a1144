import type { Reply } from '../api/client.ts'
import {
  BrokenPromises,
  Button,
  Card,
  Empty,
  Figures,
  HiddenField,
  LaneScores,
  LinkButton,
  PageHead,
  Pager,
  Select,
  Stars,
  Table,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import { DelaysTable } from './delays.view.tsx'

type Score = Reply<'readScorecard'>

export const scoreSpans = ['7', '30', '90'] as const
export const scoreSorts = ['late', 'breaches', 'penalties', 'lost', 'parcels', 'name'] as const

const path = '/govern/scorecards'

const useShare = () => {
  const { f } = useView()
  return (part: number, whole: number) => (whole > 0 ? f.percent(part / whole) : '–')
}

/** Days to choose from, as links. */
function Spans({ at, days, more = '' }: { at: string; days: string; more?: string }) {
  const { t } = useView()
  return (
    <p class="picks">
      {scoreSpans.map((one) => (
        <a key={one} href={`${at}?days=${one}${more}`} aria-current={one === days ? 'true' : undefined}>
          {t('operator.scores.days', { n: Number(one) })}
        </a>
      ))}
    </p>
  )
}

function Rating({ rating }: Pick<Score, 'rating'>) {
  const { t, f } = useView()
  if (!rating) return <>{t('operator.scores.ratingNone')}</>
  return (
    <>
      <Stars mean={rating.mean} label={t('operator.scores.ratingLabel')} /> ({f.number(rating.count)})
    </>
  )
}

/** On time at shop and door: all together, and beneath it lane by lane. */
function OnTime({ score }: { score: Score }) {
  const { t } = useView()
  const share = useShare()
  const both = ({ pickupOnTime, fetched, onTime, delivered }: Omit<Score['lanes'][number], 'lane'>) =>
    `${share(pickupOnTime, fetched)} · ${share(onTime, delivered)}`
  return (
    <div>
      <strong>{both(score)}</strong>
      {score.lanes.map((lane) => (
        <small key={lane.lane} class="quiet sub">
          {t(`provider.delay.lane.${lane.lane}`)}: {both(lane)}
        </small>
      ))}
    </div>
  )
}

/** Every startup, what wants a look first. */
export function ScoresPage({
  page,
  days,
  sort,
}: {
  page: Reply<'listScorecards'>
  days: string
  sort: (typeof scoreSorts)[number]
}) {
  const { t, f } = useView()
  const share = useShare()
  return (
    <div class="stack">
      <PageHead title={t('operator.scores.title')} lead={t('operator.scores.lead')} />
      <Spans at={path} days={days} more={`&sort=${sort}`} />
      <form method="get" action={path} class="inline-form">
        <HiddenField name="days" value={days} />
        <Select
          name="sort"
          label={t('operator.scores.sort')}
          value={sort}
          choices={scoreSorts.map((value) => ({ value, label: t(`operator.scores.sort.${value}`) }))}
        />
        <Button tone="plain">{t('operator.scores.show')}</Button>
      </form>
      <Card>
        <Table
          caption={t('operator.scores.title')}
          rows={page.items}
          keyOf={({ providerId }) => providerId}
          empty={
            <Empty icon="truck" title={t('operator.scores.empty')}>
              <p>{t('operator.scores.emptyText')}</p>
              <LinkButton href="/govern/providers" tone="plain">
                {t('operator.scores.approve')}
              </LinkButton>
            </Empty>
          }
          columns={[
            {
              title: t('operator.scores.startup'),
              isName: true,
              cell: ({ providerId, name, rating }) => (
                <>
                  <a href={`${path}/${providerId}?days=${days}`}>{name}</a>
                  <small class="quiet sub">
                    <Rating rating={rating} />
                  </small>
                </>
              ),
            },
            { title: t('common.score.parcels'), align: 'end', cell: ({ booked }) => f.number(booked) },
            { title: t('operator.scores.onTime'), cell: (score) => <OnTime score={score} /> },
            {
              title: t('common.score.firstAttempt'),
              align: 'end',
              cell: ({ firstAttempt, delivered }) => share(firstAttempt, delivered),
            },
            {
              title: t('operator.scores.lostDamaged'),
              align: 'end',
              cell: ({ lost, damaged }) => `${f.number(lost)} · ${f.number(damaged)}`,
            },
            {
              title: t('common.score.breaches'),
              cell: ({ breaches }) => <BrokenPromises breaches={breaches} />,
            },
            {
              title: t('common.score.penalty'),
              align: 'end',
              cell: ({ penaltyPaise }) => f.money(penaltyPaise),
            },
          ]}
        />
        <Pager next={page.nextCursor && `${path}?days=${days}&sort=${sort}&cursor=${page.nextCursor}`} />
      </Card>
      <p class="quiet">{t('common.score.counted')}</p>
    </div>
  )
}

/** One startup: its figures, its lanes, its latest breaches. */
export function ScorePage({
  score,
  days,
  breaches,
}: {
  score: Score
  days: string
  breaches: Reply<'listAllBreaches'>['items']
}) {
  const { t, f } = useView()
  const share = useShare()
  const at = `${path}/${score.providerId}`
  const { rating } = score
  return (
    <div class="stack">
      <PageHead
        title={t('operator.scores.titleOf', { name: score.name })}
        back={{ href: `${path}?days=${days}`, text: t('operator.scores.title') }}
      >
        <LinkButton href={`/govern/providers/${score.providerId}`} tone="plain" icon="truck">
          {t('operator.scores.provider')}
        </LinkButton>
      </PageHead>
      <Spans at={at} days={days} />
      <Figures
        figures={[
          { label: t('common.score.parcels'), value: f.number(score.booked) },
          { label: t('common.score.pickupOnTime'), value: share(score.pickupOnTime, score.fetched) },
          { label: t('common.score.onTime'), value: share(score.onTime, score.delivered) },
          { label: t('common.score.firstAttempt'), value: share(score.firstAttempt, score.delivered) },
          {
            label: t('operator.scores.lostDamaged'),
            value: `${f.number(score.lost)} · ${f.number(score.damaged)}`,
          },
          { label: t('common.score.penalty'), value: f.money(score.penaltyPaise) },
          {
            label: t('operator.scores.ratingLabel'),
            value: rating ? f.number(rating.mean) : '–',
            ...(rating
              ? { note: t('operator.scores.rating', { stars: f.number(rating.mean), n: rating.count }) }
              : {}),
          },
        ]}
      />
      <Card title={t('common.score.lanes')}>
        <LaneScores lanes={score.lanes} />
      </Card>
      <Card title={t('operator.scores.latest')}>
        <DelaysTable items={breaches} />
      </Card>
    </div>
  )
}
