import type { Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { HandsPage, handKinds } from './hands.view.tsx'

const path = '/govern/cash/hands'

/** Whose hands the market's cash is in, and since when. */
export const handsPages: WebRoutes = (pages) => {
  const on = pages('operator')
  const operator = { access: 'operator' } as const

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const kind = handKinds.find((one) => one === view.query.kind)
    const { cursor, pin } = view.query
    const [page, near] = await Promise.all([
      view.api('listCashByAge', {
        query: { limit: 25, ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) },
      }),
      pin === undefined
        ? undefined
        : attempt(() => view.api('listPointsNear', { query: { pin: pin.replaceAll(/\s/g, ''), limit: 20 } })),
    ])
    const found = near && {
      pin: pin ?? '',
      points: near.ok ? near.value.items : [],
      problem: near.ok ? undefined : near.problem,
    }
    return html({
      title: view.t('operator.hands.title'),
      status: problem?.status ?? found?.problem?.status ?? 200,
      current: '/govern/cash',
      body: <HandsPage page={page} kind={kind} now={new Date()} problem={problem} found={found} />,
    })
  }

  on.get(path, operator, (view) => show(view))

  on.post(`${path}/points/:pointId/limit`, operator, async (view) => {
    const pointId = view.params.pointId ?? ''
    const limitPaise = Math.round(Number(view.form[`rupees-${pointId}`]) * 100)
    const done = await attempt(() =>
      view.api('setPointCashLimit', { params: { pointId }, body: { limitPaise } }),
    )
    return done.ok ? seeOther(`${path}?kind=point`, 'operator.cash.limitSet') : show(view, done.problem)
  })
}
