import { Empty, LinkButton } from '../components/index.ts'
import { html, raw, useView, type WebRoutes } from '../page/index.ts'

/** What browsers need to keep the shop on the home screen, and to show the basket without a network. */
export const offlinePages: WebRoutes = (pages) => {
  const on = pages('consumer')

  on.get('/offline', { access: 'anyone' }, ({ t }) =>
    html({ title: t('consumer.offline.title'), bare: true, body: <OfflinePage /> }),
  )

  on.get('/manifest.webmanifest', { access: 'anyone' }, ({ t, lang, assetUrl }) =>
    raw(
      JSON.stringify({
        name: t('common.brand'),
        short_name: t('common.brand'),
        description: t('common.tagline'),
        lang,
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#f7f4ec',
        theme_color: '#0f4c45',
        icons: [
          { src: assetUrl('icon'), type: 'image/svg+xml', sizes: 'any', purpose: 'any' },
          ...(['192', '512'] as const).map((edge) => ({
            src: assetUrl(`icon-${edge}`),
            type: 'image/png',
            sizes: `${edge}x${edge}`,
            purpose: 'any',
          })),
        ],
      }),
      { headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=3600' } },
    ),
  )

  // The worker itself is an asset; here it is told which files the offline page needs, and gets the whole site.
  on.get('/sw.js', { access: 'anyone' }, ({ assetUrl: urlOf }) =>
    raw(
      [
        `self.haatFiles = ${JSON.stringify(['/offline', urlOf('styles'), urlOf('icon'), urlOf('islands/shell'), urlOf('htmx')])};`,
        `importScripts(${JSON.stringify(urlOf('islands/sw'))});`,
      ].join('\n'),
      {
        headers: {
          'content-type': 'text/javascript; charset=utf-8',
          // The worker goes by the policy of its own script: files and pages of this site alone.
          'content-security-policy': "default-src 'self'",
          'cache-control': 'no-cache',
        },
      },
    ),
  )
}

function OfflinePage() {
  const { t } = useView()
  return (
    <>
      <h1>{t('consumer.offline.title')}</h1>
      <Empty icon="basket" title={t('consumer.offline.lead')}>
        <p>{t('consumer.offline.text')}</p>
        <p class="row center">
          <LinkButton href="/basket" tone="plain">
            {t('consumer.offline.basket')}
          </LinkButton>
          <LinkButton href="/">{t('common.action.retry')}</LinkButton>
        </p>
      </Empty>
    </>
  )
}
