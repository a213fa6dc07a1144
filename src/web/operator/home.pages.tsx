import { PageHead } from '../components/index.ts'
import { html, type WebRoutes } from '../page/index.ts'

export const homePages: WebRoutes = (pages) => {
  const on = pages('operator')
  on.get('/govern', { access: 'operator' }, ({ t }) =>
    html({
      title: t('operator.home.title'),
      current: '/govern',
      body: <PageHead title={t('operator.home.title')} lead={t('common.tagline')} />,
    }),
  )
}
