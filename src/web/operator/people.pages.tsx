import type { Problem, Reply } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { PeoplePage } from './people.view.tsx'

/** Who is an operator, and what somebody else may do. */
export const peoplePages: WebRoutes = (pages) => {
  const on = pages('operator')

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const phone = view.query.phone?.trim()
    const [{ items: operators }, found] = await Promise.all([
      view.api('findPeople'),
      phone ? attempt(() => view.api('findPeople', { query: { phone } })) : undefined,
    ])
    const wrong = problem ?? (found?.ok === false ? found.problem : undefined)
    const people: Reply<'findPeople'>['items'] | undefined = found?.ok ? found.value.items : undefined
    return html({
      title: view.t('operator.people.title'),
      status: wrong?.status ?? 200,
      current: '/govern/people',
      body: (
        <PeoplePage
          operators={operators}
          found={people}
          phone={phone ?? view.form.phone ?? ''}
          problem={wrong}
        />
      ),
    })
  }

  on.get('/govern/people', { access: 'operator' }, (view) => show(view))

  on.post('/govern/people', { access: 'operator' }, async (view) => {
    const done = await attempt(() => view.api('grantOperator', { body: { phone: view.form.phone ?? '' } }))
    return done.ok ? seeOther('/govern/people', 'operator.people.granted') : show(view, done.problem)
  })

  on.post('/govern/people/:accountId/revoke', { access: 'operator' }, async (view) => {
    const params = { accountId: view.params.accountId ?? '' }
    const done = await attempt(() => view.api('revokeOperator', { params }))
    return done.ok ? seeOther('/govern/people', 'operator.people.revoked') : show(view, done.problem)
  })
}
