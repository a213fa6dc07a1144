import { Card, PageHead } from '../components/index.ts'
import { useView } from '../page/index.ts'

const parts = ['text', 'head', 'closeness', 'nearness', 'availability'] as const

/** What decides the order of hits, in plain words (Consumer Protection (E-Commerce) Rules 2020, rule 5(3)(f)). */
export function RankingPage() {
  const { t } = useView()
  return (
    <div class="narrow stack">
      <PageHead title={t('consumer.ranking.title')} lead={t('consumer.ranking.lead')} />
      <Card>
        <ol class="ranking">
          {parts.map((part) => (
            <li key={part}>
              <strong>{t(`consumer.ranking.${part}.title`)}</strong>
              <p>{t(`consumer.ranking.${part}.text`)}</p>
            </li>
          ))}
        </ol>
      </Card>
      <p>{t('consumer.ranking.nothingElse')}</p>
      <p>{t('consumer.ranking.sorts')}</p>
    </div>
  )
}
