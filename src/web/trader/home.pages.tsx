import { PageHead } from '../components/index.ts'
import { html, type WebRoutes } from '../page/index.ts'

export const homePages: WebRoutes = (pages) => {
  const on = pages('trader')
  on.get('/trade', { access: 'anyone' }, ({ t }) =>
    html({
      title: t('trader.home.title'),
      current: '/trade',
      body: <PageHead title={t('trader.home.title')} lead={t('common.tagline')} />,
    }),
  )
}
