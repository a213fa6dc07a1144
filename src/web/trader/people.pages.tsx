import type { Problem } from '../api/client.ts'
import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type Desk, withDesk } from './desk.ts'
import { PeoplePage } from './people.view.tsx'

/** Staff and owners. */
export const peoplePages: WebRoutes = (pages) => {
  const on = pages('trader')

  const page = async (view: View, desk: Desk, problem?: Problem) => {
    const params = { traderId: desk.trader.traderId }
    const { items } = await view.api('listTraderMembers', { params })
    return html({
      title: view.t('trader.people.title'),
      status: problem?.status ?? 200,
      current: '/trade/shop',
      body: <PeoplePage desk={desk} members={items} problem={problem} typed={view.form} />,
    })
  }

  on.get(
    '/trade/people',
    { access: 'signedIn' },
    withDesk((view, desk) => page(view, desk)),
  )

  on.post(
    '/trade/business/:traderId/people',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const params = { traderId: view.params.traderId! }
      const body = {
        phone: view.form.phone ?? '',
        role: view.form.role === 'owner' ? 'owner' : 'staff',
      } as const
      const added = await attempt(() => view.api('addTraderMember', { params, body }))
      return added.ok ? seeOther('/trade/people', 'trader.people.added') : page(view, desk, added.problem)
    }),
  )

  on.post(
    '/trade/business/:traderId/people/:accountId/remove',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const params = { traderId: view.params.traderId!, accountId: view.params.accountId! }
      const removed = await attempt(() => view.api('removeTraderMember', { params }))
      if (!removed.ok) return page(view, desk, removed.problem)
      return seeOther(
        params.accountId === view.me?.accountId ? '/trade' : '/trade/people',
        'trader.people.removed',
      )
    }),
  )
}
