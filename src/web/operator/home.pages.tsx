import { Live, PageHead } from '../components/index.ts'
import { fragment, html, type WebRoutes } from '../page/index.ts'
import { Board } from './home.view.tsx'

const everySeconds = 10

/** The market at a glance, kept up to date. */
export const homePages: WebRoutes = (pages) => {
  const on = pages('operator')

  on.get('/govern', { access: 'operator' }, async (view) =>
    html({
      title: view.t('operator.home.title'),
      current: '/govern',
      refreshSeconds: 60,
      body: (
        <div class="stack">
          <PageHead title={view.t('operator.home.title')} lead={view.t('operator.home.lead')} />
          <Live id="board" src="/govern/board" seconds={everySeconds}>
            <Board board={await view.api('getBoard')} />
          </Live>
        </div>
      ),
    }),
  )

  on.get('/govern/board', { access: 'operator' }, async (view) =>
    fragment(<Board board={await view.api('getBoard')} />),
  )
}
