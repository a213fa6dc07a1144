import type { Input, Problem } from '../api/client.ts'
import {
  attempt,
  documentFile,
  html,
  type PageResult,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { reviewFields, statuses } from './choices.ts'
import { operatorNames } from './names.ts'
import { TraderPage } from './trader.view.tsx'
import { TradersPage } from './traders.view.tsx'

/** The verification queue, and one trader with what was checked already. */
export const tradersPages: WebRoutes = (pages) => {
  const on = pages('operator')

  on.get('/govern/traders', { access: 'operator' }, async (view) => {
    const status = statuses.find((one) => one === view.query.status) ?? 'submitted'
    const { cursor } = view.query
    const page = await view.api('listTradersToReview', {
      query: { status, limit: 25, ...(cursor ? { cursor } : {}) },
    })
    return html({
      title: view.t('operator.traders.title'),
      current: '/govern/traders',
      body: <TradersPage status={status} page={page} />,
    })
  })

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const params = { traderId: view.params.traderId ?? '' }
    const [{ reply: trader, headers }, review, { items: shops }, { items: entries }, documents, names] =
      await Promise.all([
        view.apiFull('getTrader', { params }),
        view.api('getTraderChecks', { params }),
        view.api('listShops', { params, query: { limit: 100 } }),
        view.api('listAuditEntries', { query: { objectId: params.traderId, limit: 20 } }),
        view.api('listTraderDocuments', { params }),
        operatorNames(view),
      ])
    return html({
      title: trader.tradeName,
      status: problem?.status ?? 200,
      current: '/govern/traders',
      body: (
        <TraderPage
          trader={trader}
          version={headers.etag ?? ''}
          review={review}
          shops={shops}
          entries={entries}
          documents={documents}
          names={names}
          values={view.form}
          problem={problem}
        />
      ),
    })
  }

  on.get('/govern/documents/:documentId', { access: 'operator' }, documentFile)

  on.get('/govern/traders/:traderId', { access: 'operator' }, (view) => show(view))

  on.post('/govern/traders/:traderId/decide', { access: 'operator' }, async (view) => {
    const params = { traderId: view.params.traderId ?? '' }
    const headers = view.form.version ? { 'if-match': view.form.version } : {}
    const given = { params, headers } as Input<'verifyTrader'>
    const reasons = reviewFields.flatMap((field) => {
      const reason = view.form[`reason.${field}`]?.trim()
      return reason ? [{ pointer: `/${field}`, reason }] : []
    })
    const { decision } = view.form
    const done = await attempt(async () => {
      switch (decision) {
        case 'verify':
          return view.api('verifyTrader', given)
        case 'sendBack':
          return view.api('sendTraderBack', { ...given, body: { reasons } })
        case 'suspend':
          return view.api('suspendTrader', { ...given, body: { reason: view.form.reason ?? '' } })
        default:
          return view.api('reinstateTrader', given)
      }
    })
    if (!done.ok) return show(view, done.problem)
    return seeOther(
      '/govern/traders',
      decision === 'verify'
        ? 'operator.trader.verified'
        : decision === 'sendBack'
          ? 'operator.trader.sentBack'
          : decision === 'suspend'
            ? 'operator.trader.suspended'
            : 'operator.trader.reinstated',
    )
  })
}
