import type { Reply } from '../api/client.ts'
import { html, type View, type WebRoutes } from '../page/index.ts'
import { IndiaPage } from './india.view.tsx'

const spans = ['1', '7', '30'] as const

let regions: Promise<Reply<'listRegions'>['items']> | undefined

/** The shape of the country changes with releases only: asked for once by each process. */
const regionsOf = (view: View) => {
  regions ??= view.api('listRegions').then(({ items }) => items)
  regions.catch(() => {
    regions = undefined
  })
  return regions
}

/** India by state, as a map and as a table. */
export const indiaPages: WebRoutes = (pages) => {
  const on = pages('operator')
  on.get('/govern/india', { access: 'operator' }, async (view) => {
    const days = Number(spans.find((one) => one === view.query.days) ?? '7')
    const [{ items }, places] = await Promise.all([
      view.api('listStates', { query: { days } }),
      regionsOf(view),
    ])
    return html({
      title: view.t('operator.india.title'),
      current: '/govern/india',
      body: <IndiaPage states={items} regions={places} days={days} spans={spans} />,
    })
  })
}
