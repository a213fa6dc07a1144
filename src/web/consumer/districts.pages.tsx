import { html, type WebRoutes } from '../page/index.ts'
import { DistrictPage, DistrictsPage } from './districts.view.tsx'

/** Crafts by district. */
export const districtPages: WebRoutes = (pages) => {
  const on = pages('consumer')

  on.get('/districts', { access: 'anyone' }, async (view) => {
    const { districts } = await view.api('listCraftDistricts')
    return html({
      title: view.t('consumer.districts.title'),
      current: '/districts',
      body: <DistrictsPage districts={districts} />,
    })
  })

  on.get('/districts/:state/:district', { access: 'anyone' }, async (view) => {
    const query = { state: view.params.state!, district: view.params.district! }
    const collection = await view.api('getDistrictCollection', { query })
    return html({
      title: view.t('consumer.district.title', { district: query.district }),
      current: '/districts',
      body: <DistrictPage collection={collection} />,
    })
  })
}
