import { PageHead } from '../components/index.ts'
import { html, type WebRoutes } from '../page/index.ts'

export const homePages: WebRoutes = (pages) => {
  const on = pages('provider')
  on.get('/deliver', { access: 'anyone' }, ({ t }) =>
    html({
      title: t('provider.home.title'),
      current: '/deliver',
      body: <PageHead title={t('provider.home.title')} lead={t('common.tagline')} />,
    }),
  )
}
