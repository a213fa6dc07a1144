import { Announcements } from '../components/index.ts'
import { html, type WebRoutes } from '../page/index.ts'
import { HomePage } from './home.view.tsx'
import { placeOf, whereOf } from './place.ts'

/** The first page: where one is, what one looks for, and the shops around. */
export const homePages: WebRoutes = (pages) => {
  pages('consumer').get('/', { access: 'anyone' }, async (view) => {
    const place = placeOf(view)
    const { items: announced } = await view.api('listAnnouncements', { query: { audience: 'consumers' } })
    const [shops, goods] = place
      ? await Promise.all([
          view.api('listShopsNear', { query: { ...whereOf(place), limit: 12, cursor: view.query.cursor } }),
          view.api('search', { query: { ...whereOf(place), limit: 1 } }),
        ])
      : [undefined, undefined]
    return html({
      title: view.t('consumer.home.title'),
      current: '/',
      islands: ['suggest', 'offline', ...(place ? [] : ['whereabouts'])],
      body: (
        <div class="stack">
          <Announcements items={announced} />
          <HomePage place={place} shops={shops} categories={goods?.facets.category ?? []} />
        </div>
      ),
    })
  })
}
