import type { Reply } from '../api/client.ts'
import { useView } from '../page/index.ts'
import { type Column, Table } from './layout.tsx'
import { Empty } from './message.tsx'

type Score = Reply<'getScorecardByLane'>

/** Broken promises of both kinds, and how many of them were excused. */
export function BrokenPromises({ breaches }: Pick<Score, 'breaches'>) {
  const { t, f } = useView()
  const { pickup, delivery } = breaches
  const excused = pickup.excused + delivery.excused
  if (pickup.broken + delivery.broken === 0) return <>–</>
  return (
    <div>
      {t('common.score.breachesOf', {
        pickup: f.number(pickup.broken),
        delivery: f.number(delivery.broken),
      })}
      {excused > 0 && <small class="quiet sub">{t('common.score.excused', { n: excused })}</small>}
    </div>
  )
}

/** How a startup did on each lane. */
export function LaneScores({ lanes }: Pick<Score, 'lanes'>) {
  const { t, f } = useView()
  const share = (part: number, whole: number) => (whole > 0 ? f.percent(part / whole) : '–')
  return (
    <>
      <Table
        caption={t('common.score.lanes')}
        rows={lanes}
        keyOf={({ lane }) => lane}
        empty={<Empty icon="chart" title={t('common.score.lanesNone')} />}
        columns={[
          {
            title: t('common.score.lane'),
            isName: true,
            cell: ({ lane }) => t(`provider.delay.lane.${lane}`),
          },
          { title: t('common.score.parcels'), align: 'end', cell: ({ booked }) => f.number(booked) },
          {
            title: t('common.score.pickupOnTime'),
            align: 'end',
            cell: ({ pickupOnTime, fetched }) => share(pickupOnTime, fetched),
          },
          {
            title: t('common.score.onTime'),
            align: 'end',
            cell: ({ onTime, delivered }) => share(onTime, delivered),
          },
          {
            title: t('common.score.firstAttempt'),
            align: 'end',
            cell: ({ firstAttempt, delivered }) => share(firstAttempt, delivered),
          },
          { title: t('common.score.lost'), align: 'end', cell: ({ lost }) => f.number(lost) },
          {
            title: t('common.score.breaches'),
            cell: ({ breaches }) => <BrokenPromises breaches={breaches} />,
          },
          {
            title: t('common.score.penalty'),
            align: 'end',
            cell: ({ breaches: { pickup, delivery } }) =>
              f.money(pickup.penaltyPaise + delivery.penaltyPaise),
          },
        ]}
      />
      <p class="quiet">{t('common.score.counted')}</p>
    </>
  )
}

/** How late a promise was kept, and what that costs: two columns of a table of breaches. */
export function delayCosts({ t, f }: Pick<ReturnType<typeof useView>, 't' | 'f'>): Column<{
  lateMinutes: number | null
  penaltyPaise: number
}>[] {
  return [
    {
      title: t('provider.delay.late'),
      align: 'end',
      cell: ({ lateMinutes }) =>
        lateMinutes === null ? '–' : t('provider.delay.minutes', { n: lateMinutes }),
    },
    {
      title: t('provider.delay.penalty'),
      align: 'end',
      cell: ({ penaltyPaise }) => f.money(penaltyPaise),
    },
  ]
}
