import { ProblemNotice } from '../components/index.ts'
import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { chooseStartup, type Desk, deskOf, startupsOf, withDesk } from './desk.ts'
import { ChoosePage, HomePage, WelcomePage } from './home.view.tsx'

const overviewOf = async (view: View, desk: Desk) => {
  const { params } = desk
  const [asked, carrying, card, { items: keys }, { items: announcements }] = await Promise.all([
    view.api('listProviderShipments', { params, query: { state: 'asked', limit: 100 } }),
    view.api('listProviderShipments', { params, query: { state: 'carrying', limit: 100 } }),
    view.api('getScorecard', { params, query: { days: 7 } }),
    desk.role === 'owner' ? view.api('listProviderKeys', { params }) : { items: [] },
    view.api('listAnnouncements', { query: { audience: 'providers' } }),
  ])
  return { asked: asked.items, carrying: carrying.items, card, keys: keys.length, announcements }
}

/** The first page of the door: what it is for, or how the startup stands. */
export const homePages: WebRoutes = (pages) => {
  const on = pages('provider')

  const home = async (view: View, desk: Desk, problem?: Parameters<typeof ProblemNotice>[0]['problem']) =>
    html({
      title: desk.provider.name,
      status: problem?.status ?? 200,
      current: '/deliver',
      body: (
        <>
          {problem && <ProblemNotice problem={problem} />}
          <HomePage desk={desk} overview={await overviewOf(view, desk)} />
        </>
      ),
    })

  on.get('/deliver', { access: 'anyone' }, async (view) => {
    const desk = view.me && (await deskOf(view))
    if (desk) return home(view, desk)
    return html({ title: view.t('provider.welcome.title'), current: '/deliver', body: <WelcomePage /> })
  })

  on.post(
    '/deliver/submit',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const done = await attempt(() => view.api('submitProvider', { params: desk.params }))
      return done.ok ? seeOther('/deliver', 'provider.home.submitted') : home(view, desk, done.problem)
    }),
  )

  on.get('/deliver/choose', { access: 'signedIn' }, async (view) =>
    html({
      title: view.t('provider.desk.choose'),
      body: <ChoosePage startups={await startupsOf(view)} />,
    }),
  )

  on.post('/deliver/choose', { access: 'signedIn' }, async (view) => {
    const { providerId = '' } = view.form
    await view.api('getProvider', { params: { providerId } })
    chooseStartup(view, providerId)
    return seeOther('/deliver')
  })
}
