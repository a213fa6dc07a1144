import { html, type WebRoutes } from '../page/index.ts'
import { LoadOfAllPage } from './load.view.tsx'

/** How full the day of every delivery startup is. */
export const loadPages: WebRoutes = (pages) => {
  pages('operator').get('/govern/load', { access: 'operator' }, async (view) => {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(view.query.day ?? '') ? view.query.day : undefined
    const { items } = await view.api('listLoad', { query: day ? { day } : {} })
    return html({
      title: view.t('operator.load.title'),
      current: '/govern/providers',
      body: <LoadOfAllPage items={items} day={day} />,
    })
  })
}
