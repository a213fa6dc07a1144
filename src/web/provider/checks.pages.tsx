import { attempt, fragment, html, seeOther, type WebRoutes } from '../page/index.ts'
import { CheckFindings, ChecksPage } from './checks.view.tsx'
import { withDesk } from './desk.ts'

/** Whether the startup's server keeps to the contract: asked for here, found by the market. */
export const checksPages: WebRoutes = (pages) => {
  const on = pages('provider')

  on.get(
    '/deliver/checks',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const { items } = await view.api('listProviderChecks', { params: desk.params })
      if (view.isPartial) {
        // Once it is over the page is loaded anew, and offers another check.
        const headers: Record<string, string> = items[0]?.endedAt ? { 'hx-refresh': 'true' } : {}
        return fragment(<CheckFindings check={items[0]} />, { headers })
      }
      return html({
        title: view.t('provider.checks.title'),
        current: '/deliver/keys',
        body: <ChecksPage desk={desk} checks={items} />,
      })
    }),
  )

  on.post(
    '/deliver/checks',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const begun = await attempt(() => view.api('checkProvider', { params: desk.params }))
      if (begun.ok || begun.problem.code === 'checkRunning') return seeOther('/deliver/checks')
      const { items } = await view.api('listProviderChecks', { params: desk.params })
      return html({
        title: view.t('provider.checks.title'),
        status: begun.problem.status,
        current: '/deliver/keys',
        body: <ChecksPage desk={desk} checks={items} problem={begun.problem} />,
      })
    }),
  )
}
