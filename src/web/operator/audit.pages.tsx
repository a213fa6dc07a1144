import { attempt, html, type WebRoutes } from '../page/index.ts'
import { AuditPage } from './audit.view.tsx'
import { operatorNames } from './names.ts'

/** What operators decided, newest first. */
export const auditPages: WebRoutes = (pages) => {
  const on = pages('operator')
  on.get('/govern/audit', { access: 'operator' }, async (view) => {
    const objectId = view.query.objectId?.trim()
    const { cursor } = view.query
    const names = await operatorNames(view)
    const got = await attempt(() =>
      view.api('listAuditEntries', {
        query: { limit: 50, ...(objectId ? { objectId } : {}), ...(cursor ? { cursor } : {}) },
      }),
    )
    return html({
      title: view.t('operator.audit.title'),
      status: got.ok ? 200 : got.problem.status,
      current: '/govern/audit',
      body: (
        <AuditPage
          page={got.ok ? got.value : { items: [] }}
          objectId={objectId ?? ''}
          names={names}
          problem={got.ok ? undefined : got.problem}
        />
      ),
    })
  })
}
