import { PageHead } from '../components/index.ts'
import { html, type WebRoutes } from '../page/index.ts'

export const homePages: WebRoutes = (pages) => {
  const on = pages('consumer')
  on.get('/', { access: 'anyone' }, ({ t }) =>
    html({
      title: t('consumer.home.title'),
      current: '/',
      body: <PageHead title={t('consumer.home.title')} lead={t('common.tagline')} />,
    }),
  )
}
