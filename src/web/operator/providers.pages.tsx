import type { Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { providerStatuses } from './choices.ts'
import { operatorNames } from './names.ts'
import { ProviderPage, ProvidersPage } from './providers.view.tsx'

/** Delivery startups that ask for approval, and those that have it. */
export const providersPages: WebRoutes = (pages) => {
  const on = pages('operator')

  on.get('/govern/providers', { access: 'operator' }, async (view) => {
    const status = providerStatuses.find((one) => one === view.query.status) ?? 'submitted'
    const { cursor } = view.query
    const page = await view.api('listProviders', {
      query: { status, limit: 25, ...(cursor ? { cursor } : {}) },
    })
    return html({
      title: view.t('operator.providers.title'),
      current: '/govern/providers',
      body: <ProvidersPage status={status} page={page} />,
    })
  })

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const params = { providerId: view.params.providerId ?? '' }
    const provider = await view.api('reviewProvider', { params })
    const { pins = [], pinPrefixes = [] } = provider.capabilities.pickup
    const [seen, { items: entries }, documents, names] = await Promise.all([
      view.api('lookUpPins', {
        body: { pins: pins.slice(0, 2000), prefixes: pinPrefixes.slice(0, 500) },
      }),
      view.api('listAuditEntries', { query: { objectId: params.providerId, limit: 20 } }),
      view.api('listProviderDocuments', { params }),
      operatorNames(view),
    ])
    return html({
      title: provider.name,
      status: problem?.status ?? 200,
      current: '/govern/providers',
      body: (
        <ProviderPage
          provider={provider}
          seen={seen}
          entries={entries}
          documents={documents}
          names={names}
          values={view.form}
          problem={problem}
        />
      ),
    })
  }

  on.get('/govern/providers/:providerId', { access: 'operator' }, (view) => show(view))

  on.post('/govern/providers/:providerId/decide', { access: 'operator' }, async (view) => {
    const params = { providerId: view.params.providerId ?? '' }
    const { decision, reason = '' } = view.form
    const done = await attempt(async () => {
      if (decision === 'approve') return view.api('approveProvider', { params })
      return decision === 'sendBack'
        ? view.api('sendProviderBack', { params, body: { reason } })
        : view.api('suspendProvider', { params, body: { reason } })
    })
    if (!done.ok) return show(view, done.problem)
    return seeOther(
      '/govern/providers',
      decision === 'approve'
        ? 'operator.provider.approved'
        : decision === 'sendBack'
          ? 'operator.provider.sentBack'
          : 'operator.provider.suspended',
    )
  })
}
