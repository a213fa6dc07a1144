import { html, type WebRoutes } from '../page/index.ts'
import { ScorePage, ScoresPage, scoreSorts, scoreSpans } from './scores.view.tsx'

/** How delivery startups did. */
export const scoresPages: WebRoutes = (pages) => {
  const on = pages('operator')
  const operator = { access: 'operator' } as const
  const daysOf = (wanted: string | undefined) => scoreSpans.find((one) => one === wanted) ?? '30'

  on.get('/govern/scorecards', operator, async (view) => {
    const days = daysOf(view.query.days)
    const sort = scoreSorts.find((one) => one === view.query.sort) ?? 'late'
    const { cursor } = view.query
    const page = await view.api('listScorecards', {
      query: { days, sort, limit: 25, ...(cursor ? { cursor } : {}) },
    })
    return html({
      title: view.t('operator.scores.title'),
      current: '/govern/providers',
      body: <ScoresPage page={page} days={days} sort={sort} />,
    })
  })

  on.get('/govern/scorecards/:providerId', operator, async (view) => {
    const days = daysOf(view.query.days)
    const providerId = view.params.providerId ?? ''
    const [score, breaches] = await Promise.all([
      view.api('readScorecard', { params: { providerId }, query: { days } }),
      view.api('listAllBreaches', { query: { providerId, limit: 20 } }),
    ])
    return html({
      title: view.t('operator.scores.titleOf', { name: score.name }),
      current: '/govern/providers',
      body: <ScorePage score={score} days={days} breaches={breaches.items} />,
    })
  })
}
