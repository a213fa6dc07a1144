import type { Reply } from '../api/client.ts'
import { Card, PageHead, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'

const parts = ['text', 'head', 'pack', 'closeness', 'nearness', 'availability', 'reliability'] as const

type Fairness = Reply<'getFairness'>
type Band = Fairness['bySize'][number]

/** What decides the order of hits, in plain words (Consumer Protection (E-Commerce) Rules 2020, rule 5(3)(f)). */
export function RankingPage({
  weights,
  fairness,
}: {
  weights: Reply<'getRanking'>['weights']
  fairness: Fairness
}) {
  const { t } = useView()
  return (
    <div class="narrow stack">
      <PageHead title={t('consumer.ranking.title')} lead={t('consumer.ranking.lead')} />
      <Card>
        <ol class="ranking">
          {parts.map((part) => (
            <li key={part}>
              <strong>{t(`consumer.ranking.${part}.title`)}</strong>{' '}
              <span class="quiet">{t('consumer.ranking.points', { n: weights[part] })}</span>
              <p>{t(`consumer.ranking.${part}.text`)}</p>
            </li>
          ))}
        </ol>
      </Card>
      <p>{t('consumer.ranking.nothingElse')}</p>
      <p>{t('consumer.ranking.sorts')}</p>
      <section class="stack">
        <h2>{t('consumer.fairness.title')}</h2>
        <p>{t('consumer.fairness.lead')}</p>
        <BandTable of="size" bands={fairness.bySize} />
        <BandTable of="age" bands={fairness.byAge} />
      </section>
    </div>
  )
}

function BandTable({ of, bands }: { of: 'size' | 'age'; bands: readonly Band[] }) {
  const { t, f } = useView()
  const nameOf = ({ upTo }: Band): string => {
    if (upTo !== null) return t(`consumer.fairness.${of}UpTo`, { n: upTo })
    return t(`consumer.fairness.${of}More`, { n: bands.at(-2)?.upTo ?? 0 })
  }
  return (
    <Table
      caption={t(`consumer.fairness.${of}`)}
      rows={bands}
      keyOf={({ upTo }) => String(upTo)}
      columns={[
        { title: t(`consumer.fairness.${of}`), isName: true, cell: nameOf },
        { title: t('consumer.fairness.shops'), align: 'end', cell: (band) => f.percent(band.shareOfShops) },
        {
          title: t('consumer.fairness.listings'),
          align: 'end',
          cell: (band) => f.percent(band.shareOfListings),
        },
        {
          title: t('consumer.fairness.places'),
          align: 'end',
          cell: ({ shareOfPlaces }) => (shareOfPlaces === null ? '–' : f.percent(shareOfPlaces)),
        },
      ]}
    />
  )
}
