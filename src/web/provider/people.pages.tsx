import type { Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type Desk, withDesk } from './desk.ts'
import { PeoplePage } from './people.view.tsx'

/** Who works for the startup. */
export const peoplePages: WebRoutes = (pages) => {
  const on = pages('provider')

  const show = async (view: View, desk: Desk, problem?: Problem): Promise<PageResult> => {
    const { items } = await view.api('listProviderMembers', { params: desk.params })
    return html({
      title: view.t('provider.people.title'),
      status: problem?.status ?? 200,
      current: '/deliver/people',
      body: <PeoplePage desk={desk} people={items} problem={problem} values={view.form} />,
    })
  }

  on.get(
    '/deliver/people',
    { access: 'signedIn' },
    withDesk((view, desk) => show(view, desk)),
  )

  on.post(
    '/deliver/people',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const { phone = '', role } = view.form
      const done = await attempt(() =>
        view.api('addProviderMember', {
          params: desk.params,
          body: { phone, role: role === 'owner' ? 'owner' : 'staff' },
        }),
      )
      return done.ok ? seeOther('/deliver/people', 'provider.people.added') : show(view, desk, done.problem)
    }),
  )

  on.post(
    '/deliver/people/:accountId/remove',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const params = { ...desk.params, accountId: view.params.accountId ?? '' }
      const done = await attempt(() => view.api('removeProviderMember', { params }))
      if (!done.ok) return show(view, desk, done.problem)
      return seeOther(
        params.accountId === view.me?.accountId ? '/deliver' : '/deliver/people',
        'provider.people.removed',
      )
    }),
  )
}
