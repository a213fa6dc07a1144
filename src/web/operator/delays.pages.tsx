import type { Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { DelaysPage } from './delays.view.tsx'
import { instantOf } from './names.ts'

const path = '/govern/delays'

/** Promises that were not kept, and times in which no clock runs. */
export const delaysPages: WebRoutes = (pages) => {
  const on = pages('operator')
  const operator = { access: 'operator' } as const

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const { cursor } = view.query
    const [page, stops] = await Promise.all([
      view.api('listAllBreaches', { query: { limit: 20, ...(cursor ? { cursor } : {}) } }),
      view.api('listClockStops'),
    ])
    return html({
      title: view.t('operator.delays.title'),
      status: problem?.status ?? 200,
      current: '/govern/stuck',
      body: <DelaysPage page={page} stops={stops.items} values={view.form} problem={problem} />,
    })
  }

  on.get(path, operator, (view) => show(view))

  on.post(`${path}/stops`, operator, async (view) => {
    const { pinPrefix = '', begins = '', ends = '', reason = '' } = view.form
    const body = { pinPrefix, begins: instantOf(begins), ends: instantOf(ends), reason }
    const done = await attempt(() => view.api('stopClocks', { body }))
    return done.ok ? seeOther(path, 'operator.delays.stopped') : show(view, done.problem)
  })

  on.post(`${path}/:breachId/excuse`, operator, async (view) => {
    const breachId = view.params.breachId ?? ''
    const body = { reason: view.form[`reason-${breachId}`] ?? '' }
    const done = await attempt(() => view.api('excuseBreach', { params: { breachId }, body }))
    return done.ok ? seeOther(path, 'operator.delays.excused') : show(view, done.problem)
  })
}
