import type { Input, Problem, Reply } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { hubOf, hubValues } from './hub.forms.ts'
import { HubPage } from './hub.view.tsx'
import { type PointsFilter, PointsPage, pointStatuses, pointsUrl } from './points.view.tsx'

const path = '/govern/points'
/** More startups than this are not offered as those who work a hub. */
const mostProviders = 1000

/** The state and the PIN by which the list is narrowed. */
const filterOf = ({ query }: View): PointsFilter => {
  const status = pointStatuses.find((one) => one === query.status)
  const pin = (query.pin ?? '').replaceAll(/\s/g, '')
  return { ...(status ? { status } : {}), ...(pin ? { pin } : {}) }
}

/** Names of the startups that are approved, by their ids. */
async function approvedProviders(view: View): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  let query: Input<'listProviders'>['query'] = { status: 'approved', limit: 100 }
  do {
    const { items, nextCursor }: Reply<'listProviders'> = await view.api('listProviders', { query })
    for (const { providerId, name } of items) names.set(providerId, name)
    query = nextCursor ? { ...query, cursor: nextCursor } : undefined
  } while (query && names.size < mostProviders)
  return names
}

/** Neighbourhood points and hubs: how full they are, which are suspended, and new hubs. */
export const pointsPages: WebRoutes = (pages) => {
  const on = pages('operator')
  const operator = { access: 'operator' } as const

  const show = async (
    view: View,
    refused?: { pointId: string; reason: string; problem: Problem },
  ): Promise<PageResult> => {
    const filter = filterOf(view)
    const { cursor } = view.query
    const [found, names] = await Promise.all([
      attempt(() =>
        view.api('listPoints', { query: { ...filter, limit: 25, ...(cursor ? { cursor } : {}) } }),
      ),
      approvedProviders(view),
    ])
    const problem = refused?.problem ?? (found.ok ? undefined : found.problem)
    return html({
      title: view.t('operator.points.title'),
      status: problem?.status ?? 200,
      current: path,
      body: (
        <PointsPage
          page={found.ok ? found.value : { items: [] }}
          filter={filter}
          names={names}
          problem={problem}
          refused={refused}
        />
      ),
    })
  }

  on.get(path, operator, (view) => show(view))

  const showForm = async (view: View, problem?: Problem): Promise<PageResult> =>
    html({
      title: view.t('operator.hub.title'),
      status: problem?.status ?? 200,
      current: path,
      islands: ['place'],
      body: <HubPage names={await approvedProviders(view)} values={hubValues(view)} problem={problem} />,
    })

  on.get(`${path}/hub`, operator, (view) => showForm(view))

  on.post(`${path}/hub`, operator, async (view) => {
    const made = await attempt(async () => view.api('makeHub', { body: await hubOf(view) }))
    if (!made.ok) return showForm(view, made.problem)
    return seeOther(pointsUrl({ pin: made.value.pin }), 'operator.hub.made', { name: made.value.name })
  })

  on.post(`${path}/:pointId/suspend`, operator, async (view) => {
    const pointId = view.params.pointId ?? ''
    const reason = view.form[`reason-${pointId}`] ?? ''
    const done = await attempt(() => view.api('suspendPoint', { params: { pointId }, body: { reason } }))
    if (!done.ok) return show(view, { pointId, reason, problem: done.problem })
    return seeOther(pointsUrl(filterOf(view)), 'operator.points.suspended', { name: done.value.name })
  })

  on.post(`${path}/:pointId/resume`, operator, async (view) => {
    const { name } = await view.api('resumePoint', { params: { pointId: view.params.pointId ?? '' } })
    return seeOther(pointsUrl(filterOf(view)), 'operator.points.resumed', { name })
  })
}
