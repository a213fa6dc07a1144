import type { Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { operatorNames } from './names.ts'
import { ReturnPage, ReturnsPage } from './returns.view.tsx'

/** Rupees as they are typed, in paise; NaN is for the API to refuse. */
const paiseOf = (rupees: string): number => Math.round(Number(rupees.replace(/[₹,\s]/g, '')) * 100)

/** Returns that want an operator. */
export const returnPages: WebRoutes = (pages) => {
  const on = pages('operator')

  on.get('/govern/returns', { access: 'operator' }, async (view) => {
    const { cursor } = view.query
    const page = await view.api('listEscalatedReturns', {
      query: { limit: 25, ...(cursor ? { cursor } : {}) },
    })
    return html({
      title: view.t('operator.returns.title'),
      current: '/govern/stuck',
      body: <ReturnsPage page={page} />,
    })
  })

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const params = { returnId: view.params.returnId ?? '' }
    const one = await view.api('getReturn', { params, query: { as: 'operator' } })
    const [parcel, audit, names] = await Promise.all([
      one.pickup &&
        view.api('getShipment', {
          params: { shipmentId: one.pickup.shipmentId },
          query: { as: 'operator' },
        }),
      view.api('listAuditEntries', { query: { objectId: one.returnId, limit: 20 } }),
      operatorNames(view),
    ])
    return html({
      title: view.t('operator.returns.case'),
      status: problem?.status ?? 200,
      current: '/govern/stuck',
      body: (
        <ReturnPage
          one={one}
          parcel={parcel ?? undefined}
          audit={audit.items}
          names={names}
          typed={view.form}
          problem={problem}
        />
      ),
    })
  }

  on.get('/govern/returns/:returnId', { access: 'operator' }, (view) => show(view))

  on.post('/govern/returns/:returnId/decide', { access: 'operator' }, async (view) => {
    const params = { returnId: view.params.returnId ?? '' }
    const { decision, rupees = '', reason = '' } = view.form
    const done = await attempt(async () => {
      if (decision === 'fetch') return view.api('acceptReturn', { params })
      if (decision === 'none') return view.api('refuseReturn', { params, body: { reason } })
      const part = decision === 'part' ? { goodsPaise: paiseOf(rupees) || 0 } : {}
      return view.api('ruleReturn', { params, body: { reason, ...part } })
    })
    if (!done.ok) return show(view, done.problem)
    return seeOther(`/govern/returns/${params.returnId}`, 'operator.returns.decided')
  })

  on.post('/govern/returns/:returnId/undo', { access: 'operator' }, async (view) => {
    const params = { returnId: view.params.returnId ?? '' }
    const done = await attempt(() => view.api('undoReturn', { params }))
    if (!done.ok) return show(view, done.problem)
    return seeOther(`/govern/returns/${params.returnId}`, 'operator.returns.undone')
  })
}
