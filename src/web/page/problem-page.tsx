import type { Problem } from '../api/client.ts'
import { LinkButton } from '../components/button.tsx'
import { problemText } from './problems.ts'
import { type HtmlResult, html } from './results.ts'
import type { View } from './view.ts'

const homes = { consumer: '/', trader: '/trade', provider: '/deliver', operator: '/govern' } as const

/** The page for what cannot be shown: in plain words, with a way on. */
export function problemPage(
  view: View,
  status: number,
  problem?: Problem,
  /** A form came from a page that was open for too long. */
  isStale = false,
): HtmlResult {
  const { t, door, request } = view
  const [title, lead] =
    status === 404
      ? [t('common.error.notFound.title'), t('common.error.notFound.lead')]
      : isStale
        ? [t('common.error.other.title'), t('common.error.stale.lead')]
        : status === 403 && !problem
          ? [t('common.error.forbidden.title'), t('common.error.forbidden.lead')]
          : status < 500
            ? [
                t('common.error.other.title'),
                problem
                  ? problemText(view, problem)
                  : t(status === 415 ? 'problems.unsupportedMediaType' : 'problems.other'),
              ]
            : [t('common.error.ours.title'), t('common.error.ours.lead')]
  return html({
    status,
    title,
    body: (
      <div class="message-page">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        <p>
          <LinkButton href={homes[door]}>{t('common.error.home')}</LinkButton>
        </p>
        {status >= 500 && <p class="quiet">{t('common.error.reference', { id: request.id })}</p>}
      </div>
    ),
  })
}
