import type { Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type Desk, withDesk } from './desk.ts'
import { DecisionsPage, LoadPage } from './load.view.tsx'
import { readDistricts } from './offer.lists.ts'

/** How full a startup's days are, what it lends and borrows, and how it did in today's decisions. */
export const loadPages: WebRoutes = (pages) => {
  const on = pages('provider')

  const show = async (view: View, desk: Desk, problem?: Problem): Promise<PageResult> => {
    const [load, loans] = await Promise.all([
      view.api('getProviderLoad', { params: desk.params, query: { days: 14 } }),
      view.api('listCapacityLoans', { params: desk.params }),
    ])
    return html({
      title: view.t('provider.load.title'),
      status: problem?.status ?? 200,
      current: '/deliver/coverage',
      body: (
        <LoadPage
          desk={desk}
          counters={load.items}
          loans={loans.items}
          values={view.form}
          problem={problem}
        />
      ),
    })
  }

  on.get(
    '/deliver/load',
    { access: 'signedIn' },
    withDesk((view, desk) => show(view, desk)),
  )

  on.post(
    '/deliver/load/loans',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const [district = { state: '', district: '' }] = readDistricts(view.form.district)
      const body = {
        borrowerDipp: view.form.dipp ?? '',
        district,
        parcelsPerDay: Number(view.form.parcelsPerDay),
      }
      const done = await attempt(() => view.api('proposeCapacityLoan', { params: desk.params, body }))
      return done.ok ? seeOther('/deliver/load', 'provider.load.done') : show(view, desk, done.problem)
    }),
  )

  for (const [step, operation] of [
    ['accept', 'acceptCapacityLoan'],
    ['end', 'endCapacityLoan'],
  ] as const)
    on.post(
      `/deliver/load/loans/:loanId/${step}`,
      { access: 'signedIn' },
      withDesk(async (view, desk) => {
        const params = { ...desk.params, loanId: view.params.loanId ?? '' }
        const done = await attempt(() => view.api(operation, { params }))
        return done.ok ? seeOther('/deliver/load', 'provider.load.done') : show(view, desk, done.problem)
      }),
    )

  on.get(
    '/deliver/decisions',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const { items } = await view.api('listOwnDecisions', { params: desk.params, query: { limit: 100 } })
      return html({
        title: view.t('provider.decisions.title'),
        current: '/deliver/coverage',
        body: <DecisionsPage desk={desk} lines={items} />,
      })
    }),
  )
}
